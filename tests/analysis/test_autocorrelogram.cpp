#include "core/analysis/autocorrelogram.h"
#include "core/base/rng.h"

#include "tests/analysis/golden.h"

#include <cmath>

namespace hippodrome::test_autocorrelogram {

namespace {

std::vector<RateMap> keptMaps(const std::string& key, int n) {
    const std::vector<RateMap> all =
        golden_maps::maps("metrics/maps_" + std::to_string(n) + ".npy");
    std::vector<RateMap> kept;
    for (const Json& index : golden_maps::metricsFile().at("kept").at(key))
        kept.push_back(all.at(index.get<std::size_t>()));
    return kept;
}

/// Pearson correlation of the windows that overlap at a shift, in two passes.
double windowCorrelation(const RateMap& map, int dr, int dc) {
    std::vector<double> a, b;
    for (int r = 0; r < map.rows; ++r)
        for (int c = 0; c < map.columns; ++c)
            if (r + dr >= 0 && r + dr < map.rows && c + dc >= 0 && c + dc < map.columns) {
                a.push_back(map.at(r, c));
                b.push_back(map.at(r + dr, c + dc));
            }
    double meanA = 0.0, meanB = 0.0, aa = 0.0, bb = 0.0, ab = 0.0;
    for (std::size_t i = 0; i < a.size(); ++i) {
        meanA += a[i] / static_cast<double>(a.size());
        meanB += b[i] / static_cast<double>(a.size());
    }
    for (std::size_t i = 0; i < a.size(); ++i) {
        aa += (a[i] - meanA) * (a[i] - meanA);
        bb += (b[i] - meanB) * (b[i] - meanB);
        ab += (a[i] - meanA) * (b[i] - meanB);
    }
    return ab / std::sqrt(aa * bb);
}

class Autocorrelogram : public ::testing::TestWithParam<int> {};

TEST_P(Autocorrelogram, EqualsDeepMindWhereWellConditioned) {
    const std::string key = "sac_" + std::to_string(GetParam());
    const std::vector<RateMap> expected = golden_maps::maps("metrics/" + key + ".npy");
    const std::vector<RateMap> maps = keptMaps(key, GetParam());
    ASSERT_EQ(maps.size(), expected.size());
    for (std::size_t i = 0; i < maps.size(); ++i)
        EXPECT_LT(golden_maps::largestDifference(autocorrelogram(maps[i]), expected[i], true),
                  1e-11);
}

TEST_P(Autocorrelogram, CentralPartEqualsOpexebo) {
    const std::string key = "acorr_" + std::to_string(GetParam());
    const std::vector<RateMap> expected = golden_maps::maps("metrics/" + key + ".npy");
    const std::vector<RateMap> maps = keptMaps(key, GetParam());
    ASSERT_EQ(maps.size(), expected.size());
    for (std::size_t i = 0; i < maps.size(); ++i)
        EXPECT_LT(
            golden_maps::largestDifference(centralAutocorrelogram(maps[i]), expected[i], true),
            1e-11);
}

INSTANTIATE_TEST_SUITE_P(Sizes, Autocorrelogram, ::testing::Values(20, 32));

TEST(AutocorrelogramProperties, EqualsTheDefinitionOnRectangularMaps) {
    Rng rng(3);
    RateMap map(5, 8);
    for (double& value : map.values)
        value = rng.normal();
    const RateMap sac = autocorrelogram(map);
    ASSERT_EQ(sac.rows, 9);
    ASSERT_EQ(sac.columns, 15);
    for (int dr = -3; dr <= 3; ++dr)
        for (int dc = -6; dc <= 6; ++dc)
            EXPECT_NEAR(sac.at(4 + dr, 7 + dc), windowCorrelation(map, dr, dc), 1e-12);
    EXPECT_NEAR(sac.at(4, 7), 1.0, 1e-12);
}

TEST(AutocorrelogramProperties, UndefinedCorrelationsAreZero) {
    for (const double value : autocorrelogram(RateMap(6, 6, 0.1)).values)
        EXPECT_EQ(value, 0.0);
    RateMap spot(6, 6);
    spot.at(0, 0) = 1.0;
    const RateMap sac = autocorrelogram(spot);
    EXPECT_NEAR(sac.at(5, 5), 1.0, 1e-12);
    // Shifted by one row, the second window holds only zeros.
    EXPECT_EQ(sac.at(6, 5), 0.0);
    EXPECT_TRUE(autocorrelogram(RateMap()).values.empty());
}

TEST(AutocorrelogramProperties, RoundingOfFloatsInAConstantMapIsNoSignal) {
    Rng rng(4);
    RateMap map(20, 20, 0.7);
    for (double& value : map.values)
        value = static_cast<float>(value * (1.0 + 1e-7 * (rng.uniform() - 0.5)));
    for (const double value : autocorrelogram(map).values)
        EXPECT_EQ(value, 0.0);
}

} // namespace
} // namespace hippodrome::test_autocorrelogram
