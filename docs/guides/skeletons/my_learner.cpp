#include "docs/guides/skeletons/my_learner.h"

namespace hippodrome {

const Fields<MyLearnerParameters>& MyLearnerParameters::fields() {
    using P = MyLearnerParameters;
    static const Fields<P> list =
        Fields<P>()
            .real("learning_rate", &P::learningRate,
                  learningRateText("of action values", "where the default comes from"))
            .real("discount", &P::discount, discountText())
            .group("policy", &P::policy, PolicyParameters::fields());
    return list;
}

MyLearner::MyLearner(const MyLearnerParameters& parameters, const LearnerSetting& setting)
    : Learner(setting), parameters_(parameters), weights_(actionCount() * featureCount()),
      next_(actionCount()) {}

void MyLearner::actionValues(const LearnerState& state, std::span<double> values) {
    for (int action = 0; action < actions(); ++action)
        values[static_cast<std::size_t>(action)] = weightedSum(state, row(action));
}

void MyLearner::learn(const Experience& experience, Rng&) {
    const double length = experience.from.squaredLength();
    if (length == 0.0) // a state without features teaches nothing
        return;
    double target = experience.reward;
    if (!experience.done) {
        actionValues(experience.to, next_);
        target += parameters_.discount * bestValue(experience.to, next_);
    }
    const std::span<double> weights = row(experience.action);
    const double surprise = target - weightedSum(experience.from, weights);
    addFeatures(experience.from, parameters_.learningRate / length * surprise, weights);
}

void MyLearner::update(const JsonCursor& parameters) {
    parameters_ = MyLearnerParameters::fields().read(parameters);
}

void MyLearner::state(StateVisitor& s) {
    s("weights", weights_);
}

LearnerType MyLearner::type() {
    return describeLearner<MyLearnerParameters>(
        "my_learner", "My learner", "Learns from surprises what each action is worth.",
        [](const MyLearnerParameters& parameters, const LearnerSetting& setting) {
            return std::make_unique<MyLearner>(parameters, setting);
        });
}

} // namespace hippodrome
