#include "core/motion/motion_model.h"

#include "core/motion/ornstein_uhlenbeck.h"
#include "core/motion/rayleigh_walk.h"
#include "core/motion/recorded_path.h"

namespace hippodrome {

const Kinds<MotionType>& motionTypes() {
    static const Kinds<MotionType> types("a motion model", {
                                                               ornsteinUhlenbeckType(),
                                                               rayleighWalkType(),
                                                               recordedPathType(),
                                                           });
    return types;
}

} // namespace hippodrome
