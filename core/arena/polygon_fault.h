#pragma once

#include "core/arena/arena.h"

#include <optional>
#include <string>
#include <vector>

namespace hippodrome {

/// Parts of an arena that are closer than this touch [m].
constexpr double touchingDistance = 1e-9;

/// Where along `segment` (0 to 1) the other one crosses it strictly between the ends of both.
std::optional<double> properCrossing(const Segment& segment, const Segment& other);

/// A fault, without the part that has it.
struct PlaceFault {
    ArenaFaultKind kind;
    std::string message;
    std::vector<Segment> places = {};
};

/// Why a polygon is not simple, naming edges (edge i begins at corner i) and places; nothing when
/// it is.
std::optional<PlaceFault> polygonFault(const Polygon& polygon);

} // namespace hippodrome
