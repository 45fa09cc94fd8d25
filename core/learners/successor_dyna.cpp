#include "core/learners/successor_dyna.h"

#include "core/base/error.h"

#include <algorithm>

namespace hippodrome {

const Fields<SuccessorDynaParameters>& SuccessorDynaParameters::fields() {
    using P = SuccessorDynaParameters;
    static const Fields<P> list =
        Fields<P>()
            .real("learning_rate", &P::learningRate,
                  learningRateText("of the successor map", "Russek et al. 2017: 0.25"))
            .real("reward_learning_rate", &P::rewardLearningRate,
                  learningRateText("of what actions pay", "Russek et al. 2017: 0.25"))
            .real("discount", &P::discount, discountText())
            .real("model_rate", &P::modelRate, modelRateText())
            .integer("replays", &P::replays,
                     replaysText("Remembered experiences that it learns from after each decision.",
                                 "Russek et al. 2017: 10"))
            .group("policy", &P::policy, PolicyParameters::fields());
    return list;
}

SuccessorDyna::SuccessorDyna(const SuccessorDynaParameters& parameters,
                             const LearnerSetting& setting)
    : Learner(setting), parameters_(parameters), model_(setting.features, setting.actions) {
    const std::size_t count = featureCount() * actionCount();
    if (count > static_cast<std::size_t>(mostPairs))
        throw Error("expected at most " + std::to_string(mostPairs) +
                        " pairs of state and action, since the map has as many rows and columns, "
                        "found " +
                        std::to_string(count) + "; take larger tiles",
                    ErrorKind::resource);
    weights_.resize(count);
    map_.resize(count * count);
    for (std::size_t pair = 0; pair < count; ++pair)
        map_[pair * count + pair] = 1.0;
}

double SuccessorDyna::value(LearnedModel::Pair pair) const {
    // Few places pay, and the others add nothing.
    const double* const map = row(pair);
    double sum = 0.0;
    for (const LearnedModel::Pair paying : paying_)
        sum += map[paying] * weights_[static_cast<std::size_t>(paying)];
    return sum;
}

void SuccessorDyna::actionValues(const LearnerState& state, std::span<double> values) {
    for (int a = 0; a < actions(); ++a)
        values[static_cast<std::size_t>(a)] = value(model_.pair(state.strongest, a));
}

void SuccessorDyna::backUp(LearnedModel::Pair pair) {
    double* const map = row(pair);
    const double rate = parameters_.learningRate;
    for (std::size_t j = 0; j < pairs(); ++j)
        map[j] *= 1.0 - rate;
    map[pair] += rate;
    for (const Transitions::Entry& entry : model_.next(pair)) {
        if (model_.terminal(entry.to))
            continue;
        const LearnedModel::Pair best =
            model_.bestTried(entry.to, [this](LearnedModel::Pair one) { return value(one); }).pair;
        if (best < 0)
            continue;
        const double step = rate * parameters_.discount * entry.probability;
        const double* const next = row(best);
        for (std::size_t j = 0; j < pairs(); ++j)
            map[j] += step * next[j];
    }
}

void SuccessorDyna::learn(const Experience& now, Rng& rng) {
    model_.observe(now, parameters_.modelRate);
    const LearnedModel::Pair pair = model_.pair(now.from.strongest, now.action);
    double& weight = weights_[static_cast<std::size_t>(pair)];
    if (now.reward != 0.0 && std::find(paying_.begin(), paying_.end(), pair) == paying_.end())
        paying_.push_back(pair);
    weight += parameters_.rewardLearningRate * (now.reward - weight);
    backUp(pair);
    replay(parameters_.replays, rng);
}

void SuccessorDyna::replay(int backups, Rng& rng) {
    model_.goOver(backups, rng, [this](LearnedModel::Pair pair) {
        replays().note(pair / actions(), model_.likeliest(pair));
        backUp(pair);
    });
}

bool SuccessorDyna::successors(const LearnerState& from, std::span<const LearnerState> to,
                               std::span<double> counts) const {
    const LearnedModel::Pair best =
        model_.bestTried(from.strongest, [this](LearnedModel::Pair one) { return value(one); })
            .pair;
    for (std::size_t i = 0; i < to.size(); ++i) {
        counts[i] = 0.0;
        for (int a = 0; best >= 0 && a < actions(); ++a)
            counts[i] += row(best)[model_.pair(to[i].strongest, a)];
    }
    return true;
}

void SuccessorDyna::update(const JsonCursor& parameters) {
    parameters_ = SuccessorDynaParameters::fields().read(parameters);
}

void SuccessorDyna::state(StateVisitor& s) {
    model_.state(s);
    s("map", map_)("reward_weights", weights_);
    s.list("paying", paying_, Allowed::below(featureCount() * actionCount()));
}

LearnerType SuccessorDyna::type() {
    LearnerType type = describeLearner<SuccessorDynaParameters>(
        "successor_dyna", "Successor with replay (SR-Dyna)",
        "Learns which actions will follow if it acts at its best, from experience and from what it "
        "remembers.",
        [](const SuccessorDynaParameters& p, const LearnerSetting& setting) {
            return std::make_unique<SuccessorDyna>(p, setting);
        });
    type.replays = true;
    return type;
}

} // namespace hippodrome
