#pragma once

#include "core/base/kinds.h"

#include <functional>
#include <string>

namespace hippodrome {

/// A kind of place field: how the rate falls with the distance from a cell's centre (RatInABox;
/// George et al. 2024, eLife 13:e85274).
struct PlaceFieldShape {
    std::string key;   ///< in files
    std::string label; ///< on screen
    std::string help;  ///< its formula
    /// 1 at the centre, for a squared distance [m^2] and the width of a field [m]. Not set: the
    /// cell with the nearest centre has 1 and all others 0.
    std::function<double(double squaredDistance, double width)> at;
    /// How far from its centre a field is taken to end, in widths.
    double edge = 1.0;
    bool goesBelowZero = false; ///< there are distances with negative values
};

/// Every shape; the list is at the end of place_field_shapes.cpp.
const Kinds<PlaceFieldShape>& placeFieldShapes();
/// One whose key is known to exist.
inline const PlaceFieldShape& placeFieldShape(const std::string& key) {
    return placeFieldShapes().named(key);
}

/// How far from its centre a field is taken to end [m]: at twice the width of a Gaussian, at the
/// width of all others (RatInABox `PhasePrecessingPlaceCells`). Where phase precession begins and
/// ends.
inline double fieldEdge(const PlaceFieldShape& shape, double width) {
    return shape.edge * width;
}

} // namespace hippodrome
