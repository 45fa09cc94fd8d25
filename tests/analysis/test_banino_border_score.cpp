#include "core/analysis/banino_border_score.h"

#include <gtest/gtest.h>

#include <cmath>

namespace hippodrome::test_banino_border_score {
namespace {

TEST(BaninoBorderScore, ComparesTheBestSideWithTheMiddle) {
    RateMap map(20, 20, 1.0);
    for (int row = 0; row < 20; ++row)
        for (int column = 17; column < 20; ++column)
            map.at(row, column) = 4.0;
    // b = 4 at the east side, c = 1.
    EXPECT_NEAR(*baninoBorderScore(map), 3.0 / 5.0, 1e-12);
    map.at(5, 18) = std::nan(""); // a bin that was not visited counts for neither
    EXPECT_NEAR(*baninoBorderScore(map), 3.0 / 5.0, 1e-12);
}

TEST(BaninoBorderScore, IsNegativeForACellInTheMiddleAndOneForACellAtAWall) {
    RateMap centre(20, 20);
    centre.at(10, 10) = 5.0;
    EXPECT_NEAR(*baninoBorderScore(centre), -1.0, 1e-12);
    RateMap wall(20, 20);
    wall.at(0, 7) = 5.0;
    EXPECT_NEAR(*baninoBorderScore(wall), 1.0, 1e-12);
}

TEST(BaninoBorderScore, TakesNegativeActivityForNone) {
    RateMap map(20, 20, -1.0);
    for (int column = 0; column < 20; ++column)
        map.at(0, column) = 2.0;
    EXPECT_NEAR(*baninoBorderScore(map), 1.0, 1e-12);
    for (double& value : map.values)
        value += 100.0;
    EXPECT_LT(*baninoBorderScore(map), 0.01);
    EXPECT_FALSE(baninoBorderScore(RateMap(20, 20, -3.0)));
}

TEST(BaninoBorderScore, IsUndefinedWithoutAMiddleOrARate) {
    EXPECT_FALSE(baninoBorderScore(RateMap(20, 20)));
    EXPECT_FALSE(baninoBorderScore(RateMap(6, 20, 1.0)));
    EXPECT_FALSE(baninoBorderScore(RateMap(20, 20, std::nan(""))));
    EXPECT_NEAR(*baninoBorderScore(RateMap(20, 20, 2.0)), 0.0, 1e-12);
}

} // namespace
} // namespace hippodrome::test_banino_border_score
