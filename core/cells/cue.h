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

/// What a sense of direction is tied to: the cue card, so that turning it turns the sense along
/// with everything that depends on it (Muller and Kubie 1987, J. Neurosci. 7:1951). Without a cue
/// the sense keeps no relation to the room: the direction follows from `seed`.
class DirectionAnchor {
public:
    DirectionAnchor(const ArenaGeometry& arena, std::uint64_t seed);

    /// The arena was edited.
    void follow(const ArenaGeometry& arena);
    /// What the sense takes for direction 0 [rad].
    double zero() const { return zero_; }
    void setZero(double zero) { zero_ = zero; }

private:
    std::uint64_t seed_;
    double zero_ = 0.0;
    std::optional<double> cue_; ///< where it was seen last
};

} // namespace hippodrome
