#pragma once

#include "core/analysis/map_accumulator.h"
#include "core/base/nature.h"

namespace hippodrome {

/// Whether path maps of such a population are smoothed to be looked at. Those of networks are not:
/// their scoring bins (BinGrid::scoring) are so large that fields would run together.
bool smoothedOnDisplay(Nature nature, double sigma);

/// Path maps as they are looked at, in the window and in pictures of the command line: smoothed by
/// a Gaussian with standard deviation `sigma` [bins], with unvisited bins as rate 0 that stay
/// unvisited. Numbers that are written or scored are of the maps before.
PopulationMaps mapsOnDisplay(const PopulationMaps& maps, Nature nature, double sigma);

} // namespace hippodrome
