#pragma once

#include "core/arena/arena_geometry.h"

#include <cstdint>
#include <optional>

namespace hippodrome {

/// The kind of an object that tells directions: a cue card on a wall.
inline constexpr const char* cueKind = "cue";

/// Direction from the middle of the arena to its cue card, or to the mean of several
/// [rad, counter-clockwise from +x]; none when the arena has no object of kind `cue`, or when they
/// stand around the middle and point nowhere.
std::optional<double> cueDirection(const ArenaGeometry& arena);

/// What a sense of direction takes for direction 0 [rad]: that of the cue card, so that turning the
/// card turns the sense along with everything that depends on it (Muller and Kubie 1987, J.
/// Neurosci. 7:1951). Without a card the sense keeps no relation to the room: the direction follows
/// from `seed`, the same for all brains of a rat.
double directionZero(const ArenaGeometry& arena, std::uint64_t seed);

} // namespace hippodrome
