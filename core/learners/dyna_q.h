#pragma once

#include "core/learners/learned_model.h"
#include "core/learners/learner.h"
#include "core/learners/learner_type.h"

namespace hippodrome {

/// How fast values and the model follow, and how much is replayed.
struct DynaQParameters {
    double learningRate = 0.25; ///< alpha
    double discount = 0.95;     ///< gamma, per decision
    double modelRate = 0.9;
    int replays = 10; ///< after each decision
    PolicyParameters policy;

    static const Fields<DynaQParameters>& fields();
};

/// Q-learning that goes over remembered experiences, drawn from a learned model, after each
/// decision and while it rests (Dyna-Q, Sutton 1990). States are counted, by their strongest
/// feature. What is remembered about a pair of state and action is what the model expects of it.
class DynaQ final : public Learner {
public:
    DynaQ(const DynaQParameters& parameters, const LearnerSetting& setting);
    static LearnerType type();

    void actionValues(const LearnerState& state, std::span<double> values) override;
    const PolicyParameters& policy() const override { return parameters_.policy; }
    double discount() const override { return parameters_.discount; }
    void look(std::span<const LearnerState> states, std::vector<StateLayer>& layers) override;
    void learn(const Experience& experience, Rng& rng) override;
    void replay(int backups, Rng& rng) override;
    void update(const JsonCursor& parameters) override;
    void state(StateVisitor& s) override;

private:
    void backUp(LearnedModel::Pair pair);

    DynaQParameters parameters_;
    LearnedModel model_;
    std::vector<double> q_;    ///< (states, actions)
    std::vector<double> best_; ///< of each state: the highest of its actions that were tried
};

} // namespace hippodrome
