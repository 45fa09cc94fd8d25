#pragma once

#include <span>
#include <vector>

namespace hippodrome {

/// What a policy is told about decisions that it has taken: all (rows), in the order of the pass.
template <class T>
struct PolicyTargets {
    std::vector<int> actions;
    std::vector<T> logProbabilities; ///< of these actions when they were taken
    std::vector<T> advantages;
    std::vector<T> returns; ///< that the values should have been

    void resize(std::size_t rows) {
        actions.resize(rows);
        logProbabilities.resize(rows);
        advantages.resize(rows);
        returns.resize(rows);
    }
};

/// How much each part of policyLoss() counts.
struct PolicyLossParameters {
    double valueCost = 0.5;
    double entropyCost = 0.01;
    double ratioLimit = 0.2; ///< how far the policy may move away from the one that acted
};

/// The loss of an actor and critic, mean over the rows:
///
///     -min(r A, clip(r, 1 - limit, 1 + limit) A) + value_cost (V - R)^2 / 2 - entropy_cost H
///
/// with r = pi(a) / pi_old(a). In the first step after acting r is 1 and the gradient that of the
/// advantage actor-critic (Mnih et al. 2016, ICML); the limit lets further steps on the same
/// decisions be taken (Schulman et al. 2017, arXiv 1707.06347). Fills the gradients of logits
/// (rows, actions) and values (rows), and returns the loss.
template <class T>
double policyLoss(const PolicyLossParameters& parameters, const PolicyTargets<T>& targets,
                  std::span<const T> logits, std::span<const T> values, std::span<T> dLogits,
                  std::span<T> dValues);

/// pi(a) = softmax(logits); returns its entropy [nat].
template <class T>
double softmax(std::span<const T> logits, std::span<T> probabilities);

/// A decision as the advantages need it.
struct ValuedDecision {
    double reward = 0.0;    ///< until the next decision
    double value = 0.0;     ///< when it was taken
    double nextValue = 0.0; ///< of where it led; 0 when nothing follows
    bool last = false;      ///< the trial was over then
};

/// Generalised advantages (Schulman et al. 2016, ICLR), backwards from the last decision:
///     A_t = d_t + discount trace A_{t+1} (0 over the end of a trial),  d_t = r + discount V' - V.
std::vector<double> generalisedAdvantages(std::span<const ValuedDecision> decisions,
                                          double discount, double trace);

} // namespace hippodrome
