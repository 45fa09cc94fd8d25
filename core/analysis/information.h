#pragma once

#include "core/analysis/rate_map.h"

#include <optional>

namespace hippodrome {

/// What the rate tells about the position (Skaggs et al. 1993, NIPS 5:1030), and how concentrated
/// it is (Skaggs et al. 1996, Hippocampus 6:149).
struct SpatialInformation {
    double meanRate = 0.0;      ///< over time: weighted by occupancy
    double bitsPerSecond = 0.0; ///< sum of p r log2(r / mean)
    double bitsPerSpike = 0.0;  ///< bitsPerSecond / mean
    /// The same sums without the bins whose rate is below the mean, as opexebo forms them: larger.
    double opexeboBitsPerSecond = 0.0;
    double opexeboBitsPerSpike = 0.0;
    double sparsity = 0.0;    ///< mean^2 / mean of r^2: the share of the arena in which it fires
    double selectivity = 0.0; ///< largest rate / mean rate
};

/// Over the bins that are visited in both maps. None when a rate is negative (a signed activation
/// is no rate), or when the mean rate or the time is 0.
std::optional<SpatialInformation> spatialInformation(const RateMap& rates,
                                                     const RateMap& occupancy);

/// Pearson correlation of each bin with the mean of its eight neighbours (Muller and Kubie 1989,
/// J. Neurosci. 9:4101), without Fisher's transformation, details after opexebo: neighbours outside
/// the map count as 0, unvisited neighbours are left out, and an unvisited bin itself takes part
/// with rate 0. Meant for unsmoothed maps. None for a map without variation.
std::optional<double> coherence(const RateMap& map);

} // namespace hippodrome
