#include "core/analysis/autocorrelogram.h"
#include "core/analysis/fields.h"
#include "core/analysis/morphology.h"
#include "core/analysis/smoothing.h"
#include "core/base/rng.h"

#include "tests/analysis/golden.h"
#include "tests/analysis/slow_fields.h"

#include <cmath>
#include <limits>

namespace hippodrome::test_field_growth {

namespace {

constexpr double unvisited = std::numeric_limits<double>::quiet_NaN();

int below(Rng& rng, int limit) {
    return static_cast<int>(rng.uniform() * limit);
}

/// Bumps of different size and height, now and then in steps or noisy.
void addBumps(RateMap& map, Rng& rng) {
    for (int bump = 1 + below(rng, 12); bump > 0; --bump) {
        const double row = rng.uniform(0.0, map.rows), column = rng.uniform(0.0, map.columns);
        const double width = rng.uniform(0.6, 4.0), height = rng.uniform(1.0, 20.0);
        for (int r = 0; r < map.rows; ++r)
            for (int c = 0; c < map.columns; ++c)
                map.at(r, c) += height * std::exp(-0.5 * (std::pow((r - row) / width, 2.0) +
                                                          std::pow((c - column) / width, 2.0)));
    }
    const int kind = below(rng, 3);
    for (double& value : map.values)
        value = kind == 0 ? std::floor(2.0 * value) / 2.0
                          : value + (kind == 1 ? 0.3 * rng.uniform() : 0.0);
}

/// Noise, more or less smooth, signed, rectified, folded or in whole steps with many ties.
void addNoise(RateMap& map, Rng& rng, int kind) {
    for (double& value : map.values)
        value = rng.normal();
    const double sigma = rng.uniform(0.0, 2.5);
    map = smoothed(map, kind == 0 ? 0.0 : sigma, UnvisitedBins::leaveOut);
    double squares = 1e-300;
    for (const double value : map.values)
        squares += value * value / static_cast<double>(map.values.size());
    const double gain = std::exp(rng.uniform(-2.0, 3.0)), offset = rng.uniform(-1.0, 2.0);
    for (double& value : map.values) {
        value = (value / std::sqrt(squares) + offset) * gain;
        if (kind == 2 || kind == 3)
            value = std::max(0.0, value);
        if (kind == 3 || kind == 4)
            value = std::floor(value);
        if (kind == 5)
            value = std::nearbyint(value / gain) / 2.0;
        if (kind == 6)
            value = std::abs(value);
    }
}

/// Scattered bins, rectangles or all outside a circle.
void takeAway(RateMap& map, Rng& rng) {
    if (below(rng, 3) == 0) {
        const double share = std::pow(rng.uniform(), 2.0) / 2.0;
        for (double& value : map.values)
            if (rng.uniform() < share)
                value = unvisited;
    }
    for (int patch = below(rng, 5) == 0 ? 3 : 0; patch > 0; --patch) {
        const int row = below(rng, map.rows), column = below(rng, map.columns);
        const int lastRow = row + below(rng, 4), lastColumn = column + below(rng, 4);
        for (int r = row; r <= std::min(map.rows - 1, lastRow); ++r)
            for (int c = column; c <= std::min(map.columns - 1, lastColumn); ++c)
                map.at(r, c) = unvisited;
    }
    if (below(rng, 11) == 0)
        for (int r = 0; r < map.rows; ++r)
            for (int c = 0; c < map.columns; ++c)
                if (std::hypot(r - (map.rows - 1) / 2.0, c - (map.columns - 1) / 2.0) >
                    std::min(map.rows, map.columns) / 2.0)
                    map.at(r, c) = unvisited;
}

FieldRules someRules(Rng& rng, double peak) {
    FieldRules rules;
    switch (below(rng, 4)) {
    case 0:
        return FieldRules::relativeTo(peak);
    case 1:
        rules.minimumBins = 1;
        rules.minimumMean = -1e9;
        rules.minimumPeak = rng.uniform(0.0, 2.0);
        return rules;
    case 2:
        rules.minimumBins = 2;
        rules.minimumPeak = 0.2;
        rules.firstThreshold = 0.95;
        return rules;
    default:
        return rules;
    }
}

FieldRules centreRules() {
    FieldRules rules;
    rules.minimumBins = 5;
    rules.minimumPeak = rules.minimumMean = 0.0;
    rules.firstThreshold = 0.95;
    return rules;
}

void expectSame(const std::vector<Field>& actual, const std::vector<Field>& expected, int map) {
    ASSERT_EQ(actual.size(), expected.size()) << "map " << map;
    for (std::size_t i = 0; i < actual.size(); ++i) {
        EXPECT_EQ(actual[i].bins, expected[i].bins) << "map " << map;
        EXPECT_EQ(actual[i].peakRow, expected[i].peakRow) << "map " << map;
        EXPECT_EQ(actual[i].peakColumn, expected[i].peakColumn) << "map " << map;
        EXPECT_EQ(actual[i].peakRate, expected[i].peakRate) << "map " << map;
        EXPECT_EQ(actual[i].meanRate, expected[i].meanRate) << "map " << map;
        EXPECT_NEAR(actual[i].centroidRow, expected[i].centroidRow, 1e-12) << "map " << map;
        EXPECT_NEAR(actual[i].centroidColumn, expected[i].centroidColumn, 1e-12) << "map " << map;
    }
}

TEST(FieldGrowth, EqualsTheDefinitionOnRandomMaps) {
    Rng rng(1);
    std::size_t fields = 0;
    for (int i = 0; i < 3000; ++i) {
        const int largest = i % 9 == 0 ? 40 : 24;
        RateMap map(1 + below(rng, largest), 1 + below(rng, largest));
        if (i % 8 == 7)
            addBumps(map, rng);
        else
            addNoise(map, rng, i % 8);
        takeAway(map, rng);
        const FieldRules rules = someRules(rng, map.peak());
        const std::vector<Field> expected = slow::findFields(map, rules);
        fields += expected.size();
        expectSame(findFields(map, rules), expected, i);
        const int row = below(rng, map.rows), column = below(rng, map.columns);
        expectSame(findFieldAt(map, row, column, centreRules()),
                   slow::findFieldAt(map, row, column, centreRules()), i);
        if (i % 4 == 0) {
            const RateMap central = centralAutocorrelogram(map);
            expectSame(
                findFieldAt(central, central.rows / 2, central.columns / 2, centreRules()),
                slow::findFieldAt(central, central.rows / 2, central.columns / 2, centreRules()),
                i);
        }
    }
    EXPECT_GT(fields, 2000u);
}

TEST(FieldGrowth, OpeningEqualsTheDefinition) {
    Rng rng(2);
    for (int i = 0; i < 300; ++i) {
        RateMap map(1 + below(rng, 24), 1 + below(rng, 24));
        addNoise(map, rng, i % 7);
        EXPECT_EQ(openedByReconstruction(map).values, slow::openedByReconstruction(map).values);
    }
    EXPECT_TRUE(openedByReconstruction(RateMap()).values.empty());
}

/// A ring of 10 Hz around a square of `inside`, on a field whose peak is in the ring.
RateMap ringAround(double inside) {
    RateMap map(15, 15, 0.0);
    for (int r = 3; r < 12; ++r)
        for (int c = 3; c < 12; ++c)
            map.at(r, c) = r >= 6 && r < 9 && c >= 6 && c < 9 ? inside : 10.0;
    for (int r = 3; r < 6; ++r)
        for (int c = 3; c < 6; ++c)
            map.at(r, c) = 10.5;
    return map;
}

TEST(FieldGrowth, StopsBeforeAHoleUnlessItWasNeverVisited) {
    const std::vector<Field> around = findFields(ringAround(unvisited));
    ASSERT_EQ(around.size(), 1u);
    EXPECT_EQ(around[0].bins.size(), 72u);
    // One visited bin among the unvisited ones is a hole: the field stays in its corner of 3 x 3.
    RateMap mixed = ringAround(unvisited);
    mixed.at(7, 7) = 0.0;
    for (const RateMap& map : {ringAround(0.0), mixed}) {
        const std::vector<Field> fields = findFields(map);
        ASSERT_EQ(fields.size(), 1u);
        EXPECT_EQ(fields[0].bins.size(), 9u);
        EXPECT_EQ(fields[0].peakRow, 3);
    }
}

} // namespace
} // namespace hippodrome::test_field_growth
