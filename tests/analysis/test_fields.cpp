#include "core/analysis/fields.h"
#include "core/analysis/morphology.h"

#include "tests/analysis/golden.h"

#include <cmath>

namespace hippodrome::test_fields {

TEST(Fields, EqualOpexebo) {
    const std::vector<RateMap> labels20 = golden_maps::maps("metrics/fields_20.npy");
    const std::vector<RateMap> labels32 = golden_maps::maps("metrics/fields_32.npy");
    int found = 0;
    for (const golden_maps::Case& c : golden_maps::cases()) {
        const Json& expected = c.expected.at("fields");
        const std::vector<Field> fields = findFields(c.map);
        ASSERT_EQ(fields.size(), expected.at("n_fields").get<std::size_t>()) << c.name;
        RateMap labels(c.map.rows, c.map.columns);
        for (std::size_t i = 0; i < fields.size(); ++i) {
            const Field& field = fields[i];
            ++found;
            EXPECT_EQ(field.bins.size(), expected.at("area_bins").at(i).get<std::size_t>());
            EXPECT_NEAR(field.centroidRow, expected.at("centroid_yx").at(i).at(0).get<double>(),
                        1e-9);
            EXPECT_NEAR(field.centroidColumn, expected.at("centroid_yx").at(i).at(1).get<double>(),
                        1e-9);
            EXPECT_NEAR(field.meanRate, expected.at("mean_rate").at(i).get<double>(), 1e-9);
            EXPECT_NEAR(field.peakRate, expected.at("peak_rate").at(i).get<double>(), 1e-12);
            EXPECT_EQ(field.peakRow, expected.at("peak_yx").at(i).at(0).get<int>());
            EXPECT_EQ(field.peakColumn, expected.at("peak_yx").at(i).at(1).get<int>());
            for (const int bin : field.bins)
                labels.values[static_cast<std::size_t>(bin)] = static_cast<double>(i) + 1.0;
        }
        const auto index = c.expected.at("index").get<std::size_t>();
        EXPECT_EQ(labels.values, (c.map.rows == 20 ? labels20 : labels32).at(index).values)
            << c.name;
    }
    EXPECT_GT(found, 60);
}

TEST(Fields, OfScaledActivationsAreRelativeToThePeak) {
    RateMap map = golden_maps::find("multi20_m").map;
    const std::size_t inHertz = findFields(map).size();
    ASSERT_GT(inHertz, 0u);
    for (double& value : map.values)
        value *= 1e-3;
    EXPECT_TRUE(findFields(map).empty());
    EXPECT_EQ(findFields(map, FieldRules::relativeTo(map.peak())).size(), inHertz);
}

TEST(Fields, OfEmptyMapsAreNone) {
    EXPECT_TRUE(findFields(RateMap(10, 10, 0.0)).empty());
    EXPECT_TRUE(findFields(RateMap(10, 10, -1.0)).empty());
    EXPECT_TRUE(findFields(RateMap(10, 10, NAN)).empty());
    EXPECT_TRUE(findFields(RateMap()).empty());
}

TEST(Morphology, FindsPlateausOnceAndOnlyIfHighest) {
    RateMap map(5, 6, 1.0);
    map.at(0, 0) = 3.0;
    map.at(2, 2) = map.at(2, 3) = map.at(3, 4) = 2.0;
    const auto all = regionalMaxima(map, true);
    ASSERT_EQ(all.size(), 2u);
    EXPECT_EQ(all[1].bins, (std::vector<int>{14, 15, 22}));
    EXPECT_DOUBLE_EQ(all[1].column, 3.0);
    EXPECT_EQ(regionalMaxima(map, false).size(), 1u);
    map.at(1, 3) = 2.5;
    EXPECT_EQ(regionalMaxima(map, true).size(), 2u);
    EXPECT_TRUE(regionalMaxima(RateMap(4, 4, 2.0), true).empty());
}

TEST(Morphology, OpeningCutsNarrowPeaksOnly) {
    RateMap map(7, 7, 1.0);
    map.at(1, 1) = 9.0;
    for (int r = 3; r < 6; ++r)
        for (int c = 3; c < 6; ++c)
            map.at(r, c) = 4.0;
    const RateMap opened = openedByReconstruction(map);
    EXPECT_EQ(opened.at(1, 1), 1.0);
    EXPECT_EQ(opened.at(4, 4), 4.0);
    EXPECT_EQ(opened.at(3, 3), 4.0);
    EXPECT_EQ(opened.at(0, 6), 1.0);
}

TEST(Morphology, FindsEnclosedBins) {
    // A ring around the middle bin, closed over edges.
    std::vector<char> ring(25, 0);
    for (const int bin : {6, 7, 8, 11, 13, 16, 17, 18})
        ring[static_cast<std::size_t>(bin)] = 1;
    const auto enclosed = enclosedBins(ring, 5, 5);
    EXPECT_EQ(std::count(enclosed.begin(), enclosed.end(), 1), 1);
    EXPECT_TRUE(enclosed[12]);
    ring[17] = 0;
    const auto open = enclosedBins(ring, 5, 5);
    EXPECT_EQ(std::count(open.begin(), open.end(), 1), 0);
    EXPECT_EQ(connectedRegions(ring, 5, 5).size(), 1u);
    ring[7] = 0;
    EXPECT_EQ(connectedRegions(ring, 5, 5).size(), 2u);
}

} // namespace hippodrome::test_fields
