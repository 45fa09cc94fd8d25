#include "core/agents/learned_model.h"

#include <algorithm>

namespace hippodrome {

namespace {

/// By how much the latest experience counts in the doubt.
constexpr double doubtRate = 0.2;

} // namespace

LearnedModel::LearnedModel(int states, int actions)
    : states_(states), actions_(actions), next_(states * actions),
      rewards_(static_cast<std::size_t>(states) * static_cast<std::size_t>(actions)),
      doubts_(rewards_.size(), 1.0), terminal_(static_cast<std::size_t>(states)),
      predecessors_(terminal_.size()) {}

void LearnedModel::observe(const Experience& now, double rate) {
    const int to = now.to.strongest;
    const Pair seen = pair(now.from.strongest, now.action);
    const bool first = !known(seen);
    if (first)
        tried_.push_back(seen);
    double expected = 0.0;
    for (const Transitions::Entry& entry : next_.row(seen))
        if (entry.to == to)
            expected = entry.probability;
    double& doubt = doubts_[static_cast<std::size_t>(seen)];
    doubt += doubtRate * (1.0 - expected - doubt);
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

double LearnedModel::doubtIn(int state) const {
    double sum = 0.0;
    for (int a = 0; a < actions_; ++a)
        sum += doubt(pair(state, a));
    return sum / actions_;
}

int LearnedModel::likeliest(Pair pair) const {
    const std::vector<Transitions::Entry>& row = next_.row(pair);
    return std::max_element(row.begin(), row.end(),
                            [](const Transitions::Entry& a, const Transitions::Entry& b) {
                                return a.probability < b.probability;
                            })
        ->to;
}

void LearnedModel::look(std::span<const AgentState> states, std::vector<StateLayer>& layers) const {
    StateLayer doubts{"uncertainty",
                      "Model uncertainty",
                      "How wrong its model was lately about where actions lead: 0 never, 1 always, "
                      "or never tried. Mean over the actions of a tile.",
                      {}};
    StateLayer known{"remembered",
                     "Remembered actions",
                     "Actions of a tile that its model has an experience of.",
                     {}};
    for (const AgentState& state : states) {
        doubts.values.push_back(doubtIn(state.strongest));
        int tried = 0;
        for (int a = 0; a < actions_; ++a)
            tried += this->known(pair(state.strongest, a));
        known.values.push_back(tried);
    }
    layers.push_back(std::move(doubts));
    layers.push_back(std::move(known));
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
    checkpoint.put<double>("model_doubts", doubts_);
    checkpoint.put<char>("model_terminal", terminal_);
    checkpoint.put<int>("model_predecessor_counts", predecessorCounts);
    checkpoint.put<int>("model_predecessors", reachedFrom);
}

void LearnedModel::restore(const Checkpoint& checkpoint) {
    next_.restore(checkpoint, "model", states_);
    tried_ = checkpoint.list<int>("model_tried");
    checkpoint.get<double>("model_rewards", rewards_);
    if (checkpoint.has("model_doubts"))
        checkpoint.get<double>("model_doubts", doubts_);
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
