#pragma once

#include "core/analysis/fields.h"
#include "core/analysis/grid_scorer.h"
#include "core/analysis/rate_map.h"
#include "core/analysis/walled_bins.h"
#include "core/base/json_io.h"
#include "core/base/kinds.h"

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace hippodrome {

class ScoredMap;

/// What is known about a map besides its values.
struct MetricOptions {
    double binSize = 0.0;     ///< [m]; 0 when not known
    bool ratesInHertz = true; ///< otherwise thresholds are relative to the peak
    /// Those of the arena, for maps of these bins; nullptr: the outline of the visited bins is
    /// taken for the wall (WalledBins::around()).
    const WalledBins* walls = nullptr;
    std::optional<double> halfWidth; ///< of that outline [m]
};

/// What a metric says about a map: a number, or why there is none.
struct MetricValue {
    /// A value that is missing or not finite stands for none, for which `ifNone` is the reason.
    MetricValue(std::optional<double> found, std::string ifNone);

    std::optional<double> value;
    std::string reason; ///< empty where there is a value
};

/// Where a metric stands in the table of `hippodrome score`.
struct TableColumn {
    std::string heading; ///< short; empty: the metric stands in JSON alone
    std::string unit;    ///< below it
    int width = 8;       ///< [characters]
    int digits = 3;      ///< after the point
};

/// A kind of number that describes a rate map.
struct MetricType {
    std::string key;    ///< in files; a dot leads into an object
    std::string label;  ///< on screen
    std::string unit;   ///< empty for a pure number
    std::string help;   ///< how it is defined, in one or two sentences
    Range range;        ///< what it may come to, both ends included
    bool count = false; ///< of something: a whole number
    TableColumn column;
    std::function<MetricValue(const ScoredMap& map)> compute;
};

/// Every metric, in the order of the files; the list is in metric_types.cpp. The first is the grid
/// score that galleries are sorted by when nobody asks for another order.
const Kinds<MetricType>& metricTypes();

/// Every number that describes one rate map.
struct MapMetrics {
    /// In the order of metricTypes(); nothing where a metric is undefined for this map. Empty until
    /// they are computed.
    std::vector<std::optional<double>> values;
    std::vector<Field> fields;

    struct Undefined {
        std::string key; ///< as in MetricType
        std::string reason;
    };
    std::vector<Undefined> undefined;

    /// The value of the metric with this key, which must be on the list.
    std::optional<double> of(const std::string& key) const;
};

/// `occupancy` weights the information; without it every visited bin counts the same. `scorer` must
/// be for maps of this size.
MapMetrics computeMetrics(const RateMap& map, const GridScorer& scorer,
                          const MetricOptions& options = {}, const RateMap* occupancy = nullptr);

/// The object that `hippodrome score --json` prints for a map.
Json toJson(const MapMetrics& metrics);

} // namespace hippodrome
