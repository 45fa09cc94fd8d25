#pragma once

#include "core/arena/arena.h"

#include "widgets/tools/view_transform.h"

#include <Qt>

#include <optional>

namespace hippodrome {

/// How near the pointer must be to something to take hold of it [px].
inline constexpr double grabDistance = 9.0;

/// A corner of the outline, a hole or a wall's end.
struct CornerHandle {
    int part = 0; ///< id of the hole or wall; 0: the boundary
    int index = 0;
    Vec2 place;
};

/// Every corner that can be dragged.
std::vector<CornerHandle> cornerHandles(const Arena& arena);
/// The one nearest to a place, within grabbing distance.
std::optional<CornerHandle> handleAt(const Arena& arena, Vec2 place, const ViewTransform& view);

/// An edge of the boundary (part 0) or of a hole.
struct EdgeHandle {
    int part = 0;
    int index = 0; ///< of its first corner
    Vec2 place;    ///< nearest point on it
};
std::optional<EdgeHandle> edgeAt(const Arena& arena, Vec2 place, const ViewTransform& view);

/// The id of the wall, hole, reward or object under a place; 0 for none.
int partAt(const Arena& arena, Vec2 place, const ViewTransform& view);

/// Where a point goes: to a corner nearby, onto an edge nearby, else to a grid of 5 cm (1 cm when
/// zoomed in). Alt leaves it as it is; Shift keeps the direction from `anchor` at multiples of 15
/// degrees. `except` is a corner that does not attract.
Vec2 snapped(const Arena& arena, Vec2 place, const ViewTransform& view,
             Qt::KeyboardModifiers modifiers, std::optional<Vec2> anchor = std::nullopt,
             std::optional<Vec2> except = std::nullopt);

/// Step of the grid that points keep to [m].
double snapStep(const ViewTransform& view);

/// The point of a segment nearest to another.
Vec2 nearestOnSegment(Vec2 a, Vec2 b, Vec2 place);

} // namespace hippodrome
