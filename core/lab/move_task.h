#pragma once

#include "core/learners/learner_state.h"
#include "core/states/state_graph.h"

#include <vector>

namespace hippodrome {

/// A reward in a graph of states.
struct StateReward {
    int state = 0;
    double magnitude = 1.0;
};

/// A graph that was written down: from each state, where its actions lead, in their order.
struct MoveTable {
    std::vector<std::vector<int>> moves; ///< (states, actions of each)
    std::vector<StateReward> rewards;
};

/// A task of states and moves with one walker: an arena as an agent knows it that goes from tile to
/// tile, or a graph. Deterministic. A blocked move of a tile leaves the walker where it is; a graph
/// has only the moves that it lists.
class MoveTask {
public:
    struct Step {
        double reward = 0.0;
        bool done = false; ///< the episode ends here
    };

    /// Rewards pay on entering a tile whose centre they reach (see reaches()), or that they stand
    /// on; leaving arms them again. With `endsAtRewards` the episode ends there, unless the reward
    /// is a punishment.
    MoveTask(const StateGraph& graph, const ArenaGeometry& arena, bool endsAtRewards);
    /// Rewards pay on arrival.
    MoveTask(const MoveTable& table, bool endsAtRewards);

    int states() const { return static_cast<int>(states_.size()); }
    int actions() const { return actions_; }
    const LearnerState& state(int index) const { return states_[static_cast<std::size_t>(index)]; }
    /// Where a move leads; the same state when it is blocked.
    int next(int state, int action) const {
        return next_[static_cast<std::size_t>(state) * static_cast<std::size_t>(actions_) +
                     static_cast<std::size_t>(action)];
    }
    /// There is nothing to do here.
    bool deadEnd(int state) const { return deadEnd_[static_cast<std::size_t>(state)] != 0; }

    void reset(int start) { at_ = start; }
    Step step(int action);
    int at() const { return at_; }

private:
    struct Paying {
        std::vector<char> covers; ///< (states)
        double magnitude = 0.0;
    };

    int actions_ = 0;
    bool endsAtRewards_;
    std::vector<LearnerState> states_;
    std::vector<int> next_; ///< (states, actions)
    std::vector<char> deadEnd_;
    std::vector<Paying> rewards_;
    std::vector<std::vector<int>> rewardsAt_; ///< of each state
    int at_ = 0;
};

} // namespace hippodrome
