#pragma once

#include "core/base/state_visitor.h"
#include "core/cells/vector_tuning.h"

namespace hippodrome {

/// The widths of a tuning that was read are positive, and its distance and angle such as a drawn
/// one could have. Throws Error naming the block.
inline void checkTuning(const StateCheck& check, const VectorTuning& tuning) {
    check.number(tuning.distance, Allowed::from(0.0, 1e6));
    check.number(tuning.angle, Allowed::from(-1e6, 1e6));
    check.number(tuning.distanceWidth, Allowed::from(1e-9, 1e6));
    check.number(tuning.angleWidth, Allowed::from(1e-9, 1e6));
}

} // namespace hippodrome
