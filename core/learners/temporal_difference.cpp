#include "core/learners/temporal_difference.h"

#include "core/learners/state_checkpoint.h"

#include <cmath>

namespace hippodrome {

namespace {

constexpr double leastTrace = 1e-4; // a trace below is forgotten

} // namespace

const Fields<TemporalDifferenceParameters>& TemporalDifferenceParameters::fields() {
    using P = TemporalDifferenceParameters;
    static const Fields<P> list =
        Fields<P>()
            .real("learning_rate", &P::learningRate,
                  learningRateText("of action values", "Russek et al. 2017: 0.25"))
            .real("discount", &P::discount, discountText())
            .real("trace", &P::trace,
                  {.label = "Eligibility trace",
                   .minimum = 0,
                   .maximum = 1,
                   .help = "How far a surprise reaches back along the path: lambda.",
                   .source = "de Cothi et al. 2022: 0.5",
                   .effect = Effect::live})
            .group("policy", &P::policy, PolicyParameters::fields());
    return list;
}

TemporalDifference::TemporalDifference(Target target,
                                       const TemporalDifferenceParameters& parameters,
                                       const LearnerSetting& setting)
    : Learner(setting), target_(target), parameters_(parameters),
      weights_(actionCount() * featureCount()), traces_(weights_.size()), next_(actionCount()) {}

void TemporalDifference::actionValues(const LearnerState& state, std::span<double> values) {
    for (int a = 0; a < actions(); ++a)
        values[static_cast<std::size_t>(a)] = weightedSum(state, row(a));
}

void TemporalDifference::setTrace(const LearnerState& state, int action) {
    const std::size_t offset = static_cast<std::size_t>(action) * featureCount();
    for (std::size_t i = 0; i < state.features.size(); ++i) {
        const std::size_t place = offset + static_cast<std::size_t>(state.features[i]);
        if (traces_[place] == 0.0)
            traced_.push_back(static_cast<int>(place));
        if (std::abs(state.activities[i]) >= std::abs(traces_[place]))
            traces_[place] = state.activities[i];
    }
}

void TemporalDifference::clearTraces() {
    for (const int place : traced_)
        traces_[static_cast<std::size_t>(place)] = 0.0;
    traced_.clear();
}

void TemporalDifference::learnTowards(const LearnerState& from, int action, double target) {
    const double error = target - weightedSum(from, row(action));
    const double length = from.squaredLength();
    setTrace(from, action);
    if (length > 0.0) {
        const double step = parameters_.learningRate / length * error;
        for (const int place : traced_)
            weights_[static_cast<std::size_t>(place)] +=
                step * traces_[static_cast<std::size_t>(place)];
    }
    const double decay = parameters_.discount * parameters_.trace;
    std::erase_if(traced_, [&](int place) {
        double& trace = traces_[static_cast<std::size_t>(place)];
        trace *= decay;
        if (std::abs(trace) >= leastTrace)
            return false;
        trace = 0.0;
        return true;
    });
}

void TemporalDifference::learnPending(double nextValue) {
    if (!pending_)
        return;
    learnTowards(pending_->from, pending_->action,
                 pending_->reward + parameters_.discount * nextValue);
    pending_.reset();
}

void TemporalDifference::learn(const Experience& now, Rng&) {
    if (target_ == Target::taken) {
        learnPending(weightedSum(now.from, row(now.action)));
        if (now.done)
            learnTowards(now.from, now.action, now.reward);
        else
            pending_ = Pending{now.from, now.to, now.action, now.reward};
    } else {
        actionValues(now.from, next_);
        if (next_[static_cast<std::size_t>(now.action)] < bestValue(now.from, next_))
            clearTraces();
        double nextValue = 0.0;
        if (!now.done) {
            actionValues(now.to, next_);
            nextValue = bestValue(now.to, next_);
        }
        learnTowards(now.from, now.action, now.reward + parameters_.discount * nextValue);
    }
    if (now.done)
        endEpisode();
}

void TemporalDifference::endEpisode() {
    if (pending_) {
        // No action follows: what the policy would have done stands for it.
        std::vector<double> chances(actionCount());
        actionValues(pending_->to, next_);
        policyProbabilities(parameters_.policy, pending_->to, next_, chances);
        double expected = 0.0;
        for (std::size_t a = 0; a < chances.size(); ++a)
            expected += chances[a] * next_[a];
        learnPending(expected);
    }
    clearTraces();
}

void TemporalDifference::update(const JsonCursor& parameters) {
    parameters_ = TemporalDifferenceParameters::fields().read(parameters);
}

void TemporalDifference::state(StateVisitor& s) {
    s("weights", weights_, Allowed::any())("traces", traces_, Allowed::any());
    s.list("traced", traced_, Allowed::below(traces_.size()));
    bool pending = pending_.has_value();
    s("pending", pending);
    if (s.reading())
        pending_ = pending ? std::optional(Pending{}) : std::nullopt;
    if (!pending_)
        return;
    visitLearnerState(s, "pending_from", pending_->from, features(), actions());
    visitLearnerState(s, "pending_to", pending_->to, features(), actions());
    s("pending_action", pending_->action, Allowed::below(actions()));
    s("pending_reward", pending_->reward);
}

LearnerType TemporalDifference::qLearning() {
    return describeLearner<TemporalDifferenceParameters>(
        "q_learning", "Q-learning",
        "Model-free: learns from surprises what each action is worth, as if it always acted best "
        "from there on.",
        [](const TemporalDifferenceParameters& p, const LearnerSetting& setting) {
            return std::make_unique<TemporalDifference>(Target::best, p, setting);
        });
}

LearnerType TemporalDifference::sarsa() {
    return describeLearner<TemporalDifferenceParameters>(
        "sarsa", "SARSA",
        "Model-free: learns from surprises what each action is worth, given how it really acts "
        "from there on.",
        [](const TemporalDifferenceParameters& p, const LearnerSetting& setting) {
            return std::make_unique<TemporalDifference>(Target::taken, p, setting);
        });
}

} // namespace hippodrome
