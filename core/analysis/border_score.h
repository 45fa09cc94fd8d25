#pragma once

#include "core/analysis/fields.h"
#include "core/analysis/rate_map.h"

#include <optional>
#include <span>
#include <vector>

namespace hippodrome {

/// How much a cell fires along a wall: (coverage - distance) / (coverage + distance), -1 to 1.
struct BorderScore {
    double score = 0.0;
    double coverage = 0.0; ///< largest share of one wall that one field covers
    double distance = 0.0; ///< mean distance of the fields from the nearest wall, 1 at most
};

/// Border score after Solstad et al. (2008, Science 322:1865): fields are connected bins (over
/// edges) above 0.3 of the peak, larger than 200 square centimetres; distance is the mean over all
/// bins of fields, weighted by rate, divided by half the shorter side. As in published code, a bin
/// next to a wall counts as one bin away. Score -1 without any field.
///
/// This form takes the four sides of the map as walls. `binSize` in metres; 0 when it is not known:
/// fields must then be larger than a fiftieth of the map, which is 200 square centimetres in a box
/// of 1 m. None for a map without a positive rate.
std::optional<BorderScore> borderScore(const RateMap& map, double binSize);

/// The same for any walls. Each side of each wall is a wall of its own; along it the first visited
/// bin within three bins counts. `halfWidth` [m] is what distances are divided by, for example the
/// largest distance from all walls. None without walls, as in a periodic arena.
std::optional<BorderScore> borderScore(const RateMap& map, const BinGrid& grid,
                                       std::span<const Segment> walls, double halfWidth);

/// As opexebo 0.7.2 defines it: with given fields (of findFields()), distances along the axes, and
/// the four sides of the map as walls.
BorderScore opexeboBorderScore(const RateMap& map, const std::vector<Field>& fields);

} // namespace hippodrome
