#include "core/analysis/grid_scorer.h"
#include "core/brains/dynamics/oscillator_grid.h"

#include "tests/brains/network/small_network.h"
#include "tests/brains/walk.h"

#include <gtest/gtest.h>

#include <cmath>

namespace hippodrome::test_oscillator_grid {
namespace {

using testing::dt;
using testing::reading;
using testing::settingIn;
using testing::stateOf;
using testing::Walk;

ArenaPointer box(double side = 1.5) {
    return std::make_shared<const ArenaGeometry>(Arena::rectangle(side, side));
}

double drift(const OscillatorGrid& brain, const Walk& walk) {
    return length(*brain.decodedPosition() - walk.now.position);
}

TEST(OscillatorGrid, FiresOnATriangularLatticeOfTheDeclaredSpacing) {
    const ArenaPointer arena = box();
    OscillatorGridParameters parameters;
    parameters.spacing = 0.5;
    OscillatorGrid brain(parameters, settingIn(arena));
    Walk walk(arena, 5);
    brain.begin(walk.now);
    const BinGrid grid = BinGrid::withCounts(arena->bounds(), 20, 20);
    MapAccumulator maps(grid, parameters.cells);
    for (int tick = 0; tick < 60000; ++tick) {
        walk.advance(brain);
        maps.add(walk.now.position, brain.rates(0), dt);
    }
    EXPECT_LT(drift(brain, walk), 1e-9);
    const PopulationMaps means = maps.means();
    const GridScorer scorer(20, 20);
    for (int unit = 0; unit < means.units; ++unit)
        EXPECT_GT(scorer.score(means.map(unit)).deepmind60, 0.8) << unit;
    // One period of the waves is sqrt(3)/2 of the spacing.
    EXPECT_NEAR(brain.frequencyPerSpeed(), 1.0 / (0.5 * std::sqrt(0.75)), 1e-12);
}

TEST(OscillatorGrid, RepeatsAfterOneSpacingAlongItsFieldAxes) {
    OscillatorGridParameters parameters;
    parameters.spacing = 0.4;
    parameters.orientation = 0.2;
    OscillatorGrid here(parameters, settingIn(box(10.0))), there = here;
    Observation now;
    now.dt = dt;
    here.begin(now);
    for (int i = 0; i < 6; ++i) {
        const double angle = 0.2 + std::numbers::pi / 6.0 + i * std::numbers::pi / 3.0;
        now.position = Vec2{std::cos(angle), std::sin(angle)} * 0.4;
        there.begin(now);
        for (int cell = 0; cell < parameters.cells; ++cell)
            EXPECT_NEAR(there.rates(0)[static_cast<std::size_t>(cell)],
                        here.rates(0)[static_cast<std::size_t>(cell)], 1e-3);
        now.position = now.position * 0.5;
        there.begin(now);
        double difference = 0.0;
        for (int cell = 0; cell < parameters.cells; ++cell)
            difference += std::abs(there.rates(0)[static_cast<std::size_t>(cell)] -
                                   here.rates(0)[static_cast<std::size_t>(cell)]);
        EXPECT_GT(difference, 10.0);
    }
}

TEST(OscillatorGrid, PeakRateIsTheMeanOverACycleInAField) {
    OscillatorGridParameters parameters;
    parameters.cells = 400;
    parameters.maximumRate = 12.0;
    OscillatorGrid brain(parameters, settingIn(box()));
    Observation now;
    now.dt = 0.001;
    brain.begin(now);
    std::vector<double> means(400);
    const int ticks = 1000; // seven cycles
    for (int tick = 1; tick <= ticks; ++tick) {
        now.time = tick * now.dt;
        brain.observe(now);
        for (std::size_t cell = 0; cell < means.size(); ++cell)
            means[cell] += brain.rates(0)[cell] / ticks;
    }
    EXPECT_NEAR(*std::max_element(means.begin(), means.end()), 12.0, 0.2);
    EXPECT_LT(*std::min_element(means.begin(), means.end()), 1.0);
}

TEST(OscillatorGrid, PhaseNoiseAccumulatesAndWallsCorrectIt) {
    const auto meanDrift = [](double noise, double reset, std::uint64_t seed) {
        const ArenaPointer arena = box(1.0);
        OscillatorGridParameters parameters;
        parameters.phaseNoise = noise;
        parameters.resetDistance = reset;
        OscillatorGrid brain(parameters, settingIn(arena, seed));
        Walk walk(arena, seed);
        brain.begin(walk.now);
        double sum = 0.0;
        for (int tick = 0; tick < 4000; ++tick) {
            walk.advance(brain);
            sum += tick >= 2000 ? drift(brain, walk) / 2000.0 : 0.0;
        }
        return sum;
    };
    double free = 0.0, corrected = 0.0;
    for (std::uint64_t seed = 1; seed <= 10; ++seed) {
        free += meanDrift(0.5, 0.0, seed) / 10.0;
        corrected += meanDrift(0.5, 0.05, seed) / 10.0;
        EXPECT_LT(meanDrift(0.0, 0.0, seed), 1e-9);
    }
    EXPECT_GT(free, 0.1);
    EXPECT_LT(corrected, 0.6 * free);
}

TEST(OscillatorGrid, NoiseInTheSenseOfMovementLeavesTheOscillatorsInAgreement) {
    const ArenaPointer arena = box();
    OscillatorGrid moved(OscillatorGridParameters{}, settingIn(arena));
    OscillatorGridParameters noisy;
    noisy.phaseNoise = 0.5;
    OscillatorGrid shaken(noisy, settingIn(arena));
    Walk walk(arena, 3), again(arena, 3);
    moved.begin(walk.now);
    shaken.begin(walk.now);
    for (int tick = 0; tick < 2000; ++tick) {
        walk.advance(moved, 0.02);
        again.advance(shaken);
    }
    EXPECT_GT(drift(moved, walk), 0.01);
    EXPECT_LT(reading(moved, "disagreement"), 1e-9);
    EXPECT_GT(reading(shaken, "disagreement"), 0.1);
}

TEST(OscillatorGrid, ContinuesFromACheckpointToTheSameBits) {
    const ArenaPointer arena = box();
    OscillatorGridParameters parameters;
    parameters.phaseNoise = 0.3;
    parameters.resetDistance = 0.05;
    parameters.spikes.on = true;
    OscillatorGrid whole(parameters, settingIn(arena));
    Walk walk(arena, 3);
    whole.begin(walk.now);
    for (int tick = 0; tick < 500; ++tick)
        walk.advance(whole, 0.01);
    Checkpoint checkpoint;
    whole.save(checkpoint);
    OscillatorGrid resumed(parameters, settingIn(arena, 17));
    resumed.restore(checkpoint);
    Walk again = walk;
    for (int tick = 0; tick < 500; ++tick) {
        walk.advance(whole, 0.01);
        again.advance(resumed, 0.01);
    }
    EXPECT_EQ(stateOf(resumed), stateOf(whole));
}

} // namespace
} // namespace hippodrome::test_oscillator_grid
