#pragma once

#include "core/analysis/rate_map.h"

namespace hippodrome {

/// How many fields of a lattice a map shows: regional maxima (no neighbour of eight is higher) of
/// the map smoothed by a Gaussian of one bin, at least half of `spacing` [bins] apart, that are at
/// least half as high as the highest. Of maxima that are nearer the higher counts. Unvisited bins
/// have none and add nothing to their neighbours.
int strongMaxima(const RateMap& map, double spacing);

} // namespace hippodrome
