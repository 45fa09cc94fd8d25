#include "core/lab/move_task.h"

#include "core/arena/reward_reach.h"

#include <algorithm>

namespace hippodrome {

MoveTask::MoveTask(const StateGraph& graph, const ArenaGeometry& arena, bool endsAtRewards)
    : actions_(graph.directions()), endsAtRewards_(endsAtRewards) {
    const auto states = static_cast<std::size_t>(graph.states());
    deadEnd_.assign(states, false);
    rewardsAt_.resize(states);
    for (int s = 0; s < graph.states(); ++s) {
        states_.push_back(LearnerState::tile(s));
        for (int a = 0; a < actions_; ++a) {
            const int to = graph.move(s, a);
            next_.push_back(to < 0 ? s : to);
        }
    }
    for (const Reward& reward : arena.arena().rewards) {
        Paying paying{std::vector<char>(states), reward.magnitude};
        paying.covers[static_cast<std::size_t>(graph.stateAt(reward.position))] = true;
        for (int s = 0; s < graph.states(); ++s)
            if (reaches(arena, reward, graph.centre(s)))
                paying.covers[static_cast<std::size_t>(s)] = true;
        for (std::size_t s = 0; s < states; ++s)
            if (paying.covers[s])
                rewardsAt_[s].push_back(static_cast<int>(rewards_.size()));
        rewards_.push_back(std::move(paying));
    }
}

MoveTask::MoveTask(const MoveTable& table, bool endsAtRewards) : endsAtRewards_(endsAtRewards) {
    const std::size_t states = table.moves.size();
    rewardsAt_.resize(states);
    for (const std::vector<int>& moves : table.moves)
        actions_ = std::max(actions_, static_cast<int>(moves.size()));
    for (std::size_t s = 0; s < states; ++s) {
        const std::vector<int>& moves = table.moves[s];
        std::vector<char> possible(static_cast<std::size_t>(actions_));
        std::fill_n(possible.begin(), moves.size(), true);
        states_.push_back(LearnerState::tile(static_cast<int>(s), std::move(possible)));
        deadEnd_.push_back(moves.empty());
        for (std::size_t a = 0; a < static_cast<std::size_t>(actions_); ++a)
            next_.push_back(a < moves.size() ? moves[a] : static_cast<int>(s));
    }
    for (const StateReward& reward : table.rewards) {
        Paying paying{std::vector<char>(states), reward.magnitude};
        paying.covers[static_cast<std::size_t>(reward.state)] = true;
        rewardsAt_[static_cast<std::size_t>(reward.state)].push_back(
            static_cast<int>(rewards_.size()));
        rewards_.push_back(std::move(paying));
    }
}

MoveTask::Step MoveTask::step(int action) {
    const int from = at_;
    at_ = next(from, action);
    Step step;
    step.done = deadEnd(at_);
    if (at_ == from)
        return step;
    for (const int index : rewardsAt_[static_cast<std::size_t>(at_)]) {
        const Paying& reward = rewards_[static_cast<std::size_t>(index)];
        if (reward.covers[static_cast<std::size_t>(from)])
            continue;
        step.reward += reward.magnitude;
        step.done = step.done || (endsAtRewards_ && reward.magnitude >= 0.0);
    }
    return step;
}

} // namespace hippodrome
