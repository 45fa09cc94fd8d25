#include "core/learners/learned_model.h"

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

void LearnedModel::look(std::span<const LearnerState> states,
                        std::vector<StateLayer>& layers) const {
    StateLayer doubts{"uncertainty",
                      "Model uncertainty",
                      "How wrong its model was lately about where actions lead: 0 never, 1 always, "
                      "or never tried. Mean over the actions of a tile.",
                      {}};
    StateLayer known{"remembered",
                     "Remembered actions",
                     "Actions of a tile that its model has an experience of.",
                     {}};
    for (const LearnerState& state : states) {
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
    const int pairs = states_ * actions_;
    tried_ = checkpoint.list<int>("model_tried");
    checkpoint.requireWithin("model_tried", tried_, 0, pairs - 1);
    for (const Pair pair : tried_)
        if (!known(pair))
            checkpoint.fail("model_tried", "expected actions that lead somewhere, found number " +
                                               std::to_string(pair) + ", which leads nowhere");
    checkpoint.get<double>("model_rewards", rewards_);
    if (checkpoint.has("model_doubts")) {
        checkpoint.get<double>("model_doubts", doubts_);
        checkpoint.requireWithin("model_doubts", doubts_, -1e-9, 1.0 + 1e-9);
    }
    checkpoint.get<char>("model_terminal", terminal_);
    checkpoint.requireWithin<char>("model_terminal", terminal_, 0, 1);
    std::vector<int> counts(predecessors_.size());
    checkpoint.get<int>("model_predecessor_counts", counts);
    const std::vector<int> reachedFrom = checkpoint.list<int>("model_predecessors");
    checkpoint.requireWithin("model_predecessors", reachedFrom, 0, pairs - 1);
    std::size_t place = 0;
    for (std::size_t s = 0; s < predecessors_.size(); ++s) {
        if (counts[s] < 0 || static_cast<std::size_t>(counts[s]) > reachedFrom.size() - place)
            checkpoint.fail("model_predecessor_counts", "expected counts with a sum of " +
                                                            std::to_string(reachedFrom.size()) +
                                                            ", found " + std::to_string(counts[s]) +
                                                            " for state " + std::to_string(s));
        const auto from = reachedFrom.begin() + static_cast<std::ptrdiff_t>(place);
        predecessors_[s].assign(from, from + counts[s]);
        place += static_cast<std::size_t>(counts[s]);
    }
}

} // namespace hippodrome
