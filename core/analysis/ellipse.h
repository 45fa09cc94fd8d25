#pragma once

#include "core/base/geometry.h"

#include <optional>
#include <span>

namespace hippodrome {

struct Ellipse {
    Vec2 centre;
    double majorRadius = 0.0;
    double minorRadius = 0.0;
    /// Direction of the major axis, counter-clockwise from +x [rad], in (-pi/2, pi/2].
    double orientation = 0.0;
};

/// The ellipse with the least algebraic distance from the points: direct least squares
/// (Fitzgibbon, Pilu and Fisher 1999, IEEE Trans. PAMI 21:476), in the partitioned form. None for
/// fewer than five points, or when they lie on a line.
std::optional<Ellipse> fitEllipse(std::span<const Vec2> points);

} // namespace hippodrome
