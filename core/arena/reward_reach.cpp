#include "core/arena/reward_reach.h"

#include "core/arena/visibility.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <vector>

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

std::optional<Vec2> closedOffReward(const ArenaGeometry& arena, std::span<const Vec2> places) {
    constexpr std::size_t mostSegments = 400;
    std::vector<Vec2> inside;
    std::copy_if(places.begin(), places.end(), std::back_inserter(inside),
                 [&](Vec2 place) { return arena.contains(place); });
    if (inside.empty() || arena.segments().size() > mostSegments)
        return std::nullopt;
    const VisibilityGraph graph(arena);
    for (const Reward& reward : arena.arena().rewards) {
        if (reward.magnitude <= 0.0)
            continue;
        const GeodesicField ways(graph, reward.position);
        if (std::none_of(inside.begin(), inside.end(),
                         [&](Vec2 place) { return std::isfinite(ways.distance(place)); }))
            return reward.position;
    }
    return std::nullopt;
}

} // namespace hippodrome
