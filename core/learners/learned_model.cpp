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

void LearnedModel::state(StateVisitor& s) {
    next_.state(s, "model", states_);
    const Allowed pairs = Allowed::below(static_cast<std::size_t>(states_ * actions_));
    s.list("model_tried", tried_, [&](const StateCheck& check, Pair pair) {
        check.number(pair, pairs);
        if (!known(pair))
            check.require(false, "expected actions that lead somewhere, found number " +
                                     std::to_string(pair) + ", which leads nowhere");
    });
    s("model_rewards", rewards_);
    if (s.holds("model_doubts"))
        s("model_doubts", doubts_, Allowed::from(-1e-9, 1.0 + 1e-9));
    s("model_terminal", terminal_, Allowed::truths());
    s.rows("model_predecessor_counts", predecessors_,
           [&](std::vector<Pair>& all) { s.list("model_predecessors", all, pairs); });
}

} // namespace hippodrome
