#pragma once

#include "core/analysis/rate_map.h"

#include <span>
#include <vector>

namespace hippodrome {

/// What a bin without a visit contributes to its neighbours.
enum class UnvisitedBins {
    countAsZero, ///< rate 0; the bin itself stays NaN
    leaveOut     ///< nothing, and the weights of the others are scaled up; the bin is interpolated
};

/// Gaussian smoothing with standard deviation `sigma` [bins]: the kernel is sampled at whole bins
/// out to about 4 sigma and has sum 1; at the border the map is mirrored with its edge repeated.
/// As opexebo general.smooth does.
RateMap smoothed(const RateMap& map, double sigma, UnvisitedBins unvisited);

/// The same for a curve; `circular` joins its ends instead of mirroring them.
std::vector<double> smoothed(std::span<const double> curve, double sigma, bool circular);

} // namespace hippodrome
