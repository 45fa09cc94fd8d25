#pragma once

#include "core/analysis/rate_map.h"
#include "core/analysis/walled_bins.h"

#include <optional>

namespace hippodrome {

/// Border score of Banino et al. (2018, Nature 557:429, supplement 3d): for each wall (b - c) /
/// (b + c), with b the mean within three bins of it and c the mean of the bins farther than three
/// from every wall; the largest of all. The paper has a square box with four walls; here the walls
/// are those of the arena. Negative activity counts as none: the paper's units are linear, and it
/// does not say what it does with their signs. None without walls, and for a map without activity
/// at its walls and in its middle, or that was not visited there.
std::optional<double> baninoBorderScore(const RateMap& map, const WalledBins& walls);

} // namespace hippodrome
