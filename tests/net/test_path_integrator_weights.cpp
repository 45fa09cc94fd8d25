#include "core/net/path_integrator_network.h"

#include <gtest/gtest.h>

#include <numeric>

namespace hippodrome::test_path_integrator_weights {
namespace {

std::vector<std::string> namesOf(const PathIntegratorShape& shape) {
    const PathIntegratorNetwork<float> network(shape);
    std::vector<std::string> names;
    // Each weight begins where the one before it ends, and the last one ends with the block.
    const float* next = network.weights().data();
    for (const NamedWeight<const float>& weight : network.parts().named(shape)) {
        EXPECT_EQ(weight.values.data, next) << weight.name;
        EXPECT_TRUE(weight.values.dense());
        next += weight.values.size();
        names.push_back(weight.name);
    }
    EXPECT_EQ(next, network.weights().data() + network.weights().size());
    EXPECT_EQ(weightCount(shape), network.weights().size());
    return names;
}

TEST(PathIntegratorWeights, FillTheBlockInTheOrderOfCheckpoints) {
    PathIntegratorShape shape;
    shape.inputs = 3;
    shape.hidden = 5;
    shape.velocityGate = 0.1;
    shape.initialInputs = 4;
    shape.initialBias = true;
    shape.bottleneck = 6;
    shape.heads = {{"place", 7, true, Loss::squaredError}, {"direction", 2, false}};
    EXPECT_EQ(namesOf(shape),
              (std::vector<std::string>{"input", "recurrent", "velocity_gate", "recurrent_bias",
                                        "initial_state", "initial_state_bias", "initial_cell",
                                        "initial_cell_bias", "bottleneck", "place", "place_bias",
                                        "direction"}));
}

TEST(PathIntegratorWeights, AreEmptyWhereTheNetworkHasNone) {
    PathIntegratorShape shape;
    shape.recurrence = Recurrence::rnn;
    shape.hidden = 5;
    shape.recurrentBias = false;
    shape.initialInputs = 4;
    shape.heads = {{"place", 7, false}};
    EXPECT_EQ(namesOf(shape),
              (std::vector<std::string>{"input", "recurrent", "initial_state", "place"}));
    const PathIntegratorNetwork<float> network(shape);
    const PathIntegratorWeights<const float> weights = network.parts();
    EXPECT_FALSE(weights.recurrent.gate);
    EXPECT_TRUE(weights.recurrent.bias.empty());
    EXPECT_FALSE(weights.initialCell);
    EXPECT_TRUE(weights.initialState);
    EXPECT_TRUE(weights.initialState.bias.empty());
    EXPECT_FALSE(weights.bottleneck);
}

TEST(PathIntegratorWeights, OfAMirrorLieWhereThoseOfTheNetworkDo) {
    PathIntegratorShape shape;
    shape.hidden = 5;
    shape.heads = {{"place", 7, true}};
    const PathIntegratorNetwork<double> network(shape);
    std::vector<double> gradient(network.weights().size());
    std::iota(gradient.begin(), gradient.end(), 0.0);
    const PathIntegratorWeights<double> parts = network.partsOf(std::span(gradient));
    EXPECT_EQ(parts.heads[0].weights.row(1)[2],
              parts.heads[0].weights.data - gradient.data() + 5 + 2);
    EXPECT_EQ(parts.heads[0].bias.back(), gradient.back());
}

} // namespace
} // namespace hippodrome::test_path_integrator_weights
