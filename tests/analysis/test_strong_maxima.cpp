#include "core/analysis/strong_maxima.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace hippodrome::test_strong_maxima {
namespace {

struct Bump {
    double row, column, height;
};

RateMap mapOf(const std::vector<Bump>& bumps) {
    RateMap map(20, 20);
    for (int row = 0; row < 20; ++row)
        for (int column = 0; column < 20; ++column)
            for (const Bump& bump : bumps)
                map.at(row, column) +=
                    bump.height * std::exp(-((row - bump.row) * (row - bump.row) +
                                             (column - bump.column) * (column - bump.column)) /
                                           (2.0 * 1.5 * 1.5));
    return map;
}

TEST(StrongMaxima, CountsFieldsThatAreHighEnough) {
    EXPECT_EQ(strongMaxima(mapOf({{4, 4, 1}, {4, 14, 0.9}, {14, 9, 0.6}}), 7.0), 3);
    EXPECT_EQ(strongMaxima(mapOf({{4, 4, 1}, {4, 14, 0.9}, {14, 9, 0.4}}), 7.0), 2);
    // In a corner too, where the map ends.
    EXPECT_EQ(strongMaxima(mapOf({{0, 0, 1}, {19, 19, 1}, {10, 10, 1}}), 7.0), 3);
}

TEST(StrongMaxima, OfTwoThatAreNearTheHigherCounts) {
    const RateMap map = mapOf({{5, 5, 1}, {5, 11, 0.8}, {15, 15, 1}});
    EXPECT_EQ(strongMaxima(map, 7.0), 3);
    EXPECT_EQ(strongMaxima(map, 13.0), 2);
}

TEST(StrongMaxima, NoiseOfSingleBinsIsNone) {
    RateMap map = mapOf({{5, 5, 1}, {14, 14, 1}});
    map.at(5, 14) = 0.6; // 0.1 once it is smoothed
    EXPECT_EQ(strongMaxima(map, 7.0), 2);
}

TEST(StrongMaxima, NobodyHasBeenThere) {
    RateMap map = mapOf({{5, 5, 1}, {5, 15, 1}, {15, 10, 1}});
    for (int row = 12; row < 19; ++row)
        for (int column = 6; column < 15; ++column)
            map.at(row, column) = std::numeric_limits<double>::quiet_NaN();
    EXPECT_EQ(strongMaxima(map, 7.0), 2);
    EXPECT_EQ(strongMaxima(RateMap(5, 5, std::numeric_limits<double>::quiet_NaN()), 3.0), 0);
    EXPECT_EQ(strongMaxima(RateMap(5, 5), 3.0), 0) << "a silent one";
}

} // namespace
} // namespace hippodrome::test_strong_maxima
