#pragma once

#include "core/learners/learner.h"
#include "core/learners/learner_type.h"

#include <optional>

namespace hippodrome {

/// How fast values follow, and how far back a surprise reaches.
struct TemporalDifferenceParameters {
    double learningRate = 0.25; ///< alpha
    double discount = 0.95;     ///< gamma, per decision
    double trace = 0.5;         ///< lambda
    PolicyParameters policy;

    static const Fields<TemporalDifferenceParameters>& fields();
};

/// Model-free control by temporal differences, linear in the features of a state:
///
///     Q(s, a) = w_a . x(s);  w <- w + alpha / |x|^2 (r + gamma q' - Q(s, a)) e
///
/// with traces e <- gamma lambda e that are set to x(s) in the row of the action taken, where that
/// is larger in size (replacing traces, Singh and Sutton 1996, Mach. Learn. 22:123). Q-learning
/// (Watkins 1989) takes for q' the best value of the next state, and cuts its traces where an
/// action was not the best; SARSA (Rummery and Niranjan 1994) takes the value of the action that is
/// taken there. With one feature of value 1 per state these are the tables of the textbook.
class TemporalDifference final : public Learner {
public:
    enum class Target { best, taken };

    TemporalDifference(Target target, const TemporalDifferenceParameters& parameters,
                       const LearnerSetting& setting);
    static LearnerType qLearning();
    static LearnerType sarsa();

    void actionValues(const LearnerState& state, std::span<double> values) override;
    const PolicyParameters& policy() const override { return parameters_.policy; }
    double discount() const override { return parameters_.discount; }
    void learn(const Experience& experience, Rng& rng) override;
    void endEpisode() override;
    void update(const JsonCursor& parameters) override;
    void state(StateVisitor& s) override;

private:
    /// An experience of SARSA that waits for the next action.
    struct Pending {
        LearnerState from;
        LearnerState to;
        int action = 0;
        double reward = 0.0;
    };

    std::span<double> row(int action) {
        return std::span(weights_).subspan(static_cast<std::size_t>(action) * featureCount(),
                                           featureCount());
    }
    void learnTowards(const LearnerState& from, int action, double target);
    void learnPending(double nextValue);
    void setTrace(const LearnerState& state, int action);
    void clearTraces();

    Target target_;
    TemporalDifferenceParameters parameters_;
    std::vector<double> weights_; ///< (actions, features)
    std::vector<double> traces_;  ///< (actions, features)
    std::vector<int> traced_;     ///< where traces are not zero
    std::optional<Pending> pending_;
    std::vector<double> next_; ///< scratch (actions)
};

} // namespace hippodrome
