#include "core/arena/reward_reach.h"

#include "core/arena/visibility.h"

#include <cmath>

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

std::optional<Vec2> closedOffReward(const ArenaGeometry& arena, Vec2 place) {
    constexpr std::size_t mostSegments = 400;
    if (arena.segments().size() > mostSegments || !arena.contains(place))
        return std::nullopt;
    const VisibilityGraph graph(arena);
    for (const Reward& reward : arena.arena().rewards)
        if (reward.magnitude > 0.0 &&
            !std::isfinite(GeodesicField(graph, reward.position).distance(place)))
            return reward.position;
    return std::nullopt;
}

} // namespace hippodrome
