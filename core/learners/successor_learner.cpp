#include "core/learners/successor_learner.h"

#include "core/base/error.h"
#include "core/learners/state_checkpoint.h"

#include <algorithm>

namespace hippodrome {

const Fields<SuccessorLearnerParameters>& SuccessorLearnerParameters::fields() {
    using P = SuccessorLearnerParameters;
    static const Fields<P> list =
        Fields<P>()
            .real("learning_rate", &P::learningRate,
                  learningRateText("of the successor map", "Russek et al. 2017: 0.25"))
            .real("reward_learning_rate", &P::rewardLearningRate,
                  learningRateText("of what places pay", "Russek et al. 2017: 0.25"))
            .real("discount", &P::discount, discountText())
            .group("policy", &P::policy, PolicyParameters::fields());
    return list;
}

SuccessorLearner::SuccessorLearner(const SuccessorLearnerParameters& parameters,
                                   const LearnerSetting& setting)
    : Learner(setting), parameters_(parameters), weights_(featureCount()),
      led_(featureCount() * actionCount()), tried_(led_.size()), error_(featureCount()),
      next_(featureCount()) {
    if (features() > mostFeatures)
        throw Error("expected at most " + std::to_string(mostFeatures) +
                        " features, since the map has as many rows and columns, found " +
                        std::to_string(features()),
                    ErrorKind::resource);
    map_.resize(featureCount() * featureCount());
    for (std::size_t i = 0; i < featureCount(); ++i)
        map_[i * featureCount() + i] = 1.0;
}

void SuccessorLearner::predict(const LearnerState& state, std::span<double> psi) const {
    std::fill(psi.begin(), psi.end(), 0.0);
    for (std::size_t i = 0; i < state.features.size(); ++i) {
        const double activity = state.activities[i];
        const double* row = &map_[static_cast<std::size_t>(state.features[i]) * featureCount()];
        for (std::size_t j = 0; j < psi.size(); ++j)
            psi[j] += activity * row[j];
    }
}

double SuccessorLearner::stateValue(const LearnerState& state) {
    double value = 0.0;
    for (std::size_t i = 0; i < state.features.size(); ++i) {
        const double* row = &map_[static_cast<std::size_t>(state.features[i]) * featureCount()];
        double sum = 0.0;
        for (std::size_t j = 0; j < weights_.size(); ++j)
            sum += row[j] * weights_[j];
        value += state.activities[i] * sum;
    }
    return value;
}

void SuccessorLearner::actionValues(const LearnerState& state, std::span<double> values) {
    const std::size_t first = static_cast<std::size_t>(state.strongest) * actionCount();
    for (std::size_t a = 0; a < actionCount(); ++a)
        values[a] = tried_[first + a] ? stateValue(led_[first + a]) : 0.0;
}

void SuccessorLearner::learnMap(const LearnerState& from, const LearnerState* to) {
    const double length = from.squaredLength();
    if (length <= 0.0)
        return;
    predict(from, error_);
    for (double& error : error_)
        error = -error;
    addFeatures(from, 1.0, error_);
    if (to) {
        predict(*to, next_);
        for (std::size_t j = 0; j < error_.size(); ++j)
            error_[j] += parameters_.discount * next_[j];
    }
    for (std::size_t i = 0; i < from.features.size(); ++i) {
        const double step = parameters_.learningRate / length * from.activities[i];
        double* row = &map_[static_cast<std::size_t>(from.features[i]) * featureCount()];
        for (std::size_t j = 0; j < error_.size(); ++j)
            row[j] += step * error_[j];
    }
}

void SuccessorLearner::learn(const Experience& now, Rng&) {
    const std::size_t pair = static_cast<std::size_t>(now.from.strongest) * actionCount() +
                             static_cast<std::size_t>(now.action);
    tried_[pair] = true;
    led_[pair] = now.to;
    learnMap(now.from, &now.to);
    if (now.done)
        learnMap(now.to, nullptr);
    if (const double length = now.to.squaredLength(); length > 0.0)
        addFeatures(now.to,
                    parameters_.rewardLearningRate / length *
                        (now.reward - weightedSum(now.to, weights_)),
                    weights_);
}

bool SuccessorLearner::successors(const LearnerState& from, std::span<const LearnerState> to,
                                  std::span<double> counts) const {
    std::vector<double> psi(featureCount());
    predict(from, psi);
    for (std::size_t i = 0; i < to.size(); ++i) {
        const double length = to[i].squaredLength();
        counts[i] = length > 0.0 ? weightedSum(to[i], psi) / length : 0.0;
    }
    return true;
}

void SuccessorLearner::update(const JsonCursor& parameters) {
    parameters_ = SuccessorLearnerParameters::fields().read(parameters);
}

void SuccessorLearner::state(StateVisitor& s) {
    s("map", map_, Allowed::any())("reward_weights", weights_, Allowed::any());
    s("tried", tried_, Allowed::truths());
    for (std::size_t pair = 0; pair < led_.size(); ++pair)
        if (tried_[pair])
            visitLearnerState(s, "led_" + std::to_string(pair), led_[pair], features(), actions());
}

LearnerType SuccessorLearner::type() {
    return describeLearner<SuccessorLearnerParameters>(
        "successor_td", "Successor (SR-TD)",
        "Learns which places will follow, and apart from that what they pay.",
        [](const SuccessorLearnerParameters& p, const LearnerSetting& setting) {
            return std::make_unique<SuccessorLearner>(p, setting);
        });
}

} // namespace hippodrome
