#include "core/motion/motion_model.h"

#include "core/motion/ornstein_uhlenbeck.h"
#include "core/motion/rayleigh_walk.h"
#include "core/motion/recorded_path.h"

namespace hippodrome {

const std::vector<MotionType>& motionTypes() {
    static const std::vector<MotionType> types{
        ornsteinUhlenbeckType(),
        rayleighWalkType(),
        recordedPathType(),
    };
    return types;
}

const MotionType& motionType(const JsonCursor& key) {
    const std::string name = key.text();
    std::vector<std::string> known;
    for (const MotionType& type : motionTypes()) {
        if (type.key == name)
            return type;
        known.push_back(type.key);
    }
    std::string list;
    for (const std::string& candidate : known)
        list += (list.empty() ? "\"" : ", \"") + candidate + "\"";
    const std::string nearest = nearestWord(name, known);
    key.fail("expected a motion model, one of " + list + ", found \"" + name + "\"" +
             (nearest.empty() ? "" : "; did you mean \"" + nearest + "\"?"));
}

} // namespace hippodrome
