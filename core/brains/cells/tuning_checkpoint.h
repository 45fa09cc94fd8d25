#pragma once

#include "core/base/checkpoint.h"
#include "core/cells/vector_tuning.h"

#include <span>
#include <string>

namespace hippodrome {

/// Reads tunings whose widths are positive and whose distances and angles a drawn one could have.
/// Throws Error naming the block.
inline void getTunings(const Checkpoint& checkpoint, const std::string& name,
                       std::span<VectorTuning> tunings) {
    checkpoint.get<VectorTuning>(name, tunings);
    const auto require = [&](const double& value, double low, double high) {
        checkpoint.requireWithin(name, std::span(&value, 1), low, high);
    };
    for (const VectorTuning& tuning : tunings) {
        require(tuning.distance, 0.0, 1e6);
        require(tuning.angle, -1e6, 1e6);
        require(tuning.distanceWidth, 1e-9, 1e6);
        require(tuning.angleWidth, 1e-9, 1e6);
    }
}

} // namespace hippodrome
