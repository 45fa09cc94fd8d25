// Networks whose recurrence is gated by velocity, their rectified start, and the objective by which
// every unit alone is to be useful: golden values, finite differences, halves of a batch.
#include "core/net/path_integrator_pass.h"

#include "tests/net/finite_differences.h"
#include "tests/net/golden.h"
#include "tests/net/named_weights.h"

#include <cmath>

namespace hippodrome::test_velocity_gate {
namespace {

using golden_lstm::expectEqual;
using golden_lstm::flat;

PathIntegratorShape gatedShape(Recurrence recurrence, int hidden, int places) {
    PathIntegratorShape shape;
    shape.recurrence = recurrence;
    shape.activation = Activation::relu;
    shape.recurrentBias = recurrence == Recurrence::lstm;
    shape.hidden = hidden;
    shape.initialInputs = places;
    shape.velocityGate = 0.1;
    shape.rectifiedStart = true;
    shape.heads = {{"place", places, false, Loss::squaredError}};
    return shape;
}

struct Names {
    const char* ours;
    const char* theirs;
};

class GatedGolden : public ::testing::TestWithParam<const char*> {};

TEST_P(GatedGolden, ForwardSoloAndBackwardEqualPyTorch) {
    const Json data = golden_lstm::load(GetParam());
    const Json& dims = data["dims"];
    const bool lstm = data["weights"].contains("cell_init_weight");
    PathIntegratorShape shape =
        gatedShape(lstm ? Recurrence::lstm : Recurrence::rnn, dims["hidden"], dims["place"]);
    shape.velocityGate = data["gate_scale"];
    std::vector<Names> names = {{"input", "weight_ih"},
                                {"recurrent", "weight_hh"},
                                {"velocity_gate", "weight_gated"},
                                {"initial_state", lstm ? "state_init_weight" : "encoder"},
                                {"place", "decoder"}};
    if (lstm) {
        names.push_back({"recurrent_bias", "bias_ih"});
        names.push_back({"initial_cell", "cell_init_weight"});
    }
    PathIntegratorNetwork<double> network(shape);
    for (const Names& name : names) {
        const std::vector<double> numbers = flat(data["weights"][name.theirs]);
        ASSERT_EQ(testing::part(network, name.ours).size(), numbers.size()) << name.ours;
        std::copy(numbers.begin(), numbers.end(), testing::part(network, name.ours).begin());
    }
    const int steps = dims["T"], batch = dims["B"];
    PathIntegratorPass<double> pass(network, steps, batch);
    pass.keepInputGradients();
    pass.inputs = flat(data["inputs"]["v"]);
    pass.initialCode = flat(data["inputs"]["p0"]);
    pass.targets[0] = flat(data["targets"]);
    ASSERT_TRUE(pass.forward());
    const auto states = static_cast<std::size_t>(batch * shape.hidden);
    const std::size_t all = states * static_cast<std::size_t>(steps);
    expectEqual(std::span(pass.initialHidden(), states), data["h0"], "h0");
    expectEqual(std::span(pass.hidden(), all), data["outputs"]["h"], "h");
    if (lstm) {
        expectEqual(std::span(pass.initialCell(), states), data["c0"], "c0");
        expectEqual(std::span(pass.cells(), all), data["outputs"]["c"], "c");
    }
    expectEqual(std::span(pass.outputs(0), pass.targets[0].size()), data["outputs"]["place"],
                "place");

    // Over the batch, as two parts would be summed.
    const double samples = steps * batch, meanSquare = data["mean_square"];
    SoloObjective<double> solo(shape.hidden, shape.heads[0].outputs), part = solo;
    const int first = batch; // rows of the first step
    const auto hiddenRows = matrixOf(pass.hidden(), pass.rows(), shape.hidden);
    const Matrix<const double> targets =
        matrixOf(pass.targets[0].data(), pass.rows(), shape.heads[0].outputs);
    ASSERT_TRUE(solo.add(hiddenRows.someRows(0, first), targets.someRows(0, first)));
    ASSERT_TRUE(part.add(hiddenRows.someRows(first, pass.rows() - first),
                         targets.someRows(first, pass.rows() - first)));
    solo.add(part);
    solo.finish(samples, shape.heads[0].outputs * meanSquare, data["beta"]);
    expectEqual(solo.useful(), data["solo"]["J"], "J");
    expectEqual(solo.squares(), data["solo"]["q"], "q");
    EXPECT_NEAR(solo.loss(), data["loss"]["solo"].get<double>(), 1e-12);

    const double loss =
        pass.lossAndOutputGradients({1.0 / (samples * shape.heads[0].outputs * meanSquare)})[0];
    EXPECT_NEAR(loss, data["loss"]["squared_error"].get<double>(), 1e-12);
    for (const bool withSolo : {false, true}) {
        pass.solo.clear();
        if (withSolo)
            pass.solo.push_back({&solo, targets});
        std::vector<double> gradient(network.weights().size(), 0.0);
        ASSERT_TRUE(pass.backward(gradient));
        const double decay = withSolo ? data["weight_decay"].get<double>() : 0.0;
        for (const char* name : {"recurrent", "velocity_gate"}) {
            const std::span<double> block = testing::part<double>(network, gradient, name);
            for (std::size_t k = 0; k < block.size(); ++k)
                block[k] += 2.0 * decay * testing::part(network, name)[k];
        }
        if (lstm) // the candidates' biases are not learned
            for (int k = 2 * shape.hidden; k < 3 * shape.hidden; ++k)
                testing::part<double>(network, gradient,
                                      "recurrent_bias")[static_cast<std::size_t>(k)] = 0;
        const Json& expected =
            data[withSolo ? "gradients" : "gradients_squared_error_only"]["weights"];
        for (const Names& name : names)
            expectEqual(testing::part<double>(network, gradient, name.ours), expected[name.theirs],
                        std::string(name.ours) + (withSolo ? " with solo" : ""));
    }
    const Json& expected = data["gradients"];
    expectEqual(pass.inputGradients(), expected["inputs"]["v"], "d v");
    expectEqual(pass.hiddenGradients(), expected["h"], "d h");
    expectEqual(pass.initialHiddenGradient(), expected["h0_before_rectifier"], "d h0");
    if (lstm)
        expectEqual(pass.initialCellGradient(), expected["c0_before_rectifier"], "d c0");
}

INSTANTIATE_TEST_SUITE_P(PyTorch, GatedGolden,
                         ::testing::Values("gated_relu_lstm", "gated_relu_rnn"),
                         [](const auto& make) { return std::string(make.param); });

/// A network of every kind with a gate, a bottleneck and dropout too.
struct Make {
    const char* name;
    Recurrence recurrence;
    Activation activation;
    int bottleneck;
    double outputNoise = 0.0;
};

class GatedGradients : public ::testing::TestWithParam<Make> {};

TEST_P(GatedGradients, EqualFiniteDifferences) {
    const Make& make = GetParam();
    PathIntegratorShape shape = gatedShape(make.recurrence, 6, 5);
    shape.activation = make.activation;
    shape.bottleneck = make.bottleneck;
    Rng rng(31);
    PathIntegratorNetwork<double> network(shape);
    network.start({.inputGateBias = 0.3,
                   .forgetGateBias = 0.4,
                   .outputGateBias = 0.5,
                   .recurrentScale = 0.7,
                   .candidateIdentity = 0.3},
                  rng);
    PathIntegratorPass<double> pass(network, 4, 3);
    for (auto* block : {&pass.initialCode, &pass.targets[0]})
        for (double& value : *block)
            value = rng.normal();
    for (double& value : pass.inputs)
        value = 0.1 * rng.normal(); // metres
    pass.setOutputNoise(make.outputNoise, 12);
    SoloObjective<double> solo(shape.hidden, shape.heads[0].outputs);
    const Matrix<const double> targets =
        matrixOf(pass.targets[0].data(), pass.rows(), shape.heads[0].outputs);
    const auto loss = [&] {
        pass.forward();
        solo.clear();
        solo.add(matrixOf(pass.hidden(), pass.rows(), shape.hidden), targets);
        solo.finish(pass.rows(), 4.0, 1.5);
        return pass.lossAndOutputGradients({0.1})[0] + solo.loss();
    };
    loss();
    pass.solo = {{&solo, targets}};
    std::vector<double> gradient(network.weights().size(), 0.0);
    pass.backward(gradient);
    testing::expectGradient(network, gradient, loss, 5e-8);
}

INSTANTIATE_TEST_SUITE_P(
    EveryMake, GatedGradients,
    ::testing::Values(Make{"ReluLstm", Recurrence::lstm, Activation::relu, 0},
                      Make{"TanhLstmBottleneck", Recurrence::lstm, Activation::tanh, 4},
                      Make{"ReluRnn", Recurrence::rnn, Activation::relu, 0},
                      Make{"TanhRnn", Recurrence::rnn, Activation::tanh, 0},
                      Make{"NoisyReluLstm", Recurrence::lstm, Activation::relu, 0, 0.8},
                      Make{"NoisyTanhRnn", Recurrence::rnn, Activation::tanh, 4, 0.3}),
    [](const auto& make) { return std::string(make.param.name); });

/// In float, on the kernels, the same as in double to its rounding.
TEST(VelocityGate, FloatAgreesWithDouble) {
    const PathIntegratorShape shape = gatedShape(Recurrence::lstm, 37, 29);
    Rng rng(5);
    PathIntegratorNetwork<double> exact(shape);
    exact.start({.candidateIdentity = 1.1}, rng);
    PathIntegratorNetwork<float> quick(shape);
    std::copy(exact.weights().begin(), exact.weights().end(), quick.weights().begin());
    PathIntegratorPass<double> slow(exact, 5, 9);
    PathIntegratorPass<float> fast(quick, 5, 9);
    const auto fill = [&](std::vector<double>& a, std::vector<float>& b, double size) {
        for (std::size_t k = 0; k < a.size(); ++k)
            a[k] = b[k] = static_cast<float>(size * rng.normal());
    };
    fill(slow.inputs, fast.inputs, 0.05);
    fill(slow.initialCode, fast.initialCode, 0.5);
    fill(slow.targets[0], fast.targets[0], 0.5);
    slow.setOutputNoise(0.4, 3);
    fast.setOutputNoise(0.4, 3);
    const auto gradientOf = [&]<class T>(PathIntegratorPass<T>& pass,
                                         const PathIntegratorNetwork<T>& network) {
        SoloObjective<T> solo(shape.hidden, shape.heads[0].outputs);
        const Matrix<const T> targets =
            matrixOf<const T>(pass.targets[0].data(), pass.rows(), shape.heads[0].outputs);
        pass.forward();
        solo.add(matrixOf(pass.hidden(), pass.rows(), shape.hidden), targets);
        solo.finish(pass.rows(), 7.0, 3.0);
        pass.lossAndOutputGradients({T(0.01)});
        pass.solo = {{&solo, targets}};
        std::vector<T> gradient(network.weights().size());
        pass.backward(gradient);
        return gradient;
    };
    const std::vector<double> expected = gradientOf(slow, exact);
    const std::vector<float> found = gradientOf(fast, quick);
    double size = 0.0, error = 0.0;
    for (std::size_t k = 0; k < expected.size(); ++k) {
        size = std::max(size, std::abs(expected[k]));
        error = std::max(error, std::abs(expected[k] - found[k]));
    }
    EXPECT_LT(error, 1e-4 * size);
}

TEST(SoloObjective, OfABlockLeavesTheOtherUnitsAlone) {
    constexpr int rows = 40, targets = 3, units = 5, first = 2, end = 4;
    Rng rng(4);
    std::vector<double> g(rows * units), p(rows * targets), own(rows * (end - first));
    for (double& value : g)
        value = std::abs(rng.normal());
    for (double& value : p)
        value = rng.normal();
    for (int row = 0; row < rows; ++row)
        for (int unit = first; unit < end; ++unit)
            own[static_cast<std::size_t>(row * (end - first) + unit - first)] =
                g[static_cast<std::size_t>(row * units + unit)];
    SoloObjective<double> block(units, targets, first, end), alone(end - first, targets);
    const auto table = [](std::vector<double>& values) {
        return matrixOf(values.data(), rows, static_cast<int>(values.size()) / rows);
    };
    block.add(table(g), table(p));
    alone.add(table(own), table(p));
    block.finish(rows, 2.0, 3.0);
    alone.finish(rows, 2.0, 3.0);
    EXPECT_DOUBLE_EQ(block.loss(), alone.loss());
    std::vector<double> gradient(g.size()), expected(own.size());
    block.addGradient(table(g), table(p), table(gradient));
    alone.addGradient(table(own), table(p), table(expected));
    for (int row = 0; row < rows; ++row)
        for (int unit = 0; unit < units; ++unit) {
            const double found = gradient[static_cast<std::size_t>(row * units + unit)];
            if (unit < first || unit >= end)
                EXPECT_EQ(found, 0.0);
            else
                EXPECT_NEAR(found,
                            expected[static_cast<std::size_t>(row * (end - first) + unit - first)],
                            1e-15);
        }
}

TEST(SoloObjective, IsTheShareThatTheBestReadOutOfAUnitExplains) {
    // Least squares of targets on one activity: what it takes away of their sum of squares.
    constexpr int rows = 50, targets = 3;
    Rng rng(9);
    std::vector<double> g(rows), p(rows * targets);
    for (double& value : g)
        value = std::abs(rng.normal());
    for (std::size_t k = 0; k < p.size(); ++k)
        p[k] = 0.5 * g[k / targets] + rng.normal();
    double all = 0.0, square = 0.0, explained = 0.0;
    for (const double value : p)
        all += value * value;
    for (const double value : g)
        square += value * value;
    for (int target = 0; target < targets; ++target) {
        double product = 0.0;
        for (int row = 0; row < rows; ++row)
            product += g[static_cast<std::size_t>(row)] *
                       p[static_cast<std::size_t>(row * targets + target)];
        explained += product * product / square;
    }
    SoloObjective<double> solo(1, targets);
    solo.add(matrixOf(g.data(), rows, 1), matrixOf(p.data(), rows, targets));
    solo.finish(rows, all / rows, 2.0);
    EXPECT_NEAR(solo.useful()[0], explained / all, 1e-5);
    EXPECT_NEAR(solo.loss(), -2.0 * solo.useful()[0], 1e-12);
}

} // namespace
} // namespace hippodrome::test_velocity_gate
