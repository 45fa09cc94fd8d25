#pragma once

#include "core/scene/scene.h"

#include "widgets/document/commands.h"

#include <QString>

#include <vector>

namespace hippodrome {

/// A shape that was not taken into the arena, and which pieces of it, and of what it meets, are at
/// fault.
struct RefusedShape {
    PartValue shape;
    std::vector<Segment> faults;
};

/// Why an arena with `changed` in it is refused, for a person who draws: what is wrong and what
/// helps. The words of the core, with numbers and coordinates, follow on another line.
QString refusalText(const Arena& candidate, const ArenaFault& fault, const PartValue& changed);

/// Why a scene cannot have another arena that is sound in itself; empty: it can. What of the scene
/// lies in the arena must lie in the other, or the scene could not be read again.
QString conflictWith(const Scene& scene, const Arena& candidate);

} // namespace hippodrome
