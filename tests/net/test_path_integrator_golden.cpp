#include "core/net/path_integrator_pass.h"

#include "tests/net/golden.h"
#include "tests/net/named_weights.h"

namespace hippodrome::test_path_integrator_golden {
namespace {

using golden_lstm::expectEqual;
using golden_lstm::flat;

void setWeights(PathIntegratorNetwork<double>& network, const std::string& name,
                const Json& values) {
    const std::vector<double> numbers = flat(values);
    const std::span<double> target = testing::part(network, name);
    ASSERT_EQ(target.size(), numbers.size()) << name;
    std::copy(numbers.begin(), numbers.end(), target.begin());
}

class LstmGolden : public ::testing::TestWithParam<const char*> {};

TEST_P(LstmGolden, ForwardAndBackwardEqualPyTorch) {
    const Json data = golden_lstm::load(GetParam());
    const Json& dims = data["dims"];
    const bool squared = data["loss_type"].get<std::string>().find("squared") != std::string::npos;
    const bool initialMaps = data["weights"].contains("state_init_weight");
    const Loss lossKind = squared ? Loss::squaredError : Loss::crossEntropy;
    PathIntegratorShape shape;
    shape.inputs = dims["input"];
    shape.hidden = dims["hidden"];
    shape.bottleneck = dims["bottleneck"];
    shape.bottleneckRelu = data["bottleneck_activation"] == "relu";
    shape.heads = {{"head1", dims["head1"], true, lossKind},
                   {"head2", dims["head2"], true, lossKind}};
    shape.initialInputs =
        initialMaps ? static_cast<int>(data["inputs"]["init_conditions"][0].size()) : 0;
    shape.initialBias = initialMaps;

    PathIntegratorNetwork<double> network(shape);
    const Json& weights = data["weights"];
    setWeights(network, "input", weights["weight_ih"]);
    setWeights(network, "recurrent", weights["weight_hh"]);
    std::vector<double> bias = flat(weights["bias_ih"]);
    const std::vector<double> bias2 = flat(weights["bias_hh"]);
    for (std::size_t k = 0; k < bias.size(); ++k)
        testing::part(network, "recurrent_bias")[k] = bias[k] + bias2[k];
    setWeights(network, "bottleneck", weights["bottleneck_weight"]);
    for (const std::string head : {"head1", "head2"}) {
        setWeights(network, head, weights[head + "_weight"]);
        setWeights(network, head + "_bias", weights[head + "_bias"]);
    }
    if (initialMaps) {
        setWeights(network, "initial_state", weights["state_init_weight"]);
        setWeights(network, "initial_state_bias", weights["state_init_bias"]);
        setWeights(network, "initial_cell", weights["cell_init_weight"]);
        setWeights(network, "initial_cell_bias", weights["cell_init_bias"]);
    }

    const int steps = dims["T"], batch = dims["B"];
    PathIntegratorPass<double> pass(network, steps, batch);
    pass.keepInputGradients();
    pass.inputs = flat(data["inputs"]["x"]);
    if (initialMaps) {
        pass.initialCode = flat(data["inputs"]["init_conditions"]);
    } else {
        const std::vector<double> h0 = flat(data["h0"]), c0 = flat(data["c0"]);
        std::copy(h0.begin(), h0.end(), pass.initialHidden());
        std::copy(c0.begin(), c0.end(), pass.initialCell());
    }
    pass.targets[0] = flat(data["targets"]["head1"]);
    pass.targets[1] = flat(data["targets"]["head2"]);
    if (!data["dropout"].is_null()) {
        pass.dropoutMask = flat(data["dropout"]["mask"]);
        for (double& value : pass.dropoutMask)
            value /= data["dropout"]["keep_probability"].get<double>();
    }

    ASSERT_TRUE(pass.forward());
    const std::size_t hiddenCount = static_cast<std::size_t>(steps * batch * shape.hidden);
    expectEqual(std::span(pass.hidden(), hiddenCount), data["outputs"]["h"], "h");
    expectEqual(std::span(pass.lastCell(), static_cast<std::size_t>(batch * shape.hidden)),
                data["outputs"]["c_last"], "c_last");
    for (std::size_t k = 0; k < 2; ++k)
        expectEqual(std::span(pass.outputs(k), pass.targets[k].size()),
                    data["outputs"][shape.heads[k].name], shape.heads[k].name);

    std::vector<double> scales;
    for (const HeadShape& head : shape.heads)
        scales.push_back(1.0 / (steps * batch * (squared ? head.outputs : 1)));
    const std::vector<double> losses = pass.lossAndOutputGradients(scales);
    EXPECT_NEAR(losses[0], data["loss"]["head1"].get<double>(), 1e-12);
    EXPECT_NEAR(losses[1], data["loss"]["head2"].get<double>(), 1e-12);
    for (std::size_t k = 0; k < 2; ++k)
        expectEqual(std::span(pass.outputs(k), pass.targets[k].size()),
                    data["gradients"][shape.heads[k].name], "d" + shape.heads[k].name);

    std::vector<double> gradient(network.weights().size(), 0.0);
    ASSERT_TRUE(pass.backward(gradient));
    const auto part = [&](const std::string& name) {
        return testing::part<double>(network, gradient, name);
    };
    const Json& expected = data["gradients"]["weights"];
    expectEqual(part("input"), expected["weight_ih"], "d input");
    expectEqual(part("recurrent"), expected["weight_hh"], "d recurrent");
    expectEqual(part("recurrent_bias"), expected["bias_ih"], "d bias");
    expectEqual(part("bottleneck"), expected["bottleneck_weight"], "d bottleneck");
    for (const std::string head : {"head1", "head2"}) {
        expectEqual(part(head), expected[head + "_weight"], "d " + head);
        expectEqual(part(head + "_bias"), expected[head + "_bias"], "d bias " + head);
    }
    if (initialMaps) {
        expectEqual(part("initial_state"), expected["state_init_weight"], "d initial state");
        expectEqual(part("initial_state_bias"), expected["state_init_bias"], "d initial bias");
        expectEqual(part("initial_cell"), expected["cell_init_weight"], "d initial cell");
        expectEqual(part("initial_cell_bias"), expected["cell_init_bias"], "d initial cell bias");
    }
    expectEqual(pass.initialHiddenGradient(), data["gradients"]["h0"], "d h0");
    expectEqual(pass.initialCellGradient(), data["gradients"]["c0"], "d c0");
    // The recorded gradient of h is the part that comes through the bottleneck; ours is the total
    // one, through later steps as well. They coincide at the last step.
    const std::size_t stepSize = static_cast<std::size_t>(batch * shape.hidden);
    expectEqual(std::span(pass.hiddenGradients()).last(stepSize), data["gradients"]["h"].back(),
                "d h");
    expectEqual(pass.bottleneckGradients(), data["gradients"]["bottleneck_before_activation"],
                "d bottleneck before activation");
    expectEqual(pass.inputGradients(), data["gradients"]["inputs"]["x"], "d x");
}

INSTANTIATE_TEST_SUITE_P(PyTorch, LstmGolden,
                         ::testing::Values("lstm_ce_a", "lstm_ce_b", "lstm_ce_init_linear",
                                           "lstm_dropout", "lstm_relu_mse"),
                         [](const auto& make) { return std::string(make.param); });

TEST(RnnGolden, ForwardBackwardAndWeightDecayEqualPyTorch) {
    const Json data = golden_lstm::load("rnn_relu");
    const Json& dims = data["dims"];
    PathIntegratorShape shape;
    shape.recurrence = Recurrence::rnn;
    shape.activation = Activation::relu;
    shape.recurrentBias = false;
    shape.inputs = dims["input"];
    shape.hidden = dims["hidden"];
    shape.initialInputs = dims["place"];
    shape.heads = {{"place", dims["place"], false, Loss::crossEntropy}};
    PathIntegratorNetwork<double> network(shape);
    setWeights(network, "initial_state", data["weights"]["encoder"]);
    setWeights(network, "input", data["weights"]["weight_ih"]);
    setWeights(network, "recurrent", data["weights"]["weight_hh"]);
    setWeights(network, "place", data["weights"]["decoder"]);

    const int steps = dims["T"], batch = dims["B"];
    PathIntegratorPass<double> pass(network, steps, batch);
    pass.inputs = flat(data["inputs"]["v"]);
    pass.initialCode = flat(data["inputs"]["p0"]);
    pass.targets[0] = flat(data["targets"]);
    ASSERT_TRUE(pass.forward());
    expectEqual(std::span(pass.outputs(0), pass.targets[0].size()), data["outputs"]["logits"],
                "logits");
    const double loss = pass.lossAndOutputGradients({1.0 / (steps * batch)})[0];
    EXPECT_NEAR(loss, data["loss"]["cross_entropy"].get<double>(), 1e-12);
    std::vector<double> gradient(network.weights().size(), 0.0);
    ASSERT_TRUE(pass.backward(gradient));
    const double decay = data["weight_decay_on_weight_hh"];
    const std::span<double> recurrent = testing::part<double>(network, gradient, "recurrent");
    for (std::size_t k = 0; k < recurrent.size(); ++k)
        recurrent[k] += 2.0 * decay * testing::part(network, "recurrent")[k];
    expectEqual(testing::part<double>(network, gradient, "initial_state"),
                data["gradients"]["encoder"], "enc");
    expectEqual(testing::part<double>(network, gradient, "input"), data["gradients"]["weight_ih"],
                "in");
    expectEqual(recurrent, data["gradients"]["weight_hh"], "recurrent");
    expectEqual(testing::part<double>(network, gradient, "place"), data["gradients"]["decoder"],
                "decoder");
}

TEST(Pass, AStopAbandonsForwardAndBackward) {
    PathIntegratorShape shape;
    shape.hidden = 4;
    shape.heads = {{"place", 3, true, Loss::squaredError}};
    PathIntegratorNetwork<double> network(shape);
    PathIntegratorPass<double> pass(network, 6, 2);
    int asked = 0;
    EXPECT_FALSE(pass.forward([&] { return ++asked == 3; }));
    EXPECT_EQ(asked, 3);
    ASSERT_TRUE(pass.forward());
    pass.lossAndOutputGradients({1.0});
    std::vector<double> gradient(network.weights().size());
    EXPECT_FALSE(pass.backward(gradient, [] { return true; }));
}

} // namespace
} // namespace hippodrome::test_path_integrator_golden
