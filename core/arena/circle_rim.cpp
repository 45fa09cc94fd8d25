#include "core/arena/circle_rim.h"

#include "core/arena/polygon.h"
#include "core/arena/polygon_fault.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace hippodrome {

namespace {

constexpr std::size_t fewestCorners = 32;

/// How a point lies to the polygon: `inside` is its distance from the nearest side [m], negative
/// beyond it; `slant` the cosine between the ways to that side straight and away from the centre.
struct RimPlace {
    double distance = 0.0; ///< from the centre [m]
    double inside = 0.0;
    double slant = 1.0;
};

RimPlace rimPlace(const Arena& arena, Vec2 point) {
    const Vec2 away = point - arena.circle->centre;
    const double sector = fullTurn / static_cast<double>(arena.boundary.size());
    const double angle = std::atan2(away.y, away.x);
    RimPlace place;
    place.distance = length(away);
    place.slant = std::cos(angle - sector * (std::floor(angle / sector) + 0.5));
    place.inside = arena.circle->radius * std::cos(0.5 * sector) - place.distance * place.slant;
    return place;
}

/// Whether a point lies on the rim, nearer to the outside than `margin` inside the polygon.
bool isOnRim(const Arena& arena, Vec2 point, double margin) {
    const double depth = rimDepth(arena);
    if (depth <= 0.0)
        return false;
    const RimPlace place = rimPlace(arena, point);
    return place.distance <= arena.circle->radius + depth &&
           place.inside < margin - touchingDistance;
}

/// Where a wall whose end `end` lies on the rim leaves the polygon last.
Vec2 crossingNear(const Arena& arena, Vec2 end, Vec2 other) {
    double last = -1.0;
    for (const Segment& edge : edgesOf(arena.boundary))
        if (const auto position = properCrossing({other, end}, edge))
            last = std::max(last, *position);
    return last < 0.0 ? ontoRim(arena, end) : other + last * (end - other);
}

} // namespace

double rimDepth(const Arena& arena) {
    const std::size_t corners = arena.boundary.size();
    if (!arena.circle || corners < fewestCorners ||
        arena.boundary != circlePolygon(*arena.circle, static_cast<int>(corners)))
        return 0.0;
    return arena.circle->radius * (1.0 - std::cos(std::numbers::pi / static_cast<double>(corners)));
}

Vec2 ontoRim(const Arena& arena, Vec2 point, double margin) {
    if (!isOnRim(arena, point, margin))
        return point;
    const RimPlace place = rimPlace(arena, point);
    // A hair more, so that rounding leaves the margin.
    const double inwards = margin * (1.0 + 1e-6) - place.inside;
    const double share = 1.0 - inwards / (place.slant * place.distance);
    return arena.circle->centre + share * (point - arena.circle->centre);
}

void joinRim(Arena& arena) {
    if (rimDepth(arena) <= 0.0)
        return;
    for (Wall& wall : arena.walls) {
        const Wall drawn = wall;
        if (isOnRim(arena, drawn.a, 0.0))
            wall.a = crossingNear(arena, drawn.a, drawn.b);
        if (isOnRim(arena, drawn.b, 0.0))
            wall.b = crossingNear(arena, drawn.b, drawn.a);
    }
    for (Hole& hole : arena.holes)
        for (Vec2& corner : hole.polygon)
            corner = ontoRim(arena, corner);
    for (Reward& reward : arena.rewards)
        reward.position = ontoRim(arena, reward.position, ArenaLimits::rewardDistance);
    for (Object& object : arena.objects)
        object.position = ontoRim(arena, object.position);
}

} // namespace hippodrome
