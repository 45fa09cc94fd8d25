#pragma once

#include "core/analysis/rate_map.h"

#include <optional>

namespace hippodrome {

/// Fewer bins in common than this say nothing.
inline constexpr int fewestCommonBins = 20;

/// Pearson correlation of two maps of equal size over the bins that were visited in both: the
/// spatial correlation by which remapping and stability are reported. Undefined with fewer than
/// `fewestCommonBins` such bins, or when one of the maps is constant over them.
std::optional<double> spatialCorrelation(const RateMap& first, const RateMap& second);

} // namespace hippodrome
