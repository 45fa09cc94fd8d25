#include "core/analysis/rate_map.h"
#include "core/analysis/smoothing.h"

#include "tests/analysis/golden.h"

#include <cmath>

namespace hippodrome::test_rate_map {

namespace {

const Json& ratemapFile() {
    static const Json file = readJsonFile(golden_maps::path("ratemap/ratemap.json")).root;
    return file;
}

RateMap mapOf(const Json& rows) {
    RateMap map(static_cast<int>(rows.size()), static_cast<int>(rows.at(0).size()));
    for (int r = 0; r < map.rows; ++r)
        for (int c = 0; c < map.columns; ++c) {
            const Json& value =
                rows.at(static_cast<std::size_t>(r)).at(static_cast<std::size_t>(c));
            map.at(r, c) = value.is_null() ? NAN : value.get<double>();
        }
    return map;
}

} // namespace

TEST(BinGrid, CoversARectangleFromItsLowerLeftCorner) {
    const BinGrid grid = BinGrid::covering({{-0.5, 1.0}, {0.5, 1.6}}, 0.025);
    EXPECT_EQ(grid.columns, 40);
    EXPECT_EQ(grid.rows, 24);
    EXPECT_EQ(grid.binOf({-0.5, 1.0}), 0);
    EXPECT_EQ(grid.binOf({-0.5 + 0.026, 1.0 + 0.051}), 2 * 40 + 1);
    EXPECT_EQ(grid.binOf({-0.51, 1.2}), -1);
    EXPECT_EQ(grid.binOf({0.0, 1.7}), -1);
    EXPECT_EQ(grid.binOf({NAN, 1.2}), -1);
    // The far walls belong to the last bins.
    EXPECT_EQ(grid.binOf({0.5, 1.6}), 24 * 40 - 1);
    EXPECT_NEAR(grid.centre(1, 2).x, -0.4375, 1e-12);
    EXPECT_NEAR(grid.centre(1, 2).y, 1.0375, 1e-12);
    // A part of a bin still gets one.
    EXPECT_EQ(BinGrid::covering({{0, 0}, {1.01, 0.01}}, 0.025).columns, 41);
    EXPECT_EQ(BinGrid::covering({{0, 0}, {1.01, 0.01}}, 0.025).rows, 1);
}

TEST(BinGrid, CentresLieInTheirOwnBins) {
    const BinGrid grid = BinGrid::withCounts({{-1.1, -1.1}, {1.1, 0.9}}, 20, 17);
    for (int r = 0; r < grid.rows; ++r)
        for (int c = 0; c < grid.columns; ++c)
            EXPECT_EQ(grid.binOf(grid.centre(r, c)), r * grid.columns + c);
}

TEST(RateMap, RatesAreCountsPerSecond) {
    const BinGrid grid = BinGrid::withCounts({{0, 0}, {2, 1}}, 1, 2);
    const std::vector<Vec2> path{{0.1, 0.5}, {0.2, 0.5}, {0.3, 0.5}, {0.4, 0.5}};
    const RateMap occupancy = occupancyMap(grid, path, 0.5);
    const RateMap counts = countMap(grid, std::vector<Vec2>{{0.2, 0.5}, {0.4, 0.5}, {0.4, 0.5}});
    EXPECT_DOUBLE_EQ(occupancy.at(0, 0), 2.0);
    EXPECT_FALSE(occupancy.visited(0, 1));
    const RateMap rates = ratesFromCounts(counts, occupancy);
    EXPECT_DOUBLE_EQ(rates.at(0, 0), 1.5);
    EXPECT_TRUE(std::isnan(rates.at(0, 1)));
    EXPECT_DOUBLE_EQ(coverage(rates), 0.5);
    EXPECT_DOUBLE_EQ(rates.peak(), 1.5);
    EXPECT_TRUE(std::isnan(RateMap(2, 2, NAN).peak()));
}

TEST(RateMap, EqualsOpexebo) {
    const RateMap occupancy = golden_maps::maps("ratemap/occupancy.npy").at(0);
    const auto counts = golden_maps::maps("ratemap/spike_count.npy");
    const auto expected = golden_maps::maps("ratemap/rate_map.npy");
    for (std::size_t i = 0; i < counts.size(); ++i)
        EXPECT_LT(
            golden_maps::largestDifference(ratesFromCounts(counts[i], occupancy), expected[i]),
            1e-9);
    EXPECT_DOUBLE_EQ(coverage(occupancy), ratemapFile().at("coverage").get<double>());
}

TEST(Smoothing, EqualsOpexebo) {
    const RateMap occupancy = golden_maps::maps("ratemap/occupancy.npy").at(0);
    const RateMap smoothOccupancy = golden_maps::maps("ratemap/occupancy_smooth.npy").at(0);
    EXPECT_LT(golden_maps::largestDifference(smoothed(occupancy, 2.0, UnvisitedBins::countAsZero),
                                             smoothOccupancy),
              1e-12);
    const auto maps = golden_maps::maps("ratemap/rate_map.npy");
    const auto zero = golden_maps::maps("ratemap/rate_map_smooth.npy");
    const auto leftOut = golden_maps::maps("ratemap/rate_map_smooth_nan_input.npy");
    for (std::size_t i = 0; i < maps.size(); ++i) {
        EXPECT_LT(golden_maps::largestDifference(smoothed(maps[i], 2.0, UnvisitedBins::countAsZero),
                                                 zero[i]),
                  1e-12);
        EXPECT_LT(golden_maps::largestDifference(smoothed(maps[i], 2.0, UnvisitedBins::leaveOut),
                                                 leftOut[i]),
                  1e-12);
    }
}

TEST(Smoothing, EqualsOpexeboOnSmallInputs) {
    const Json& probe = ratemapFile().at("smooth_probe");
    const double sigma = probe.at("sigma").get<double>();
    const RateMap input = mapOf(probe.at("input")), withGaps = mapOf(probe.at("input_nan"));
    EXPECT_LT(golden_maps::largestDifference(smoothed(input, sigma, UnvisitedBins::countAsZero),
                                             mapOf(probe.at("output"))),
              1e-12);
    EXPECT_LT(golden_maps::largestDifference(smoothed(withGaps, sigma, UnvisitedBins::leaveOut),
                                             mapOf(probe.at("output_nan"))),
              1e-12);
    EXPECT_LT(golden_maps::largestDifference(smoothed(withGaps, sigma, UnvisitedBins::countAsZero),
                                             mapOf(probe.at("output_masked_fill0")), true),
              1e-12);
    const Json& curve = ratemapFile().at("smooth_probe_1d");
    const auto values = curve.at("input").get<std::vector<double>>();
    for (const bool circular : {false, true}) {
        const auto expected =
            curve.at(circular ? "output_circular" : "output").get<std::vector<double>>();
        const auto actual = smoothed(values, curve.at("sigma").get<double>(), circular);
        for (std::size_t i = 0; i < expected.size(); ++i)
            EXPECT_NEAR(actual[i], expected[i], 1e-12);
    }
}

TEST(Smoothing, KeepsConstantsAndMapsSmallerThanTheKernel) {
    RateMap map(3, 2, 4.0);
    for (const double value : smoothed(map, 5.0, UnvisitedBins::countAsZero).values)
        EXPECT_NEAR(value, 4.0, 1e-12);
    map.at(1, 1) = NAN;
    for (const double value : smoothed(map, 1.0, UnvisitedBins::leaveOut).values)
        EXPECT_NEAR(value, 4.0, 1e-12);
    EXPECT_TRUE(smoothed(RateMap(), 1.0, UnvisitedBins::leaveOut).values.empty());
}

} // namespace hippodrome::test_rate_map
