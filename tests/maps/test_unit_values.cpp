#include "core/maps/map_gatherer.h"
#include "core/maps/unit_values.h"

#include "tests/world/small_scene.h"

#include <gtest/gtest.h>

#include <cmath>

namespace hippodrome::test_unit_values {

namespace {

/// What is said of the small scene's units after twenty seconds.
MapsSnapshot pictures(ViewParameters::MapKind kind) {
    Simulation simulation(testing::smallScene(), 1);
    testing::run(simulation, 400);
    return MapGatherer().gather(simulation.world(), simulation.recorder(), kind);
}

} // namespace

TEST(UnitValues, AreThoseOfEveryMetricOfEveryUnit) {
    for (const auto kind : {ViewParameters::MapKind::probe, ViewParameters::MapKind::path}) {
        const MapsSnapshot maps = pictures(kind);
        const PopulationPicture& cells = maps.populations.back();
        const PopulationMaps& scored = cells.scoredMaps();
        const WalledBins walls = WalledBins::of(*maps.arena, cells.scoredGrid());
        const MetricOptions options = metricOptions(cells, &walls);
        const std::optional<RateMap> occupancy = occupancyMap(cells);
        EXPECT_EQ(occupancy.has_value(), kind == ViewParameters::MapKind::path);
        const GridScorer scorer(scored.rows, scored.columns);
        std::vector<MapMetrics> expected;
        for (int unit = 0; unit < scored.units; ++unit)
            expected.push_back(
                computeMetrics(RateMap::fromFloats(scored.map(unit), scored.rows, scored.columns),
                               scorer, options, occupancy ? &*occupancy : nullptr));
        int known = 0;
        for (const MetricType& metric : metricTypes()) {
            const std::vector<float> values = unitValues(maps, maps.populations.size() - 1, metric);
            ASSERT_EQ(values.size(), expected.size());
            for (std::size_t unit = 0; unit < values.size(); ++unit) {
                const std::optional<double> value = expected[unit].of(metric.key);
                EXPECT_EQ(std::isnan(values[unit]), !value) << metric.key;
                if (value) {
                    EXPECT_FLOAT_EQ(values[unit], static_cast<float>(*value)) << metric.key;
                }
                known += value.has_value();
            }
        }
        EXPECT_GT(known, 100);
    }
}

TEST(UnitValues, AreNotWorkedOutWhereTheyMeanNothing) {
    MapsSnapshot maps = pictures(ViewParameters::MapKind::probe);
    maps.populations.back().difference = true;
    for (const float value : unitValues(maps, maps.populations.size() - 1, metricTypes().front()))
        EXPECT_TRUE(std::isnan(value));
    EXPECT_TRUE(unitValues(maps, 0, metricTypes().front(), [] { return true; }).empty());
}

} // namespace hippodrome::test_unit_values
