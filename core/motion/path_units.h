#pragma once

#include "core/arena/arena_geometry.h"

#include <span>
#include <string>

namespace hippodrome {

/// What the numbers of a recorded path count. `automatic`: seconds, unless they look like frame
/// numbers, which is asked about.
enum class TimeUnit {
    automatic,
    seconds,
    milliseconds,
    microseconds,
    nanoseconds,
    minutes,
    frames
};
enum class LengthUnit { metres, centimetres, millimetres, pixels };
enum class AngleUnit { radians, degrees };

/// True when all times are whole numbers, and most of them one apart: so frames are numbered.
bool looksLikeFrames(std::span<const double> times);

/// A question that follows a complaint about times, given in seconds, that lie `step` apart (the
/// median): "; are these milliseconds? ..."; empty when no unit is likely.
std::string timeUnitHint(double step);

/// The same about places, given in metres, that do not fit into the arena: centimetres,
/// millimetres, pixels, or another origin.
std::string lengthUnitHint(std::span<const Vec2> places, const Bounds& arena);

/// The median distance of neighbouring times; 0 of fewer than two.
double medianStep(std::span<const double> times);

} // namespace hippodrome
