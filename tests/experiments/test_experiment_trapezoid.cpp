// A square and a trapezoid: Krupic et al. (2015, Nature 518:232). In the trapezoid grids of rats
// score lower, are more elliptic, differ between its halves, and grow towards the narrow side.
#include "core/brains/cells/grid_modules.h"
#include "core/brains/successor/boundary_successor.h"
#include "core/brains/successor/successor.h"

#include "tests/brains/dynamics/lattice_shape.h"
#include "tests/brains/experiment.h"

#include <gtest/gtest.h>

namespace hippodrome::test_experiment_trapezoid {
namespace {

using testing::Mean;
using testing::outlinedAutocorrelogram;
using testing::settingIn;
using testing::Walk;

constexpr double binSize = 0.05;
constexpr double wide = 0.9, narrow = 0.2, longSide = 1.9; // [m]

ArenaPointer square() {
    return std::make_shared<const ArenaGeometry>(Arena::rectangle(wide, wide));
}

/// Narrow in the east.
ArenaPointer trapezoid() {
    Arena arena;
    arena.boundary = {{-longSide / 2, -wide / 2},
                      {longSide / 2, -narrow / 2},
                      {longSide / 2, narrow / 2},
                      {-longSide / 2, wide / 2}};
    return std::make_shared<const ArenaGeometry>(arena);
}

/// The columns from `first` on, so many of them.
RateMap part(const RateMap& map, int first, int columns) {
    RateMap result(map.rows, columns);
    for (int row = 0; row < map.rows; ++row)
        for (int column = 0; column < columns; ++column)
            result.at(row, column) = map.at(row, first + column);
    return result;
}

/// Of a population, over its cells.
struct Shape {
    Mean score, ellipticity;
    Mean halves; ///< correlation of the autocorrelograms of the western and the eastern half
    Mean growth; ///< stretch along x and y of the western half's that fits the eastern one's
    void add(const Brain& brain, std::size_t population, const ArenaPointer& arena) {
        const PopulationMaps maps =
            *brain.probe(population, BinGrid::covering(arena->bounds(), binSize));
        for (int unit = 0; unit < maps.units; ++unit) {
            const RateMap map = RateMap::fromFloats(maps.map(unit), maps.rows, maps.columns);
            const RateMap whole = outlinedAutocorrelogram(map);
            score.add(testing::outlinedGridScore(whole, wide / binSize));
            ellipticity.add(testing::ellipticityOf(whole));
            // Two parts of equal area: the cut of the trapezoid lies west of its middle.
            int cut = 0;
            double filled = 0.0;
            const double all = map.visitedBins();
            for (; cut < map.columns && filled < all / 2.0; ++cut)
                for (int row = 0; row < map.rows; ++row)
                    filled += map.visited(row, cut);
            const RateMap west = outlinedAutocorrelogram(part(map, 0, cut));
            const RateMap east = outlinedAutocorrelogram(part(map, cut, map.columns - cut));
            std::vector<double> one, other;
            for (double dy = 0.0; dy <= 6.0; dy += 1.0)
                for (double dx = -6.0; dx <= 6.0; dx += 1.0)
                    if (dx != 0.0 || dy != 0.0) {
                        one.push_back(testing::valueAtShift(west, {dx, dy}));
                        other.push_back(testing::valueAtShift(east, {dx, dy}));
                    }
            halves.add(testing::correlation(one, other));
            const testing::Stretch stretch = testing::bestStretch(west, east, 0.6, 1.4, {6, 6});
            if (stretch.correlation > 0.0)
                growth.add(std::sqrt(stretch.x * stretch.y));
        }
    }
    void tell(const std::string& who) const {
        testing::tell(who + ": grid score", score.value());
        testing::tell(who + ": ellipticity", ellipticity.value());
        testing::tell(who + ": cells with an ellipse", ellipticity.count());
        testing::tell(who + ": likeness of the halves", halves.value());
        testing::tell(who + ": scale in the east over scale in the west", growth.value());
    }
};

TEST(ExperimentTrapezoid, PerfectLatticesDoNotChange) {
    Shape inSquare, inTrapezoid;
    GridModules brain(GridModulesParameters{}, settingIn(square()));
    inSquare.add(brain, 0, square());
    brain.arenaChanged(trapezoid());
    inTrapezoid.add(brain, 0, trapezoid());
    inSquare.tell("grid modules, square");
    inTrapezoid.tell("grid modules, trapezoid");
    EXPECT_GT(inTrapezoid.score.value(), inSquare.score.value() - 0.2);
    EXPECT_NEAR(inTrapezoid.ellipticity.value(), inSquare.ellipticity.value(), 0.1);
    EXPECT_GT(inTrapezoid.halves.value(), inSquare.halves.value() - 0.2);
    EXPECT_NEAR(inTrapezoid.growth.value(), 1.0, 0.1);
}

TEST(ExperimentTrapezoid, EigenvectorsOfAWalkAreDistorted) {
    SuccessorParameters parameters;
    parameters.tileSize = binSize;
    parameters.blocked = BlockedMove::stay;
    Shape inSquare, inTrapezoid;
    inSquare.add(Successor(parameters, settingIn(square())), 2, square());
    inTrapezoid.add(Successor(parameters, settingIn(trapezoid())), 2, trapezoid());
    inSquare.tell("eigenvectors of the walk, square");
    inTrapezoid.tell("eigenvectors of the walk, trapezoid");
    EXPECT_LT(inTrapezoid.halves.value(), inSquare.halves.value() - 0.2);
    // Not as it should be: in the square they are no hexagons that could suffer, and what grows in
    // rats does not grow here.
    EXPECT_LT(inSquare.score.value(), 0.5);
    EXPECT_NEAR(inTrapezoid.score.value(), inSquare.score.value(), 0.2);
    EXPECT_NEAR(inTrapezoid.growth.value(), 1.0, 0.1);
}

TEST(ExperimentTrapezoid, BoundarySuccessorsAreDistorted) {
    Shape inSquare, inTrapezoid;
    for (int seed = 1; seed <= testing::seedCount(3); ++seed)
        for (const bool even : {true, false}) {
            const ArenaPointer arena = even ? square() : trapezoid();
            BoundarySuccessorParameters parameters;
            parameters.distances = 5;
            parameters.directions = 8;
            parameters.learningRate = 1e-3;
            BoundarySuccessor brain(parameters, settingIn(arena, seed));
            Walk walk(arena, seed);
            brain.begin(walk.now);
            for (int tick = 0; tick < 30000; ++tick)
                walk.advance(brain);
            (even ? inSquare : inTrapezoid).add(brain, 1, arena);
        }
    inSquare.tell("boundary successors, square");
    inTrapezoid.tell("boundary successors, trapezoid");
    EXPECT_LT(inTrapezoid.halves.value(), inSquare.halves.value() - 0.1);
    EXPECT_GT(inTrapezoid.ellipticity.value(), inSquare.ellipticity.value());
    EXPECT_GT(inTrapezoid.growth.value(), inSquare.growth.value());
    EXPECT_LT(inSquare.score.value(), 0.5) << "no hexagons to begin with";
}

} // namespace
} // namespace hippodrome::test_experiment_trapezoid
