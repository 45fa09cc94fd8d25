#pragma once

#include "core/maps/snapshot.h"

namespace hippodrome {

/// Maps of the same size, bin by bin; not known where one of them is not.
void subtract(PopulationMaps& now, const PopulationMaps& before);

/// Takes `before` away from `maps` bin by bin, and says how alike the two were: correlation of the
/// maps and the largest change of every unit. Nothing is said of bins that one of them does not
/// know.
void takeDifference(PopulationPicture& picture);

/// What has changed in every population from a moment that was marked to another one: the maps of
/// `now` less those of `marked` at the same places, in the bins of `now`. Populations that are not
/// in both, with as many units, have no maps.
MapsSnapshot changeSince(const MapsSnapshot& marked, const MapsSnapshot& now);

} // namespace hippodrome
