#include "docs/guides/skeletons/my_metric.h"

#include "core/analysis/scored_map.h"

#include <algorithm>

namespace hippodrome {

namespace {

/// Nothing for a map without activity, which has no half of a peak.
std::optional<double> shareAboveHalf(const RateMap& map) {
    const double peak = map.peak();
    if (!(peak > 0.0)) // NaN, too
        return std::nullopt;
    const auto above = std::count_if(map.values.begin(), map.values.end(), [peak](double value) {
        return value > 0.5 * peak; // never true of NaN, a bin that was not visited
    });
    return static_cast<double>(above) / map.visitedBins();
}

} // namespace

MetricType myMetric() {
    return {.key = "my_metric",
            .label = "Share above half",
            .unit = "",
            .help = "Share of the visited bins in which the rate is above half of its peak.",
            .range = {0, 1},
            .column = {}, // in JSON alone
            .compute = [](const ScoredMap& map) {
                return MetricValue(shareAboveHalf(map.map()),
                                   map.empty() ? "no bin was visited" : "no rate is above 0");
            }};
}

} // namespace hippodrome
