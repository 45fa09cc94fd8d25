#include "core/net/path_integrator_weights.h"

namespace hippodrome {

namespace {

/// The order of the block, which checkpoints hold. Returns how much was taken of it.
template <class T>
std::size_t layOut(const PathIntegratorShape& shape, T* block, PathIntegratorWeights<T>& weights) {
    WeightBlock<T> parts(block);
    const auto linear = [&](int outputs, int inputs, bool bias) {
        const Matrix<T> matrix = parts.matrix(outputs, inputs);
        return LinearWeights<T>{matrix, bias ? parts.bias(outputs) : std::span<T>()};
    };
    weights.recurrent.input = parts.matrix(shape.gates(), shape.inputs);
    weights.recurrent.recurrent = parts.matrix(shape.gates(), shape.hidden);
    if (shape.gated())
        weights.recurrent.gate = parts.matrix(shape.hidden, 2 * shape.hidden);
    if (shape.recurrentBias)
        weights.recurrent.bias = parts.bias(shape.gates());
    if (shape.initialInputs > 0) {
        weights.initialState = linear(shape.hidden, shape.initialInputs, shape.initialBias);
        if (shape.recurrence == Recurrence::lstm)
            weights.initialCell = linear(shape.hidden, shape.initialInputs, shape.initialBias);
    }
    if (shape.bottleneck > 0)
        weights.bottleneck = linear(shape.bottleneck, shape.hidden, false);
    for (const HeadShape& head : shape.heads)
        weights.heads.push_back(linear(head.outputs, shape.representation(), head.bias));
    return parts.size();
}

} // namespace

template <class T>
PathIntegratorWeights<T>::PathIntegratorWeights(const PathIntegratorShape& shape, T* block) {
    layOut(shape, block, *this);
}

template <class T>
std::vector<NamedWeight<T>>
PathIntegratorWeights<T>::named(const PathIntegratorShape& shape) const {
    std::vector<NamedWeight<T>> list;
    const auto add = [&](const std::string& name, Matrix<T> values) {
        if (values)
            list.push_back({name, values});
    };
    const auto column = [](std::span<T> bias) {
        return matrixOf(bias.data(), static_cast<int>(bias.size()), 1);
    };
    const auto addLinear = [&](const std::string& name, const LinearWeights<T>& map) {
        add(name, map.weights);
        add(name + "_bias", column(map.bias));
    };
    add("input", recurrent.input);
    add("recurrent", recurrent.recurrent);
    add("velocity_gate", recurrent.gate);
    add("recurrent_bias", column(recurrent.bias));
    addLinear("initial_state", initialState);
    addLinear("initial_cell", initialCell);
    addLinear("bottleneck", bottleneck);
    for (std::size_t k = 0; k < heads.size(); ++k)
        addLinear(shape.heads[k].name, heads[k]);
    return list;
}

std::size_t weightCount(const PathIntegratorShape& shape) {
    PathIntegratorWeights<float> none(shape, nullptr);
    return layOut<float>(shape, nullptr, none);
}

template struct PathIntegratorWeights<float>;
template struct PathIntegratorWeights<const float>;
template struct PathIntegratorWeights<double>;
template struct PathIntegratorWeights<const double>;

} // namespace hippodrome
