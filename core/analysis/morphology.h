#pragma once

#include "core/analysis/rate_map.h"

#include <vector>

namespace hippodrome {

/// Which bins count as neighbours.
enum class Neighbourhood {
    four, ///< those that share an edge
    eight ///< those that share an edge or a corner
};

/// Bins that share a value and touch, none of which has a higher neighbour.
struct Plateau {
    std::vector<int> bins; ///< indices, ascending
    double row = 0.0;      ///< mean of the rows
    double column = 0.0;   ///< mean of the columns
};

/// The regional maxima of a map without NaN (neighbourhood of eight), in order of their first bin.
/// A constant map has none. Without `atBorder`, those that touch the border are left out.
std::vector<Plateau> regionalMaxima(const RateMap& map, bool atBorder);

/// Opening by reconstruction: peaks narrower than a cross of five bins are cut down to the level of
/// their surroundings, everything else is kept as it is. The map must hold no NaN.
RateMap openedByReconstruction(const RateMap& map);

/// The bins connected to `start` (edges only) for which `inside` holds, as a mask. `inside` at the
/// start must hold.
std::vector<char> connectedRegion(const std::vector<char>& inside, int rows, int columns,
                                  int start);

/// Every connected group of bins with `inside`, each as ascending indices, in order of the first.
std::vector<std::vector<int>> connectedRegions(const std::vector<char>& inside, int rows,
                                               int columns);

/// True where a bin outside the region cannot reach the border of the map without crossing it
/// (over edges).
std::vector<char> enclosedBins(const std::vector<char>& region, int rows, int columns);

} // namespace hippodrome
