#include "core/analysis/information.h"

#include "tests/analysis/golden.h"

#include <cmath>

namespace hippodrome::test_information {

TEST(Information, EqualsTheFormulaAndOpexebo) {
    for (const golden_maps::Case& c : golden_maps::cases()) {
        const auto information = spatialInformation(c.map, c.occupancy);
        const Json& stats = c.expected.at("rate_map_stats");
        if (stats.at("sparsity").is_null()) {
            EXPECT_FALSE(information) << c.name;
            continue;
        }
        ASSERT_TRUE(information) << c.name;
        const auto expect = [&](double actual, const char* key) {
            EXPECT_NEAR(actual, stats.at(key).get<double>(), 1e-9) << c.name << ' ' << key;
        };
        expect(information->opexeboBitsPerSecond, "spatial_information_rate");
        expect(information->opexeboBitsPerSpike, "spatial_information_content");
        expect(information->sparsity, "sparsity");
        expect(information->selectivity, "selectivity");
        const Json& skaggs = c.expected.at("skaggs");
        EXPECT_NEAR(information->bitsPerSpike, skaggs.at("bits_per_spike").get<double>(), 1e-9);
        EXPECT_NEAR(information->bitsPerSecond, skaggs.at("bits_per_second").get<double>(), 1e-9);
        EXPECT_NEAR(information->meanRate, skaggs.at("occupancy_weighted_mean_rate").get<double>(),
                    1e-9);
    }
}

TEST(Information, OfOneBinOutOfManyIsTheirLogarithm) {
    RateMap map(4, 4), occupancy(4, 4, 2.0);
    map.at(1, 2) = 8.0;
    const auto information = spatialInformation(map, occupancy);
    ASSERT_TRUE(information);
    EXPECT_NEAR(information->bitsPerSpike, 4.0, 1e-12);
    EXPECT_NEAR(information->bitsPerSecond, 2.0, 1e-12);
    EXPECT_NEAR(information->sparsity, 1.0 / 16.0, 1e-12);
    EXPECT_NEAR(information->selectivity, 16.0, 1e-12);
    const auto uniform = spatialInformation(RateMap(4, 4, 3.0), occupancy);
    EXPECT_NEAR(uniform->bitsPerSpike, 0.0, 1e-12);
    EXPECT_NEAR(uniform->sparsity, 1.0, 1e-12);
}

TEST(Information, IsUndefinedForSignedOrSilentMaps) {
    const RateMap occupancy(4, 4, 1.0);
    RateMap map(4, 4, 1.0);
    map.at(0, 0) = -0.1;
    EXPECT_FALSE(spatialInformation(map, occupancy));
    EXPECT_FALSE(spatialInformation(RateMap(4, 4, 0.0), occupancy));
    EXPECT_FALSE(spatialInformation(RateMap(4, 4, NAN), occupancy));
    EXPECT_FALSE(spatialInformation(RateMap(4, 4, 1.0), RateMap(4, 4, NAN)));
}

TEST(Coherence, EqualsOpexebo) {
    for (const golden_maps::Case& c : golden_maps::cases()) {
        const Json& expected = c.expected.at("coherence");
        const auto actual = coherence(c.map);
        if (c.name == "const20_q")
            continue; // rounding noise
        ASSERT_EQ(actual.has_value(), !expected.is_null()) << c.name;
        if (actual) {
            EXPECT_NEAR(*actual, expected.get<double>(), 1e-9) << c.name;
        }
    }
    const Json file = readJsonFile(golden_maps::path("ratemap/ratemap.json")).root;
    const std::vector<RateMap> maps = golden_maps::maps("ratemap/rate_map.npy");
    EXPECT_NEAR(*coherence(maps[0]), file.at("cells").at(0).at("rate_map_coherence_of_raw"), 1e-9);
    EXPECT_NEAR(*coherence(maps[1]), file.at("cells").at(1).at("rate_map_coherence_of_raw"), 1e-9);
}

TEST(Coherence, OfAConstantMapIsUndefined) {
    EXPECT_FALSE(coherence(RateMap(6, 6, 0.1)));
    EXPECT_FALSE(coherence(RateMap(6, 6, NAN)));
    EXPECT_FALSE(coherence(RateMap()));
}

} // namespace hippodrome::test_information
