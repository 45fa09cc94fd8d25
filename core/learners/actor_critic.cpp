#include "core/learners/actor_critic.h"

namespace hippodrome {

const Fields<ActorCriticParameters>& ActorCriticParameters::fields() {
    static const Fields<ActorCriticParameters> list = declare<ActorCriticParameters>();
    return list;
}

ActorCritic::ActorCritic(const ActorCriticParameters& parameters, const LearnerSetting& setting)
    : Learner(setting), weights_(featureCount()), preferences_(featureCount() * actionCount()) {
    setParameters(parameters);
}

void ActorCritic::setParameters(const ActorCriticParameters& parameters) {
    parameters_ = parameters;
    policy_.rule = PolicyParameters::Rule::softmax;
    policy_.inverseTemperature = parameters.inverseTemperature;
}

void ActorCritic::actionValues(const LearnerState& state, std::span<double> values) {
    for (int a = 0; a < actions(); ++a)
        values[static_cast<std::size_t>(a)] = weightedSum(state, row(a));
}

double ActorCritic::stateValue(const LearnerState& state) {
    return weightedSum(state, weights_);
}

double ActorCritic::learnValue(const Experience& now) {
    const double length = now.from.squaredLength();
    if (length <= 0.0)
        return 0.0;
    const double next = now.done ? 0.0 : stateValue(now.to);
    const double surprise = now.reward + parameters_.discount * next - stateValue(now.from);
    addFeatures(now.from, parameters_.criticRate / length * surprise, weights_);
    return surprise;
}

void ActorCritic::learnPreference(const Experience& now, double surprise) {
    if (const double length = now.from.squaredLength(); length > 0.0)
        addFeatures(now.from, parameters_.actorRate / length * surprise, row(now.action));
}

void ActorCritic::learn(const Experience& now, Rng&) {
    learnPreference(now, learnValue(now));
}

void ActorCritic::update(const JsonCursor& parameters) {
    setParameters(ActorCriticParameters::fields().read(parameters));
}

void ActorCritic::state(StateVisitor& s) {
    s("critic", weights_, Allowed::any())("actor", preferences_, Allowed::any());
}

LearnerType ActorCritic::type() {
    return describeLearner<ActorCriticParameters>(
        "actor_critic", "Actor and critic",
        "Model-free: a critic learns how good places are, and an actor prefers what surprised it "
        "well.",
        [](const ActorCriticParameters& p, const LearnerSetting& setting) {
            return std::make_unique<ActorCritic>(p, setting);
        });
}

} // namespace hippodrome
