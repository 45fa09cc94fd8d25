#pragma once

#include "core/motion/path_samples.h"

namespace hippodrome {

/// A recorded path as it lies in an arena.
struct FittedPath {
    std::vector<Vec2> positions;    ///< of the samples; inside, half a micrometre off every wall
    std::vector<Vec2> ways;         ///< from the sample before [m]; 0 where an episode begins
    std::vector<std::string> notes; ///< what was moved
};

/// Puts the samples into the arena. Places on a wall stay there (to within a micrometre, on the
/// side that the animal came from); those outside, or beyond a thin wall, by no more than
/// `tolerance` are moved to it, as are those between a circle and its polygon. In a periodic arena
/// the way leads over the seam where that is shorter. Throws Error, with the line, for places
/// farther outside, ways through walls, holes and the outside that no detour of about `tolerance`
/// avoids, and speeds beyond the highest.
FittedPath fitPath(const PathSamples& samples, const ArenaGeometry& arena,
                   const RecordedPathParameters& parameters);

} // namespace hippodrome
