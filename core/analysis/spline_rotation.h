#pragma once

#include "core/analysis/rate_map.h"

#include <array>
#include <cstdint>
#include <span>
#include <vector>

namespace hippodrome {

/// The coefficients of the cubic spline through a map, with the borders mirrored (the edge not
/// repeated), and padded on every side by `padding` mirrored coefficients, so that the 4 x 4
/// neighbourhood of any point inside the map is a plain block. The recursive filter is Unser's
/// (1999, IEEE Signal Process. Mag. 16:22), as in scipy.ndimage.spline_filter.
struct SplineCoefficients {
    static constexpr int padding = 2;
    int stride = 0;
    std::vector<double> values; ///< (rows + 2 padding) * (columns + 2 padding)

    SplineCoefficients(std::span<const double> map, int rows, int columns);
};

/// Rotation of a map about its centre by a fixed angle, evaluated at chosen bins only. Where a bin
/// comes from is worked out once; a rotation then is 16 products per bin. Equal to
/// scipy.ndimage.rotate(map, angle, reshape=False): cubic spline, 0 outside. Immutable.
class SplineRotation {
public:
    /// `targets`: indices (row * columns + column) of the bins to evaluate. A positive angle turns
    /// the picture clockwise when row 0 is drawn lowest.
    SplineRotation(int rows, int columns, double angleDegrees, std::span<const int> targets);

    /// The rotated values, in the order of the targets.
    void apply(const SplineCoefficients& coefficients, std::span<double> out) const;

private:
    struct Tap {
        std::int32_t base = 0;
        std::array<double, 4> rowWeights{};
        std::array<double, 4> columnWeights{};
    };
    std::vector<Tap> taps_;
};

/// A whole map rotated.
RateMap rotated(const RateMap& map, double angleDegrees);

} // namespace hippodrome
