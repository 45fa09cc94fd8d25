#pragma once

#include "core/arena/arena_geometry.h"
#include "core/base/rng.h"
#include "core/base/state_visitor.h"
#include "core/scene/task.h"

#include <optional>
#include <vector>

namespace hippodrome {

/// What rewards of an arena pay a rat, what they have left when they deplete, and when they are to
/// move.
class Rewards {
public:
    /// What is known about the time: the tick, and how long one takes [s].
    struct Now {
        long tick = 0;
        double timeStep = 0.0;
    };
    struct Collected {
        double amount = 0.0;
        bool reached = false; ///< one that is no punishment
    };

    /// What the rat gets for the rewards that it has entered since the last call.
    Collected collect(const ArenaGeometry& arena, Vec2 rat, const Task& task, Now now);
    /// The rat was put there: a reward that it stands on does not pay for that.
    void put(const ArenaGeometry& arena, Vec2 rat);
    /// They are full again.
    void refill() { stocks_.clear(); }
    /// They are where they are from now on, and full.
    void beginGoal();
    /// Call once a tick: where they are to be from now on, when the task says that they move.
    std::optional<std::vector<Vec2>> move(const ArenaGeometry& arena, const Task& task, Now now,
                                          Rng& rng);
    /// Paid since the rewards moved.
    int goalVisits() const { return goalVisits_; }

    /// Those under the rat.
    void insideState(StateVisitor& s);
    /// The rest, with at most so many rewards, up to that tick.
    void stocksState(StateVisitor& s, std::size_t rewards, long tick);

private:
    bool takeFrom(const Reward& reward, const Task& task, Now now);

    /// What a reward has left, when rewards deplete.
    struct Stock {
        int reward = 0;     ///< id
        int visits = 0;     ///< paid since it was full
        long lastVisit = 0; ///< that it paid [tick]
    };
    std::vector<int> inside_;   ///< ids of rewards not yet armed again
    std::vector<Stock> stocks_; ///< of those that have paid
    int goalVisits_ = 0;        ///< paid since the rewards moved
    long goalTicks_ = 0;        ///< since the rewards moved
};

} // namespace hippodrome
