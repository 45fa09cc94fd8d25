#include "core/learners/prioritised_sweeping.h"

#include <cmath>

namespace hippodrome {

const Fields<PrioritisedSweepingParameters>& PrioritisedSweepingParameters::fields() {
    using P = PrioritisedSweepingParameters;
    static const Fields<P> list =
        Fields<P>()
            .real("discount", &P::discount, discountText())
            .real("model_rate", &P::modelRate, modelRateText())
            .integer("backups", &P::backups,
                     replaysText("States that are thought over at each decision.", ""))
            .real("threshold", &P::threshold,
                  {.label = "Threshold",
                   .minimum = 0,
                   .maximum = 1e6,
                   .help = "Changes of a value that are smaller are not followed.",
                   .effect = Effect::live})
            .group("policy", &P::policy, PolicyParameters::fields());
    return list;
}

PrioritisedSweeping::PrioritisedSweeping(const PrioritisedSweepingParameters& parameters,
                                         const LearnerSetting& setting)
    : Learner(setting), parameters_(parameters), model_(setting.features, setting.actions),
      values_(featureCount()), priorities_(featureCount()) {}

void PrioritisedSweeping::setPriority(int state) {
    double& priority = priorities_[static_cast<std::size_t>(state)];
    if (priority > 0.0)
        queue_.erase({-priority, state});
    priority = std::abs(model_.bestBackup(state, parameters_.discount, values_) -
                        values_[static_cast<std::size_t>(state)]);
    if (priority > parameters_.threshold)
        queue_.insert({-priority, state});
    else
        priority = 0.0;
}

void PrioritisedSweeping::sweep(int backups) {
    for (int k = 0; k < backups && !queue_.empty(); ++k) {
        const int state = queue_.begin()->second;
        queue_.erase(queue_.begin());
        priorities_[static_cast<std::size_t>(state)] = 0.0;
        const LearnedModel::Best best = model_.bestTried(state, [this](LearnedModel::Pair pair) {
            return model_.backup(pair, parameters_.discount, values_);
        });
        values_[static_cast<std::size_t>(state)] = best.value;
        if (best.pair >= 0)
            replays().note(state, model_.likeliest(best.pair));
        for (const LearnedModel::Pair pair : model_.predecessors(state))
            setPriority(pair / actions());
    }
}

void PrioritisedSweeping::actionValues(const LearnerState& state, std::span<double> values) {
    model_.actionValues(state.strongest, parameters_.discount, values_, values);
}

void PrioritisedSweeping::learn(const Experience& experience, Rng&) {
    const int from = experience.from.strongest;
    const int to = experience.to.strongest;
    const bool ended = model_.terminal(to), hadEnded = model_.terminal(from);
    model_.observe(experience, parameters_.modelRate);
    setPriority(from);
    if (model_.terminal(to) != ended)
        for (const LearnedModel::Pair pair : model_.predecessors(to))
            setPriority(pair / actions());
    if (model_.terminal(from) != hadEnded)
        for (const LearnedModel::Pair pair : model_.predecessors(from))
            setPriority(pair / actions());
    sweep(parameters_.backups);
}

void PrioritisedSweeping::replay(int backups, Rng&) {
    sweep(backups);
}

void PrioritisedSweeping::look(std::span<const LearnerState> states,
                               std::vector<StateLayer>& layers) {
    model_.look(states, layers);
    StateLayer waiting{
        "priority",
        "Priority",
        "How wrong the value of a tile is known to be, and waits to be thought over.",
        {}};
    for (const LearnerState& state : states)
        waiting.values.push_back(priorities_[static_cast<std::size_t>(state.strongest)]);
    layers.push_back(std::move(waiting));
}

void PrioritisedSweeping::update(const JsonCursor& parameters) {
    parameters_ = PrioritisedSweepingParameters::fields().read(parameters);
    for (int state = 0; state < features(); ++state)
        setPriority(state);
}

void PrioritisedSweeping::state(StateVisitor& s) {
    model_.state(s);
    s("values", values_)("priorities", priorities_, Allowed::from(0.0, 1e300));
    if (!s.reading())
        return;
    queue_.clear();
    for (std::size_t state = 0; state < priorities_.size(); ++state)
        if (priorities_[state] > 0.0)
            queue_.insert({-priorities_[state], static_cast<int>(state)});
}

LearnerType PrioritisedSweeping::type() {
    LearnerType type = describeLearner<PrioritisedSweepingParameters>(
        "prioritised_sweeping", "Model-based (prioritised sweeping)",
        "Learns a model like the value iterator, but thinks over only the states whose values are "
        "most wrong.",
        [](const PrioritisedSweepingParameters& p, const LearnerSetting& setting) {
            return std::make_unique<PrioritisedSweeping>(p, setting);
        });
    type.replays = true;
    return type;
}

} // namespace hippodrome
