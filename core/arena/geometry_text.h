#pragma once

#include "core/arena/geometry.h"

#include <string>

namespace hippodrome {

/// Numbers, points "(x, y)" and segments "(x, y)-(x, y)" for messages, with at most six digits.
std::string shown(double value);
std::string shown(Vec2 point);
std::string shown(const Segment& segment);

} // namespace hippodrome
