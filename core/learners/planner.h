#pragma once

#include "core/learners/learned_model.h"
#include "core/learners/learner.h"
#include "core/learners/learner_type.h"

namespace hippodrome {

/// How fast the model follows, and when value iteration is done.
struct PlannerParameters {
    double discount = 0.95;  ///< gamma, per decision
    double modelRate = 0.9;  ///< how fast what was seen replaces what was thought
    double tolerance = 1e-6; ///< largest change of a value at which iteration stops
    PolicyParameters policy;

    static const Fields<PlannerParameters>& fields();
};

/// Model-based: learns where actions lead and what they pay, and works out the best values from
/// that whenever it is asked (value iteration, Bellman 1957), in place and from the values before.
/// States are counted, by their strongest feature. Actions that were never tried are worth 0.
class Planner final : public Learner {
public:
    Planner(const PlannerParameters& parameters, const LearnerSetting& setting);
    static LearnerType type();

    void actionValues(const LearnerState& state, std::span<double> values) override;
    const PolicyParameters& policy() const override { return parameters_.policy; }
    double discount() const override { return parameters_.discount; }
    bool settled() const override { return !stale_; }
    void look(std::span<const LearnerState> states, std::vector<StateLayer>& layers) override {
        model_.look(states, layers);
    }
    void learn(const Experience& experience, Rng& rng) override;
    void update(const JsonCursor& parameters) override;
    void state(StateVisitor& s) override;

    const LearnedModel& model() const { return model_; }

private:
    void plan();

    PlannerParameters parameters_;
    LearnedModel model_;
    std::vector<double> values_; ///< of states
    bool stale_ = false;         ///< the model has changed since the values were worked out
};

} // namespace hippodrome
