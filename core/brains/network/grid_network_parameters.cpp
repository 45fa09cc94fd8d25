#include "core/brains/network/grid_network_parameters.h"

#include <algorithm>
#include <cmath>

namespace hippodrome {

PathIntegratorShape GridNetworkParameters::shape(int placeCells, bool distribution) const {
    PathIntegratorShape shape;
    shape.inputs = inputs == Inputs::displacement ? 2 : 3;
    shape.initialInputs = placeCells + headDirectionCells;
    shape.initialBias = initialBias;
    const bool lstm = cell == Cell::tanhLstm || cell == Cell::reluLstm || cell == Cell::linearLstm;
    shape.recurrence = lstm ? Recurrence::lstm : Recurrence::rnn;
    if (cell == Cell::reluLstm || cell == Cell::reluRnn)
        shape.activation = Activation::relu;
    else if (cell == Cell::linearLstm || cell == Cell::linearRnn)
        shape.activation = Activation::linear;
    shape.recurrentBias = recurrentBias;
    shape.forgetOffset = forgetOffset;
    shape.velocityGate = velocityGate ? displacementScale / inputUnit : 0.0; // its inputs' scale
    shape.rectifiedStart = rectifiedStart;
    shape.hidden = units;
    shape.bottleneck = bottleneck;
    shape.bottleneckRelu = bottleneckRelu;
    shape.heads.push_back(
        {"place", placeCells, readOutBias, distribution ? Loss::crossEntropy : Loss::squaredError});
    if (headDirectionCells > 0)
        shape.heads.push_back({"direction", headDirectionCells, readOutBias, Loss::crossEntropy});
    return shape;
}

void GridNetworkParameters::requireSound() const {
    const bool distribution = placeCode.code == PlaceCodeParameters::Code::softmax ||
                              placeCode.code == PlaceCodeParameters::Code::softmaxDifference;
    const auto refuse = [](const std::string& what, const char* field) {
        throw Error(what).atField(field);
    };
    const std::string gate = "expected inputs \"displacement\" with a velocity gate, which "
                             "multiplies by displacements, found \"speed_and_turn\"";
    if (velocityGate && inputs != Inputs::displacement)
        refuse(gate, "velocity_gate");
    for (const double weight : {solo, soloEnd})
        if (weight > 0.0 && distribution)
            refuse("expected a place code that is learned with squared error "
                   "(\"difference_of_gaussians\" or \"gaussian\") where units are to be useful "
                   "alone, found a distribution",
                   "solo");
        else if (weight > 0.0 && inputs != Inputs::displacement)
            refuse("expected inputs \"displacement\" where units are to be useful alone, found "
                   "\"speed_and_turn\"",
                   "solo");
    if (velocityGate && distribution)
        refuse("expected a place code that is learned with squared error with a velocity gate, "
               "found a distribution",
               "velocity_gate");
}

void GridNetworkParameters::requireMemoryFor(const PathIntegratorShape& shape) const {
    // What Pass keeps for each step of each path, and what mirrors the weights: their gradient, in
    // every shard too, and two slots of the optimiser.
    double recurrentLayer = (3.0 + 2.0 * shape.gateBlocks()) * shape.hidden;
    if (shape.gated())
        recurrentLayer += 2.0 * shape.hidden;
    double perRow = shape.inputs + recurrentLayer + 4.0 * shape.bottleneck;
    for (const HeadShape& head : shape.heads)
        perRow += 2.0 * head.outputs;
    perRow += (modules - 1.0) * shape.heads[0].outputs;
    const double rows = static_cast<double>(batch) * steps;
    const double weights = static_cast<double>(weightCount(shape));
    const double bytes =
        sizeof(float) * (rows * perRow + weights * (4.0 + std::min(shards, batch)));
    if (bytes > trainingMemory)
        throw Error("training would need " + formatNumber(std::ceil(bytes / 1e8) / 10.0) +
                    " GB of memory, more than the " + formatNumber(trainingMemory / 1e9) +
                    " that are allowed; choose a smaller batch, fewer steps or fewer units")
            .atField("batch");
}

PathIntegratorStart GridNetworkParameters::weightStart() const {
    return {start == Start::truncatedNormal,
            recurrentGateScale,
            inputGateBias,
            forgetGateBias,
            outputGateBias,
            recurrentStartScale,
            candidateIdentity};
}

double GridNetworkParameters::scaleOf(const ArenaGeometry& arena) {
    constexpr double side = 2.2;   // [m]
    constexpr double digits = 1e6; // so that the box itself has exactly 1
    return std::max(1.0 / digits, std::round(std::sqrt(arena.area()) / side * digits) / digits);
}

const std::vector<GridNetworkParameters::AutomaticNumber>&
GridNetworkParameters::automaticNumbers() {
    static const std::vector<AutomaticNumber> numbers = {
        {"place_code.width", [](GridNetworkParameters& p) -> double& { return p.placeCode.width; }},
        {"walk.speed_scale", [](GridNetworkParameters& p) -> double& { return p.walk.speedScale; }},
        {"walk.border_band", [](GridNetworkParameters& p) -> double& { return p.walk.borderBand; }},
        {"input_unit", [](GridNetworkParameters& p) -> double& { return p.inputUnit; }},
        {"displacement_scale",
         [](GridNetworkParameters& p) -> double& { return p.displacementScale; }}};
    return numbers;
}

GridNetworkParameters GridNetworkParameters::resolvedFor(const ArenaGeometry& arena) const {
    GridNetworkParameters resolved = *this;
    for (const AutomaticNumber& number : automaticNumbers())
        if (double& value = number.of(resolved); std::isnan(value))
            value = std::clamp(scaleOf(arena) * number.in({}), number.range().minimum,
                               number.range().maximum);
    return resolved;
}

bool GridNetworkParameters::automatic() const {
    return std::any_of(automaticNumbers().begin(), automaticNumbers().end(),
                       [&](const AutomaticNumber& n) { return std::isnan(n.in(*this)); });
}

double GridNetworkParameters::learningRateAfter(long updates) const {
    return rateFall > 0.0 ? learningRate * std::pow(0.1, static_cast<double>(updates) / rateFall)
                          : learningRate;
}

GridNetworkParameters::Curriculum
GridNetworkParameters::curriculum(long updates, std::optional<long> soloFallsFrom) const {
    const auto progress = [&](int whole) {
        return whole <= 0 ? 1.0 : std::min(1.0, static_cast<double>(updates) / whole);
    };
    const auto fallen = [&](long from, int fall) {
        return std::clamp(static_cast<double>(updates - from) / fall, 0.0, 1.0);
    };
    const long from = soloLevel > 0.0 ? soloFallsFrom.value_or(updates) : soloHold;
    return {.speedFactor = speedStart + (speedEnd - speedStart) * progress(speedRamp),
            .dropout = dropoutFall > 0 ? dropout * (1.0 - progress(dropoutFall)) : dropout,
            .outputNoise =
                outputNoiseFall > 0 ? outputNoise * (1.0 - progress(outputNoiseFall)) : outputNoise,
            .solo = soloFall > 0 ? solo + (soloEnd - solo) * fallen(from, soloFall) : solo};
}

} // namespace hippodrome
