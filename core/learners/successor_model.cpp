#include "core/learners/successor_model.h"

#include "core/states/visits.h"

#include <algorithm>
#include <cmath>

namespace hippodrome {

namespace {

constexpr double valueTolerance = 1e-9; // of values, where the iteration stops
constexpr double lookTolerance = 1e-4;  // of a map that is only looked at
constexpr int mostValueSweeps = 20000;

} // namespace

const Fields<SuccessorModelParameters>& SuccessorModelParameters::fields() {
    using P = SuccessorModelParameters;
    static const Fields<P> list =
        Fields<P>()
            .real("model_rate", &P::modelRate, modelRateText())
            .real("policy_rate", &P::policyRate,
                  {.label = "Policy rate",
                   .minimum = 0.0001,
                   .maximum = 1,
                   .help = "How fast what it did lately replaces what it did before, in what it "
                           "takes for its policy; at first all counts alike.",
                   .effect = Effect::live})
            .real("reward_learning_rate", &P::rewardLearningRate,
                  learningRateText("of what places pay", "Russek et al. 2017: 0.25"))
            .real("discount", &P::discount, discountText())
            .group("policy", &P::policy, PolicyParameters::fields());
    return list;
}

SuccessorModel::SuccessorModel(const SuccessorModelParameters& parameters,
                               const LearnerSetting& setting)
    : Learner(setting), parameters_(parameters), model_(setting.features, setting.actions),
      taken_(featureCount() * actionCount()), followed_(setting.features), visits_(featureCount()),
      weights_(featureCount()), values_(featureCount()) {}

void SuccessorModel::observePolicy(int state, int action) {
    const int visits = ++visits_[static_cast<std::size_t>(state)];
    const double rate = std::max(parameters_.policyRate, 1.0 / visits);
    for (int a = 0; a < actions(); ++a) {
        double& taken = taken_[static_cast<std::size_t>(model_.pair(state, a))];
        taken += rate * ((a == action ? 1.0 : 0.0) - taken);
    }
}

void SuccessorModel::follow(int state) {
    std::vector<Transitions::Entry>& row = followed_.row(state);
    row.clear();
    for (int a = 0; !model_.terminal(state) && a < actions(); ++a) {
        const LearnedModel::Pair pair = model_.pair(state, a);
        const double taken = taken_[static_cast<std::size_t>(pair)];
        for (const Transitions::Entry& entry : model_.next(pair))
            row.push_back({entry.to, taken * entry.probability});
    }
}

void SuccessorModel::evaluate() {
    for (int sweep = 0; stale_ && sweep < mostValueSweeps; ++sweep) {
        double largest = 0.0;
        for (int s = 0; s < features(); ++s) {
            double expected = 0.0;
            for (const Transitions::Entry& entry : followed_.row(s))
                expected += entry.probability * values_[static_cast<std::size_t>(entry.to)];
            const double value =
                weights_[static_cast<std::size_t>(s)] + parameters_.discount * expected;
            double& before = values_[static_cast<std::size_t>(s)];
            largest = std::max(largest, std::abs(value - before));
            before = value;
        }
        stale_ = largest > valueTolerance;
    }
    stale_ = false;
}

double SuccessorModel::stateValue(const LearnerState& state) {
    evaluate();
    return values_[static_cast<std::size_t>(state.strongest)];
}

void SuccessorModel::actionValues(const LearnerState& state, std::span<double> values) {
    evaluate();
    for (int a = 0; a < actions(); ++a) {
        double expected = 0.0;
        for (const Transitions::Entry& entry : model_.next(model_.pair(state.strongest, a)))
            expected += entry.probability * values_[static_cast<std::size_t>(entry.to)];
        values[static_cast<std::size_t>(a)] = expected;
    }
}

void SuccessorModel::learn(const Experience& now, Rng&) {
    model_.observe(now, parameters_.modelRate);
    observePolicy(now.from.strongest, now.action);
    follow(now.from.strongest);
    follow(now.to.strongest); // whether anything follows there
    double& weight = weights_[static_cast<std::size_t>(now.to.strongest)];
    weight += parameters_.rewardLearningRate * (now.reward - weight);
    stale_ = true;
}

bool SuccessorModel::successors(const LearnerState& from, std::span<const LearnerState> to,
                                std::span<double> counts) const {
    const std::vector<double> met =
        visitsFrom(followed_, parameters_.discount, from.strongest, lookTolerance);
    for (std::size_t i = 0; i < to.size(); ++i)
        counts[i] = met[static_cast<std::size_t>(to[i].strongest)];
    return true;
}

void SuccessorModel::update(const JsonCursor& parameters) {
    const double before = parameters_.discount;
    parameters_ = SuccessorModelParameters::fields().read(parameters);
    stale_ = stale_ || parameters_.discount != before;
}

void SuccessorModel::state(StateVisitor& s) {
    model_.state(s);
    s("policy", taken_, Allowed::from(0.0, 1.0 + 1e-9));
    s("visits", visits_, Allowed::below(std::numeric_limits<int>::max()));
    s("reward_weights", weights_)("values", values_)("stale", stale_);
    for (int state = 0; s.reading() && state < features(); ++state)
        follow(state);
}

LearnerType SuccessorModel::type() {
    return describeLearner<SuccessorModelParameters>(
        "successor_model", "Successor from a model (SR-MB)",
        "Learns where actions lead and which it takes, and works out which places will follow.",
        [](const SuccessorModelParameters& p, const LearnerSetting& setting) {
            return std::make_unique<SuccessorModel>(p, setting);
        });
}

} // namespace hippodrome
