#pragma once

#include "core/analysis/rate_map.h"

#include <optional>

namespace hippodrome {

/// Border score of Banino et al. (2018, Nature 557:429, supplement 3d): for each side of the map
/// (b - c) / (b + c), with b the mean within three bins of that side and c the mean of the bins
/// farther than three from every side; the largest of the four. Negative activity counts as none:
/// the paper's units are linear, and it does not say what it does with their signs. None for a map
/// without activity at its sides and in its middle, or that was not visited there.
std::optional<double> baninoBorderScore(const RateMap& map);

} // namespace hippodrome
