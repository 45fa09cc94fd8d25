#include "core/learners/planner.h"

#include <algorithm>
#include <cmath>

namespace hippodrome {

namespace {

/// Values of a loop that pays shrink by the discount at each sweep; this is enough for 0.999.
constexpr int mostPlanningSweeps = 20000;

} // namespace

const Fields<PlannerParameters>& PlannerParameters::fields() {
    using P = PlannerParameters;
    static const Fields<P> list =
        Fields<P>()
            .real("discount", &P::discount, discountText())
            .real("model_rate", &P::modelRate, modelRateText())
            .real("tolerance", &P::tolerance,
                  {.label = "Tolerance",
                   .minimum = 1e-12,
                   .maximum = 1,
                   .help = "Value iteration stops when no value changes by more.",
                   .effect = Effect::live})
            .group("policy", &P::policy, PolicyParameters::fields());
    return list;
}

Planner::Planner(const PlannerParameters& parameters, const LearnerSetting& setting)
    : Learner(setting), parameters_(parameters), model_(setting.features, setting.actions),
      values_(featureCount()) {}

void Planner::plan() {
    for (int sweep = 0; sweep < mostPlanningSweeps; ++sweep) {
        double largest = 0.0;
        for (int s = 0; s < model_.states(); ++s) {
            double& value = values_[static_cast<std::size_t>(s)];
            const double better = model_.bestBackup(s, parameters_.discount, values_);
            largest = std::max(largest, std::abs(better - value));
            value = better;
        }
        if (largest <= parameters_.tolerance)
            break;
    }
    stale_ = false;
}

void Planner::actionValues(const LearnerState& state, std::span<double> values) {
    if (stale_)
        plan();
    model_.actionValues(state.strongest, parameters_.discount, values_, values);
}

void Planner::learn(const Experience& experience, Rng&) {
    model_.observe(experience, parameters_.modelRate);
    stale_ = true;
}

void Planner::update(const JsonCursor& parameters) {
    const PlannerParameters before = parameters_;
    parameters_ = PlannerParameters::fields().read(parameters);
    stale_ = stale_ || parameters_.discount != before.discount ||
             parameters_.tolerance != before.tolerance;
}

void Planner::state(StateVisitor& s) {
    model_.state(s);
    s("values", values_)("stale", stale_);
}

LearnerType Planner::type() {
    return describeLearner<PlannerParameters>(
        "model_based", "Model-based (value iteration)",
        "Learns where actions lead and what they pay, and works out the best way from that.",
        [](const PlannerParameters& p, const LearnerSetting& setting) {
            return std::make_unique<Planner>(p, setting);
        });
}

} // namespace hippodrome
