#include "core/base/npy.h"
#include "core/net/weight_export.h"

#include "tests/net/golden.h"
#include "tests/net/named_weights.h"

#include <unistd.h>

#include <cmath>
#include <cstdint>
#include <cstring>
#include <filesystem>
#include <map>

namespace hippodrome::test_weight_export {
namespace {

/// The network of a recorded PyTorch run, and that run's data.
struct Recorded {
    explicit Recorded(const char* name) : data(golden_lstm::load(name)) {
        shape.inputs = data["dims"]["input"];
        shape.hidden = data["dims"]["hidden"];
        shape.bottleneck = data["dims"]["bottleneck"];
        shape.heads = {{"place", data["dims"]["head1"], true, Loss::crossEntropy},
                       {"direction", data["dims"]["head2"], true, Loss::crossEntropy}};
        network.emplace(shape);
        const Json& weights = data["weights"];
        set("input", weights["weight_ih"]);
        set("recurrent", weights["weight_hh"]);
        std::vector<double> bias = golden_lstm::flat(weights["bias_ih"]);
        const std::vector<double> bias2 = golden_lstm::flat(weights["bias_hh"]);
        for (std::size_t k = 0; k < bias.size(); ++k)
            testing::part(*network, "recurrent_bias")[k] = bias[k] + bias2[k];
        set("bottleneck", weights["bottleneck_weight"]);
        set("place", weights["head1_weight"]);
        set("place_bias", weights["head1_bias"]);
        set("direction", weights["head2_weight"]);
        set("direction_bias", weights["head2_bias"]);
    }
    void set(const std::string& name, const Json& values) {
        const std::vector<double> numbers = golden_lstm::flat(values);
        std::copy(numbers.begin(), numbers.end(), testing::part(*network, name).begin());
    }
    Json data;
    PathIntegratorShape shape;
    std::optional<PathIntegratorNetwork<double>> network;
};

const NamedArray& find(const std::vector<NamedArray>& arrays, const std::string& name) {
    for (const NamedArray& array : arrays)
        if (array.name == name)
            return array;
    throw Error("no array " + name);
}

// What nn.LSTM computes (its documentation), written out from its arrays alone: the exported
// weights must give the hidden states that PyTorch recorded.
TEST(WeightExport, GivesPyTorchItsOwnHiddenStates) {
    const Recorded recorded("lstm_ce_a");
    const std::vector<NamedArray> arrays = torchArrays(*recorded.network);
    const NamedArray& wi = find(arrays, "recurrent.weight_ih_l0");
    const NamedArray& wh = find(arrays, "recurrent.weight_hh_l0");
    const NamedArray& bi = find(arrays, "recurrent.bias_ih_l0");
    const NamedArray& bh = find(arrays, "recurrent.bias_hh_l0");
    const std::size_t hidden = wh.shape[1], inputs = wi.shape[1];
    ASSERT_EQ(wi.shape, (std::vector<std::size_t>{4 * hidden, inputs}));
    ASSERT_EQ(wh.shape, (std::vector<std::size_t>{4 * hidden, hidden}));
    ASSERT_EQ(bi.shape, (std::vector<std::size_t>{4 * hidden}));
    const std::size_t steps = recorded.data["dims"]["T"], batch = recorded.data["dims"]["B"];
    const std::vector<double> x = golden_lstm::flat(recorded.data["inputs"]["x"]);
    std::vector<double> h = golden_lstm::flat(recorded.data["h0"]);
    std::vector<double> c = golden_lstm::flat(recorded.data["c0"]);
    const auto logistic = [](double z) { return 1.0 / (1.0 + std::exp(-z)); };
    std::vector<double> all;
    for (std::size_t t = 0; t < steps; ++t) {
        const std::vector<double> before = h;
        for (std::size_t b = 0; b < batch; ++b)
            for (std::size_t u = 0; u < hidden; ++u) {
                double z[4];
                for (std::size_t gate = 0; gate < 4; ++gate) {
                    const std::size_t row = gate * hidden + u;
                    z[gate] = static_cast<double>(bi.values[row]) + bh.values[row];
                    for (std::size_t k = 0; k < inputs; ++k)
                        z[gate] += wi.values[row * inputs + k] * x[(t * batch + b) * inputs + k];
                    for (std::size_t k = 0; k < hidden; ++k)
                        z[gate] += wh.values[row * hidden + k] * before[b * hidden + k];
                }
                double& cell = c[b * hidden + u];
                cell = logistic(z[1]) * cell + logistic(z[0]) * std::tanh(z[2]);
                h[b * hidden + u] = logistic(z[3]) * std::tanh(cell);
            }
        all.insert(all.end(), h.begin(), h.end());
    }
    golden_lstm::expectEqual(all, recorded.data["outputs"]["h"], "h", 1e-6);
}

TEST(WeightExport, AddsTheForgetOffsetToTheBias) {
    PathIntegratorShape shape;
    shape.hidden = 3;
    shape.forgetOffset = 1.5;
    shape.recurrentBias = false;
    const PathIntegratorNetwork<float> network(shape);
    const std::vector<NamedArray> arrays = torchArrays(network);
    EXPECT_EQ(find(arrays, "recurrent.bias_ih_l0").values,
              (std::vector<float>{0, 0, 0, 1.5f, 1.5f, 1.5f, 0, 0, 0, 0, 0, 0}));
    EXPECT_EQ(find(arrays, "recurrent.bias_hh_l0").values, std::vector<float>(12));
}

TEST(WeightExport, SafetensorsHoldEveryArrayWhereTheHeaderSays) {
    const Recorded recorded("lstm_ce_a");
    const std::vector<NamedArray> arrays = torchArrays(*recorded.network);
    const std::string bytes = safetensorsBytes(arrays, {{"cell", "tanh_lstm"}});
    std::uint64_t length = 0;
    std::memcpy(&length, bytes.data(), sizeof length);
    EXPECT_EQ(length % 8, 0u);
    const Json header = Json::parse(bytes.substr(8, length));
    EXPECT_EQ(header["__metadata__"]["cell"], "tanh_lstm");
    std::size_t expectedBegin = 0;
    for (const NamedArray& array : arrays) {
        const Json& entry = header.at(array.name);
        EXPECT_EQ(entry["dtype"], "F32");
        EXPECT_EQ(entry["shape"], Json(array.shape));
        const std::size_t begin = entry["data_offsets"][0], end = entry["data_offsets"][1];
        EXPECT_EQ(begin, expectedBegin);
        ASSERT_EQ(end - begin, array.values.size() * sizeof(float));
        EXPECT_EQ(std::memcmp(bytes.data() + 8 + length + begin, array.values.data(), end - begin),
                  0);
        expectedBegin = end;
    }
    EXPECT_EQ(bytes.size(), 8 + length + expectedBegin);
}

TEST(WeightExport, ArchivesHoldNumPyFilesUncompressed) {
    const Recorded recorded("lstm_ce_a");
    const std::vector<NamedArray> arrays = torchArrays(*recorded.network);
    const std::string bytes = npzBytes(arrays);
    EXPECT_EQ(bytes, npzBytes(arrays)) << "the same weights give the same bytes";
    EXPECT_EQ(bytes.substr(0, 4), "PK\x03\x04");
    for (const NamedArray& array : arrays) {
        EXPECT_NE(bytes.find(array.name + ".npy"), std::string::npos);
        EXPECT_NE(bytes.find(npyBytes(array.values, array.shape)), std::string::npos);
    }
}

// The module of docs/files.md, written out from the exported arrays alone.
TEST(WeightExport, OfAGatedNetworkGivesPyTorchItsOwnOutputs) {
    const Json data = golden_lstm::load("gated_relu_lstm");
    const int hidden = data["dims"]["hidden"], cells = data["dims"]["place"];
    const int steps = data["dims"]["T"], batch = data["dims"]["B"];
    PathIntegratorShape shape;
    shape.activation = Activation::relu;
    shape.hidden = hidden;
    shape.initialInputs = cells;
    shape.velocityGate = data["gate_scale"];
    shape.rectifiedStart = true;
    shape.heads = {{"place", cells, false, Loss::squaredError}};
    PathIntegratorNetwork<double> network(shape);
    for (const auto& [ours, theirs] :
         std::map<std::string, std::string>{{"input", "weight_ih"},
                                            {"recurrent", "weight_hh"},
                                            {"velocity_gate", "weight_gated"},
                                            {"recurrent_bias", "bias_ih"},
                                            {"initial_state", "state_init_weight"},
                                            {"initial_cell", "cell_init_weight"},
                                            {"place", "decoder"}}) {
        const std::vector<double> numbers = golden_lstm::flat(data["weights"][theirs]);
        ASSERT_EQ(testing::part(network, ours).size(), numbers.size()) << ours;
        std::copy(numbers.begin(), numbers.end(), testing::part(network, ours).begin());
    }
    const std::vector<NamedArray> arrays = torchArrays(network);
    /// Adds to y the product of an array (rows, columns), from a row on, with x.
    const auto add = [&](const std::string& name, int firstRow, const std::vector<double>& x,
                         std::vector<double>& y) {
        const NamedArray& array = find(arrays, name);
        ASSERT_EQ(array.shape[1], x.size()) << name;
        for (std::size_t row = 0; row < y.size(); ++row)
            for (std::size_t k = 0; k < x.size(); ++k)
                y[row] +=
                    array.values[(static_cast<std::size_t>(firstRow) + row) * x.size() + k] * x[k];
    };
    const auto sigmoid = [](double x) { return 1.0 / (1.0 + std::exp(-x)); };
    const auto relu = [](std::vector<double> x) {
        for (double& value : x)
            value = std::max(0.0, value);
        return x;
    };
    const std::vector<double> starts = golden_lstm::flat(data["inputs"]["p0"]);
    const std::vector<double> moves = golden_lstm::flat(data["inputs"]["v"]);
    const std::vector<double> places = golden_lstm::flat(data["outputs"]["place"]);
    const auto units = static_cast<std::size_t>(hidden);
    for (int b = 0; b < batch; ++b) {
        const std::vector<double> start(starts.begin() + b * cells,
                                        starts.begin() + (b + 1) * cells);
        std::vector<double> h(units), c(units);
        add("initial_state.weight", 0, start, h);
        add("initial_cell.weight", 0, start, c);
        h = relu(h);
        c = relu(c);
        for (int t = 0; t < steps; ++t) {
            const double* d = &moves[static_cast<std::size_t>((t * batch + b) * 2)];
            const std::vector<double> move(d, d + 2);
            std::vector<double> gates(4 * units), gated(2 * units), candidates(units);
            const NamedArray& bias = find(arrays, "recurrent.bias_ih_l0");
            std::copy(bias.values.begin(), bias.values.end(), gates.begin());
            add("recurrent.weight_ih_l0", 0, move, gates);
            add("recurrent.weight_hh_l0", 0, h, gates);
            for (std::size_t k = 0; k < 2 * units; ++k)
                gated[k] = move[k / units] / shape.velocityGate * h[k % units];
            add("recurrent.weight_gated", 0, gated, candidates);
            for (std::size_t k = 0; k < units; ++k) {
                const double g = std::max(0.0, gates[2 * units + k] + candidates[k]);
                c[k] = sigmoid(gates[units + k]) * c[k] + sigmoid(gates[k]) * g;
                h[k] = sigmoid(gates[3 * units + k]) * std::max(0.0, c[k]);
            }
            std::vector<double> out(static_cast<std::size_t>(cells));
            add("place.weight", 0, h, out);
            for (std::size_t k = 0; k < out.size(); ++k)
                EXPECT_NEAR(out[k], places[static_cast<std::size_t>((t * batch + b) * cells) + k],
                            1e-5);
        }
    }
}

} // namespace
} // namespace hippodrome::test_weight_export
