#include "core/cells/vector_tuning.h"

#include "core/base/error.h"

#include <numbers>

namespace hippodrome {

VectorTuning VectorTuning::random(Rng& rng, double nearest, double farthest) {
    if (nearest > farthest)
        throw Error("expected a least distance of at most the largest, " + formatNumber(farthest) +
                    " m, found " + formatNumber(nearest) + " m")
            .atField("minimum_distance");
    constexpr double degree = std::numbers::pi / 180.0;
    VectorTuning tuning;
    tuning.distance = rng.uniform(nearest, farthest);
    tuning.angle = rng.uniform(0.0, 360.0) * degree;
    tuning.distanceWidth = widthAt(tuning.distance);
    tuning.angleWidth = rng.uniform(10.0, 30.0) * degree;
    return tuning;
}

} // namespace hippodrome
