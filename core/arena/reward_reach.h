#pragma once

#include "core/arena/arena_geometry.h"

#include <optional>
#include <span>

namespace hippodrome {

/// True where a reward is received: within its radius, and with no wall between the place and its
/// centre. A wall on which the centre itself lies is none between.
bool reaches(const ArenaGeometry& arena, const Reward& reward, Vec2 place);

/// The first reward, of those that are worth something, to which no way leads from any of `places`;
/// nothing in arenas of so many pieces of wall that looking would take longer than a frame of a
/// window.
std::optional<Vec2> closedOffReward(const ArenaGeometry& arena, std::span<const Vec2> places);

} // namespace hippodrome
