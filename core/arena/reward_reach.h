#pragma once

#include "core/arena/arena_geometry.h"

namespace hippodrome {

/// True where a reward is received: within its radius, and with no wall between the place and its
/// centre. A wall on which the centre itself lies is none between.
bool reaches(const ArenaGeometry& arena, const Reward& reward, Vec2 place);

} // namespace hippodrome
