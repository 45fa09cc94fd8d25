#pragma once

#include "core/arena/arena.h"

namespace hippodrome {

// The boundary of a circular arena is a polygon inscribed in the circle that was drawn. What lies
// between the two is in the arena that was meant.

/// How far the sides of the polygon come inside the circle [m]; 0 when the boundary is no circle,
/// or a polygon of so few corners (under 32) that it is meant as one.
double rimDepth(const Arena& arena);

/// A point between polygon and circle (or, as rounded numbers put it, beyond the circle by no more
/// than rimDepth()), moved towards the centre until it lies `margin` [m] inside the polygon; any
/// other point as it is.
Vec2 ontoRim(const Arena& arena, Vec2 point, double margin = 0.0);

/// Moves ends of walls that lie there along the wall onto the polygon, so that no gap is left, and
/// likewise corners of holes, objects, and, to where they may lie, rewards.
void joinRim(Arena& arena);

} // namespace hippodrome
