#pragma once

#include "core/base/geometry.h"

#include <span>
#include <vector>

namespace hippodrome {

/// The lattice of a grid cell.
struct GridTuning {
    double spacing = 0.35;    ///< between neighbouring fields [m]
    double orientation = 0.0; ///< of one field axis, counter-clockwise from +x [rad]
    Vec2 origin;              ///< centre of one field [m]
};

enum class GridShape {
    rectified, ///< the sum of waves above a threshold, stretched to 0 ... 1
    shifted    ///< the whole sum of waves, shifted and stretched to 0 ... 1
};

/// Grid cells as formulas of the position: the mean of three plane waves 60 degrees apart
/// (RatInABox `GridCells`). That program counts the period of the waves, which is sqrt(3)/2 of the
/// spacing of the fields, and their direction, which is 30 degrees off the axes of the fields.
class GridCells {
public:
    /// `fieldWidth`: share of the waves' period that a rectified field spans; RatInABox: 4 / (3
    /// sqrt 3).
    explicit GridCells(std::vector<GridTuning> tunings, GridShape shape = GridShape::rectified,
                       double fieldWidth = 0.769800358919501);

    int cells() const { return static_cast<int>(tunings_.size()); }
    const std::vector<GridTuning>& tunings() const { return tunings_; }

    /// The rate of every cell at a position, 0 to 1.
    void rates(Vec2 position, std::span<float> out) const;

private:
    std::vector<GridTuning> tunings_;
    GridShape shape_;
    double threshold_; ///< of the mean of the waves
};

} // namespace hippodrome
