#pragma once

#include "core/arena/arena.h"
#include "core/base/field.h"

#include <vector>

namespace hippodrome {

/// A disc in which episodes begin.
struct StartRegion {
    Vec2 position;       ///< [m]
    double radius = 0.0; ///< [m]
    friend bool operator==(const StartRegion&, const StartRegion&) = default;
};

/// When an episode of the rat ends, and where the next one begins. By default there are none: the
/// rat runs on.
struct Task {
    bool endsAtRewards = false;      ///< not at punishments
    double timeLimit = 0.0;          ///< of an episode [s]; 0: none
    std::vector<StartRegion> starts; ///< drawn from; the whole arena when empty

    bool hasEpisodes() const { return endsAtRewards || timeLimit > 0.0; }
    static const Fields<Task>& fields(); ///< all but the starts
    friend bool operator==(const Task&, const Task&) = default;
};

/// Reads the `task` object of a scene strictly. Throws Error, also for a start outside the arena.
Task readTask(const JsonCursor& cursor, const Arena& arena);
Json writeTask(const Task& task);
Json taskSchema();

} // namespace hippodrome
