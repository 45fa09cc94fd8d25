#include "core/analysis/information_metrics.h"

#include "core/analysis/scored_map.h"

namespace hippodrome {

namespace {

/// One of the sums over rates and occupancy.
std::function<MetricValue(const ScoredMap&)> ofInformation(double SpatialInformation::*member) {
    return [member](const ScoredMap& map) {
        const auto& information = map.information();
        if (information)
            return MetricValue((*information).*member, "the mean rate is 0");
        return MetricValue(std::nullopt,
                           map.map().anyNegative()
                               ? "some values are negative: a signed activation is no rate"
                               : "the mean rate is 0");
    };
}

} // namespace

MetricType bitsPerSpikeMetric() {
    return {.key = "information_bits_per_spike",
            .label = "Spatial information",
            .unit = "bits/spike",
            .help = "Sum of p (r / mean) log2(r / mean) over the bins, with occupancy p and rate r "
                    "(Skaggs et al. 1993).",
            .range = {.minimum = 0},
            .column = {.heading = "info", .unit = "[bit/sp.]", .width = 9},
            .compute = ofInformation(&SpatialInformation::bitsPerSpike)};
}

MetricType bitsPerSecondMetric() {
    return {.key = "information_bits_per_second",
            .label = "Spatial information rate",
            .unit = "bits/s",
            .help = "Spatial information times the mean rate.",
            .range = {.minimum = 0},
            .column = {},
            .compute = ofInformation(&SpatialInformation::bitsPerSecond)};
}

MetricType opexeboBitsPerSpikeMetric() {
    return {.key = "information_opexebo_bits_per_spike",
            .label = "Spatial information (opexebo)",
            .unit = "bits/spike",
            .help = "As spatial information, but without the bins whose rate is below the mean; "
                    "larger.",
            .range = {.minimum = 0},
            .column = {},
            .compute = ofInformation(&SpatialInformation::opexeboBitsPerSpike)};
}

MetricType sparsityMetric() {
    return {.key = "sparsity",
            .label = "Sparsity",
            .unit = "",
            .help = "Mean rate squared over the mean squared rate: the share of the arena in which "
                    "the cell fires (Skaggs et al. 1996).",
            .range = {0, 1},
            .column = {.heading = "sparsity"},
            .compute = ofInformation(&SpatialInformation::sparsity)};
}

MetricType selectivityMetric() {
    return {.key = "selectivity",
            .label = "Selectivity",
            .unit = "",
            .help = "Largest rate over mean rate.",
            .range = {.minimum = 1},
            .column = {},
            .compute = ofInformation(&SpatialInformation::selectivity)};
}

MetricType coherenceMetric() {
    return {.key = "coherence",
            .label = "Coherence",
            .unit = "",
            .help = "Correlation of each bin with the mean of its eight neighbours, on the "
                    "unsmoothed map (Muller and Kubie 1989, without Fisher's z).",
            .range = {-1, 1},
            .column = {.heading = "coherence", .width = 9},
            .compute = [](const ScoredMap& map) {
                return MetricValue(coherence(map.map()),
                                   map.empty() ? "no bin was visited" : "the map does not vary");
            }};
}

} // namespace hippodrome
