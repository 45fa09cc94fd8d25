#include "core/motion/collision.h"

#include <algorithm>

namespace hippodrome {

namespace {

constexpr int mostWallsMet = 4;

} // namespace

bool standsFree(const ArenaGeometry& arena, Vec2 point) {
    if (!arena.contains(arena.wrap(point)))
        return false;
    const auto nearest = arena.nearestWall(point);
    return !nearest || nearest->distance >= smallestClearance;
}

bool wayIsFree(const ArenaGeometry& arena, Vec2 from, Vec2 to) {
    return !arena.firstCrossing(from, to) && standsFree(arena, to);
}

Vec2 slide(const ArenaGeometry& arena, Vec2 from, Vec2 way) {
    Vec2 position = from;
    for (int i = 0; i < mostWallsMet && squaredLength(way) > 0.0; ++i) {
        const auto hit = arena.firstCrossing(position, position + way);
        const auto reachable = [&](Vec2 place) {
            // The line from the very beginning counts, not only that from the last wall.
            return standsFree(arena, place) && !arena.firstCrossing(from, place);
        };
        if (!hit) {
            if (reachable(position + way))
                return position + way;
            // It would end too near to a wall, which may lie beside or ahead of it.
            const auto nearest = arena.nearestWall(position + way);
            if (!nearest || nearest->distance == 0.0)
                return position;
            const Vec2 away = (position + way - nearest->point) / nearest->distance;
            const Vec2 place = nearest->point + 2.0 * smallestClearance * away;
            return !arena.firstCrossing(position, place) && reachable(place) ? place : position;
        }
        const Segment& wall = arena.segments()[hit->segment];
        const Vec2 along = (wall.b - wall.a) / length(wall.b - wall.a);
        const Vec2 direction = way / length(way);
        const double sine = std::abs(cross(along, direction));
        const double before = sine > 0.0 ? hit->distance - 2.0 * smallestClearance / sine : 0.0;
        const Vec2 stop = position + std::max(before, 0.0) * direction;
        if (before > 0.0 && reachable(stop)) {
            way -= stop - position;
            position = stop;
        }
        way = dot(way, along) * along;
    }
    return position;
}

Vec2 settled(const ArenaGeometry& arena, Vec2 point) {
    // On its way between two free places the rat may pass the tip of a wall more closely than it
    // may stand; that is no reason to move it away.
    const auto nearest = arena.nearestWall(point);
    if (arena.contains(arena.wrap(point)) &&
        (!nearest || nearest->distance >= 1e-3 * smallestClearance))
        return point;
    return arena.nearestInside(point);
}

Vec2 randomPlace(const ArenaGeometry& arena, Rng& rng) {
    Vec2 place = arena.sampleInside(rng);
    while (!standsFree(arena, place))
        place = arena.sampleInside(rng);
    return place;
}

} // namespace hippodrome
