#include "core/learners/deep_q.h"

#include "core/base/error.h"

#include <algorithm>
#include <cmath>

namespace hippodrome {

namespace {

constexpr double lossRate = 0.01; // share of a new loss in the smoothed one

/// A value that has gone `count` / `total` of its way.
double onTheWay(double from, double to, long count, int total) {
    return from + (to - from) * std::min(1.0, static_cast<double>(count) / total);
}

ReplayMemorySetting memorySetting(const DeepQParameters& p) {
    return {.capacity = p.replay ? p.memory : 1,
            .prioritised = p.replay && p.prioritised,
            .exponent = p.prioritisation};
}

FieldText decisionsText(const std::string& label, const std::string& help,
                        const std::string& source = {}) {
    return {.label = label,
            .minimum = 1,
            .maximum = 1e7,
            .help = help,
            .source = source,
            .effect = Effect::live};
}

FieldText shareText(const std::string& label, const std::string& help,
                    const std::string& source = {}, Effect effect = Effect::live) {
    return {.label = label,
            .minimum = 0,
            .maximum = 1,
            .help = help,
            .source = source,
            .effect = effect};
}

double huber(double error) {
    const double size = std::abs(error);
    return size < 1.0 ? 0.5 * size * size : size - 0.5;
}

} // namespace

const Fields<DeepQParameters>& DeepQParameters::fields() {
    using P = DeepQParameters;
    static const Fields<P> list =
        Fields<P>()
            .integer("hidden", &P::hidden,
                     {.label = "Hidden units",
                      .minimum = 1,
                      .maximum = 2048,
                      .help = "In each of the two hidden layers."})
            .real("learning_rate", &P::learningRate,
                  shareText("Learning rate", "Size of the steps that Adam makes in each weight.",
                            "Kingma and Ba 2015: 0.001"))
            .real("discount", &P::discount, discountText())
            .integer("batch", &P::batch,
                     {.label = "Batch",
                      .minimum = 1,
                      .maximum = 4096,
                      .help = "Remembered experiences that an update goes over.",
                      .source = "Mnih et al. 2015: 32",
                      .effect = Effect::live})
            .integer("memory", &P::memory,
                     {.label = "Memory",
                      .minimum = 1,
                      .maximum = 1e6,
                      .help = "Experiences that it remembers (a million in Mnih et al. 2015)."})
            .integer("start", &P::start,
                     decisionsText("Start", "Decisions that it only remembers before it learns."))
            .integer("update_every", &P::updateEvery,
                     decisionsText("Update every", "Decisions from one update to the next.",
                                   "dqn_zoo: 4"))
            .integer("target_copy", &P::targetCopy,
                     decisionsText("Target copy",
                                   "Decisions after which the target network, which says what a "
                                   "next state is worth, becomes a copy of the one that learns."))
            .boolean("double_q", &P::doubleQ,
                     {.label = "Double Q",
                      .help = "The network that learns says which next action is best, the target "
                              "network what it is worth; off: the target network says both, and "
                              "overestimates.",
                      .source = "van Hasselt et al. 2016",
                      .effect = Effect::live})
            .boolean("replay", &P::replay,
                     {.label = "Replay",
                      .help = "Off: it learns from the latest experience only, once, and has "
                              "nothing to go over at rest."})
            .boolean("prioritised", &P::prioritised,
                     {.label = "Prioritised",
                      .help = "Goes over surprising experiences more often.",
                      .source = "Schaul et al. 2016"})
            .real("prioritisation", &P::prioritisation,
                  shareText("Prioritisation",
                            "Exponent of the surprise in the probability of going over an "
                            "experience; 0 draws evenly.",
                            "Schaul et al. 2016: 0.6", Effect::restartsTraining))
            .real("importance", &P::importance,
                  shareText("Correction",
                            "How far the weights of experiences make up for drawing them "
                            "unevenly, at first; in the end wholly: 1.",
                            "Schaul et al. 2016: 0.4"))
            .integer(
                "importance_decisions", &P::importanceDecisions,
                decisionsText("Correction rises for", "Decisions until the correction is whole."))
            .real("exploration_start", &P::explorationStart,
                  shareText("Exploration at first",
                            "Share of choices made at random before it has learned anything.",
                            "Mnih et al. 2015: 1"))
            .real("exploration_end", &P::explorationEnd,
                  shareText("Exploration in the end",
                            "Share of choices made at random once exploration has fallen. Mnih et "
                            "al. 2015 stop at 0.1, dqn_zoo with double Q at 0.01."))
            .integer("exploration_decisions", &P::explorationDecisions,
                     decisionsText("Exploration falls for",
                                   "Decisions over which exploration falls, linearly."));
    return list;
}

DeepQ::DeepQ(const DeepQParameters& parameters, const LearnerSetting& setting)
    : Learner(setting), parameters_(parameters),
      online_(setting.features, parameters.hidden, setting.actions), target_(online_),
      optimiser_(std::make_unique<Adam<float>>(AdamParameters{parameters.learningRate},
                                               online_.weights().size())),
      memory_(memorySetting(parameters)), gradient_(online_.weights().size()) {
    if (setting.actions > ReplayMemory::mostActions)
        throw Error("expected at most " + std::to_string(ReplayMemory::mostActions) +
                    " actions, found " + std::to_string(setting.actions));
    setSchedules();
}

void DeepQ::setSchedules() {
    policy_.rule = PolicyParameters::Rule::greedy;
    policy_.exploration = onTheWay(parameters_.explorationStart, parameters_.explorationEnd,
                                   decisions_, parameters_.explorationDecisions);
    importance_ =
        onTheWay(parameters_.importance, 1.0, decisions_, parameters_.importanceDecisions);
}

void DeepQ::valuesOf(const ValueNetwork<float>& network, const LearnerState& state,
                     std::span<double> values) {
    one_.clear();
    for (std::size_t i = 0; i < state.features.size(); ++i)
        one_.add(state.features[i], static_cast<float>(state.activities[i]));
    one_.endRow();
    network.forward(one_, onePass_);
    std::copy_n(onePass_.values.begin(), actions(), values.begin());
}

void DeepQ::start(Rng& rng) {
    online_.start(rng);
    target_ = online_;
    started_ = true;
}

void DeepQ::draw(Rng& rng) {
    slots_.clear();
    for (int row = 0; row < parameters_.batch; ++row) {
        slots_.push_back(memory_.draw(rng));
        const auto [from, to] = memory_.strongest(slots_.back());
        replays().note(from, to);
    }
}

double DeepQ::targetOf(std::size_t row, const ReplayMemory::Outcome& outcome) const {
    if (outcome.done)
        return outcome.reward;
    const std::size_t first = row * actionCount();
    const std::vector<float>& judged =
        parameters_.doubleQ ? chooserPass_.values : targetPass_.values;
    int best = -1;
    for (int a = 0; a < actions(); ++a)
        if (outcome.allows(a) && (best < 0 || judged[first + static_cast<std::size_t>(a)] >
                                                  judged[first + static_cast<std::size_t>(best)]))
            best = a;
    if (best < 0)
        return outcome.reward;
    const float value = targetPass_.values[first + static_cast<std::size_t>(best)];
    return outcome.reward + parameters_.discount * static_cast<double>(value);
}

void DeepQ::learnFromDrawn() {
    const std::size_t rows = slots_.size();
    from_.clear();
    to_.clear();
    for (const int slot : slots_) {
        memory_.addFrom(slot, from_);
        memory_.addTo(slot, to_);
    }
    target_.forward(to_, targetPass_);
    if (parameters_.doubleQ)
        online_.forward(to_, chooserPass_);
    online_.forward(from_, pass_);

    weights_.resize(rows);
    memory_.importanceWeights(slots_, importance_, weights_);
    dValues_.assign(rows * actionCount(), 0.0F);
    double loss = 0.0;
    for (std::size_t row = 0; row < rows; ++row) {
        const ReplayMemory::Outcome outcome = memory_.outcome(slots_[row]);
        const std::size_t place = row * actionCount() + static_cast<std::size_t>(outcome.action);
        const double error = targetOf(row, outcome) - static_cast<double>(pass_.values[place]);
        const double weight = static_cast<double>(weights_[row]) / static_cast<double>(rows);
        loss += weight * huber(error);
        dValues_[place] = static_cast<float>(-weight * std::clamp(error, -1.0, 1.0));
        if (memory_.prioritised())
            memory_.setSurprise(slots_[row], error);
    }
    std::fill(gradient_.begin(), gradient_.end(), 0.0F);
    online_.backward(from_, pass_, dValues_, gradient_);
    optimiser_->step(online_.weights(), gradient_);
    loss_ += (updates_ == 0 ? 1.0 : lossRate) * (loss - loss_);
    ++updates_;
}

void DeepQ::countTowardsCopy(int decisions) {
    sinceCopy_ += decisions;
    if (sinceCopy_ < parameters_.targetCopy)
        return;
    sinceCopy_ = 0;
    target_ = online_;
}

void DeepQ::learn(const Experience& experience, Rng& rng) {
    if (!started_)
        start(rng);
    memory_.add(experience);
    ++decisions_;
    setSchedules();
    if (!parameters_.replay) {
        slots_.assign(1, memory_.slot(memory_.size() - 1));
        learnFromDrawn();
    } else if (decisions_ >= parameters_.start && decisions_ % parameters_.updateEvery == 0) {
        draw(rng);
        learnFromDrawn();
    }
    countTowardsCopy(1);
}

void DeepQ::replay(int backups, Rng& rng) {
    if (!parameters_.replay || memory_.size() == 0)
        return;
    for (int k = 0; k < backups / parameters_.batch; ++k) {
        draw(rng);
        learnFromDrawn();
        countTowardsCopy(parameters_.updateEvery);
    }
}

void DeepQ::update(const JsonCursor& parameters) {
    parameters_ = DeepQParameters::fields().read(parameters);
    optimiser_->setLearningRate(parameters_.learningRate);
    setSchedules();
}

void DeepQ::state(StateVisitor& s) {
    s("weights", online_.weights(), Allowed::any());
    s("target_weights", target_.weights(), Allowed::any());
    optimiser_->state(s, "optimiser_", Allowed::any());
    memory_.state(s, "memory", features(), actions());
    s("started", started_)("decisions", decisions_, Allowed::counts());
    s("since_copy", sinceCopy_, Allowed::counts())("updates", updates_, Allowed::counts());
    s("loss", loss_, Allowed::any());
    if (s.reading())
        setSchedules();
}

LearnerType DeepQ::type() {
    LearnerType type = describeLearner<DeepQParameters>(
        "dqn", "Deep Q-network (DQN)",
        "Model-free: Q-learning with a network in place of a table, which learns from remembered "
        "experiences as it goes along and at rest.",
        [](const DeepQParameters& p, const LearnerSetting& setting) {
            return std::make_unique<DeepQ>(p, setting);
        });
    type.nature = Nature::artificial;
    type.replays = true;
    return type;
}

} // namespace hippodrome
