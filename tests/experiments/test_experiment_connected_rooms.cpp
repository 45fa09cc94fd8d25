// Two rooms that look alike, joined by a corridor: Carpenter et al. (2015, Curr. Biol. 25:1176).
// Grids of rats repeat in both rooms at first (a local fit), and become one grid over both with
// experience (a global fit).
#include "core/brains/cells/boundary_cells.h"
#include "core/brains/cells/boundary_place_cells.h"
#include "core/brains/cells/grid_modules.h"
#include "core/brains/dynamics/attractor_grid.h"
#include "core/brains/successor/boundary_successor.h"
#include "core/brains/successor/successor.h"

#include "tests/brains/dynamics/lattice_shape.h"
#include "tests/brains/experiment.h"
#include "tests/brains/two_rooms.h"

#include <gtest/gtest.h>

namespace hippodrome::test_experiment_connected_rooms {
namespace {

using testing::binsAlong;
using testing::Commuter;
using testing::correlation;
using testing::Mean;
using testing::placesInRooms;
using testing::Rates;
using testing::ratesOver;
using testing::roomSide;
using testing::settingIn;
using testing::twoRooms;

/// Of a population, over its cells.
struct Fits {
    Mean rooms;    ///< correlation of the two rooms
    Mean distance; ///< the same without its sign
    Mean local;    ///< fit of one lattice, laid into each room in the same way
    Mean global;   ///< fit of one lattice through both rooms
    double difference() const { return global.value() - local.value(); }
    void tell(const std::string& who) const {
        testing::tell(who + ": correlation of the rooms", rooms.value());
        testing::tell(who + ": its size", distance.value());
        if (local.count() == 0)
            return;
        testing::tell(who + ": local fit", local.value());
        testing::tell(who + ": global fit", global.value());
    }
    /// `lattices`: of so many cells, evenly chosen; fits take time.
    void add(const Rates& rates, std::size_t lattices) {
        const std::vector<Vec2> places = placesInRooms();
        std::vector<Vec2> inRoom(places.begin(), places.begin() + binsAlong * binsAlong);
        inRoom.insert(inRoom.end(), inRoom.begin(), inRoom.begin() + binsAlong * binsAlong);
        const std::size_t step =
            lattices > 0 ? std::max<std::size_t>(1, rates.size() / lattices) : rates.size() + 1;
        for (std::size_t cell = 0; cell < rates.size(); ++cell) {
            const std::span<const double> all = rates[cell];
            const double r = correlation(all.first(all.size() / 2), all.last(all.size() / 2));
            rooms.add(r);
            distance.add(std::abs(r));
            if (step > rates.size() || cell % step != 0 || std::isnan(r))
                continue;
            local.add(testing::latticeFit(inRoom, all));
            global.add(testing::latticeFit(places, all));
        }
    }
};

template <class B, class P>
Fits fitsOf(const P& parameters, std::size_t population, std::size_t lattices, int seeds) {
    Fits fits;
    for (int seed = 1; seed <= seeds; ++seed) {
        const B brain(parameters, settingIn(twoRooms(), static_cast<std::uint64_t>(seed)));
        fits.add(ratesOver(brain, population, placesInRooms()), lattices);
    }
    return fits;
}

TEST(ExperimentConnectedRooms, CellsThatKnowWallsRepeatAndALatticeGoesThroughBoth) {
    const Fits cells = fitsOf<BoundaryCells>(BoundaryCellsParameters{}, 0, 0, 10);
    const Fits fields = fitsOf<BoundaryPlaceCells>(BoundaryPlaceCellsParameters{}, 0, 0, 10);
    const Fits ideal = fitsOf<GridModules>(GridModulesParameters{}, 0, 12, 3);
    cells.tell("boundary cells");
    fields.tell("place cells from walls");
    ideal.tell("grid modules");
    EXPECT_GT(cells.rooms.value(), 0.8);
    EXPECT_GT(fields.rooms.value(), 0.5);
    EXPECT_LT(std::abs(ideal.rooms.value()), 0.3);
    EXPECT_GT(ideal.difference(), 0.2) << "one lattice from the start";
}

/// Maps of an attractor's cells over ten minutes: the western room's bins, then those of the
/// eastern one.
Rates attractorInRooms(const AttractorGridParameters& parameters, std::uint64_t seed) {
    AttractorGrid brain(parameters, settingIn(twoRooms(), seed));
    Commuter rat(seed + 4);
    brain.begin(rat.now());
    const BinGrid grid =
        BinGrid::withCounts({{-roomSide, 0.0}, {roomSide, roomSide}}, binsAlong, 2 * binsAlong);
    MapAccumulator seen(grid, brain.populations()[0].units);
    rat.run(brain, 600.0, [&] { seen.add(rat.now().position, brain.rates(0), testing::dt); });
    const Rates maps = testing::ratesOf(seen.means());
    Rates rooms(maps.size()); // the western room's bins, then those of the eastern one
    int visited[2] = {};
    for (std::size_t cell = 0; cell < maps.size(); ++cell)
        for (int room = 0; room < 2; ++room)
            for (int row = 0; row < binsAlong; ++row)
                for (int column = 0; column < binsAlong; ++column) {
                    rooms[cell].push_back(maps[cell][static_cast<std::size_t>(
                        (row * 2 + room) * binsAlong + column)]);
                    visited[room] += cell == 0 && !std::isnan(rooms[cell].back());
                }
    EXPECT_GT(std::min(visited[0], visited[1]), 0.8 * binsAlong * binsAlong)
        << "one of the rooms was hardly visited";
    return rooms;
}

TEST(ExperimentConnectedRooms, PathIntegrationIsGlobalAtOnce) {
    for (const auto anchor :
         {AttractorGridParameters::Anchor::none, AttractorGridParameters::Anchor::walls}) {
        AttractorGridParameters parameters;
        parameters.timeStep = 0.002;
        parameters.anchor = anchor;
        Fits fits;
        for (int seed = 1; seed <= testing::seedCount(1); ++seed)
            fits.add(attractorInRooms(parameters, static_cast<std::uint64_t>(seed)), 16);
        fits.tell(anchor == AttractorGridParameters::Anchor::none ? "attractor"
                                                                  : "attractor, anchored to walls");
        EXPECT_GT(fits.difference(), 0.2);
    }
}

TEST(ExperimentConnectedRooms, EigenvectorsOfAWalkAreMirrored) {
    SuccessorParameters parameters;
    parameters.tileSize = 0.05;
    const Fits fits = fitsOf<Successor>(parameters, 2, 32, 1);
    fits.tell("eigenvectors of the walk");
    // Even and odd modes of two equal rooms: alike or opposite, seen from the middle.
    const Rates rates = ratesOver(Successor(parameters, settingIn(twoRooms())), 2, placesInRooms());
    Mean mirrored;
    for (const std::vector<double>& map : rates) {
        std::vector<double> west(map.begin(), map.begin() + binsAlong * binsAlong), east;
        for (int row = 0; row < binsAlong; ++row)
            for (int column = 0; column < binsAlong; ++column)
                east.push_back(map[static_cast<std::size_t>(binsAlong * (binsAlong + row) +
                                                            binsAlong - 1 - column)]);
        mirrored.add(std::abs(correlation(west, east)));
    }
    testing::tell("eigenvectors of the walk: size of the mirrored rooms' correlation",
                  mirrored.value());
    EXPECT_GT(mirrored.value(), fits.distance.value());
}

/// Fits of a brain that learns, early and late.
template <class B, class P>
std::pair<Fits, Fits> withExperience(const P& parameters, std::size_t population, int seeds,
                                     double early, double late, std::size_t lattices) {
    Fits first, last;
    for (int seed = 1; seed <= seeds; ++seed) {
        B brain(parameters, settingIn(twoRooms(), static_cast<std::uint64_t>(seed)));
        Commuter rat(static_cast<std::uint64_t>(seed));
        brain.begin(rat.now());
        rat.run(brain, early, [] {});
        first.add(ratesOver(brain, population, placesInRooms()), lattices);
        rat.run(brain, late - early, [] {});
        last.add(ratesOver(brain, population, placesInRooms()), lattices);
    }
    return {first, last};
}

TEST(ExperimentConnectedRooms, NothingGoesFromLocalToGlobalAsItShould) {
    // Not reproduced: a model that comes to do it fails here, and docs/experiments.md must say so.
    BoundarySuccessorParameters felt;
    felt.distances = 5;
    felt.directions = 8;
    felt.learningRate = 1e-3;
    const auto [feltEarly, feltLate] =
        withExperience<BoundarySuccessor>(felt, 1, testing::seedCount(2), 60.0, 600.0, 8);
    feltEarly.tell("grid cells from boundary successors, after 1 minute");
    feltLate.tell("grid cells from boundary successors, after 10 minutes");
    SuccessorParameters tiles;
    tiles.gridSource = SuccessorParameters::GridSource::learned;
    const auto [tilesEarly, tilesLate] =
        withExperience<Successor>(tiles, 2, testing::seedCount(2), 300.0, 1200.0, 8);
    tilesEarly.tell("eigenvectors of the learned map, after 5 minutes");
    tilesLate.tell("eigenvectors of the learned map, after 20 minutes");
    BoundaryPlaceCellsParameters plastic;
    plastic.plasticity = 0.5;
    const auto [fieldsEarly, fieldsLate] =
        withExperience<BoundaryPlaceCells>(plastic, 0, testing::seedCount(2), 1.0, 240.0, 0);
    fieldsEarly.tell("plastic place cells from walls, at first");
    fieldsLate.tell("plastic place cells from walls, after 4 minutes");
    EXPECT_LT(feltLate.difference() - feltEarly.difference(), 0.1);
    EXPECT_LT(tilesLate.difference() - tilesEarly.difference(), 0.1);
    EXPECT_GT(fieldsLate.rooms.value(), fieldsEarly.rooms.value() - 0.2);
}

} // namespace
} // namespace hippodrome::test_experiment_connected_rooms
