#include "core/agents/learned_model.h"

#include <algorithm>

namespace hippodrome {

LearnedModel::LearnedModel(int states, int actions)
    : states_(states), actions_(actions), next_(states * actions),
      rewards_(static_cast<std::size_t>(states) * static_cast<std::size_t>(actions)),
      terminal_(static_cast<std::size_t>(states)), predecessors_(terminal_.size()) {}

void LearnedModel::observe(const Experience& now, double rate) {
    const int to = now.to.strongest;
    const Pair seen = pair(now.from.strongest, now.action);
    const bool first = !known(seen);
    if (first)
        tried_.push_back(seen);
    next_.observe(seen, to, first ? 1.0 : rate);
    double& reward = rewards_[static_cast<std::size_t>(seen)];
    reward += (first ? 1.0 : rate) * (now.reward - reward);
    terminal_[static_cast<std::size_t>(to)] = now.done;
    terminal_[static_cast<std::size_t>(now.from.strongest)] = false;
    std::vector<Pair>& before = predecessors_[static_cast<std::size_t>(to)];
    if (std::find(before.begin(), before.end(), seen) == before.end())
        before.push_back(seen);
}

double LearnedModel::backup(Pair pair, double discount, std::span<const double> values) const {
    double expected = 0.0;
    for (const Transitions::Entry& entry : next_.row(pair))
        if (!terminal(entry.to))
            expected += entry.probability * values[static_cast<std::size_t>(entry.to)];
    return reward(pair) + discount * expected;
}

double LearnedModel::bestBackup(int state, double discount, std::span<const double> values) const {
    return bestTried(state, [&](Pair candidate) { return backup(candidate, discount, values); })
        .value;
}

void LearnedModel::actionValues(int state, double discount, std::span<const double> stateValues,
                                std::span<double> values) const {
    for (int a = 0; a < actions_; ++a) {
        const Pair candidate = pair(state, a);
        values[static_cast<std::size_t>(a)] =
            known(candidate) ? backup(candidate, discount, stateValues) : 0.0;
    }
}

void LearnedModel::save(Checkpoint& checkpoint) const {
    next_.save(checkpoint, "model");
    std::vector<int> reachedFrom, predecessorCounts;
    for (const std::vector<Pair>& pairs : predecessors_) {
        predecessorCounts.push_back(static_cast<int>(pairs.size()));
        reachedFrom.insert(reachedFrom.end(), pairs.begin(), pairs.end());
    }
    checkpoint.put<int>("model_tried", tried_);
    checkpoint.put<double>("model_rewards", rewards_);
    checkpoint.put<char>("model_terminal", terminal_);
    checkpoint.put<int>("model_predecessor_counts", predecessorCounts);
    checkpoint.put<int>("model_predecessors", reachedFrom);
}

void LearnedModel::restore(const Checkpoint& checkpoint) {
    next_.restore(checkpoint, "model", states_);
    tried_ = checkpoint.list<int>("model_tried");
    checkpoint.get<double>("model_rewards", rewards_);
    checkpoint.get<char>("model_terminal", terminal_);
    const std::vector<int> predecessorCounts = checkpoint.list<int>("model_predecessor_counts");
    const std::vector<int> reachedFrom = checkpoint.list<int>("model_predecessors");
    std::size_t place = 0;
    for (std::size_t s = 0; s < predecessors_.size(); ++s) {
        predecessors_[s].clear();
        for (int i = 0; i < predecessorCounts[s]; ++i)
            predecessors_[s].push_back(reachedFrom[place++]);
    }
}

} // namespace hippodrome
