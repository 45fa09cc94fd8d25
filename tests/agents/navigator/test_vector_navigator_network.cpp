#include "core/agents/navigator/vector_navigator_loss.h"
#include "core/agents/navigator/vector_navigator_network.h"

#include <gtest/gtest.h>

#include <cmath>

namespace hippodrome::test_vector_navigator_network {
namespace {

constexpr NavigatorShape shape{5, 3, 4, 6, 3};
constexpr int steps = 4, batch = 2;

/// A pass with random inputs and states, and targets that make use of every term of the loss.
struct Case {
    explicit Case(std::uint64_t seed) : rng(seed), network(shape), pass(shape, steps, batch) {
        network.start(rng);
        // The policy must not be even, or its gradients hide behind the entropy.
        for (double& weight : network.weights())
            weight += 0.3 * rng.normal();
        for (auto* inputs : {&pass.here, &pass.goal, &pass.senses})
            for (double& x : *inputs)
                x = rng.normal();
        for (int i = 0; i < batch * shape.hidden; ++i) {
            pass.initialHidden()[i] = std::tanh(rng.normal());
            pass.initialCell()[i] = rng.normal();
        }
        targets.resize(static_cast<std::size_t>(steps * batch));
        dLogits.resize(static_cast<std::size_t>(steps * batch * shape.actions));
        dValues.resize(static_cast<std::size_t>(steps * batch));
        pass.forward(network);
        std::vector<double> p(shape.actions);
        for (std::size_t row = 0; row < targets.actions.size(); ++row) {
            softmax<double>(pass.logits().subspan(row * shape.actions, shape.actions), p);
            targets.actions[row] = static_cast<int>(rng.below(shape.actions));
            // Far from where the ratio is limited, where the loss has a bend, on either side of it.
            const double ratio = row % 3 == 0 ? 2.0 : row % 3 == 1 ? 0.4 : 1.05;
            targets.logProbabilities[row] =
                std::log(p[static_cast<std::size_t>(targets.actions[row])] / ratio);
            targets.advantages[row] = rng.normal();
            targets.returns[row] = rng.normal();
        }
    }

    double loss() {
        pass.forward(network);
        return policyLoss<double>({0.5, 0.1, 0.2}, targets, pass.logits(), pass.values(), dLogits,
                                  dValues);
    }

    Rng rng;
    NavigatorNetwork<double> network;
    NavigatorPass<double> pass;
    PolicyTargets<double> targets;
    std::vector<double> dLogits, dValues;
};

TEST(NavigatorNetwork, GradientOfTheWholeLossThroughTimeIsThatOfFiniteDifferences) {
    for (const std::uint64_t seed : {1, 2, 3}) {
        Case c(seed);
        std::vector<double> gradient(c.network.weights().size());
        c.loss();
        c.pass.backward(c.network, c.dLogits, c.dValues, gradient);
        constexpr double step = 1e-5;
        for (std::size_t i = 0; i < gradient.size(); ++i) {
            double& weight = c.network.weights()[i];
            const double before = weight;
            weight = before + step;
            const double above = c.loss();
            weight = before - step;
            const double below = c.loss();
            weight = before;
            EXPECT_NEAR(gradient[i], (above - below) / (2.0 * step), 1e-8) << seed << " " << i;
        }
    }
}

TEST(NavigatorNetwork, BackwardAddsToTheGradient) {
    Case c(4);
    std::vector<double> once(c.network.weights().size()), twice = once;
    c.loss();
    c.pass.backward(c.network, c.dLogits, c.dValues, once);
    c.pass.backward(c.network, c.dLogits, c.dValues, twice);
    c.pass.forward(c.network);
    c.pass.backward(c.network, c.dLogits, c.dValues, twice);
    for (std::size_t i = 0; i < once.size(); ++i)
        EXPECT_NEAR(twice[i], 2.0 * once[i], 1e-12);
}

TEST(NavigatorNetwork, StepByStepIsTheSameAsAtOnce) {
    Case c(5);
    c.pass.forward(c.network);
    NavigatorPass<double> step(shape, 1, batch);
    std::copy_n(c.pass.initialHidden(), batch * shape.hidden, step.initialHidden());
    std::copy_n(c.pass.initialCell(), batch * shape.hidden, step.initialCell());
    for (int t = 0; t < steps; ++t) {
        const auto take = [t](const std::vector<double>& from, std::vector<double>& to) {
            std::copy_n(from.begin() + t * static_cast<long>(to.size()), to.size(), to.begin());
        };
        take(c.pass.here, step.here);
        take(c.pass.goal, step.goal);
        take(c.pass.senses, step.senses);
        step.forward(c.network);
        for (std::size_t i = 0; i < step.logits().size(); ++i)
            EXPECT_NEAR(step.logits()[i],
                        c.pass.logits()[static_cast<std::size_t>(t) * step.logits().size() + i],
                        1e-12);
        std::copy_n(step.lastHidden(), batch * shape.hidden, step.initialHidden());
        std::copy_n(step.lastCell(), batch * shape.hidden, step.initialCell());
    }
}

TEST(PolicyLoss, AnActionThatPaidMoreThanExpectedBecomesLikelier) {
    PolicyTargets<double> targets;
    targets.resize(1);
    targets.actions = {1};
    targets.logProbabilities = {std::log(1.0 / 3.0)};
    targets.advantages = {2.0};
    targets.returns = {1.0};
    const std::vector<double> logits(3), values{0.25};
    std::vector<double> dLogits(3), dValues(1);
    const double loss =
        policyLoss<double>({0.5, 0.0, 0.2}, targets, logits, values, dLogits, dValues);
    EXPECT_NEAR(loss, -2.0 + 0.25 * 0.75 * 0.75, 1e-12);
    EXPECT_NEAR(dLogits[1], -2.0 * (1.0 - 1.0 / 3.0), 1e-12);
    EXPECT_NEAR(dLogits[0], 2.0 / 3.0, 1e-12);
    EXPECT_NEAR(dValues[0], 0.5 * (0.25 - 1.0), 1e-12);
    // Once it is likelier by more than the limit, nothing is left to gain.
    targets.logProbabilities = {std::log(1.0 / 3.0 / 1.3)};
    policyLoss<double>({0.5, 0.0, 0.2}, targets, logits, values, dLogits, dValues);
    EXPECT_EQ(dLogits[1], 0.0);
}

TEST(GeneralisedAdvantages, LookNoFurtherThanTheEndOfATrial) {
    const std::vector<ValuedDecision> decisions = {
        {0.0, 0.5, 0.6, false}, {1.0, 0.6, 0.0, true}, {0.0, 0.2, 0.3, false}};
    const std::vector<double> advantages = generalisedAdvantages(decisions, 0.9, 0.5);
    EXPECT_NEAR(advantages[2], 0.9 * 0.3 - 0.2, 1e-12);
    EXPECT_NEAR(advantages[1], 1.0 - 0.6, 1e-12);
    EXPECT_NEAR(advantages[0], 0.9 * 0.6 - 0.5 + 0.45 * 0.4, 1e-12);
    // With a trace of 1 the advantage is the discounted return less the value.
    const std::vector<double> whole = generalisedAdvantages(decisions, 0.9, 1.0);
    EXPECT_NEAR(whole[0], 0.9 * 1.0 - 0.5, 1e-12);
}

} // namespace
} // namespace hippodrome::test_vector_navigator_network
