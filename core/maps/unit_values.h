#pragma once

#include "core/maps/snapshot.h"

#include <functional>
#include <optional>
#include <vector>

namespace hippodrome {

/// Maps of this size are scored: neither so small that a lattice has no room nor so large that it
/// takes long.
bool scorable(const PopulationMaps& maps);

/// What is known about the scored maps of a picture; `walls` as in MetricOptions.
MetricOptions metricOptions(const PopulationPicture& picture, const WalledBins* walls);

/// The seconds in each bin of the scored maps; nothing where every bin counts the same.
std::optional<RateMap> occupancyMap(const PopulationPicture& picture);

/// The walls of the arena of a picture in the bins that are scored: none in one without walls, and
/// nothing where the arena is not known, as in films of 0.1.0.
std::optional<WalledBins> wallsIn(const MapsSnapshot& maps, const PopulationPicture& picture);

/// One metric of every unit's scored map; NaN where it is undefined. The populations' grid scores
/// are known already (UnitScores); this is for the others, when somebody asks. None of a
/// difference, or when `stop` says so.
std::vector<float> unitValues(const MapsSnapshot& maps, std::size_t population,
                              const MetricType& metric, const std::function<bool()>& stop = {});

} // namespace hippodrome
