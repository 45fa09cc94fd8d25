#pragma once

#include "core/base/rng.h"
#include "core/base/state_visitor.h"
#include "core/learners/learner_state.h"
#include "core/learners/state_layer.h"
#include "core/states/transitions.h"

#include <span>
#include <vector>

namespace hippodrome {

/// What an agent has found out about its world: where each action leads, and what it pays. States
/// are counted (LearnerState::strongest).
class LearnedModel {
public:
    /// A state and an action, as one number.
    using Pair = int;

    LearnedModel(int states, int actions);

    int states() const { return states_; }
    int actions() const { return actions_; }
    Pair pair(int state, int action) const { return state * actions_ + action; }

    /// `rate` is the share by which what was seen replaces what was thought; the first experience
    /// of a pair is believed at once.
    void observe(const Experience& experience, double rate);

    bool known(Pair pair) const { return !next_.row(pair).empty(); }
    /// Where it leads, with probabilities that sum to 1; empty when it was never tried.
    const std::vector<Transitions::Entry>& next(Pair pair) const { return next_.row(pair); }
    double reward(Pair pair) const { return rewards_[static_cast<std::size_t>(pair)]; }
    /// How wrong it was about this pair lately: a running mean of the probability that it gave to
    /// something else than what happened; 1 when it was never tried.
    double doubt(Pair pair) const { return doubts_[static_cast<std::size_t>(pair)]; }
    /// The mean doubt over the actions of a state.
    double doubtIn(int state) const;
    /// Where a pair that was tried most probably leads.
    int likeliest(Pair pair) const;
    /// Adds maps for those who look: the doubt in each state, and how many of its actions were
    /// tried.
    void look(std::span<const LearnerState> states, std::vector<StateLayer>& layers) const;
    /// Nothing follows this state.
    bool terminal(int state) const { return terminal_[static_cast<std::size_t>(state)] != 0; }
    /// Pairs that were tried, in the order of the first time.
    const std::vector<Pair>& tried() const { return tried_; }
    /// Pairs from which `state` was ever reached.
    const std::vector<Pair>& predecessors(int state) const {
        return predecessors_[static_cast<std::size_t>(state)];
    }

    /// r(s, a) + discount sum_s' T(s, a, s') V(s'), with V given by state and 0 where nothing
    /// follows.
    double backup(Pair pair, double discount, std::span<const double> values) const;
    /// An action and what it is worth; without one the pair is -1 and the value 0.
    struct Best {
        Pair pair = -1;
        double value = 0.0;
    };
    /// The tried action of highest `value(pair)` in a state.
    template <class Value>
    Best bestTried(int state, Value value) const {
        Best best;
        for (Pair candidate = pair(state, 0); candidate < pair(state + 1, 0); ++candidate) {
            if (!known(candidate))
                continue;
            if (const double worth = value(candidate); best.pair < 0 || worth > best.value)
                best = {candidate, worth};
        }
        return best;
    }
    /// Calls `visit` for as many pairs, drawn evenly from those that were tried.
    template <class Visit>
    void goOver(int count, Rng& rng, Visit visit) const {
        for (int k = 0; k < count && !tried_.empty(); ++k)
            visit(tried_[rng.below(tried_.size())]);
    }

    /// The best backup over the actions that were tried; 0 when none was.
    double bestBackup(int state, double discount, std::span<const double> values) const;

    /// The backups of all actions of a state (actions); 0 for those that were not tried.
    void actionValues(int state, double discount, std::span<const double> stateValues,
                      std::span<double> values) const;

    void state(StateVisitor& s);

private:
    int states_;
    int actions_;
    Transitions next_; ///< rows: pairs
    std::vector<double> rewards_;
    std::vector<double> doubts_;
    std::vector<char> terminal_;
    std::vector<Pair> tried_;
    std::vector<std::vector<Pair>> predecessors_;
};

} // namespace hippodrome
