#include "core/arena/geometry_text.h"

#include "core/arena/polygon.h"
#include "core/arena/polygon_index.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

namespace hippodrome {

std::string shown(double value) {
    char text[32];
    std::snprintf(text, sizeof text, "%.6g", value == 0.0 ? 0.0 : value);
    return text;
}

std::string shown(Vec2 point) {
    // What sines leave of nothing is nothing.
    const auto clean = [](double x) { return std::abs(x) < 1e-12 ? 0.0 : x; };
    return "(" + shown(clean(point.x)) + ", " + shown(clean(point.y)) + ")";
}

std::string shown(const Segment& segment) {
    return shown(segment.a) + "-" + shown(segment.b);
}

std::string outsideText(const Arena& arena, Vec2 point) {
    for (const Hole& hole : arena.holes)
        if (PolygonIndex({hole.polygon}).insideOdd(point))
            return "lies in hole " + std::to_string(hole.id) + " of the arena";
    const Bounds bounds = boundsOf(arena.boundary);
    if (point.x >= bounds.minimum.x && point.x <= bounds.maximum.x && point.y >= bounds.minimum.y &&
        point.y <= bounds.maximum.y)
        return "lies outside the outline of the arena";
    return "lies outside the arena, which extends from " + shown(bounds.minimum) + " to " +
           shown(bounds.maximum);
}

std::string sizeQuestion(const Bounds& bounds) {
    constexpr double large = 20.0,
                     larger = 400.0; // more than any room, and than any in centimetres
    const double extent = std::max(bounds.width(), bounds.height());
    if (!(extent > large))
        return {};
    const bool millimetres = extent > larger;
    return "; is the arena, " + shown(bounds.width()) + " m wide and " + shown(bounds.height()) +
           " m high, drawn in " + (millimetres ? "millimetres" : "centimetres") +
           "? Metres are expected: divide its numbers by " + (millimetres ? "1000" : "100");
}

} // namespace hippodrome
