#pragma once

#include "core/base/field.h"
#include "core/base/rng.h"
#include "core/learners/learner_state.h"

#include <span>

namespace hippodrome {

/// How values become a choice.
struct PolicyParameters {
    enum class Rule { greedy, softmax };

    Rule rule = Rule::greedy;
    double exploration = 0.1;        ///< epsilon: share of choices made at random
    double inverseTemperature = 5.0; ///< beta of the softmax, per unit of value

    static const Fields<PolicyParameters>& fields();
};

/// A possible action drawn at random, all alike. There must be one.
int randomAction(const LearnerState& state, int actions, Rng& rng);

/// The possible action of highest value; equal ones are drawn from. `values` holds one per action.
int greedyAction(const LearnerState& state, std::span<const double> values, Rng& rng);

/// As the policy says.
int chooseAction(const PolicyParameters& policy, const LearnerState& state,
                 std::span<const double> values, Rng& rng);

/// The probability that the policy gives each action (actions), 0 where there is none.
void policyProbabilities(const PolicyParameters& policy, const LearnerState& state,
                         std::span<const double> values, std::span<double> probabilities);

/// The highest value of a possible action; 0 when there is none.
double bestValue(const LearnerState& state, std::span<const double> values);

} // namespace hippodrome
