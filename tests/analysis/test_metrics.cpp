#include "core/analysis/metrics.h"

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

TEST(Metrics, EveryNumberHasADefinition) {
    std::set<std::string> keys;
    for (const MetricInfo& info : metricInfos()) {
        EXPECT_TRUE(keys.insert(info.key).second) << info.key;
        EXPECT_FALSE(info.label.empty());
        EXPECT_FALSE(info.definition.empty());
        EXPECT_EQ(findMetric(info.key), &info);
    }
    EXPECT_EQ(keys.size(), 16u);
    EXPECT_EQ(findMetric("nothing"), nullptr);
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
