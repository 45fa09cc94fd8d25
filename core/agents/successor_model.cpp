#include "core/agents/successor_model.h"

#include <algorithm>
#include <cmath>

namespace hippodrome {

namespace {

constexpr double tolerance = 1e-9; // of values, where the iteration stops
constexpr int mostSweeps = 20000;

} // namespace

const Fields<SuccessorModelParameters>& SuccessorModelParameters::fields() {
    using P = SuccessorModelParameters;
    static const Fields<P> list =
        Fields<P>()
            .real("transition_rate", &P::transitionRate,
                  learningRateText("of where the policy leads", "Russek et al. 2017: 0.25"))
            .real("reward_learning_rate", &P::rewardLearningRate,
                  learningRateText("of what places pay", "Russek et al. 2017: 0.25"))
            .real("discount", &P::discount, discountText())
            .group("policy", &P::policy, PolicyParameters::fields());
    return list;
}

SuccessorModel::SuccessorModel(const SuccessorModelParameters& parameters,
                               const LearnerSetting& setting)
    : Learner(setting), parameters_(parameters), led_(setting.features), weights_(featureCount()),
      values_(featureCount()), ledTo_(featureCount() * actionCount(), -1) {}

void SuccessorModel::evaluate() {
    for (int sweep = 0; stale_ && sweep < mostSweeps; ++sweep) {
        double largest = 0.0;
        for (int s = 0; s < features(); ++s) {
            double value = weights_[static_cast<std::size_t>(s)];
            for (const Transitions::Entry& entry : led_.row(s))
                value += parameters_.discount * entry.probability *
                         values_[static_cast<std::size_t>(entry.to)];
            double& before = values_[static_cast<std::size_t>(s)];
            largest = std::max(largest, std::abs(value - before));
            before = value;
        }
        stale_ = largest > tolerance;
    }
    stale_ = false;
}

double SuccessorModel::stateValue(const AgentState& state) {
    evaluate();
    return values_[static_cast<std::size_t>(state.strongest)];
}

void SuccessorModel::actionValues(const AgentState& state, std::span<double> values) {
    evaluate();
    const std::size_t first = static_cast<std::size_t>(state.strongest) * actionCount();
    for (std::size_t a = 0; a < actionCount(); ++a) {
        const int to = ledTo_[first + a];
        values[a] = to < 0 ? 0.0 : values_[static_cast<std::size_t>(to)];
    }
}

void SuccessorModel::learn(const Experience& now, Rng&) {
    const int from = now.from.strongest;
    const int to = now.to.strongest;
    ledTo_[static_cast<std::size_t>(from) * actionCount() + static_cast<std::size_t>(now.action)] =
        to;
    led_.observe(from, to, led_.row(from).empty() ? 1.0 : parameters_.transitionRate);
    if (now.done)
        led_.row(to).clear();
    double& weight = weights_[static_cast<std::size_t>(to)];
    weight += parameters_.rewardLearningRate * (now.reward - weight);
    stale_ = true;
}

void SuccessorModel::update(const JsonCursor& parameters) {
    parameters_ = SuccessorModelParameters::fields().read(parameters);
    stale_ = true;
}

void SuccessorModel::save(Checkpoint& checkpoint) const {
    led_.save(checkpoint, "policy");
    checkpoint.put<double>("reward_weights", weights_);
    checkpoint.put<double>("values", values_);
    checkpoint.put<int>("led_to", ledTo_);
    checkpoint.putValue("stale", stale_);
}

void SuccessorModel::restore(const Checkpoint& checkpoint) {
    led_.restore(checkpoint, "policy", features());
    checkpoint.get<double>("reward_weights", weights_);
    checkpoint.get<double>("values", values_);
    checkpoint.get<int>("led_to", ledTo_);
    stale_ = checkpoint.value<bool>("stale");
}

AgentType SuccessorModel::type() {
    return describeLearner<SuccessorModelParameters>(
        "successor_model", "Successor from a model (SR-MB)",
        "Learns where its policy leads in one step, and works out which places will follow.",
        [](const SuccessorModelParameters& p, const LearnerSetting& setting) {
            return std::make_unique<SuccessorModel>(p, setting);
        });
}

} // namespace hippodrome
