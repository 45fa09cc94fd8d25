#pragma once

#include "core/arena/arena_geometry.h"

#include <vector>

namespace hippodrome {

/// `count` places inside, each in the middle of the part of the arena that is nearer to it than to
/// the others, as nearly as a few dozen steps of Lloyd's algorithm come to it (Lloyd 1982, IEEE
/// Transactions on Information Theory 28, 129), from below to above. Distances are straight, also
/// through walls. The same arena gives the same places.
std::vector<Vec2> spreadCentres(const ArenaGeometry& geometry, int count);

} // namespace hippodrome
