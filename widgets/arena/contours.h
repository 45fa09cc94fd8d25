#pragma once

#include "core/base/geometry.h"

#include <span>
#include <vector>

namespace hippodrome {

/// The lines along which a map passes `level`, by marching squares on the centres of its bins, in
/// the coordinates of `bounds` [m]. Nothing is drawn across bins that are NaN, so that a contour
/// ends where the arena does.
std::vector<Segment> contourLines(std::span<const float> map, int rows, int columns,
                                  const Bounds& bounds, float level);

} // namespace hippodrome
