#include "core/net/value_network.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace hippodrome::test_value_network {
namespace {

constexpr int features = 9;
constexpr int hidden = 7;
constexpr int actions = 3;

/// States as a table has them, as a population code has them, with all features and with none.
template <class T>
FeatureRows<T> someStates() {
    FeatureRows<T> rows;
    rows.add(4, T(1));
    rows.endRow();
    for (const int feature : {0, 3, 4, 8})
        rows.add(feature, static_cast<T>(0.3 + 0.2 * feature));
    rows.endRow();
    rows.endRow();
    for (int feature = 0; feature < features; ++feature)
        rows.add(feature, static_cast<T>(std::cos(feature)));
    rows.endRow();
    rows.add(4, T(1));
    rows.endRow();
    return rows;
}

template <class T>
std::vector<T> someOutputGradient(int rows) {
    std::vector<T> gradient(static_cast<std::size_t>(rows * actions));
    for (std::size_t i = 0; i < gradient.size(); ++i)
        gradient[i] = static_cast<T>(std::sin(1.0 + 2.0 * static_cast<double>(i)));
    return gradient;
}

template <class T>
ValueNetwork<T> started(std::uint64_t seed) {
    ValueNetwork<T> network(features, hidden, actions);
    Rng rng(seed);
    network.start(rng);
    return network;
}

TEST(ValueNetwork, ComputesWhatItsEquationSays) {
    ValueNetwork<double> network(2, 2, 1);
    const std::vector<double> weights = {1.0,  -2.0,  0.5, 3.0,  // W1 (features, hidden)
                                         0.25, -0.5,             // b1
                                         1.0,  -1.0,  2.0, -4.0, // W2 (hidden, hidden)
                                         0.5,  0.125,            // b2
                                         2.0,  -3.0,             // W3 (actions, hidden)
                                         10.0};                  // b3
    ASSERT_EQ(network.weights().size(), weights.size());
    std::copy(weights.begin(), weights.end(), network.weights().begin());
    FeatureRows<double> states;
    states.add(0, 1.0);
    states.endRow();
    states.add(1, 2.0);
    states.endRow();
    ValuePass<double> pass;
    network.forward(states, pass);
    // relu(1.25, -2.5) = (1.25, 0); relu(1.75, 2.625): 10 + 3.5 - 7.875.
    EXPECT_DOUBLE_EQ(pass.values[0], 5.625);
    // relu(1.25, 5.5); relu(-3.75, -19.375) = 0: the bias.
    EXPECT_DOUBLE_EQ(pass.values[1], 10.0);
}

TEST(ValueNetwork, GradientsEqualFiniteDifferences) {
    const FeatureRows<double> states = someStates<double>();
    const std::vector<double> dValues = someOutputGradient<double>(states.rows());
    std::vector<bool> matters;
    for (std::uint64_t seed = 1; seed <= 8; ++seed) {
        ValueNetwork<double> network = started<double>(seed);
        ValuePass<double> pass;
        const auto loss = [&] {
            network.forward(states, pass);
            return std::inner_product(dValues.begin(), dValues.end(), pass.values.begin(), 0.0);
        };
        std::vector<double> gradient(network.weights().size(), 0.0);
        loss();
        network.backward(states, pass, dValues, gradient);
        matters.resize(gradient.size());
        constexpr double step = 1e-6;
        for (std::size_t k = 0; k < gradient.size(); ++k) {
            double& weight = network.weights()[k];
            const double before = weight;
            weight = before + step;
            const double above = loss();
            weight = before - step;
            const double below = loss();
            weight = before;
            ASSERT_NEAR(gradient[k], (above - below) / (2.0 * step), 1e-8)
                << "weight " << k << ", seed " << seed;
            matters[k] = matters[k] || gradient[k] != 0.0;
        }
    }
    // Units that are off have no gradient: every weight has one under some seed.
    EXPECT_EQ(std::count(matters.begin(), matters.end(), false), 0);
}

TEST(ValueNetwork, AddsToTheGradient) {
    const ValueNetwork<double> network = started<double>(4);
    const FeatureRows<double> states = someStates<double>();
    const std::vector<double> dValues = someOutputGradient<double>(states.rows());
    ValuePass<double> pass;
    network.forward(states, pass);
    std::vector<double> once(network.weights().size(), 0.0);
    network.backward(states, pass, dValues, once);
    std::vector<double> more(once.size(), 2.0);
    network.backward(states, pass, dValues, more);
    for (std::size_t k = 0; k < once.size(); ++k)
        ASSERT_NEAR(more[k], 2.0 + once[k], 1e-12);
}

TEST(ValueNetwork, IsTheSameInFloatAsInDouble) {
    const ValueNetwork<double> exact = started<double>(5);
    ValueNetwork<float> network(features, hidden, actions);
    for (std::size_t k = 0; k < exact.weights().size(); ++k)
        network.weights()[k] = static_cast<float>(exact.weights()[k]);
    const FeatureRows<double> exactStates = someStates<double>();
    const FeatureRows<float> states = someStates<float>();
    ValuePass<double> exactPass;
    ValuePass<float> pass;
    exact.forward(exactStates, exactPass);
    network.forward(states, pass);
    for (std::size_t i = 0; i < exactPass.values.size(); ++i)
        EXPECT_NEAR(static_cast<double>(pass.values[i]), exactPass.values[i], 1e-6);
    std::vector<double> exactGradient(exact.weights().size(), 0.0);
    std::vector<float> gradient(exactGradient.size(), 0.0F);
    exact.backward(exactStates, exactPass, someOutputGradient<double>(states.rows()),
                   exactGradient);
    network.backward(states, pass, someOutputGradient<float>(states.rows()), gradient);
    for (std::size_t k = 0; k < gradient.size(); ++k)
        ASSERT_NEAR(static_cast<double>(gradient[k]), exactGradient[k], 3e-6) << "weight " << k;
}

TEST(ValueNetwork, GivesABatchTheValuesOfItsStates) {
    const ValueNetwork<float> network = started<float>(6);
    const FeatureRows<float> states = someStates<float>();
    const std::vector<float> dValues = someOutputGradient<float>(states.rows());
    ValuePass<float> pass, single;
    network.forward(states, pass);
    std::vector<float> gradient(network.weights().size(), 0.0F), sum(gradient);
    network.backward(states, pass, dValues, gradient);
    for (int row = 0; row < states.rows(); ++row) {
        FeatureRows<float> one;
        for (int i = states.starts[static_cast<std::size_t>(row)];
             i < states.starts[static_cast<std::size_t>(row) + 1]; ++i)
            one.add(states.features[static_cast<std::size_t>(i)],
                    states.activities[static_cast<std::size_t>(i)]);
        one.endRow();
        network.forward(one, single);
        const std::size_t first = static_cast<std::size_t>(row) * actions;
        for (std::size_t a = 0; a < actions; ++a)
            EXPECT_NEAR(single.values[a], pass.values[first + a], 1e-6F) << "row " << row;
        network.backward(one, single, std::span(dValues).subspan(first, actions), sum);
    }
    for (std::size_t k = 0; k < sum.size(); ++k)
        ASSERT_NEAR(sum[k], gradient[k], 3e-6F) << "weight " << k;
}

TEST(ValueNetwork, StartsWithinTheRootOfItsFanIn) {
    ValueNetwork<float> network(100, 16, 4);
    Rng rng(7), same(7);
    network.start(rng);
    ValueNetwork<float> again(100, 16, 4);
    again.start(same);
    EXPECT_TRUE(
        std::equal(network.weights().begin(), network.weights().end(), again.weights().begin()));
    const auto largest = [&](std::size_t first, std::size_t count) {
        float result = 0.0F;
        for (const float weight : network.weights().subspan(first, count))
            result = std::max(result, std::abs(weight));
        return result;
    };
    const std::size_t second = 100 * 16 + 16;
    EXPECT_LE(largest(0, second), 0.1F);
    EXPECT_GT(largest(0, second), 0.099F);
    EXPECT_LE(largest(second, network.weights().size() - second), 0.25F);
    EXPECT_GT(largest(second, network.weights().size() - second), 0.24F);
}

TEST(ValueNetwork, KeepsItsMemoryFromBatchToBatch) {
    const ValueNetwork<float> network = started<float>(8);
    FeatureRows<float> states = someStates<float>();
    const std::vector<float> dValues = someOutputGradient<float>(states.rows());
    std::vector<float> gradient(network.weights().size(), 0.0F);
    ValuePass<float> pass;
    network.forward(states, pass);
    network.backward(states, pass, dValues, gradient);
    const auto where = [&] {
        return std::vector<const float*>{pass.first.data(),   pass.second.data(),
                                         pass.values.data(),  pass.dFirst.data(),
                                         pass.dSecond.data(), states.activities.data()};
    };
    const std::vector<const float*> before = where();
    for (const int rows : {1, 5, 2}) {
        states.clear();
        for (int row = 0; row < rows; ++row) {
            states.add(row, 1.0F);
            states.endRow();
        }
        network.forward(states, pass);
        network.backward(states, pass, dValues, gradient);
    }
    EXPECT_EQ(where(), before);
}

} // namespace
} // namespace hippodrome::test_value_network
