#pragma once

#include "core/agents/learner.h"
#include "core/agents/learner_type.h"
#include "core/brains/transitions.h"

namespace hippodrome {

struct SuccessorModelParameters {
    double transitionRate = 0.25;     ///< of where the policy leads
    double rewardLearningRate = 0.25; ///< of what places pay
    double discount = 0.95;           ///< gamma, per decision
    PolicyParameters policy;

    static const Fields<SuccessorModelParameters>& fields();
};

/// The successor representation worked out from a learned model (SR-MB; Russek et al. 2017): it
/// learns from which state the policy leads where, T(s, s'), in one step, and whenever it is asked
/// takes the map from that, M = (I - gamma T)^-1. So it knows at once what a changed world does to
/// the way it goes, but not that another way would now be better. Values come from the iteration
/// V <- w + gamma T V, which is M w. States are counted, by their strongest feature; where actions
/// lead is remembered as in SuccessorLearner.
class SuccessorModel final : public Learner {
public:
    SuccessorModel(const SuccessorModelParameters& parameters, const LearnerSetting& setting);
    static AgentType type();

    void actionValues(const AgentState& state, std::span<double> values) override;
    double stateValue(const AgentState& state) override;
    const PolicyParameters& policy() const override { return parameters_.policy; }
    void learn(const Experience& experience, Rng& rng) override;
    void update(const JsonCursor& parameters) override;
    void save(Checkpoint& checkpoint) const override;
    void restore(const Checkpoint& checkpoint) override;

private:
    void evaluate();

    SuccessorModelParameters parameters_;
    Transitions led_; ///< T; rows of states that end an episode are empty
    std::vector<double> weights_;
    std::vector<double> values_;
    std::vector<int> ledTo_; ///< where actions led last (states, actions), -1 when never tried
    bool stale_ = false;
};

} // namespace hippodrome
