#include "core/brains/cells/boundary_place_cells.h"
#include "core/brains/cells/place_cells.h"

#include "tests/brains/network/small_network.h"
#include "tests/brains/walk.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numbers>

namespace hippodrome::test_boundary_place_cells {
namespace {

using testing::settingIn;
using testing::stateOf;
using testing::Walk;

ArenaPointer box(double width, double height, std::vector<Wall> walls = {}) {
    Arena arena;
    arena.boundary = {{0, 0}, {width, 0}, {width, height}, {0, height}};
    arena.walls = std::move(walls);
    return std::make_shared<const ArenaGeometry>(arena);
}

float rateAt(const Brain& brain, int cell, Vec2 place) {
    const Vec2 places[] = {place};
    return brain.ratesAt(0, places, {})[static_cast<std::size_t>(cell)];
}

/// Maps of all cells on bins of 2 cm.
PopulationMaps mapsOf(const Brain& brain, const ArenaPointer& arena) {
    return *brain.probe(0, BinGrid::covering(arena->bounds(), 0.02));
}

Vec2 peakOf(const PopulationMaps& maps, int cell, const Bounds& bounds) {
    const auto map = maps.map(cell);
    std::size_t best = 0;
    for (std::size_t bin = 0; bin < map.size(); ++bin)
        if (!std::isnan(map[bin]) && (std::isnan(map[best]) || map[bin] > map[best]))
            best = bin;
    const BinGrid grid = BinGrid::covering(bounds, 0.02);
    return grid.centre(static_cast<int>(best) / maps.columns,
                       static_cast<int>(best) % maps.columns);
}

/// Bins above half the map's peak in the row of the peak, or its column.
int widthOf(const PopulationMaps& maps, int cell, bool alongX) {
    const auto map = maps.map(cell);
    const auto best = static_cast<int>(std::max_element(map.begin(), map.end()) - map.begin());
    int count = 0;
    const int row = best / maps.columns, column = best % maps.columns;
    for (int k = 0; k < (alongX ? maps.columns : maps.rows); ++k) {
        const int bin = alongX ? row * maps.columns + k : k * maps.columns + column;
        count += map[static_cast<std::size_t>(bin)] > 0.5f * map[static_cast<std::size_t>(best)];
    }
    return count;
}

TEST(BoundaryPlaceCells, FireWhereTheirWallsAreAsTheyLearned) {
    const ArenaPointer arena = box(1.0, 1.0);
    const BoundaryPlaceCells brain(BoundaryPlaceCellsParameters{}, settingIn(arena));
    const PopulationMaps maps = mapsOf(brain, arena);
    int near = 0;
    for (int cell = 0; cell < 60; ++cell) {
        EXPECT_GT(rateAt(brain, cell, brain.home(cell)), 0.5f);
        near += length(peakOf(maps, cell, arena->bounds()) - brain.home(cell)) < 0.15;
        const auto map = maps.map(cell);
        EXPECT_LE(*std::max_element(map.begin(), map.end()), 11.0f)
            << "between the places looked at";
    }
    EXPECT_GE(near, 45);
}

TEST(BoundaryPlaceCells, FieldsStretchWithTheBox) {
    // O'Keefe and Burgess 1996: boxes of 61 and 122 cm. Exact for a given set of cells: no walk.
    const ArenaPointer small = box(0.61, 0.61), wide = box(1.22, 0.61);
    BoundaryPlaceCellsParameters parameters;
    parameters.inputs = 4;
    BoundaryPlaceCells brain(parameters, settingIn(small));
    const PopulationMaps before = mapsOf(brain, small);
    brain.arenaChanged(wide);
    const PopulationMaps after = mapsOf(brain, wide);
    int active = 0, keepsDistance = 0, wider = 0, taller = 0;
    for (int cell = 0; cell < 60; ++cell) {
        const auto map = after.map(cell);
        float peak = 0.0f;
        for (const float rate : map)
            peak = std::isnan(rate) ? peak : std::max(peak, rate);
        if (peak < 0.5f)
            continue;
        ++active;
        const Vec2 was = peakOf(before, cell, small->bounds());
        const Vec2 is = peakOf(after, cell, wide->bounds());
        const double west = std::abs(is.x - was.x);
        const double east = std::abs((1.22 - is.x) - (0.61 - was.x));
        keepsDistance += std::min(west, east) <= 0.05;
        wider += widthOf(after, cell, true) >= 1.4 * widthOf(before, cell, true);
        taller += widthOf(after, cell, false) >= 1.4 * widthOf(before, cell, false);
    }
    EXPECT_GE(active, 40);
    EXPECT_GE(keepsDistance, 0.8 * active) << "peaks keep their distance to one of the walls";
    EXPECT_GE(wider, 3) << "some fields stretch along the stretched axis";
    EXPECT_LT(taller, wider);

    // Control: Gaussian fields stay where they were.
    PlaceCellsParameters fixed;
    fixed.count = 49;
    fixed.field.width = 0.1;
    PlaceCells gaussian(fixed, settingIn(small));
    const PopulationMaps still = mapsOf(gaussian, small);
    gaussian.arenaChanged(wide);
    const PopulationMaps moved = mapsOf(gaussian, wide);
    for (int cell = 0; cell < 20; ++cell) {
        EXPECT_EQ(peakOf(moved, cell, wide->bounds()), peakOf(still, cell, small->bounds()));
        EXPECT_LT(widthOf(moved, cell, true), 1.4 * widthOf(still, cell, true) + 3);
    }
}

TEST(BoundaryPlaceCells, WeightsChangeWithPlasticityOnlyAndStayWithinBounds) {
    const ArenaPointer arena = box(0.62, 0.62);
    for (const double plasticity : {0.0, 0.5}) {
        BoundaryPlaceCellsParameters parameters;
        parameters.count = 20;
        parameters.threshold = 0.5;
        parameters.plasticity = plasticity;
        BoundaryPlaceCells brain(parameters, settingIn(arena));
        EXPECT_EQ(brain.probeIsStatic(), plasticity == 0.0);
        Walk walk(arena, 3);
        walk.now.position = {0.3, 0.3};
        for (int tick = 0; tick < 3000; ++tick)
            walk.advance(brain);
        double change = 0.0;
        for (const double weight : brain.weights()) {
            EXPECT_GE(weight, 0.0);
            EXPECT_LE(weight, 5.0);
            change = std::max(change, std::abs(weight - 1.0));
        }
        EXPECT_EQ(change > 0.01, plasticity > 0.0);
    }
}

TEST(BoundaryPlaceCells, ContinueFromACheckpointToTheSameBits) {
    const ArenaPointer arena = box(1.0, 1.0);
    BoundaryPlaceCellsParameters parameters;
    parameters.plasticity = 0.2;
    parameters.spikes.on = true;
    Walk walk(arena, 4);
    walk.now.position = {0.5, 0.5};
    testing::expectToResume<BoundaryPlaceCells>(parameters, arena, walk, 300);
}

/// Mean over places of the correlation of the population's rates in two enclosures.
double populationCorrelation(const Brain& one, const Brain& other) {
    double sum = 0.0;
    int places = 0;
    for (double x = -0.25; x <= 0.26; x += 0.1)
        for (double y = -0.25; y <= 0.26; y += 0.1, ++places) {
            const Vec2 place[] = {{x, y}};
            const std::vector<float> a = one.ratesAt(0, place, {}), b = other.ratesAt(0, place, {});
            const double n = static_cast<double>(a.size());
            double meanA = 0.0, meanB = 0.0, ab = 0.0, aa = 0.0, bb = 0.0;
            for (std::size_t i = 0; i < a.size(); ++i) {
                meanA += a[i] / n;
                meanB += b[i] / n;
            }
            for (std::size_t i = 0; i < a.size(); ++i) {
                ab += (a[i] - meanA) * (b[i] - meanB);
                aa += (a[i] - meanA) * (a[i] - meanA);
                bb += (b[i] - meanB) * (b[i] - meanB);
            }
            sum += aa > 0.0 && bb > 0.0 ? ab / std::sqrt(aa * bb) : 0.0;
        }
    return sum / places;
}

TEST(BoundaryPlaceCells, SquareAndCircleDoNotDivergeAsTheyShould) {
    // Lever et al. 2002 found that maps of a square and a circle grow apart with experience. Not
    // reproduced: a model that comes to do it fails here, and its page must then say so.
    const ArenaPointer square = std::make_shared<const ArenaGeometry>(Arena::rectangle(0.62, 0.62));
    const ArenaPointer circle = std::make_shared<const ArenaGeometry>(Arena::circular(0.395, 64));
    const auto correlationAfter = [&](int exposures, std::uint64_t seed) {
        BoundaryPlaceCellsParameters parameters;
        parameters.count = 40;
        parameters.threshold = 0.5;
        parameters.plasticity = 0.5;
        BoundaryPlaceCells brain(parameters, settingIn(square, seed));
        Walk inSquare(square, seed), inCircle(circle, seed + 100);
        for (int exposure = 0; exposure < exposures; ++exposure) {
            brain.arenaChanged(square);
            for (int tick = 0; tick < 1500; ++tick)
                inSquare.advance(brain);
            brain.arenaChanged(circle);
            for (int tick = 0; tick < 1500; ++tick)
                inCircle.advance(brain);
        }
        Checkpoint state;
        brain.save(state);
        BoundaryPlaceCells one(parameters, settingIn(square, seed));
        BoundaryPlaceCells other(parameters, settingIn(circle, seed));
        one.restore(state);
        other.restore(state);
        return populationCorrelation(one, other);
    };
    double naive = 0.0, learned = 0.0;
    for (std::uint64_t seed = 1; seed <= 10; ++seed) {
        naive += correlationAfter(0, seed) / 10.0;
        learned += correlationAfter(4, seed) / 10.0;
    }
    testing::tell("correlation of square and circle at first", naive);
    testing::tell("correlation of square and circle after four exposures", learned);
    EXPECT_GT(learned, naive - 0.03);
}

} // namespace
} // namespace hippodrome::test_boundary_place_cells
