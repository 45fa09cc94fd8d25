#pragma once

#include "core/arena/arena_geometry.h"
#include "core/base/rng.h"

namespace hippodrome {

/// The rat never stands nearer than this to a wall [m], so that rounding cannot put it on the other
/// side.
constexpr double smallestClearance = 1e-6;

/// Inside and clear of every wall. In a periodic arena `point` may lie beyond the joined sides.
bool standsFree(const ArenaGeometry& arena, Vec2 point);

/// standsFree(to), and the straight way from `from` touches no wall.
bool wayIsFree(const ArenaGeometry& arena, Vec2 from, Vec2 to);

/// Where a body ends that sets out from `from` (which stands free) along `way` and slides along the
/// walls that it meets, at most four. The place stands free, and the straight line to it touches no
/// wall. Not wrapped in a periodic arena.
Vec2 slide(const ArenaGeometry& arena, Vec2 from, Vec2 way);

/// `point` if it stands free, else the nearest place inside, 1 cm from every wall where that
/// exists.
Vec2 settled(const ArenaGeometry& arena, Vec2 point);

/// Uniform over the places that stand free.
Vec2 randomPlace(const ArenaGeometry& arena, Rng& rng);

} // namespace hippodrome
