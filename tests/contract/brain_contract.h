#pragma once

#include "core/brains/brain.h"

#include "tests/brains/walk.h"

#include <memory>
#include <string>

namespace hippodrome::testing {

/// A box of 1.2 m x 1 m with what any cell may want: a wall, rewards, a landmark and a cue card.
ArenaPointer furnishedBox();
/// The same after an edit: another wall, and a corner of the outline cut off.
ArenaPointer editedBox();

/// A brain with the defaults of its kind.
std::unique_ptr<Brain> madeBrain(const BrainType& type, const ArenaPointer& arena,
                                 std::uint64_t seed = 1);
/// Walks on for so many ticks; what trains makes an update at every hundredth.
void ride(Brain& brain, Walk& walk, int ticks);
/// Everything that a brain gives out: numbers, in the sizes that it announces.
void expectSoundOutputs(Brain& brain, const ArenaPointer& arena);

} // namespace hippodrome::testing
