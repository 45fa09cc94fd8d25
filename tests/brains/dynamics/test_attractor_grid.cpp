#include "core/analysis/grid_scorer.h"
#include "core/brains/dynamics/attractor_grid.h"

#include "tests/brains/network/small_network.h"
#include "tests/brains/walk.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

namespace hippodrome::test_attractor_grid {
namespace {

using testing::dt;
using testing::reading;
using testing::settingIn;
using testing::stateOf;
using testing::Walk;

ArenaPointer box(double side = 1.5) {
    return std::make_shared<const ArenaGeometry>(Arena::rectangle(side, side));
}

TEST(AttractorGrid, MovingByTheSpacingShiftsTheLatticeByOnePeriod) {
    for (const double spacing : {0.3, 0.9})
        for (const double speed : {0.05, 0.3, 0.8})
            for (const double angle : {0.0, 2.5}) {
                AttractorGridParameters parameters;
                parameters.spacing = spacing;
                parameters.orientation = 0.3;
                AttractorGrid brain(parameters, settingIn(box(100.0)));
                Observation now;
                now.dt = dt;
                brain.begin(now);
                const Vec2 step{speed * dt * std::cos(angle), speed * dt * std::sin(angle)};
                const int ticks = static_cast<int>(std::lround(2.0 * spacing / speed / dt));
                for (int tick = 0; tick < ticks; ++tick) {
                    now.position += step;
                    brain.observe(now);
                }
                const double periods = length(brain.sheet().lastShift()) / brain.sheet().period();
                EXPECT_NEAR(periods / (ticks * speed * dt / spacing), 1.0, 0.02)
                    << spacing << " m at " << speed << " m/s towards " << angle;
            }
}

TEST(AttractorGrid, CellsHaveHexagonalFieldsOverTheArena) {
    const ArenaPointer arena = box();
    AttractorGridParameters parameters;
    parameters.timeStep = 0.002;
    AttractorGrid brain(parameters, settingIn(arena));
    Walk walk(arena, 7);
    brain.begin(walk.now);
    MapAccumulator maps(BinGrid::withCounts(arena->bounds(), 20, 20), brain.populations()[0].units);
    for (int tick = 0; tick < 20000; ++tick) {
        walk.advance(brain);
        maps.add(walk.now.position, brain.rates(0), dt);
    }
    EXPECT_LT(reading(brain, "drift"), 0.05); // after seven minutes without any correction
    const PopulationMaps means = maps.means();
    const GridScorer scorer(20, 20);
    int hexagonal = 0;
    for (int unit = 0; unit < means.units; ++unit) {
        const std::span<const float> map = means.map(unit);
        hexagonal += scorer.score(map).deepmind60 > 0.8;
    }
    EXPECT_GT(hexagonal, means.units * 3 / 4);
}

/// Mean drift over the last half of a walk of 40 s.
double driftAfterWalk(AttractorGridParameters::Anchor anchor, double noise, bool dark,
                      std::uint64_t seed) {
    const ArenaPointer arena = box(1.0);
    AttractorGridParameters parameters;
    parameters.anchor = anchor;
    parameters.timeStep = 0.002;
    AttractorGrid brain(parameters, settingIn(arena, seed));
    Walk walk(arena, seed);
    walk.now.dark = dark;
    brain.begin(walk.now);
    double sum = 0.0;
    for (int tick = 0; tick < 2000; ++tick) {
        walk.advance(brain, noise);
        sum += tick >= 1000 ? reading(brain, "drift") / 1000.0 : 0.0;
    }
    return sum;
}

TEST(AttractorGrid, NoiseMakesItDriftAndAnchorsHoldIt) {
    using Anchor = AttractorGridParameters::Anchor;
    double none = 0.0, walls = 0.0, sight = 0.0;
    for (std::uint64_t seed = 1; seed <= 10; ++seed) {
        none += driftAfterWalk(Anchor::none, 0.02, true, seed) / 10.0;
        walls += driftAfterWalk(Anchor::walls, 0.02, true, seed) / 10.0;
        sight += driftAfterWalk(Anchor::wallsAndSight, 0.02, false, seed) / 10.0;
    }
    EXPECT_EQ(driftAfterWalk(Anchor::walls, 0.02, true, 1),
              driftAfterWalk(Anchor::wallsAndSight, 0.02, true, 1)); // nothing is seen
    for (std::uint64_t seed = 1; seed <= 3; ++seed)
        EXPECT_LT(driftAfterWalk(Anchor::none, 0.0, true, seed), 0.03) << seed;
    // A random walk of 0.02 m/sqrt(s) and axis is 0.14 m away on average after 30 s.
    EXPECT_GT(none, 0.08);
    EXPECT_LT(walls, 0.6 * none);
    EXPECT_LT(sight, 0.5 * walls);
}

TEST(AttractorGrid, ContinuesFromACheckpointToTheSameBits) {
    const ArenaPointer arena = box();
    AttractorGridParameters parameters;
    parameters.neuralNoise = 0.1;
    parameters.anchor = AttractorGridParameters::Anchor::walls;
    AttractorGrid whole(parameters, settingIn(arena));
    Walk walk(arena, 3);
    whole.begin(walk.now);
    for (int tick = 0; tick < 333; ++tick)
        walk.advance(whole, 0.01);
    Checkpoint checkpoint;
    whole.save(checkpoint);
    AttractorGrid resumed(parameters, settingIn(arena, 17));
    resumed.restore(checkpoint);
    Walk again = walk;
    for (int tick = 0; tick < 200; ++tick) {
        walk.advance(whole, 0.01);
        again.advance(resumed, 0.01);
    }
    EXPECT_EQ(stateOf(resumed), stateOf(whole));
}

TEST(AttractorGrid, SaysWhatIsWrongWithItsParameters) {
    const auto refused = [](auto change, const std::string& field) {
        AttractorGridParameters parameters;
        change(parameters);
        try {
            AttractorGrid brain(parameters, settingIn(box()));
            ADD_FAILURE() << field;
        } catch (const Error& error) {
            EXPECT_EQ(error.field(), field) << error.what();
        }
    };
    refused([](auto& p) { p.side = 65; }, "side");
    refused([](auto& p) { p.timeStep = 0.006; }, "time_step");
    refused([](auto& p) { p.cells = 1000, p.side = 30; }, "cells");
}

} // namespace
} // namespace hippodrome::test_attractor_grid
