#include "widgets/tools/snapping.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

namespace hippodrome {

namespace {

void addCorners(std::vector<CornerHandle>& handles, int part, const Polygon& polygon) {
    for (std::size_t i = 0; i < polygon.size(); ++i)
        handles.push_back({part, static_cast<int>(i), polygon[i]});
}

bool contains(const Polygon& polygon, Vec2 place) {
    bool inside = false;
    for (std::size_t i = 0, j = polygon.size() - 1; i < polygon.size(); j = i++) {
        const Vec2 a = polygon[i], b = polygon[j];
        if ((a.y > place.y) != (b.y > place.y) &&
            place.x < (b.x - a.x) * (place.y - a.y) / (b.y - a.y) + a.x)
            inside = !inside;
    }
    return inside;
}

double roundedTo(double value, double step) {
    return std::round(value / step) * step;
}

} // namespace

double snapStep(const ViewTransform& view) {
    return view.scale() > 600.0 ? 0.01 : 0.05;
}

Vec2 nearestOnSegment(Vec2 a, Vec2 b, Vec2 place) {
    const Vec2 along = b - a;
    const double squared = squaredLength(along);
    if (squared == 0.0)
        return a;
    return a + std::clamp(dot(place - a, along) / squared, 0.0, 1.0) * along;
}

std::vector<CornerHandle> cornerHandles(const Arena& arena) {
    std::vector<CornerHandle> handles;
    for (const Wall& wall : arena.walls) {
        handles.push_back({wall.id, 0, wall.a});
        handles.push_back({wall.id, 1, wall.b});
    }
    for (const Hole& hole : arena.holes)
        addCorners(handles, hole.id, hole.polygon);
    addCorners(handles, 0, arena.boundary);
    return handles;
}

std::optional<CornerHandle> handleAt(const Arena& arena, Vec2 place, const ViewTransform& view) {
    std::optional<CornerHandle> nearest;
    double best = view.toMetres(grabDistance);
    for (const CornerHandle& handle : cornerHandles(arena)) {
        const double distance = length(handle.place - place);
        if (distance < best) {
            best = distance;
            nearest = handle;
        }
    }
    return nearest;
}

std::optional<EdgeHandle> edgeAt(const Arena& arena, Vec2 place, const ViewTransform& view) {
    std::optional<EdgeHandle> nearest;
    double best = view.toMetres(grabDistance);
    const auto look = [&](int part, const Polygon& polygon) {
        for (std::size_t i = 0; i < polygon.size(); ++i) {
            const Vec2 point =
                nearestOnSegment(polygon[i], polygon[(i + 1) % polygon.size()], place);
            if (length(point - place) < best) {
                best = length(point - place);
                nearest = EdgeHandle{part, static_cast<int>(i), point};
            }
        }
    };
    look(0, arena.boundary);
    for (const Hole& hole : arena.holes)
        look(hole.id, hole.polygon);
    return nearest;
}

int partAt(const Arena& arena, Vec2 place, const ViewTransform& view) {
    for (const Reward& reward : arena.rewards)
        if (length(place - reward.position) <= std::max(reward.radius, view.toMetres(grabDistance)))
            return reward.id;
    for (const Object& object : arena.objects)
        if (length(place - object.position) <= view.toMetres(grabDistance))
            return object.id;
    for (const Wall& wall : arena.walls)
        if (length(nearestOnSegment(wall.a, wall.b, place) - place) <= view.toMetres(grabDistance))
            return wall.id;
    for (const Hole& hole : arena.holes)
        if (contains(hole.polygon, place))
            return hole.id;
    return 0;
}

Vec2 snapped(const Arena& arena, Vec2 place, const ViewTransform& view,
             Qt::KeyboardModifiers modifiers, std::optional<Vec2> anchor,
             std::optional<Vec2> except) {
    if (modifiers & Qt::AltModifier)
        return place;
    if ((modifiers & Qt::ShiftModifier) && anchor) {
        const Vec2 offset = place - *anchor;
        const double step = std::numbers::pi / 12.0;
        const double angle = roundedTo(std::atan2(offset.y, offset.x), step);
        return *anchor + roundedTo(length(offset), snapStep(view)) * unitVector(angle);
    }
    double best = view.toMetres(grabDistance);
    std::optional<Vec2> corner;
    for (const CornerHandle& handle : cornerHandles(arena)) {
        if (except && length(handle.place - *except) < 1e-9)
            continue;
        if (length(handle.place - place) < best) {
            best = length(handle.place - place);
            corner = handle.place;
        }
    }
    if (corner)
        return *corner;
    if (!except)
        if (const auto edge = edgeAt(arena, place, view))
            return edge->place;
    const double grid = snapStep(view);
    return {roundedTo(place.x, grid), roundedTo(place.y, grid)};
}

} // namespace hippodrome
