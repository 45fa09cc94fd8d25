#include "core/learners/dyna_q.h"

#include <algorithm>
#include <cmath>

namespace hippodrome {

const Fields<DynaQParameters>& DynaQParameters::fields() {
    using P = DynaQParameters;
    static const Fields<P> list =
        Fields<P>()
            .real("learning_rate", &P::learningRate,
                  learningRateText("of action values", "Russek et al. 2017: 0.25"))
            .real("discount", &P::discount, discountText())
            .real("model_rate", &P::modelRate, modelRateText())
            .integer("replays", &P::replays,
                     replaysText("Remembered experiences that it learns from after each decision.",
                                 "Russek et al. 2017: 10"))
            .group("policy", &P::policy, PolicyParameters::fields());
    return list;
}

DynaQ::DynaQ(const DynaQParameters& parameters, const LearnerSetting& setting)
    : Learner(setting), parameters_(parameters), model_(setting.features, setting.actions),
      q_(featureCount() * actionCount()), best_(featureCount()) {}

void DynaQ::actionValues(const LearnerState& state, std::span<double> values) {
    const auto row = q_.begin() + model_.pair(state.strongest, 0);
    std::copy(row, row + actions(), values.begin());
}

void DynaQ::backUp(LearnedModel::Pair pair) {
    double& q = q_[static_cast<std::size_t>(pair)];
    q += parameters_.learningRate * (model_.backup(pair, parameters_.discount, best_) - q);
    const int state = pair / actions();
    best_[static_cast<std::size_t>(state)] =
        model_
            .bestTried(state,
                       [this](LearnedModel::Pair one) { return q_[static_cast<std::size_t>(one)]; })
            .value;
}

void DynaQ::learn(const Experience& experience, Rng& rng) {
    model_.observe(experience, parameters_.modelRate);
    backUp(model_.pair(experience.from.strongest, experience.action));
    replay(parameters_.replays, rng);
}

void DynaQ::replay(int backups, Rng& rng) {
    model_.goOver(backups, rng, [this](LearnedModel::Pair pair) {
        replays().note(pair / actions(), model_.likeliest(pair));
        backUp(pair);
    });
}

void DynaQ::look(std::span<const LearnerState> states, std::vector<StateLayer>& layers) {
    model_.look(states, layers);
    StateLayer lag{
        "lag",
        "Not yet consolidated",
        "By how much the value of an action would change if all that is remembered of it "
        "were gone over now; the largest over the actions of a tile.",
        {}};
    for (const LearnerState& state : states) {
        double largest = 0.0;
        for (int a = 0; a < actions(); ++a)
            if (const LearnedModel::Pair pair = model_.pair(state.strongest, a); model_.known(pair))
                largest =
                    std::max(largest, std::abs(model_.backup(pair, parameters_.discount, best_) -
                                               q_[static_cast<std::size_t>(pair)]));
        lag.values.push_back(largest);
    }
    layers.push_back(std::move(lag));
}

void DynaQ::update(const JsonCursor& parameters) {
    parameters_ = DynaQParameters::fields().read(parameters);
}

void DynaQ::state(StateVisitor& s) {
    model_.state(s);
    s("q", q_)("best", best_);
}

LearnerType DynaQ::type() {
    LearnerType type = describeLearner<DynaQParameters>(
        "dyna_q", "Dyna-Q",
        "Q-learning that also learns from what it remembers, after each decision and at rest.",
        [](const DynaQParameters& p, const LearnerSetting& setting) {
            return std::make_unique<DynaQ>(p, setting);
        });
    type.replays = true;
    return type;
}

} // namespace hippodrome
