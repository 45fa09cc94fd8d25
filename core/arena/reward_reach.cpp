#include "core/arena/reward_reach.h"

namespace hippodrome {

namespace {

constexpr double atCentre = 1e-9; ///< [m]

} // namespace

bool reaches(const ArenaGeometry& arena, const Reward& reward, Vec2 place) {
    const Vec2 way = arena.displacement(place, reward.position);
    if (length(way) > reward.radius)
        return false;
    const auto wall = arena.firstCrossing(place, place + way);
    return !wall || length(wall->point - (place + way)) < atCentre;
}

} // namespace hippodrome
