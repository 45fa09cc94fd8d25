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

/// When an episode of the rat ends, and where the next one begins; when rewards move, and when they
/// are empty. By default there are no episodes, and rewards stay and always pay.
struct Task {
    enum class NextGoal { same, randomPlace };

    bool endsAtRewards = false;      ///< not at punishments
    double timeLimit = 0.0;          ///< of an episode [s]; 0: none
    std::vector<StartRegion> starts; ///< drawn from; the whole arena when empty

    /// Where rewards that are no punishments go when they move; each to a place of its own.
    NextGoal nextGoal = NextGoal::same;
    int goalVisits = 0;       ///< visits after which they move; 0: however many
    double goalSeconds = 0.0; ///< time after which they move [s]; 0: however long

    int depletesAfter = 0;   ///< visits that a reward pays before it is empty; 0: always pays
    double refillTime = 0.0; ///< of an empty reward [s]; 0: until the episode is over or it moves

    /// Where the rat begins again and again; where it is, when that is nowhere in particular.
    std::vector<Vec2> beginnings(Vec2 rat) const;
    bool hasEpisodes() const { return endsAtRewards || timeLimit > 0.0; }
    static const Fields<Task>& fields(); ///< all but the starts
    friend bool operator==(const Task&, const Task&) = default;
};

/// Reads the `task` object of a scene strictly. Throws Error, also for a start outside the arena.
Task readTask(const JsonCursor& cursor, const Arena& arena);
Json writeTask(const Task& task);
Json taskSchema();

} // namespace hippodrome
