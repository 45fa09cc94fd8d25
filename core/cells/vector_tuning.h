#pragma once

#include "core/base/rng.h"

namespace hippodrome {

/// What a vector cell prefers: something at a distance and in a direction, a wall or an object.
struct VectorTuning {
    double distance = 0.1; ///< [m]
    double angle = 0.0;    ///< towards it, counter-clockwise from +x or from the heading [rad]
    double distanceWidth = 0.08; ///< standard deviation [m]
    double angleWidth = 0.35;    ///< standard deviation [rad]

    /// As RatInABox draws them for boundary vector cells: any angle, distance width of widthAt(),
    /// angle width 10 to 30 degrees; distances between the two given [m], in that program 0.05 and
    /// 0.3. Throws Error at `minimum_distance` when they are in the wrong order.
    static VectorTuning random(Rng& rng, double nearest = 0.05, double farthest = 0.3);
    /// RatInABox's distance width at a preferred distance: 0.08 m plus a twelfth of it.
    static double widthAt(double distance) { return 0.08 + distance / 12.0; }
};

} // namespace hippodrome
