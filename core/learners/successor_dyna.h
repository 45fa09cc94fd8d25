#pragma once

#include "core/learners/learned_model.h"
#include "core/learners/learner.h"
#include "core/learners/learner_type.h"

namespace hippodrome {

/// How fast the map, the rewards and what is remembered follow, and how much is replayed.
struct SuccessorDynaParameters {
    double learningRate = 0.25;       ///< of the successor map
    double rewardLearningRate = 0.25; ///< of reward weights
    double discount = 0.95;           ///< gamma, per decision
    double modelRate = 0.9;           ///< how fast what was seen replaces what was remembered
    int replays = 10;                 ///< after each decision
    PolicyParameters policy;

    static const Fields<SuccessorDynaParameters>& fields();
};

/// The successor representation of states and actions, learned from experience and from what is
/// remembered (SR-Dyna; Russek et al. 2017): H(sa, s'a') is how often each action in each state
/// will follow, if the best is done from there on,
///
///     H(sa, :) += alpha (1_sa + gamma H(s'a*, :) - H(sa, :)),  a* = argmax H(s'a, :) . w
///     w(sa) += alpha_w (r - w(sa)),  Q(s, a) = H(sa, :) . w
///
/// Replay corrects the map far from where something has changed, as Dyna-Q corrects values. States
/// are counted, by their strongest feature.
class SuccessorDyna final : public Learner {
public:
    /// H has as many rows and columns.
    static constexpr int mostPairs = 4000;

    /// Throws Error when there are more pairs of state and action.
    SuccessorDyna(const SuccessorDynaParameters& parameters, const LearnerSetting& setting);
    static LearnerType type();

    void actionValues(const LearnerState& state, std::span<double> values) override;
    const PolicyParameters& policy() const override { return parameters_.policy; }
    double discount() const override { return parameters_.discount; }
    void look(std::span<const LearnerState> states, std::vector<StateLayer>& layers) override {
        model_.look(states, layers);
    }
    bool successors(const LearnerState& from, std::span<const LearnerState> to,
                    std::span<double> counts) const override;
    void learn(const Experience& experience, Rng& rng) override;
    void replay(int backups, Rng& rng) override;
    void update(const JsonCursor& parameters) override;
    void state(StateVisitor& s) override;

private:
    std::size_t pairs() const { return weights_.size(); }
    double* row(LearnedModel::Pair pair) { return &map_[static_cast<std::size_t>(pair) * pairs()]; }
    const double* row(LearnedModel::Pair pair) const {
        return &map_[static_cast<std::size_t>(pair) * pairs()];
    }
    double value(LearnedModel::Pair pair) const;
    void backUp(LearnedModel::Pair pair);

    SuccessorDynaParameters parameters_;
    LearnedModel model_;
    std::vector<double> map_;                ///< H (pairs, pairs)
    std::vector<double> weights_;            ///< of pairs
    std::vector<LearnedModel::Pair> paying_; ///< pairs whose weight is not zero
};

} // namespace hippodrome
