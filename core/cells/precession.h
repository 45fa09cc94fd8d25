#pragma once

#include "core/arena/arena_geometry.h"
#include "core/cells/theta.h"

#include <span>

namespace hippodrome {

/// Makes the rates of place cells follow the theta rhythm, with each cell's phase travelling from
/// late to early as the rat goes through its field along its direction of movement (O'Keefe and
/// Recce 1993; form of RatInABox `PhasePrecessingPlaceCells`). A mean over a cycle stays as it was.
class Precession {
public:
    explicit Precession(const ThetaParameters& theta) : theta_(theta), scale_(theta.scale()) {}

    /// `centres` [m] of the cells, and how far from them their fields end, `edges` [m] (see
    /// fieldEdge()). Nothing happens when theta is off.
    void modulate(const ArenaGeometry& arena, Vec2 position, Vec2 velocity, double time,
                  std::span<const Vec2> centres, std::span<const double> edges,
                  std::span<float> rates) const;

private:
    ThetaParameters theta_;
    double scale_;
};

} // namespace hippodrome
