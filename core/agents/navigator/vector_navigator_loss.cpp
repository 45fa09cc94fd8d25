#include "core/agents/navigator/vector_navigator_loss.h"

#include <algorithm>
#include <cassert>
#include <cmath>

namespace hippodrome {

template <class T>
double softmax(std::span<const T> logits, std::span<T> probabilities) {
    const T largest = *std::max_element(logits.begin(), logits.end());
    double sum = 0.0;
    for (std::size_t a = 0; a < logits.size(); ++a) {
        probabilities[a] = std::exp(logits[a] - largest);
        sum += static_cast<double>(probabilities[a]);
    }
    double entropy = std::log(sum);
    for (std::size_t a = 0; a < logits.size(); ++a) {
        probabilities[a] = static_cast<T>(static_cast<double>(probabilities[a]) / sum);
        entropy -= static_cast<double>(probabilities[a]) * static_cast<double>(logits[a] - largest);
    }
    return entropy;
}

template <class T>
double policyLoss(const PolicyLossParameters& parameters, const PolicyTargets<T>& targets,
                  std::span<const T> logits, std::span<const T> values, std::span<T> dLogits,
                  std::span<T> dValues) {
    const std::size_t rows = values.size();
    const std::size_t actions = logits.size() / rows;
    assert(targets.actions.size() == rows && dLogits.size() == logits.size());
    const double share = 1.0 / static_cast<double>(rows);
    std::vector<T> probabilities(actions);
    double loss = 0.0;
    for (std::size_t row = 0; row < rows; ++row) {
        const double entropy =
            softmax<T>(logits.subspan(row * actions, actions), std::span<T>(probabilities));
        const std::size_t chosen = static_cast<std::size_t>(targets.actions[row]);
        const auto logProbability = [&](std::size_t a) {
            return std::log(std::max(static_cast<double>(probabilities[a]), 1e-30));
        };
        const double advantage = static_cast<double>(targets.advantages[row]);
        const double ratio =
            std::exp(logProbability(chosen) - static_cast<double>(targets.logProbabilities[row]));
        const double held =
            std::clamp(ratio, 1.0 - parameters.ratioLimit, 1.0 + parameters.ratioLimit);
        const bool limited = held * advantage < ratio * advantage;
        const double error =
            static_cast<double>(values[row]) - static_cast<double>(targets.returns[row]);
        loss +=
            share * (-(limited ? held : ratio) * advantage +
                     parameters.valueCost * 0.5 * error * error - parameters.entropyCost * entropy);
        // d log pi(a) / dz_k = [a = k] - pi_k;  dH / dz_k = -pi_k (log pi_k + H).
        const double slope = limited ? 0.0 : -ratio * advantage;
        for (std::size_t k = 0; k < actions; ++k) {
            const double p = static_cast<double>(probabilities[k]);
            dLogits[row * actions + k] = static_cast<T>(
                share * (slope * ((k == chosen ? 1.0 : 0.0) - p) +
                         parameters.entropyCost * p * (logProbability(k) + entropy)));
        }
        dValues[row] = static_cast<T>(share * parameters.valueCost * error);
    }
    return loss;
}

std::vector<double> generalisedAdvantages(std::span<const ValuedDecision> decisions,
                                          double discount, double trace) {
    std::vector<double> advantages(decisions.size());
    double following = 0.0;
    for (std::size_t i = decisions.size(); i-- > 0;) {
        const ValuedDecision& now = decisions[i];
        const double surprise = now.reward + discount * now.nextValue - now.value;
        following = surprise + (now.last ? 0.0 : discount * trace * following);
        advantages[i] = following;
    }
    return advantages;
}

template double softmax<float>(std::span<const float>, std::span<float>);
template double softmax<double>(std::span<const double>, std::span<double>);
template double policyLoss<float>(const PolicyLossParameters&, const PolicyTargets<float>&,
                                  std::span<const float>, std::span<const float>, std::span<float>,
                                  std::span<float>);
template double policyLoss<double>(const PolicyLossParameters&, const PolicyTargets<double>&,
                                   std::span<const double>, std::span<const double>,
                                   std::span<double>, std::span<double>);

} // namespace hippodrome
