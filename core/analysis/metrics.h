#pragma once

#include "core/analysis/fields.h"
#include "core/analysis/grid_scorer.h"
#include "core/analysis/rate_map.h"
#include "core/analysis/walled_bins.h"
#include "core/base/json_io.h"

#include <optional>
#include <span>
#include <string>
#include <vector>

namespace hippodrome {

/// What is known about a map besides its values.
struct MetricOptions {
    double binSize = 0.0;     ///< [m]; 0 when not known
    bool ratesInHertz = true; ///< otherwise thresholds are relative to the peak
    /// Those of the arena, for maps of these bins; nullptr: the outline of the visited bins is
    /// taken for the wall (WalledBins::around()).
    const WalledBins* walls = nullptr;
    std::optional<double> halfWidth; ///< of that outline [m]
};

/// Every number that describes one rate map. An empty value is undefined for this map; the reason
/// stands under its key in `undefined`.
struct MapMetrics {
    std::optional<double> deepmind60;
    std::optional<double> deepmind90;
    std::optional<double> deepmind60MinMax;
    std::optional<double> expanding;
    std::optional<double> spacing;     ///< [bins]
    std::optional<double> orientation; ///< [degrees]
    std::optional<double> ellipticity;
    std::optional<double> strongMaxima; ///< how many
    std::optional<double> bitsPerSpike;
    std::optional<double> bitsPerSecond;
    std::optional<double> opexeboBitsPerSpike;
    std::optional<double> sparsity;
    std::optional<double> selectivity;
    std::optional<double> coherence;
    std::optional<double> borderScore;
    std::optional<double> baninoBorderScore;
    std::vector<Field> fields;

    struct Undefined {
        std::string key; ///< as in MetricInfo
        std::string reason;
    };
    std::vector<Undefined> undefined;
};

/// What a metric is, for tables and explanations.
struct MetricInfo {
    std::string key;        ///< in files; a dot leads into an object
    std::string label;      ///< on screen
    std::string unit;       ///< empty for a pure number
    std::string definition; ///< one or two sentences
    std::optional<double> MapMetrics::*value;
};

/// All single numbers of MapMetrics, in the order of the files.
std::span<const MetricInfo> metricInfos();

/// The info with this key, or nullptr.
const MetricInfo* findMetric(const std::string& key);

/// `occupancy` weights the information; without it every visited bin counts the same. `scorer` must
/// be for maps of this size.
MapMetrics computeMetrics(const RateMap& map, const GridScorer& scorer,
                          const MetricOptions& options = {}, const RateMap* occupancy = nullptr);

/// The object that `hippodrome score --json` prints for a map.
Json toJson(const MapMetrics& metrics);

} // namespace hippodrome
