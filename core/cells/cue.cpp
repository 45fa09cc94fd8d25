#include "core/cells/cue.h"

#include <cmath>
#include <numbers>

namespace hippodrome {

std::optional<double> cueDirection(const ArenaGeometry& arena) {
    const Vec2 middle = 0.5 * (arena.bounds().minimum + arena.bounds().maximum);
    Vec2 sum;
    for (const Object& object : arena.arena().objects)
        if (object.kind == cueKind && length(object.position - middle) > 1e-9)
            sum += (object.position - middle) / length(object.position - middle);
    if (length(sum) < 1e-6)
        return std::nullopt;
    return std::atan2(sum.y, sum.x);
}

double directionZero(const ArenaGeometry& arena, std::uint64_t seed) {
    if (const std::optional<double> cue = cueDirection(arena))
        return *cue;
    return Rng::stream(seed, "lost_direction").uniform(-std::numbers::pi, std::numbers::pi);
}

} // namespace hippodrome
