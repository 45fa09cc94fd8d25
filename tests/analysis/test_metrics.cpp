#include "core/analysis/metrics.h"
#include "core/analysis/scored_map.h"

#include "tests/analysis/golden.h"

#include <cmath>
#include <set>

namespace hippodrome::test_metrics {

namespace {

MapMetrics metricsOf(const RateMap& map, const MetricOptions& options = {},
                     const RateMap* occupancy = nullptr) {
    return computeMetrics(map, GridScorer(map.rows, map.columns), options, occupancy);
}

} // namespace

TEST(Metrics, GatherWhatThePeersSay) {
    const golden_maps::Case& c = golden_maps::find("hexell20_e");
    const Json json = toJson(metricsOf(c.map, {}, &c.occupancy));
    const Json& stats = c.expected.at("grid_score").at("stats");
    const auto expect = [](const Json& actual, double expected) {
        EXPECT_NEAR(actual.get<double>(), expected, 1e-9);
    };
    const Json& mean = c.expected.at("deepmind").at("mean");
    expect(json.at("grid_score").at("deepmind_60"), mean.at("score_60"));
    expect(json.at("grid_score").at("deepmind_90"), mean.at("score_90"));
    expect(json.at("grid_score").at("deepmind_60_min_max"),
           c.expected.at("deepmind").at("min_max").at("score_60"));
    expect(json.at("grid_score").at("expanding"), c.expected.at("grid_score").at("grid_score"));
    expect(json.at("spacing_bins"), stats.at("grid_spacing"));
    expect(json.at("orientation_deg"), stats.at("grid_orientation"));
    expect(json.at("ellipticity"), 1.0 / stats.at("grid_ellipse_aspect_ratio").get<double>());
    expect(json.at("information_bits_per_spike"), c.expected.at("skaggs").at("bits_per_spike"));
    expect(json.at("information_bits_per_second"), c.expected.at("skaggs").at("bits_per_second"));
    expect(json.at("information_opexebo_bits_per_spike"),
           c.expected.at("rate_map_stats").at("spatial_information_content"));
    expect(json.at("sparsity"), c.expected.at("rate_map_stats").at("sparsity"));
    expect(json.at("selectivity"), c.expected.at("rate_map_stats").at("selectivity"));
    expect(json.at("coherence"), c.expected.at("coherence"));
    ASSERT_EQ(json.at("fields").size(), c.expected.at("fields").at("n_fields"));
    expect(json.at("fields").at(1).at("centroid_row"),
           c.expected.at("fields").at("centroid_yx").at(1).at(0));
    expect(json.at("fields").at(1).at("peak"), c.expected.at("fields").at("peak_rate").at(1));
    EXPECT_TRUE(json.at("undefined").empty());
}

TEST(Metrics, SayWhyANumberIsMissing) {
    RateMap map = golden_maps::find("hexcos20_a").map;
    for (double& value : map.values)
        value -= 2.0;
    MetricOptions options;
    const WalledBins none;
    options.walls = &none;
    const Json signedMap = toJson(metricsOf(map, options));
    for (const char* key :
         {"information_bits_per_spike", "information_bits_per_second",
          "information_opexebo_bits_per_spike", "sparsity", "selectivity", "border_score"}) {
        EXPECT_TRUE(signedMap.at(key).is_null()) << key;
        EXPECT_FALSE(signedMap.at("undefined").at(key).get<std::string>().empty()) << key;
    }
    EXPECT_FALSE(signedMap.at("grid_score").at("deepmind_60").is_null());

    for (const double value : {0.0, 3.0, std::nan("")}) {
        const Json constant = toJson(metricsOf(RateMap(20, 20, value)));
        EXPECT_TRUE(constant.at("spacing_bins").is_null());
        EXPECT_TRUE(constant.at("undefined").contains("grid_score.expanding"));
        EXPECT_TRUE(constant.at("undefined").contains("coherence"));
        EXPECT_EQ(constant.at("grid_score").at("deepmind_60").is_null(), std::isnan(value));
    }
}

TEST(Metrics, EveryEntryOfTheListIsSaidAndComputed) {
    const golden_maps::Case& c = golden_maps::find("hexell20_e");
    const MapMetrics metrics = metricsOf(c.map, {}, &c.occupancy);
    const Json json = toJson(metrics);
    ASSERT_EQ(metrics.values.size(), metricTypes().size());
    std::set<std::string> keys;
    for (const MetricType& type : metricTypes()) {
        EXPECT_TRUE(keys.insert(type.key).second) << type.key;
        EXPECT_FALSE(type.label.empty()) << type.key;
        EXPECT_FALSE(type.help.empty()) << type.key;
        const Json* written = findMember(json, type.key);
        ASSERT_TRUE(written) << type.key;
        ASSERT_TRUE(written->is_number()) << type.key;
        EXPECT_EQ(written->get<double>(), metrics.of(type.key)) << type.key;
    }
    EXPECT_EQ(MapMetrics().of(metricTypes().front().key), std::nullopt);
}

TEST(Metrics, OneAloneIsWhatItIsAmongAll) {
    const golden_maps::Case& c = golden_maps::find("hexell20_e");
    const GridScorer scorer(c.map.rows, c.map.columns);
    const MetricOptions options;
    const MapMetrics all = metricsOf(c.map, options, &c.occupancy);
    for (const MetricType& type : metricTypes()) {
        const ScoredMap map(c.map, scorer, options, &c.occupancy);
        EXPECT_EQ(type.compute(map).value, all.of(type.key)) << type.key;
    }
}

TEST(Metrics, ValuesThatAreNotFiniteAreNone) {
    EXPECT_EQ(MetricValue(std::nan(""), "why").reason, "why");
    EXPECT_EQ(MetricValue(INFINITY, "why").value, std::nullopt);
    EXPECT_EQ(MetricValue(1.0, "why").reason, "");
}

TEST(Metrics, FieldThresholdsFollowTheUnit) {
    RateMap map = golden_maps::find("multi20_m").map;
    const std::size_t fields = metricsOf(map).fields.size();
    for (double& value : map.values)
        value *= 0.01;
    EXPECT_EQ(metricsOf(map).fields.size(), 0u);
    MetricOptions activation;
    activation.ratesInHertz = false;
    EXPECT_EQ(metricsOf(map, activation).fields.size(), fields);
}

} // namespace hippodrome::test_metrics
