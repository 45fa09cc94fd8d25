#pragma once

#include "core/arena/arena.h"

#include <vector>

namespace hippodrome {

/// The arena with a wall that reaches from the middle of an edge half-way across, so that there is
/// a way around it. As it was, where it has no room.
Arena withWall(Arena arena);

/// The arena with a reward far from its middle and off the walls.
Arena withReward(Arena arena);

/// `next` with those walls, holes, rewards and objects of `before` that have room in it, under
/// their ids; parts that `next` brings itself get ids that are free.
struct Refitted {
    Arena arena;
    std::vector<int> left; ///< ids of the parts that have none
};
Refitted refitted(const Arena& before, Arena next);

} // namespace hippodrome
