#include "core/run/population_report.h"

#include "tests/run/tiny_scene.h"

#include <cmath>
#include <map>
#include <numbers>

namespace hippodrome::test_population_report {
namespace {

PopulationMaps curves(std::initializer_list<std::function<double(double)>> units) {
    PopulationMaps maps{static_cast<int>(units.size()), 1, FullProbe::directionBins, {}};
    for (const auto& unit : units)
        for (int bin = 0; bin < maps.columns; ++bin)
            maps.values.push_back(
                static_cast<float>(unit(2.0 * std::numbers::pi * (bin + 0.5) / maps.columns)));
    return maps;
}

/// Metrics of which only these are defined.
MapMetrics metricsWith(const std::map<std::string, double>& known) {
    MapMetrics metrics;
    for (const MetricType& type : metricTypes()) {
        const auto found = known.find(type.key);
        metrics.values.push_back(found == known.end() ? std::nullopt
                                                      : std::optional(found->second));
    }
    return metrics;
}

TEST(PopulationReport, TellsTheResultantOfHeadDirectionCurves) {
    const auto tunings = headDirectionTunings(curves({
        [](double a) { return 1.0 + std::cos(a - 1.0); },
        [](double a) { return std::cos(a - 1.0); }, // signed: half of it counts
        [](double) { return 3.0; },
        [](double) { return 0.0; },
    }));
    ASSERT_EQ(tunings.size(), 4u);
    EXPECT_NEAR(tunings[0].resultant, 0.5, 1e-6);
    EXPECT_NEAR(tunings[0].direction, 1.0, 1e-6);
    EXPECT_NEAR(tunings[1].resultant, std::numbers::pi / 4.0, 0.01);
    EXPECT_NEAR(tunings[1].direction, 1.0, 1e-6);
    EXPECT_NEAR(tunings[2].resultant, 0.0, 1e-6);
    EXPECT_TRUE(std::isnan(tunings[3].resultant)) << "a silent unit has no tuning";
}

TEST(PopulationReport, CountsUnitsAbovePublishedThresholds) {
    PopulationReport report;
    report.metrics = {
        metricsWith({{"grid_score.deepmind_60", 0.5}, {"grid_score.deepmind_60_min_max", 0.3}}),
        metricsWith({{"grid_score.deepmind_60", 0.3}, {"border_score_banino", 0.6}}),
        metricsWith({})};
    report.directions = {{0.5, 0.0}, {0.4, 0.0}, {std::nan(""), 0.0}};
    const PublishedCounts counts = report.published();
    EXPECT_EQ(counts.grid60, 1);
    EXPECT_EQ(counts.grid60MinMax, 0);
    EXPECT_EQ(counts.border, 1);
    EXPECT_EQ(counts.direction, 1);
}

TEST(PopulationReport, NetworksTellHowTheyIntegratePaths) {
    Simulation simulation(tinyScene(), 1);
    while (simulation.trainer().updates() < 20)
        simulation.train();
    const auto reports = reportPopulations(simulation, {.probeSamples = 2000, .nullMaps = 5});
    const Json populations = metricsJson(reports).at("populations");
    const Json& units = populations.at(0);
    EXPECT_EQ(units.at("brain"), "net");
    EXPECT_GT(units.at("path_integration").at("decoding_error").get<double>(), 0.0);
    EXPECT_EQ(units.at("path_integration").at("path_seconds"), 0.1);
    EXPECT_EQ(units.at("head_direction").size(), 12u);
    EXPECT_TRUE(units.at("published_thresholds").contains("head_direction_above_0_47"));
    for (const Json& other : populations)
        EXPECT_EQ(other.contains("path_integration"),
                  other.at("population") == "units" && other.at("brain") == "net");
}

} // namespace
} // namespace hippodrome::test_population_report
