#include "core/arena/geometry_text.h"

#include <algorithm>
#include <cstdio>

namespace hippodrome {

std::string shown(double value) {
    char text[32];
    std::snprintf(text, sizeof text, "%.6g", value == 0.0 ? 0.0 : value);
    return text;
}

std::string shown(Vec2 point) {
    return "(" + shown(point.x) + ", " + shown(point.y) + ")";
}

std::string shown(const Segment& segment) {
    return shown(segment.a) + "-" + shown(segment.b);
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
