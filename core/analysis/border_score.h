#pragma once

#include "core/analysis/fields.h"
#include "core/analysis/rate_map.h"
#include "core/analysis/walled_bins.h"

#include <optional>
#include <vector>

namespace hippodrome {

/// How much a cell fires along a wall: (coverage - distance) / (coverage + distance), -1 to 1.
struct BorderScore {
    double score = 0.0;
    double coverage = 0.0; ///< largest share of one wall that one field covers
    double distance =
        0.0; ///< mean distance of the fields from the nearest wall, 1 at most in a box
};

/// Border score after Solstad et al. (2008, Science 322:1865): fields are connected bins (over
/// edges) above 0.3 of the peak, larger than 200 square centimetres; distance is the mean over all
/// bins of fields, weighted by rate, divided by the half width. As in published code, a bin next to
/// a wall counts as one bin away. A side of a wall counts as far as it borders on visited bins, and
/// only if at least half of it does. Score -1 without any field. None without walls, as in a
/// periodic arena, and for a map without a positive rate.
std::optional<BorderScore> borderScore(const RateMap& map, const WalledBins& walls);

/// As opexebo 0.7.2 defines it: with given fields (of findFields()), distances along the axes, and
/// the four sides of the map as walls.
BorderScore opexeboBorderScore(const RateMap& map, const std::vector<Field>& fields);

} // namespace hippodrome
