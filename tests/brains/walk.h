#pragma once

#include "core/brains/brain.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <numbers>
#include <utility>

namespace hippodrome::testing {

/// Of a tick [s].
constexpr double dt = 0.02;

/// A rat that runs straight on at 0.3 m/s, turns a little at every tick, and away from walls.
class Walk {
public:
    Walk(ArenaPointer arena, std::uint64_t seed) : arena_(std::move(arena)), rng_(seed) {
        now.dt = dt;
    }
    void advance(Brain& brain, double movementNoise = 0.0) {
        heading_ += 0.15 * rng_.normal();
        const Vec2 step{0.3 * dt * std::cos(heading_), 0.3 * dt * std::sin(heading_)};
        if (arena_->contains(now.position + step) &&
            arena_->nearestWall(now.position + step)->distance > 0.01)
            now.position = now.position + step;
        else
            heading_ = rng_.uniform(0.0, 2.0 * std::numbers::pi);
        now.time += dt;
        now.movementError = Vec2{rng_.normal(), rng_.normal()} * (movementNoise * std::sqrt(dt));
        brain.observe(now);
    }

    Observation now;

private:
    ArenaPointer arena_;
    Rng rng_;
    double heading_ = 0.0;
};

/// How many seeds a test of something that learns goes over: a few in the suite, which must stay
/// short, and HIPPODROME_SEEDS where that is set, for the numbers in docs.
inline int seedCount(int few) {
    const char* text = std::getenv("HIPPODROME_SEEDS");
    return text ? std::max(1, std::atoi(text)) : few;
}

/// A number that a page in docs/models quotes, as this test has measured it.
inline void tell(const std::string& what, double value) {
    std::printf("    measured: %s %.3g\n", what.c_str(), value);
}

/// After `ticks` of a walk a brain is saved, another of the same parameters goes on from there, and
/// both end in the same bits.
template <class B, class P>
void expectToResume(const P& parameters, const ArenaPointer& arena, Walk walk, int ticks) {
    B whole(parameters, BrainSetting{"net", 1, arena});
    whole.begin(walk.now);
    for (int tick = 0; tick < ticks; ++tick)
        walk.advance(whole);
    Checkpoint checkpoint;
    whole.save(checkpoint);
    B resumed(parameters, BrainSetting{"net", 17, arena});
    resumed.restore(checkpoint);
    Walk again = walk;
    for (int tick = 0; tick < ticks; ++tick) {
        walk.advance(whole);
        again.advance(resumed);
    }
    Checkpoint one, two;
    whole.save(one);
    resumed.save(two);
    EXPECT_TRUE(one.bytes() == two.bytes());
}

inline double reading(const Brain& brain, const std::string& key) {
    for (const Reading& reading : brain.readings())
        if (reading.key == key)
            return reading.value;
    ADD_FAILURE() << "no reading " << key;
    return 0.0;
}

} // namespace hippodrome::testing
