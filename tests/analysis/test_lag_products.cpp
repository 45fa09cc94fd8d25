#include "core/analysis/autocorrelogram.h"
#include "core/analysis/lag_products.h"
#include "core/base/parallel.h"
#include "core/base/rng.h"

#include <gtest/gtest.h>

#include <cmath>

namespace hippodrome::test_lag_products {

namespace {

struct Definition {
    double correlation = 0.0;
    /// Share of the strongest value of either window in the map's strongest, the smaller of the
    /// two.
    double strength = 0.0;
};

/// Pearson correlation of the windows that overlap at a shift, in two passes; 0 where either is
/// constant.
Definition defined(const RateMap& map, int dr, int dc) {
    std::vector<double> a, b;
    for (int r = 0; r < map.rows - dr; ++r)
        for (int c = std::max(0, -dc); c < map.columns - std::max(0, dc); ++c) {
            a.push_back(map.at(r, c));
            b.push_back(map.at(r + dr, c + dc));
        }
    const auto strongest = [](const std::vector<double>& values) {
        double largest = 0.0;
        for (const double value : values)
            largest = std::max(largest, std::abs(value));
        return largest;
    };
    Definition result;
    result.strength = std::min(strongest(a), strongest(b)) / strongest(map.values);
    const auto count = static_cast<double>(a.size());
    double meanA = 0.0, meanB = 0.0, aa = 0.0, bb = 0.0, ab = 0.0;
    for (std::size_t i = 0; i < a.size(); ++i) {
        meanA += a[i] / count;
        meanB += b[i] / count;
    }
    for (std::size_t i = 0; i < a.size(); ++i) {
        aa += (a[i] - meanA) * (a[i] - meanA);
        bb += (b[i] - meanB) * (b[i] - meanB);
        ab += (a[i] - meanA) * (b[i] - meanB);
    }
    if (aa > 1e-10 * meanA * meanA * count && bb > 1e-10 * meanB * meanB * count)
        result.correlation = ab / std::sqrt(aa * bb);
    return result;
}

RateMap field(int rows, int columns, double row, double column, double width) {
    RateMap map(rows, columns);
    for (int r = 0; r < rows; ++r)
        for (int c = 0; c < columns; ++c)
            map.at(r, c) = 20.0 * std::exp(-((r - row) * (r - row) + (c - column) * (c - column)) /
                                           2.0 / width / width);
    return map;
}

RateMap noise(int rows, int columns, double share) {
    Rng rng(7);
    RateMap map(rows, columns);
    for (double& value : map.values)
        value = rng.uniform() < share ? rng.normal() : 0.0;
    return map;
}

/// All shifts of a coarse raster, and those at the ends, where windows are small.
void expectAsDefined(const RateMap& map, double weakest) {
    const RateMap sac = autocorrelogram(map);
    int compared = 0;
    for (int dr = 0; dr < map.rows; dr += dr < map.rows - 4 ? 3 : 1)
        for (int dc = 1 - map.columns; dc < map.columns; dc += 2) {
            const Definition expected = defined(map, dr, dc);
            if (expected.strength < weakest)
                continue;
            ++compared;
            ASSERT_NEAR(sac.at(map.rows - 1 + dr, map.columns - 1 + dc), expected.correlation, 2e-9)
                << dr << ", " << dc;
            ASSERT_EQ(sac.at(map.rows - 1 + dr, map.columns - 1 + dc),
                      sac.at(map.rows - 1 - dr, map.columns - 1 - dc));
        }
    EXPECT_GT(compared, 100);
}

TEST(AutocorrelogramByTransforms, EqualsTheDefinition) {
    expectAsDefined(noise(40, 40, 1.0), 0.0);
    expectAsDefined(noise(33, 47, 0.02), 0.0);
    expectAsDefined(noise(70, 16, 1.0), 0.0);
    expectAsDefined(noise(2, 700, 1.0), 0.0);
}

TEST(AutocorrelogramByTransforms, KeepsWindowsFarFromANarrowField) {
    // A wide field first: all its windows are summed. Of the others only those that matter.
    expectAsDefined(field(44, 44, 22.0, 20.0, 6.0), 0.0);
    expectAsDefined(field(44, 44, 22.0, 20.0, 3.0), 1e-11);
    expectAsDefined(field(44, 44, 3.0, 5.0, 3.0), 1e-11);
    expectAsDefined(field(60, 36, 30.5, 2.0, 2.0), 1e-11);
    RateMap both = field(50, 50, 10.0, 12.0, 3.0);
    const RateMap weak = field(50, 50, 38.0, 30.0, 4.0);
    for (std::size_t i = 0; i < both.values.size(); ++i)
        both.values[i] += 1e-7 * weak.values[i];
    expectAsDefined(both, 1e-11);
}

TEST(AutocorrelogramByTransforms, UndefinedCorrelationsAreZero) {
    RateMap spot(40, 40);
    spot.at(0, 0) = 1.0;
    const RateMap sac = autocorrelogram(spot);
    EXPECT_NEAR(sac.at(39, 39), 1.0, 1e-12);
    // Shifted by one row, the second window holds only zeros: no rounding noise is left of them.
    for (std::size_t i = 0; i < sac.values.size(); ++i)
        if (i != sac.values.size() / 2) {
            ASSERT_EQ(sac.values[i], 0.0);
        }
    for (const double value : autocorrelogram(RateMap(40, 40, 0.1)).values)
        ASSERT_EQ(value, 0.0);
    for (const double value : autocorrelogram(RateMap(40, 40, 0.0)).values)
        ASSERT_EQ(value, 0.0);
}

TEST(AutocorrelogramByTransforms, GivesTheSameBitsInEveryThread) {
    const std::vector<RateMap> maps{noise(44, 44, 1.0), field(44, 44, 8.0, 20.0, 3.0),
                                    noise(52, 40, 0.1)};
    std::vector<RateMap> alone;
    for (const RateMap& map : maps)
        alone.push_back(autocorrelogram(map));
    ThreadPool threads(4);
    std::vector<RateMap> together(60);
    threads.forEach(together.size(),
                    [&](std::size_t i) { together[i] = autocorrelogram(maps[i % maps.size()]); });
    for (std::size_t i = 0; i < together.size(); ++i)
        EXPECT_EQ(together[i].values, alone[i % maps.size()].values);
}

TEST(AutocorrelogramByTransforms, CentralPartIsThatOfTheWhole) {
    const RateMap map = noise(44, 36, 1.0);
    const RateMap central = centralAutocorrelogram(map);
    EXPECT_EQ(central.rows, 79);
    EXPECT_EQ(central.columns, 65);
    EXPECT_EQ(centralPart(autocorrelogram(map)).values, central.values);
    EXPECT_TRUE(centralPart(RateMap()).values.empty());
}

} // namespace
} // namespace hippodrome::test_lag_products
