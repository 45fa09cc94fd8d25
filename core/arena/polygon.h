#pragma once

#include "core/base/geometry.h"

#include <optional>
#include <span>
#include <vector>

namespace hippodrome {

/// Positive when the corners run counter-clockwise [m^2].
double signedArea(const Polygon& polygon);

/// The smallest axis-parallel rectangle around at least one point.
Bounds boundsOf(std::span<const Vec2> points);

/// Edge i joins corner i to the next.
std::vector<Segment> edgesOf(const Polygon& polygon);

/// The bounds of a polygon with four corners that is an axis-parallel rectangle; else nothing.
std::optional<Bounds> axisParallelRectangle(const Polygon& polygon);

/// A point well inside a simple polygon: the middle of the widest stretch of a line through it.
Vec2 interiorPoint(const Polygon& polygon);

} // namespace hippodrome
