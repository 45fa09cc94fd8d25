#pragma once

#include "core/motion/motion_model.h"

#include <gtest/gtest.h>

namespace hippodrome::testing {

/// Lets the rat run and fails when it leaves the arena or crosses a wall. Returns how far it came.
inline double roam(MotionModel& model, const ArenaGeometry& arena, double dt, int steps,
                   RatState& rat, Rng& rng) {
    double travelled = 0.0;
    for (int i = 0; i < steps; ++i) {
        const Vec2 before = rat.position;
        model.step(arena, dt, std::nullopt, rat, rng);
        EXPECT_TRUE(arena.contains(rat.position));
        const Vec2 way = arena.displacement(before, rat.position);
        EXPECT_NEAR(length(way - dt * rat.velocity), 0.0, 1e-9);
        EXPECT_GE(rat.headDirection, -3.1415926535897936);
        EXPECT_LT(rat.headDirection, 3.1415926535897936);
        EXPECT_TRUE(std::isfinite(rat.angularVelocity));
        travelled += length(way);
        if (::testing::Test::HasFailure())
            break;
    }
    return travelled;
}

} // namespace hippodrome::testing
