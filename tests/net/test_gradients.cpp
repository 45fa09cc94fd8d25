// Every layer against finite differences: the loss of random networks of every make, each weight
// moved up and down.
#include "core/net/path_integrator_pass.h"

#include "tests/net/finite_differences.h"
#include "tests/net/named_weights.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numeric>

namespace hippodrome::test_gradients {
namespace {

struct Make {
    const char* name;
    PathIntegratorShape shape;
    bool dropout = false;
};

PathIntegratorShape makeShape(Recurrence recurrence, Activation activation, int bottleneck,
                              bool relu, Loss loss, bool biases) {
    PathIntegratorShape shape;
    shape.inputs = 3;
    shape.initialInputs = 4;
    shape.initialBias = biases;
    shape.recurrence = recurrence;
    shape.activation = activation;
    shape.recurrentBias = biases;
    shape.forgetOffset = biases ? 1.0 : 0.0;
    shape.hidden = 6;
    shape.bottleneck = bottleneck;
    shape.bottleneckRelu = relu;
    shape.heads = {{"place", 5, biases, loss}, {"direction", 3, biases, Loss::crossEntropy}};
    return shape;
}

const Make makes[] = {
    {"TanhLstm", makeShape(Recurrence::lstm, Activation::tanh, 0, false, Loss::crossEntropy, true)},
    {"ReluLstm", makeShape(Recurrence::lstm, Activation::relu, 0, false, Loss::squaredError, true)},
    {"LstmLinearBottleneckDropout",
     makeShape(Recurrence::lstm, Activation::tanh, 7, false, Loss::crossEntropy, true), true},
    {"LstmReluBottleneck",
     makeShape(Recurrence::lstm, Activation::tanh, 7, true, Loss::squaredError, false)},
    {"ReluLstmDropout",
     makeShape(Recurrence::lstm, Activation::relu, 0, false, Loss::squaredError, true), true},
    {"LinearLstm",
     makeShape(Recurrence::lstm, Activation::linear, 0, false, Loss::squaredError, true)},
    {"LinearRnn",
     makeShape(Recurrence::rnn, Activation::linear, 0, false, Loss::squaredError, true)},
    {"ReluRnn", makeShape(Recurrence::rnn, Activation::relu, 0, false, Loss::crossEntropy, false)},
    {"TanhRnnReluBottleneck",
     makeShape(Recurrence::rnn, Activation::tanh, 7, true, Loss::squaredError, true)},
};

class Gradients : public ::testing::TestWithParam<Make> {};

TEST_P(Gradients, EqualFiniteDifferences) {
    const Make& make = GetParam();
    Rng rng(17);
    PathIntegratorNetwork<double> network(make.shape);
    network.start({.inputGateBias = 0.3, .forgetGateBias = 0.4, .outputGateBias = 0.5}, rng);
    PathIntegratorPass<double> pass(network, 4, 3);
    for (auto* block : {&pass.inputs, &pass.initialCode, &pass.targets[0]})
        for (double& value : *block)
            value = rng.normal();
    for (double& value : pass.targets[1])
        value = rng.uniform();
    if (make.shape.heads[0].loss == Loss::crossEntropy)
        for (double& value : pass.targets[0])
            value = rng.uniform();
    if (make.dropout) {
        pass.dropoutMask.resize(
            static_cast<std::size_t>(pass.rows() * make.shape.representation()));
        for (double& value : pass.dropoutMask)
            value = rng.uniform() < 0.5 ? 0.0 : 2.0;
    }
    const auto loss = [&] {
        pass.forward();
        const std::vector<double> losses = pass.lossAndOutputGradients({0.1, 0.07});
        return losses[0] + losses[1];
    };
    loss();
    std::vector<double> gradient(network.weights().size(), 0.0);
    pass.backward(gradient);
    testing::expectGradient(network, gradient, loss, 2e-8);
}

INSTANTIATE_TEST_SUITE_P(EveryMake, Gradients, ::testing::ValuesIn(makes),
                         [](const auto& make) { return std::string(make.param.name); });

TEST_P(Gradients, FeedbackThroughTheWeightsIsBackpropagationAndThroughOthersIsNot) {
    const PathIntegratorShape& shape = GetParam().shape;
    Rng rng(23);
    PathIntegratorNetwork<double> network(shape), other(shape);
    network.start({}, rng);
    other.start({}, rng);
    PathIntegratorPass<double> pass(network, 4, 3);
    for (auto* block : {&pass.inputs, &pass.initialCode, &pass.targets[0], &pass.targets[1]})
        for (double& value : *block)
            value = rng.uniform();
    const auto gradientThrough = [&](const double* feedback) {
        std::vector<double> gradient(network.weights().size());
        pass.feedback = feedback;
        pass.forward();
        pass.lossAndOutputGradients({0.1, 0.07});
        pass.backward(gradient);
        return gradient;
    };
    const std::vector<double> exact = gradientThrough(nullptr);
    EXPECT_EQ(gradientThrough(network.weights().data()), exact);
    const std::vector<double> aligned = gradientThrough(other.weights().data());
    // The read-out learns as before, since no error has travelled yet; what lies before it does
    // not.
    const auto farthest = [&](const std::string& name) {
        const auto a = testing::part<const double>(network, aligned, name);
        const auto b = testing::part<const double>(network, exact, name);
        double largest = 0.0;
        for (std::size_t k = 0; k < a.size(); ++k)
            largest = std::max(largest, std::abs(a[k] - b[k]));
        return largest;
    };
    EXPECT_EQ(farthest("place"), 0.0);
    EXPECT_GT(farthest("input"), 1e-4);
}

TEST(Gradients, TwoHalvesOfABatchSumToTheWhole) {
    const PathIntegratorShape shape =
        makeShape(Recurrence::lstm, Activation::relu, 0, false, Loss::squaredError, true);
    Rng rng(5);
    PathIntegratorNetwork<double> network(shape);
    network.start({}, rng);
    PathIntegratorPass<double> whole(network, 3, 4), left(network, 3, 2), right(network, 3, 2);
    const auto fill = [&](std::vector<double>& all, std::vector<double>& l, std::vector<double>& r,
                          int steps) {
        const std::size_t width = all.size() / static_cast<std::size_t>(steps * 4);
        for (int t = 0; t < steps; ++t)
            for (std::size_t b = 0; b < 4; ++b)
                for (std::size_t i = 0; i < width; ++i) {
                    const double value = rng.normal();
                    all[(static_cast<std::size_t>(t) * 4 + b) * width + i] = value;
                    (b < 2 ? l : r)[(static_cast<std::size_t>(t) * 2 + b % 2) * width + i] = value;
                }
    };
    fill(whole.inputs, left.inputs, right.inputs, 3);
    fill(whole.initialCode, left.initialCode, right.initialCode, 1);
    fill(whole.targets[0], left.targets[0], right.targets[0], 3);
    fill(whole.targets[1], left.targets[1], right.targets[1], 3);
    std::vector<double> all(network.weights().size()), halves(all.size());
    for (PathIntegratorPass<double>* pass : {&whole, &left, &right}) {
        pass->forward();
        pass->lossAndOutputGradients({0.1, 0.1});
        pass->backward(pass == &whole ? std::span(all) : std::span(halves));
    }
    for (std::size_t k = 0; k < all.size(); ++k)
        EXPECT_NEAR(all[k], halves[k], 1e-12);
}

} // namespace
} // namespace hippodrome::test_gradients
