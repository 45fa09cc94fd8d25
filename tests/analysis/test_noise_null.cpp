#include "core/analysis/noise_null.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numeric>

namespace hippodrome::test_noise_null {

namespace {

/// Rectified hexagonal maps of one spacing in random orientations and phases.
std::vector<float> hexagonalPopulation(int units, double spacing, Rng& rng) {
    std::vector<float> maps;
    for (int unit = 0; unit < units; ++unit) {
        const double turn = rng.uniform(0, M_PI / 3), px = rng.uniform(0, 10),
                     py = rng.uniform(0, 10);
        for (int r = 0; r < 20; ++r)
            for (int c = 0; c < 20; ++c) {
                double sum = 0.0;
                for (int w = 0; w < 3; ++w) {
                    const double angle = turn + w * M_PI / 3;
                    sum += std::cos(4 * M_PI / (std::sqrt(3.0) * spacing) *
                                    (std::cos(angle) * (c - px) + std::sin(angle) * (r - py)));
                }
                maps.push_back(static_cast<float>(std::max(0.0, sum)));
            }
    }
    return maps;
}

} // namespace

TEST(NoiseNull, HexagonsExceedNoiseOfTheirOwnBand) {
    Rng rng(5);
    const std::vector<float> maps = hexagonalPopulation(40, 6.0, rng);
    const GridScorer scorer(20, 20);
    const PopulationSpectrum spectrum = meanSpectrum(maps, 20, 20);
    EXPECT_EQ(spectrum.units, 40);
    EXPECT_GT(spectrum.activeFraction, 0.2);
    EXPECT_LT(spectrum.activeFraction, 0.7);
    const NoiseNull null = noiseNull(spectrum, scorer, 200, rng);
    ASSERT_EQ(null.scores60.size(), 200u);
    EXPECT_TRUE(std::is_sorted(null.scores60.begin(), null.scores60.end()));
    EXPECT_LT(null.percentile60(50), 0.6);
    EXPECT_LT(null.percentile60(95), null.percentile60(99));
    std::vector<double> scores;
    for (std::size_t unit = 0; unit < 40; ++unit)
        scores.push_back(
            scorer.score(std::span<const float>(maps).subspan(unit * 400, 400)).deepmind60);
    EXPECT_GT(shareAbove(scores, null.percentile60(95)), 0.9);
}

TEST(NoiseNull, ScoresItsOwnMapsAsChance) {
    // Rectified noise, taken as a population, exceeds the 95th percentile of its own null about one
    // time in twenty (a little more often: rectifying broadens the spectrum, twice in the null).
    Rng rng(6);
    const GridScorer scorer(20, 20);
    const PopulationSpectrum first = meanSpectrum(hexagonalPopulation(20, 6.0, rng), 20, 20);
    std::vector<float> maps;
    std::vector<double> scores;
    for (int i = 0; i < 200; ++i) {
        const auto [a, b] = noisePair(first, rng);
        for (const auto& noise : {a, b})
            for (const double value : noise)
                maps.push_back(static_cast<float>(std::max(0.0, value - 0.2)));
    }
    for (std::size_t i = 0; i < maps.size(); i += 400)
        scores.push_back(scorer.score(std::span<const float>(maps).subspan(i, 400)).deepmind60);
    const NoiseNull null = noiseNull(meanSpectrum(maps, 20, 20), scorer, 1000, rng);
    EXPECT_GT(shareAbove(scores, null.percentile60(95)), 0.02);
    EXPECT_LT(shareAbove(scores, null.percentile60(95)), 0.13);
}

TEST(NoiseNull, NoiseHasUnitVarianceAndTheBandOfItsPopulation) {
    Rng rng(7);
    const PopulationSpectrum spectrum = meanSpectrum(hexagonalPopulation(30, 6.0, rng), 20, 20);
    const auto peak = std::max_element(spectrum.power.begin(), spectrum.power.end());
    const double frequency = static_cast<double>(peak - spectrum.power.begin()) * spectrum.step;
    EXPECT_NEAR(frequency, 2.0 / (std::sqrt(3.0) * 6.0), 0.03);
    double sum = 0.0, squares = 0.0, product = 0.0;
    constexpr int trials = 200;
    for (int i = 0; i < trials; ++i) {
        const auto [a, b] = noisePair(spectrum, rng);
        for (std::size_t bin = 0; bin < a.size(); ++bin) {
            sum += a[bin] / (400.0 * trials);
            squares += a[bin] * a[bin] / (400.0 * trials);
            product += a[bin] * b[bin] / (400.0 * trials);
        }
    }
    EXPECT_NEAR(sum, 0.0, 0.05);
    EXPECT_NEAR(squares, 1.0, 0.05);
    EXPECT_NEAR(product, 0.0, 0.05);
}

TEST(NoiseNull, KeepsTheMaskAndIsRepeatable) {
    Rng rng(9);
    std::vector<float> maps = hexagonalPopulation(10, 5.0, rng);
    for (std::size_t i = 0; i < maps.size(); i += 400)
        for (std::size_t bin = 0; bin < 40; ++bin)
            maps[i + bin] = NAN;
    const PopulationSpectrum spectrum = meanSpectrum(maps, 20, 20);
    EXPECT_EQ(std::accumulate(spectrum.visited.begin(), spectrum.visited.end(), 0), 360);
    const GridScorer scorer(20, 20);
    Rng first(3), second(3);
    EXPECT_EQ(noiseNull(spectrum, scorer, 21, first).scores60,
              noiseNull(spectrum, scorer, 21, second).scores60);
}

TEST(NoiseNull, OfSilentUnitsIsEmptyAndStopsWhenAsked) {
    const GridScorer scorer(20, 20);
    Rng rng(1);
    const PopulationSpectrum silent = meanSpectrum(std::vector<float>(800, 0.0f), 20, 20);
    EXPECT_EQ(silent.units, 0);
    const NoiseNull none = noiseNull(silent, scorer, 10, rng);
    EXPECT_TRUE(none.scores60.empty());
    EXPECT_TRUE(std::isnan(none.percentile60(95)));
    const PopulationSpectrum spectrum = meanSpectrum(hexagonalPopulation(3, 6.0, rng), 20, 20);
    int asked = 0;
    const NoiseNull stopped = noiseNull(spectrum, scorer, 100, rng, [&] { return ++asked > 3; });
    EXPECT_EQ(stopped.scores60.size(), 6u);
}

TEST(NoiseNull, SignedMapsAreNotRectified) {
    Rng rng(2);
    std::vector<float> maps = hexagonalPopulation(5, 6.0, rng);
    for (float& value : maps)
        value -= 0.5f;
    EXPECT_DOUBLE_EQ(meanSpectrum(maps, 20, 20).activeFraction, 1.0);
}

TEST(Percentile, InterpolatesBetweenValues) {
    const std::vector<double> values{0, 1, 2, 3, 4};
    EXPECT_DOUBLE_EQ(percentile(values, 0), 0.0);
    EXPECT_DOUBLE_EQ(percentile(values, 100), 4.0);
    EXPECT_DOUBLE_EQ(percentile(values, 95), 3.8);
    EXPECT_DOUBLE_EQ(shareAbove(std::vector<double>{NAN, 1, 2, 3}, 1.5), 0.5);
}

} // namespace hippodrome::test_noise_null
