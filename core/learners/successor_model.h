#pragma once

#include "core/learners/learned_model.h"
#include "core/learners/learner.h"
#include "core/learners/learner_type.h"

namespace hippodrome {

/// How fast it learns where actions lead, which of them it takes, and what places pay.
struct SuccessorModelParameters {
    double modelRate = 0.9;           ///< of where actions lead
    double policyRate = 0.05;         ///< of which actions are taken
    double rewardLearningRate = 0.25; ///< of what places pay
    double discount = 0.95;           ///< gamma, per decision
    PolicyParameters policy;

    static const Fields<SuccessorModelParameters>& fields();
};

/// The successor representation worked out from a learned model (SR-MB; Russek et al. 2017): it
/// learns where actions lead and, slowly, how often it takes them, and whenever it is asked takes
/// the map of where this policy leads, M = (I - gamma T)^-1 with
/// T(s, s') = sum_a pi(a | s) T(s, a, s'). So it knows at once what a changed world does to the way
/// it goes, but not that another way would now be better. Values come from the iteration
/// V <- w + gamma T V, which is M w. States are counted, by their strongest feature; an action that
/// was never tried is worth 0.
class SuccessorModel final : public Learner {
public:
    SuccessorModel(const SuccessorModelParameters& parameters, const LearnerSetting& setting);
    static LearnerType type();

    void actionValues(const LearnerState& state, std::span<double> values) override;
    double stateValue(const LearnerState& state) override;
    const PolicyParameters& policy() const override { return parameters_.policy; }
    double discount() const override { return parameters_.discount; }
    bool settled() const override { return !stale_; }
    void look(std::span<const LearnerState> states, std::vector<StateLayer>& layers) override {
        model_.look(states, layers);
    }
    bool successors(const LearnerState& from, std::span<const LearnerState> to,
                    std::span<double> counts) const override;
    void learn(const Experience& experience, Rng& rng) override;
    void update(const JsonCursor& parameters) override;
    void state(StateVisitor& s) override;

private:
    void observePolicy(int state, int action);
    /// Where a state leads under the policy, times what the model knows; empty where nothing
    /// follows.
    void follow(int state);
    void evaluate();

    SuccessorModelParameters parameters_;
    LearnedModel model_;
    std::vector<double> taken_; ///< pi (states, actions)
    Transitions followed_;      ///< T of the policy that it follows; rows need not sum to 1
    std::vector<int> visits_;   ///< decisions made in each state
    std::vector<double> weights_;
    std::vector<double> values_;
    bool stale_ = false;
};

} // namespace hippodrome
