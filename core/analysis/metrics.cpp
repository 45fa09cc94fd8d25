#include "core/analysis/metrics.h"

#include "core/analysis/scored_map.h"

#include <cmath>

namespace hippodrome {

MetricValue::MetricValue(std::optional<double> found, std::string ifNone) {
    if (found && std::isfinite(*found))
        value = found;
    else
        reason = std::move(ifNone);
}

std::optional<double> MapMetrics::of(const std::string& key) const {
    const MetricType& type = metricTypes().named(key);
    const auto index = static_cast<std::size_t>(&type - &metricTypes().front());
    return index < values.size() ? values[index] : std::nullopt;
}

MapMetrics computeMetrics(const RateMap& map, const GridScorer& scorer,
                          const MetricOptions& options, const RateMap* occupancy) {
    MapMetrics metrics;
    const ScoredMap scored(map, scorer, options, occupancy);
    for (const MetricType& type : metricTypes()) {
        MetricValue found = type.compute(scored);
        if (!found.value)
            metrics.undefined.push_back({type.key, std::move(found.reason)});
        metrics.values.push_back(found.value);
    }
    metrics.fields =
        findFields(map, options.ratesInHertz ? FieldRules{} : FieldRules::relativeTo(map.peak()));
    return metrics;
}

Json toJson(const MapMetrics& metrics) {
    Json object = Json::object();
    const auto addFields = [&] {
        Json fields = Json::array();
        for (const Field& field : metrics.fields)
            fields.push_back({{"bins", field.bins.size()},
                              {"peak", field.peakRate},
                              {"centroid_row", field.centroidRow},
                              {"centroid_col", field.centroidColumn}});
        object["fields"] = std::move(fields);
    };
    for (std::size_t i = 0; i < metrics.values.size(); ++i) {
        const MetricType& type = metricTypes()[i];
        if (type.key == "border_score")
            addFields(); // stands before the border score
        const std::optional<double>& value = metrics.values[i];
        const std::size_t dot = type.key.find('.');
        Json& target = dot == std::string::npos
                           ? object[type.key]
                           : object[type.key.substr(0, dot)][type.key.substr(dot + 1)];
        target = value ? Json(*value) : Json();
    }
    Json undefined = Json::object();
    for (const MapMetrics::Undefined& entry : metrics.undefined)
        undefined[entry.key] = entry.reason;
    object["undefined"] = std::move(undefined);
    return object;
}

} // namespace hippodrome
