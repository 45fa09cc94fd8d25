#pragma once

#include "core/arena/arena_geometry.h"

#include <vector>

namespace hippodrome {

/// One side of one wall, as an animal that runs along it meets it.
struct WallSide {
    std::vector<Segment> pieces; ///< each with the free place to its left
};

/// The sides of all walls of an arena; none in a periodic arena without walls.
///
/// A drawn circle is one side. Corners that turn by less than 25 degrees are bends of one wall, so
/// that an ellipse of many corners is one side, and a hexagon six. Inner walls have a side on each
/// of their faces; the rim of a hole counts like the boundary. Collinear pieces are one side where
/// they touch (a wall that ends on them does not divide them), and across a gap, such as a door,
/// that one can walk past along them and that is no longer than they are.
std::vector<WallSide> wallSides(const ArenaGeometry& arena);

/// The largest distance of a free place from the nearest wall [m], to within a ten-thousandth of
/// the arena's extent; half the shorter side of a rectangle. 0 without walls.
double largestClearance(const ArenaGeometry& arena);

} // namespace hippodrome
