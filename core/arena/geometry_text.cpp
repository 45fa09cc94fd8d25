#include "core/arena/geometry_text.h"

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

} // namespace hippodrome
