#pragma once

#include "core/analysis/rate_map.h"

#include <optional>
#include <span>

namespace hippodrome {

/// Fewer bins in common than this say nothing about two maps.
inline constexpr int fewestCommonBins = 20;

/// Pearson correlation over the pairs of which neither is NaN. Undefined for fewer than
/// `fewestPairs`, and when one side does not vary over them beyond rounding.
std::optional<double> pearsonCorrelation(std::span<const double> first,
                                         std::span<const double> second, int fewestPairs = 3);

/// The same of two maps of equal size over the bins that were visited in both: the spatial
/// correlation by which remapping and stability are reported.
std::optional<double> spatialCorrelation(const RateMap& first, const RateMap& second);

} // namespace hippodrome
