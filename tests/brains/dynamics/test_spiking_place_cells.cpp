#include "core/brains/dynamics/spiking_place_cells.h"

#include "tests/brains/network/small_network.h"
#include "tests/brains/walk.h"

#include <gtest/gtest.h>

#include <cmath>
#include <map>

namespace hippodrome::test_spiking_place_cells {
namespace {

using testing::settingIn;
using testing::stateOf;
using testing::Walk;

ArenaPointer track() {
    return std::make_shared<const ArenaGeometry>(Arena::rectangle(2.0, 0.1));
}

/// Runs laps at 0.3 m/s; calls seen(cell, x) for every spike of the last `recorded` laps.
template <class Seen>
void runLaps(SpikingPlaceCells& brain, int laps, int recorded, bool bothWays, Seen seen) {
    Observation now;
    now.dt = 0.01;
    for (int lap = 0; lap < laps; ++lap) {
        const double way = bothWays && lap % 2 == 1 ? -1.0 : 1.0;
        now.position = {-0.99 * way, 0.0};
        brain.begin(now);
        while (std::abs(now.position.x + 0.003 * way) < 1.0) {
            now.position.x += 0.003 * way;
            brain.observe(now);
            if (lap >= laps - recorded)
                for (const Spike& spike : brain.spikes(0))
                    seen(spike.unit, now.position.x);
        }
    }
}

SpikingPlaceCellsParameters onTrack(bool plastic) {
    SpikingPlaceCellsParameters parameters;
    parameters.count = 20;
    parameters.plastic = plastic;
    return parameters;
}

TEST(SpikingPlaceCells, FireInTheirFieldsAndAreQuietElsewhere) {
    SpikingPlaceCells brain(onTrack(false), settingIn(track()));
    std::vector<double> near(20), far(20);
    runLaps(brain, 10, 10, false, [&](int cell, double x) {
        const double away = std::abs(x - brain.centres()[static_cast<std::size_t>(cell)].x);
        (away < 0.3 ? near : far)[static_cast<std::size_t>(cell)] += 1.0;
    });
    double inside = 0.0, outside = 0.0;
    for (std::size_t cell = 3; cell < 17; ++cell) {
        EXPECT_GT(near[cell], 5.0) << cell;
        inside += near[cell];
        outside += far[cell];
    }
    EXPECT_LT(outside, 0.2 * inside);
    for (const double weight : brain.weights().weights())
        EXPECT_TRUE(weight == 0.3 || weight == 0.0) << "not plastic";
}

TEST(SpikingPlaceCells, OneWayRunningStrengthensSynapsesForwards) {
    const auto asymmetry = [](bool bothWays, std::uint64_t seed) {
        SpikingPlaceCells brain(onTrack(true), settingIn(track(), seed));
        runLaps(brain, 30, 0, bothWays, [](int, double) {});
        double forward = 0.0, backward = 0.0;
        for (int to = 0; to < brain.weights().units(); ++to)
            for (int from = 0; from < brain.weights().units(); ++from) {
                const double ahead = brain.centres()[static_cast<std::size_t>(to)].x -
                                     brain.centres()[static_cast<std::size_t>(from)].x;
                if (std::abs(ahead) > 0.02 && std::abs(ahead) < 0.35)
                    (ahead > 0.0 ? forward : backward) += brain.weights().at(to, from);
            }
        for (const double weight : brain.weights().weights()) {
            EXPECT_GE(weight, 0.0);
            EXPECT_LE(weight, 3.0);
        }
        return (forward - backward) / (forward + backward);
    };
    double oneWay = 0.0, bothWays = 0.0;
    for (std::uint64_t seed = 1; seed <= 10; ++seed) {
        oneWay += asymmetry(false, seed) / 10.0;
        bothWays += asymmetry(true, seed) / 10.0;
        EXPECT_GT(asymmetry(false, seed), 0.0) << seed;
    }
    testing::tell("(forward - backward) / sum of weights, one way", oneWay);
    testing::tell("the same, both ways", bothWays);
    EXPECT_GT(oneWay, 0.05);
    EXPECT_LT(std::abs(bothWays), 0.5 * oneWay) << "control: both ways alike";
}

TEST(SpikingPlaceCells, ContinueFromACheckpointToTheSameBits) {
    const ArenaPointer box = std::make_shared<const ArenaGeometry>(Arena::rectangle(1.0, 1.0));
    testing::expectToResume<SpikingPlaceCells>(SpikingPlaceCellsParameters{}, box, Walk(box, 4),
                                               300);
}

} // namespace
} // namespace hippodrome::test_spiking_place_cells
