#include "core/analysis/banino_border_score.h"

#include <gtest/gtest.h>

#include <cmath>

namespace hippodrome::test_banino_border_score {
namespace {

std::optional<double> scoreOf(const RateMap& map) {
    return baninoBorderScore(map, WalledBins::around(map, 0.05));
}

TEST(BaninoBorderScore, ComparesTheBestSideWithTheMiddle) {
    RateMap map(20, 20, 1.0);
    for (int row = 0; row < 20; ++row)
        for (int column = 17; column < 20; ++column)
            map.at(row, column) = 4.0;
    // b = 4 at the east side, c = 1.
    EXPECT_NEAR(*scoreOf(map), 3.0 / 5.0, 1e-12);
    map.at(5, 18) = std::nan(""); // a bin that was not visited counts for neither
    EXPECT_NEAR(*scoreOf(map), 3.0 / 5.0, 1e-12);
}

TEST(BaninoBorderScore, IsNegativeForACellInTheMiddleAndOneForACellAtAWall) {
    RateMap centre(20, 20);
    centre.at(10, 10) = 5.0;
    EXPECT_NEAR(*scoreOf(centre), -1.0, 1e-12);
    RateMap wall(20, 20);
    wall.at(0, 7) = 5.0;
    EXPECT_NEAR(*scoreOf(wall), 1.0, 1e-12);
}

TEST(BaninoBorderScore, TakesNegativeActivityForNone) {
    RateMap map(20, 20, -1.0);
    for (int column = 0; column < 20; ++column)
        map.at(0, column) = 2.0;
    EXPECT_NEAR(*scoreOf(map), 1.0, 1e-12);
    for (double& value : map.values)
        value += 100.0;
    EXPECT_LT(*scoreOf(map), 0.01);
    EXPECT_FALSE(scoreOf(RateMap(20, 20, -3.0)));
}

TEST(BaninoBorderScore, IsUndefinedWithoutAMiddleOrARate) {
    EXPECT_FALSE(scoreOf(RateMap(20, 20)));
    EXPECT_FALSE(scoreOf(RateMap(6, 20, 1.0)));
    EXPECT_FALSE(scoreOf(RateMap(20, 20, std::nan(""))));
    EXPECT_NEAR(*scoreOf(RateMap(20, 20, 2.0)), 0.0, 1e-12);
}

TEST(BaninoBorderScore, TakesTheRealWalls) {
    // A cell at the wall of a circle: there is no side of the bounding box for it to be at.
    const ArenaGeometry circle(Arena::circular(0.5));
    const BinGrid grid = BinGrid::covering(circle.bounds(), 0.025);
    RateMap map(grid.rows, grid.columns, std::nan(""));
    for (int bin = 0; bin < grid.bins(); ++bin) {
        const Vec2 centre = grid.centre(bin / grid.columns, bin % grid.columns);
        if (circle.contains(centre))
            map.values[static_cast<std::size_t>(bin)] = length(centre) > 0.43 ? 4.0 : 1.0;
    }
    EXPECT_NEAR(*baninoBorderScore(map, WalledBins::of(circle, grid)), 0.6, 0.05);
    Arena torus = Arena::rectangle(1.0, 1.0);
    torus.periodic = true;
    EXPECT_FALSE(baninoBorderScore(map, WalledBins::of(ArenaGeometry(torus), grid)));
}

} // namespace
} // namespace hippodrome::test_banino_border_score
