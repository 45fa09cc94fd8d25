// Thresholds from what the method must show in a box of 18 field widths: hexagons with all three
// ingredients, none without any one of them.
#include "core/analysis/grid_scorer.h"
#include "core/analysis/noise_null.h"
#include "core/brains/network/power_iteration.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdio>

namespace hippodrome::test_power_iteration {
namespace {

using Code = PlaceCodeParameters::Code;
using Centres = PlaceCodeParameters::Centres;

struct Outcome {
    double medianMinMax = 0.0; ///< of the units' 60-degree scores, min-max variant
    double shareAbove = 0.0;   ///< above 0.37
};

Outcome run(const PowerIteration::Parameters& parameters, const Arena& arena,
            int iterations = 200) {
    const ArenaGeometry geometry(arena);
    PowerIteration iteration(parameters, geometry, 1);
    for (int i = 0; i < iterations; ++i)
        iteration.step();
    const PopulationMaps maps = iteration.maps();
    const GridScorer scorer(maps.rows, maps.columns);
    std::vector<double> scores;
    for (int unit = 0; unit < maps.units; ++unit)
        scores.push_back(scorer.score(maps.map(unit)).deepmind60MinMax);
    std::sort(scores.begin(), scores.end());
    return {scores[scores.size() / 2], shareAbove(scores, 0.37)};
}

Arena polygon(std::vector<Vec2> corners) {
    Arena arena;
    arena.boundary = std::move(corners);
    return arena;
}

const Arena box = Arena::rectangle(2.2, 2.2);

TEST(PowerIteration, FindsHexagons) {
    const Outcome outcome = run({}, box);
    EXPECT_GT(outcome.medianMinMax, 1.2);
    EXPECT_GT(outcome.shareAbove, 0.9);
}

TEST(PowerIteration, FindsHexagonsInACircle) {
    Arena circle = Arena::circular(1.3);
    EXPECT_GT(run({}, circle).medianMinMax, 0.8);
}

TEST(PowerIteration, NeedsRectification) {
    PowerIteration::Parameters parameters;
    parameters.rectified = false;
    EXPECT_LT(run(parameters, box).medianMinMax, 0.3);
}

TEST(PowerIteration, NeedsASurround) {
    PowerIteration::Parameters parameters;
    parameters.placeCode.code = Code::softmax;
    EXPECT_LT(run(parameters, box).medianMinMax, 0.3);
}

TEST(PowerIteration, NeedsTheMeanRemoved) {
    PowerIteration::Parameters parameters;
    parameters.meanRemoved = false;
    EXPECT_LT(run(parameters, box).medianMinMax, 0.3);
}

TEST(PowerIteration, RandomCentresSpoilThem) {
    PowerIteration::Parameters parameters;
    parameters.placeCode.centres = Centres::random;
    EXPECT_LT(run(parameters, box).medianMinMax, 0.5);
}

/// Share of the units above the 99th percentile of noise with their spectrum.
double aboveNoise(const PowerIteration::Parameters& parameters) {
    PowerIteration iteration(parameters, ArenaGeometry(box), 1);
    for (int i = 0; i < 150; ++i)
        iteration.step();
    const PopulationMaps maps = iteration.maps();
    const GridScorer scorer(maps.rows, maps.columns);
    Rng rng(1);
    const NoiseNull null =
        noiseNull(meanSpectrum(maps.values, maps.rows, maps.columns), scorer, 1000, rng);
    std::vector<double> scores;
    for (int unit = 0; unit < maps.units; ++unit)
        scores.push_back(scorer.score(maps.map(unit)).deepmind60);
    return shareAbove(scores, null.percentile60(99.0));
}

TEST(PowerIteration, OnTheCodeOfFirstLightNearlyAllUnitsAreAboveNoise) {
    PowerIteration::Parameters parameters;
    parameters.placeCode = {.cells = 256, .code = Code::differenceOfGaussians, .width = 0.12};
    parameters.units = 128;
    parameters.bins = 20;
    const double share = aboveNoise(parameters);
    parameters.placeCode.code = Code::gaussian;
    const double withoutSurround = aboveNoise(parameters);
    std::printf("    measured: %.1f %% above noise, without a surround %.1f %%\n", 100.0 * share,
                100.0 * withoutSurround);
    EXPECT_GT(share, 0.9);
    EXPECT_LT(withoutSurround, 0.05);
}

TEST(PowerIteration, ConvergesAndRepeats) {
    const ArenaGeometry geometry(box);
    PowerIteration a({}, geometry, 3), b({}, geometry, 3), other({}, geometry, 4);
    for (int i = 0; i < 400; ++i) {
        a.step();
        b.step();
        other.step();
    }
    EXPECT_LT(a.lastChange(), 0.02);
    EXPECT_EQ(a.iterations(), 400);
    EXPECT_EQ(a.maps().values, b.maps().values);
    EXPECT_NE(a.maps().values, other.maps().values);
}

TEST(PowerIteration, LeavesOutWhatLiesOutside) {
    Arena arena = polygon({{-1.1, -1.1}, {1.1, -1.1}, {1.1, 0}, {0, 0}, {0, 1.1}, {-1.1, 1.1}});
    const ArenaGeometry geometry(arena);
    PowerIteration iteration({}, geometry, 1);
    iteration.step();
    const PopulationMaps maps = iteration.maps();
    ASSERT_EQ(maps.rows, 32);
    for (int unit = 0; unit < maps.units; ++unit) {
        EXPECT_TRUE(std::isnan(maps.map(unit)[31 * 32 + 31]));
        EXPECT_FALSE(std::isnan(maps.map(unit)[0]));
        float largest = 0.0f;
        for (const float value : maps.map(unit))
            largest = std::isnan(value) ? largest : std::max(largest, value);
        EXPECT_FLOAT_EQ(largest, 1.0f);
    }
}

TEST(PowerIteration, RefusesAnArenaBetweenTheBins) {
    // A long corridor far narrower than a bin, off every bin's centre.
    Arena sliver = polygon({{0, 0}, {10, 0}, {10, 0.001}, {0, 0.001}});
    PowerIteration::Parameters parameters;
    parameters.bins = 4;
    const ArenaGeometry geometry(sliver);
    EXPECT_THROW(PowerIteration(parameters, geometry, 1), Error);
}

} // namespace
} // namespace hippodrome::test_power_iteration
