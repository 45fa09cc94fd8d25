#pragma once

#include "core/arena/geometry.h"

#include <string>

namespace hippodrome {

/// Numbers, points "(x, y)" and segments "(x, y)-(x, y)" for messages, with at most six digits.
std::string shown(double value);
std::string shown(Vec2 point);
std::string shown(const Segment& segment);

/// For messages about an arena that is larger than 20 m: "; is the arena, 100 m wide and 80 m high,
/// drawn in centimetres? ..."; empty for others.
std::string sizeQuestion(const Bounds& bounds);

} // namespace hippodrome
