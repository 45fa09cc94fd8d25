#include "core/net/path_integrator_magnitudes.h"

#include <gtest/gtest.h>

#include <cmath>

namespace hippodrome::test_path_integrator_magnitudes {
namespace {

PathIntegratorShape shapeOf(Recurrence recurrence, int bottleneck) {
    PathIntegratorShape shape;
    shape.inputs = 2;
    shape.initialInputs = 3;
    shape.recurrence = recurrence;
    shape.activation = Activation::tanh;
    shape.hidden = 5;
    shape.bottleneck = bottleneck;
    shape.heads = {{"place", 4, false, Loss::squaredError}};
    return shape;
}

void fill(PathIntegratorPass<float>& pass, Rng& rng) {
    for (float& value : pass.inputs)
        value = static_cast<float>(rng.normal());
    for (float& value : pass.initialCode)
        value = static_cast<float>(rng.normal());
    for (float& value : pass.targets[0])
        value = static_cast<float>(rng.normal());
}

/// Root mean square of one step of (steps, batch, width).
double sizeAt(const float* values, int step, int batch, int width) {
    double sum = 0.0;
    for (int k = 0; k < batch * width; ++k)
        sum += std::pow(values[step * batch * width + k], 2);
    return std::sqrt(sum / (batch * width));
}

const PathIntegratorMagnitudes::Layer& layerOf(const PathIntegratorMagnitudes& sizes,
                                               const std::string& name) {
    for (const PathIntegratorMagnitudes::Layer& layer : sizes.layers())
        if (layer.name == name)
            return layer;
    throw std::runtime_error("no layer " + name);
}

std::size_t indexOf(const PathIntegratorMagnitudes& sizes, const std::string& name) {
    return static_cast<std::size_t>(&layerOf(sizes, name) - sizes.layers().data());
}

TEST(PathIntegratorMagnitudes, AreTheRootMeanSquaresOfWhatTravels) {
    const PathIntegratorShape shape = shapeOf(Recurrence::lstm, 6);
    PathIntegratorNetwork<float> network(shape);
    Rng rng(3);
    network.start({}, rng);
    constexpr int steps = 7, batch = 4;
    PathIntegratorPass<float> pass(network, steps, batch);
    fill(pass, rng);
    pass.forward();
    PathIntegratorMagnitudes sizes(shape, steps);
    sizes.addForward(pass);
    std::vector<double> outputs;
    for (int t = 0; t < steps; ++t)
        outputs.push_back(sizeAt(pass.outputs(0), t, batch, 4));
    pass.lossAndOutputGradients({1.0f});
    std::vector<float> gradient(network.weights().size());
    pass.backward(gradient);
    sizes.addBackward(pass);
    for (int t = 0; t < steps; ++t) {
        const auto step = static_cast<std::size_t>(t);
        EXPECT_NEAR(sizes.forward(indexOf(sizes, "place"))[step], outputs[step], 1e-5);
        EXPECT_NEAR(sizes.backward(indexOf(sizes, "place"))[step],
                    sizeAt(pass.outputs(0), t, batch, 4), 1e-5);
        EXPECT_NEAR(sizes.forward(indexOf(sizes, "hidden"))[step],
                    sizeAt(pass.hidden(), t, batch, 5), 1e-5);
        EXPECT_NEAR(sizes.backward(indexOf(sizes, "bottleneck"))[step],
                    sizeAt(pass.bottleneckGradients().data(), t, batch, 6), 1e-5);
        EXPECT_TRUE(std::isnan(sizes.backward(indexOf(sizes, "input"))[step]))
            << "nobody asks for the gradient of the inputs";
        // A gate's share of the block (steps, batch, 4 x hidden)
        double squares = 0.0;
        for (int b = 0; b < batch; ++b)
            for (int k = 0; k < 5; ++k)
                squares += std::pow(pass.gates()[(t * batch + b) * 20 + 5 + k], 2);
        EXPECT_NEAR(sizes.forward(indexOf(sizes, "forget gate"))[step],
                    std::sqrt(squares / (batch * 5)), 1e-5);
    }
}

TEST(PathIntegratorMagnitudes, PartsOfABatchAddUp) {
    const PathIntegratorShape shape = shapeOf(Recurrence::rnn, 0);
    PathIntegratorNetwork<float> network(shape);
    Rng rng(5);
    network.start({}, rng);
    constexpr int steps = 3;
    PathIntegratorPass<float> whole(network, steps, 4), first(network, steps, 1),
        second(network, steps, 3);
    fill(whole, rng);
    const auto take = [&](PathIntegratorPass<float>& part, int from, int count) {
        for (int t = 0; t < steps; ++t)
            for (int b = 0; b < count; ++b)
                for (int k = 0; k < 2; ++k)
                    part.inputs[static_cast<std::size_t>((t * count + b) * 2 + k)] =
                        whole.inputs[static_cast<std::size_t>((t * 4 + from + b) * 2 + k)];
        for (int b = 0; b < count * 3; ++b)
            part.initialCode[static_cast<std::size_t>(b)] =
                whole.initialCode[static_cast<std::size_t>(from * 3 + b)];
    };
    take(first, 0, 1);
    take(second, 1, 3);
    PathIntegratorMagnitudes all(shape, steps), parts(shape, steps), more(shape, steps);
    for (PathIntegratorPass<float>* pass : {&whole, &first, &second})
        pass->forward();
    all.addForward(whole);
    parts.addForward(first);
    more.addForward(second);
    parts.add(more);
    ASSERT_EQ(parts.layers().size(), 3u)
        << "input, hidden and the head: a plain layer has no gates";
    for (std::size_t layer = 0; layer < 3; ++layer)
        for (std::size_t t = 0; t < steps; ++t)
            EXPECT_NEAR(parts.forward(layer)[t], all.forward(layer)[t], 1e-5);
}

} // namespace
} // namespace hippodrome::test_path_integrator_magnitudes
