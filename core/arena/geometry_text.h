#pragma once

#include "core/arena/arena.h"

#include <string>

namespace hippodrome {

/// Numbers, points "(x, y)" and segments "(x, y)-(x, y)" for messages, with at most six digits.
std::string shown(double value);
std::string shown(Vec2 point);
std::string shown(const Segment& segment);

/// Of a point outside: "lies outside the arena, which extends from (0, 0) to (1, 1)", "lies in
/// hole 3 of the arena", or, within those bounds, "lies outside the outline of the arena".
std::string outsideText(const Arena& arena, Vec2 point);

/// For messages about an arena that is larger than 20 m: "; is the arena, 100 m wide and 80 m high,
/// drawn in centimetres? ..."; empty for others.
std::string sizeQuestion(const Bounds& bounds);

} // namespace hippodrome
