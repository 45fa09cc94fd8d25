#include "core/analysis/map_similarity.h"
#include "core/base/rng.h"

#include <gtest/gtest.h>

#include <cmath>

namespace hippodrome::test_map_similarity {
namespace {

RateMap noise(std::uint64_t seed) {
    Rng rng(seed);
    RateMap map(8, 8);
    for (double& value : map.values)
        value = rng.normal();
    return map;
}

TEST(SpatialCorrelation, IsOneForAScaledMapAndMinusOneForItsOpposite) {
    const RateMap map = noise(1);
    RateMap scaled = map, opposite = map;
    for (std::size_t bin = 0; bin < map.values.size(); ++bin) {
        scaled.values[bin] = 3.0 * map.values[bin] + 2.0;
        opposite.values[bin] = -map.values[bin];
    }
    EXPECT_NEAR(spatialCorrelation(map, scaled).value(), 1.0, 1e-12);
    EXPECT_NEAR(spatialCorrelation(map, opposite).value(), -1.0, 1e-12);
    EXPECT_LT(std::abs(spatialCorrelation(map, noise(2)).value()), 0.5);
}

TEST(SpatialCorrelation, LooksAtBinsVisitedInBothOnly) {
    const RateMap map = noise(1);
    RateMap other = map;
    for (int column = 0; column < 8; ++column) {
        other.at(0, column) = std::nan("");
        other.at(1, column) = map.at(1, column);
    }
    RateMap first = map;
    for (int column = 0; column < 8; ++column)
        first.at(0, column) = 1000.0 * column; // not in common, so it does not count
    EXPECT_NEAR(spatialCorrelation(first, other).value(), 1.0, 1e-12);
}

TEST(SpatialCorrelation, IsUndefinedForConstantMapsAndForFewBins) {
    EXPECT_FALSE(spatialCorrelation(noise(1), RateMap(8, 8, 2.0)));
    RateMap few = noise(2);
    for (std::size_t bin = fewestCommonBins - 1; bin < few.values.size(); ++bin)
        few.values[bin] = std::nan("");
    EXPECT_FALSE(spatialCorrelation(noise(1), few));
}

} // namespace
} // namespace hippodrome::test_map_similarity
