#include "core/cells/place_field_shapes.h"

#include <algorithm>
#include <cmath>

namespace hippodrome {

namespace {

/// Width of the surround over the width of the field in a difference of Gaussians (RatInABox).
constexpr double surroundRatio = 1.5;

/// Half of the squared distance, in widths.
double halfSquare(double squaredDistance, double width) {
    return squaredDistance / (2.0 * width * width);
}

PlaceFieldShape gaussianShape() {
    return {.key = "gaussian",
            .label = "Gaussian",
            .help = "A Gaussian, exp(-d^2/2w^2).",
            .at = [](double squaredDistance,
                     double width) { return std::exp(-halfSquare(squaredDistance, width)); },
            .edge = 2.0};
}

PlaceFieldShape thresholdShape() {
    return {.key = "gaussian_threshold",
            .label = "Gaussian above a threshold",
            .help = "A Gaussian that is cut off at d = w and stretched to 0 ... 1.",
            .at = [](double squaredDistance, double width) {
                const double edge = std::exp(-0.5);
                return std::max(std::exp(-halfSquare(squaredDistance, width)) - edge, 0.0) /
                       (1.0 - edge);
            }};
}

PlaceFieldShape differenceShape() {
    return {.key = "diff_of_gaussians",
            .label = "Difference of Gaussians",
            .help = "A Gaussian minus one 1.5 times as wide: mean 0 over the plane, 1 at the "
                    "centre.",
            .at =
                [](double squaredDistance, double width) {
                    constexpr double ratio = surroundRatio * surroundRatio;
                    const double square = halfSquare(squaredDistance, width);
                    return (std::exp(-square) - std::exp(-square / ratio) / ratio) * ratio /
                           (ratio - 1.0);
                },
            .goesBelowZero = true};
}

PlaceFieldShape topHatShape() {
    return {.key = "top_hat",
            .label = "Top hat",
            .help = "1 within w.",
            .at = [](double squaredDistance, double width) {
                return squaredDistance < width * width ? 1.0 : 0.0;
            }};
}

PlaceFieldShape oneHotShape() {
    return {.key = "one_hot",
            .label = "One hot",
            .help = "1 for the nearest centre, 0 for all others.",
            .at = nullptr};
}

} // namespace

// A line for each shape, in the order in which forms offer them; the first is what scenes without a
// word about it have.
const Kinds<PlaceFieldShape>& placeFieldShapes() {
    static const Kinds<PlaceFieldShape> shapes("a shape of place fields", {
                                                                              gaussianShape(),
                                                                              thresholdShape(),
                                                                              differenceShape(),
                                                                              topHatShape(),
                                                                              oneHotShape(),
                                                                          });
    return shapes;
}

} // namespace hippodrome
