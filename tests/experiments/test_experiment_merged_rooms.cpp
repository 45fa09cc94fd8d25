// Two rooms become one when the wall between them is taken out: Wernle et al. (2018, Nat. Neurosci.
// 21:92). Grids of rats become coherent across the seam; fields far from it stay.
#include "core/brains/cells/boundary_place_cells.h"
#include "core/brains/cells/grid_modules.h"
#include "core/brains/cells/place_cells.h"
#include "core/brains/successor/boundary_successor.h"

#include "tests/brains/experiment.h"

#include <gtest/gtest.h>

namespace hippodrome::test_experiment_merged_rooms {
namespace {

using testing::correlation;
using testing::Mean;
using testing::Rates;
using testing::settingIn;
using testing::Walk;

constexpr double side = 2.0; // of the large room; each half is 2 x 1 m
constexpr int bins = 40;     // of 5 cm, along each side
constexpr int seamRows = 6;  // within 30 cm of the seam
constexpr int farRows = 8;   // within 40 cm of the walls opposite to it

ArenaPointer room(bool divided) {
    Arena arena = Arena::rectangle(side, side);
    if (divided)
        arena.walls.push_back({1, {-side / 2, 0.0}, {side / 2, 0.0}});
    return std::make_shared<const ArenaGeometry>(arena);
}

Rates mapsOf(const Brain& brain, std::size_t population) {
    return testing::ratesOf(
        *brain.probe(population, BinGrid::withCounts(room(false)->bounds(), bins, bins)));
}

struct Merging {
    Mean seam, far;       ///< correlation of the maps before and after, there
    Mean divided, merged; ///< correlation of the bins 5 cm apart across the seam
    Mean within;          ///< the same 50 cm north of it: what coherence can be
    void add(const Rates& before, const Rates& after) {
        for (std::size_t cell = 0; cell < before.size(); ++cell) {
            const auto rows = [](const std::vector<double>& map, int first, int count) {
                return std::vector<double>(map.begin() + first * bins,
                                           map.begin() + (first + count) * bins);
            };
            const int middle = bins / 2;
            const auto same = [&](int first, int count) {
                return correlation(rows(before[cell], first, count),
                                   rows(after[cell], first, count));
            };
            seam.add(same(middle - seamRows, 2 * seamRows));
            far.add(same(0, farRows));
            far.add(same(bins - farRows, farRows));
            const auto across = [&](const Rates& maps, int row) {
                return correlation(rows(maps[cell], row - 1, 1), rows(maps[cell], row, 1));
            };
            divided.add(across(before, middle));
            merged.add(across(after, middle));
            within.add(across(after, middle + 10));
        }
    }
    void tell(const std::string& who) const {
        testing::tell(who + ": before and after, near the seam", seam.value());
        testing::tell(who + ": before and after, far from it", far.value());
        testing::tell(who + ": across the seam, before", divided.value());
        testing::tell(who + ": across the seam, after", merged.value());
        testing::tell(who + ": across a line elsewhere", within.value());
    }
};

template <class B, class P>
Merging merging(const P& parameters) {
    Merging found;
    for (std::uint64_t seed = 1; seed <= 10; ++seed) {
        B brain(parameters, settingIn(room(true), seed));
        const Rates before = mapsOf(brain, 0);
        brain.arenaChanged(room(false));
        found.add(before, mapsOf(brain, 0));
    }
    return found;
}

TEST(ExperimentMergedRooms, PlaceCellsFromWallsChangeAtTheSeamAndStayFarFromIt) {
    const Merging walls = merging<BoundaryPlaceCells>(BoundaryPlaceCellsParameters{});
    walls.tell("place cells from walls");
    EXPECT_GT(walls.far.value(), 0.8);
    EXPECT_LT(walls.seam.value(), walls.far.value() - 0.2);
    EXPECT_GT(walls.merged.value(), walls.divided.value() + 0.1);
    PlaceCellsParameters straight;
    straight.field.geometry = WallGeometry::euclidean;
    const Merging gaussian = merging<PlaceCells>(straight);
    const Merging lattices = merging<GridModules>(GridModulesParameters{});
    gaussian.tell("Gaussian cells");
    lattices.tell("grid modules");
    for (const Merging& control : {gaussian, lattices}) {
        EXPECT_GT(control.seam.value(), 0.999);
        EXPECT_NEAR(control.merged.value(), control.divided.value(), 1e-6);
    }
}

TEST(ExperimentMergedRooms, GridCellsFromBoundarySuccessors) {
    Merging atOnce, later;
    for (int seed = 1; seed <= testing::seedCount(3); ++seed) {
        BoundarySuccessorParameters parameters;
        parameters.distances = 5;
        parameters.directions = 8;
        parameters.learningRate = 1e-3;
        BoundarySuccessor brain(parameters, settingIn(room(true), seed));
        Walk south(room(true), seed), north(room(true), seed + 100), all(room(false), seed + 200);
        south.now.position = {0.0, -0.5};
        north.now.position = all.now.position = {0.0, 0.5};
        const auto walk = [&](Walk& rat) {
            brain.begin(rat.now);
            for (int tick = 0; tick < 10000; ++tick)
                rat.advance(brain);
        };
        walk(south);
        walk(north);
        const Rates before = mapsOf(brain, 1);
        brain.arenaChanged(room(false));
        atOnce.add(before, mapsOf(brain, 1));
        walk(all);
        later.add(before, mapsOf(brain, 1));
    }
    atOnce.tell("grid cells from boundary successors, at once");
    later.tell("grid cells from boundary successors, after 200 s");
    EXPECT_GT(atOnce.merged.value(), atOnce.divided.value() + 0.1);
    EXPECT_GT(atOnce.far.value(), atOnce.seam.value());
}

} // namespace
} // namespace hippodrome::test_experiment_merged_rooms
