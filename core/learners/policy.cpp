#include "core/learners/policy.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>

namespace hippodrome {

namespace {

/// Values closer than this share of the best are equal: sums of the same numbers in another order.
constexpr double equalValues = 1e-12;

double highest(const LearnerState& state, std::span<const double> values) {
    double best = -std::numeric_limits<double>::infinity();
    for (std::size_t a = 0; a < values.size(); ++a)
        if (state.allows(static_cast<int>(a)))
            best = std::max(best, values[a]);
    return best;
}

} // namespace

const Fields<PolicyParameters>& PolicyParameters::fields() {
    using P = PolicyParameters;
    static const Fields<P> list =
        Fields<P>()
            .choice("rule", &P::rule, {{"greedy", P::Rule::greedy}, {"softmax", P::Rule::softmax}},
                    {.label = "Choice",
                     .help = "Greedy takes the action of highest value, except for a share of "
                             "random choices; softmax prefers higher values gradually.",
                     .effect = Effect::live})
            .real("exploration", &P::exploration,
                  {.label = "Exploration",
                   .minimum = 0,
                   .maximum = 1,
                   .help = "Share of choices made at random under the greedy rule.",
                   .source = "Russek et al. 2017: 0.1",
                   .effect = Effect::live})
            .real("inverse_temperature", &P::inverseTemperature,
                  {.label = "Inverse temperature",
                   .minimum = 0,
                   .maximum = 1e4,
                   .help = "How strongly the softmax rule prefers higher values; 0 is random.",
                   .source = "Mattar and Daw 2018: 5",
                   .effect = Effect::live});
    return list;
}

int randomAction(const LearnerState& state, int actions, Rng& rng) {
    if (state.possible.empty())
        return static_cast<int>(rng.below(static_cast<std::uint64_t>(actions)));
    const auto count = std::count_if(state.possible.begin(), state.possible.end(),
                                     [](char possible) { return possible != 0; });
    assert(count > 0);
    auto left = rng.below(static_cast<std::uint64_t>(count));
    for (int a = 0; a < actions; ++a)
        if (state.allows(a) && left-- == 0)
            return a;
    return 0;
}

int greedyAction(const LearnerState& state, std::span<const double> values, Rng& rng) {
    const double best = highest(state, values);
    const double least = best - equalValues * std::abs(best);
    int chosen = 0;
    std::uint64_t equals = 0;
    for (std::size_t a = 0; a < values.size(); ++a) {
        if (!state.allows(static_cast<int>(a)) || values[a] < least)
            continue;
        // The k-th of equal actions replaces the one before with probability 1 / k.
        if (++equals == 1 || rng.below(equals) == 0)
            chosen = static_cast<int>(a);
    }
    return chosen;
}

int chooseAction(const PolicyParameters& policy, const LearnerState& state,
                 std::span<const double> values, Rng& rng) {
    if (policy.rule == PolicyParameters::Rule::greedy) {
        if (policy.exploration > 0.0 && rng.uniform() < policy.exploration)
            return randomAction(state, static_cast<int>(values.size()), rng);
        return greedyAction(state, values, rng);
    }
    const double best = highest(state, values);
    double sum = 0.0;
    for (std::size_t a = 0; a < values.size(); ++a)
        if (state.allows(static_cast<int>(a)))
            sum += std::exp(policy.inverseTemperature * (values[a] - best));
    double left = rng.uniform() * sum;
    int last = 0;
    for (std::size_t a = 0; a < values.size(); ++a) {
        if (!state.allows(static_cast<int>(a)))
            continue;
        last = static_cast<int>(a);
        left -= std::exp(policy.inverseTemperature * (values[a] - best));
        if (left < 0.0)
            break;
    }
    return last;
}

void policyProbabilities(const PolicyParameters& policy, const LearnerState& state,
                         std::span<const double> values, std::span<double> probabilities) {
    const double best = highest(state, values);
    const bool greedy = policy.rule == PolicyParameters::Rule::greedy;
    const double least = best - equalValues * std::abs(best);
    double sum = 0.0;
    int possible = 0;
    for (std::size_t a = 0; a < values.size(); ++a) {
        probabilities[a] = 0.0;
        if (!state.allows(static_cast<int>(a)))
            continue;
        ++possible;
        probabilities[a] = greedy ? (values[a] >= least ? 1.0 : 0.0)
                                  : std::exp(policy.inverseTemperature * (values[a] - best));
        sum += probabilities[a];
    }
    const double random = greedy ? policy.exploration : 0.0;
    for (std::size_t a = 0; a < values.size(); ++a)
        if (state.allows(static_cast<int>(a)))
            probabilities[a] = (1.0 - random) * probabilities[a] / sum + random / possible;
}

double bestValue(const LearnerState& state, std::span<const double> values) {
    const double best = highest(state, values);
    return std::isfinite(best) ? best : 0.0;
}

} // namespace hippodrome
