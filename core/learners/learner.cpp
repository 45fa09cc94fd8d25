#include "core/learners/learner.h"

namespace hippodrome {

double Learner::stateValue(const LearnerState& state) {
    actionValues(state, values_);
    return bestValue(state, values_);
}

int Learner::choose(const LearnerState& state, Rng& rng) {
    actionValues(state, values_);
    return chooseAction(policy(), state, values_, rng);
}

int Learner::chooseBest(const LearnerState& state, Rng& rng) {
    actionValues(state, values_);
    return greedyAction(state, values_, rng);
}

} // namespace hippodrome
