#include "core/brains/successor/boundary_successor.h"

#include "tests/brains/network/small_network.h"
#include "tests/brains/walk.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

namespace hippodrome::test_boundary_successor {
namespace {

using testing::settingIn;
using testing::stateOf;
using testing::Walk;

ArenaPointer boxWith(std::vector<Wall> walls = {}) {
    Arena arena = Arena::rectangle(1.0, 1.0);
    arena.walls = std::move(walls);
    return std::make_shared<const ArenaGeometry>(arena);
}

BoundarySuccessorParameters quick() {
    BoundarySuccessorParameters parameters;
    parameters.distances = 5;
    parameters.directions = 8;
    parameters.learningRate = 3e-3;
    parameters.discount = 0.98;
    return parameters;
}

void run(Brain& brain, Walk& walk, double seconds) {
    for (int tick = 0; tick < static_cast<int>(seconds / testing::dt); ++tick)
        walk.advance(brain);
}

/// psi(s) is the expected discounted sum of features. How far it is from the sums along the path of
/// a rat, as a share of these, after 25 minutes of learning.
double missOfTheFuture(std::uint64_t seed) {
    const ArenaPointer box = boxWith();
    BoundarySuccessorParameters parameters = quick();
    parameters.discount = 0.9;
    parameters.learningRate = 1e-2;
    BoundarySuccessor brain(parameters, settingIn(box, seed));
    Walk walk(box, seed);
    brain.begin(walk.now);
    run(brain, walk, 1500.0);
    // Freeze, and follow the rat.
    parameters.learningRate = 0.0;
    testing::update(brain, parameters);
    std::vector<VectorTuning> tunings;
    for (int i = 0; i < 5; ++i)
        for (int j = 0; j < 8; ++j) {
            const double distance = 0.75 * (i + 0.5) / 5;
            tunings.push_back(
                {distance, 2.0 * std::numbers::pi * j / 8, 0.08 + distance / 12.0, 0.2});
        }
    const BoundaryVectorCells cells(tunings, BoundaryVectorCells::Frame::allocentric, box);
    const std::size_t n = tunings.size();
    std::vector<std::vector<float>> path;
    for (int tick = 0; tick < 6000; ++tick) {
        walk.advance(brain);
        path.emplace_back(n);
        cells.rates(walk.now.position, 0.0, path.back());
    }
    double misses = 0.0, whole = 0.0;
    for (std::size_t start = 0; start + 100 < path.size(); start += 50)
        for (std::size_t k = 0; k < n; ++k) {
            double predicted = 0.0, found = 0.0, weight = 1.0;
            for (std::size_t j = 0; j < n; ++j)
                predicted += brain.map()[k * n + j] * path[start][j];
            for (std::size_t ahead = 0; ahead < 100; ++ahead, weight *= 0.9)
                found += weight * path[start + ahead][k];
            misses += (predicted - found) * (predicted - found);
            whole += found * found;
        }
    return std::sqrt(misses / whole);
}

TEST(BoundarySuccessor, LearnsTheDiscountedFutureOfItsFeatures) {
    for (int seed = 1; seed <= testing::seedCount(1); ++seed) {
        const double miss = missOfTheFuture(static_cast<std::uint64_t>(seed));
        testing::tell("distance from the future along the path, share", miss);
        EXPECT_LT(miss, 0.3) << seed;
    }
}

TEST(BoundarySuccessor, AnInsertedWallDoublesFields) {
    const ArenaPointer box = boxWith(), divided = boxWith({{1, {0.0, -0.5}, {0.0, 0.3}}});
    BoundarySuccessor brain(quick(), settingIn(box));
    Walk walk(box, 2);
    brain.begin(walk.now);
    run(brain, walk, 300.0);
    const BinGrid grid = BinGrid::withCounts(box->bounds(), 20, 20);
    const auto activeBy = [&](const PopulationMaps& maps, int unit) {
        // Bins just east of the middle, where the wall will stand, above half of the peak
        int count = 0;
        for (int row = 0; row < 14; ++row)
            for (int column = 10; column < 13; ++column)
                count += maps.map(unit)[static_cast<std::size_t>(row * 20 + column)] > 0.3f;
        return count;
    };
    const PopulationMaps before = *brain.probe(0, grid);
    brain.arenaChanged(divided);
    const PopulationMaps after = *brain.probe(0, grid);
    int gained = 0, checked = 0;
    for (int unit = 0; unit < brain.features(); ++unit) {
        // Direction west (index 4 of 8), the two nearest distances
        if (unit % 8 != 4 || unit / 8 > 1)
            continue;
        ++checked;
        gained += activeBy(before, unit) == 0 && activeBy(after, unit) > 5;
    }
    EXPECT_EQ(checked, 2);
    EXPECT_GE(gained, 1);
}

TEST(BoundarySuccessor, EveryCellReachesItsPeakSomewhereInTheArena) {
    const ArenaPointer box = boxWith();
    BoundarySuccessor brain(quick(), settingIn(box));
    Walk walk(box, 3);
    brain.begin(walk.now);
    run(brain, walk, 100.0);
    // Peaks are looked for every 5 s: what was learned since must not count.
    BoundarySuccessorParameters still = quick();
    still.learningRate = 0.0;
    testing::update(brain, still);
    run(brain, walk, 6.0);
    for (const std::size_t population : {0u, 1u}) {
        const PopulationMaps maps =
            *brain.probe(population, BinGrid::withCounts(box->bounds(), 24, 24));
        for (int unit = 0; unit < maps.units; ++unit) {
            const auto map = maps.map(unit);
            EXPECT_GT(*std::max_element(map.begin(), map.end()), 0.999f)
                << population << " " << unit;
        }
    }
}

TEST(BoundarySuccessor, ContinuesFromACheckpointToTheSameBits) {
    testing::expectToResume<BoundarySuccessor>(quick(), boxWith(), Walk(boxWith(), 4), 600);
}

} // namespace
} // namespace hippodrome::test_boundary_successor
