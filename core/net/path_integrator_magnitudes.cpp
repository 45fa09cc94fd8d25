#include "core/net/path_integrator_magnitudes.h"

#include <algorithm>
#include <cassert>
#include <cmath>

namespace hippodrome {

namespace {

/// Adds, for each step, the squares of all numbers of its rows: values are (steps * batch, width).
void addSquares(Matrix<const float> values, std::vector<double>& sums) {
    const int steps = static_cast<int>(sums.size()), batch = values.rows / steps;
    for (int t = 0; t < steps; ++t) {
        double sum = 0.0;
        for (int b = 0; b < batch; ++b) {
            const float* row = values.row(t * batch + b);
            float part = 0.0f;
            for (int k = 0; k < values.columns; ++k)
                part += row[k] * row[k];
            sum += static_cast<double>(part);
        }
        sums[static_cast<std::size_t>(t)] += sum;
    }
}

} // namespace

PathIntegratorMagnitudes::PathIntegratorMagnitudes(const PathIntegratorShape& shape, int steps)
    : steps_(steps) {
    const auto add = [&](const std::string& name) {
        const std::vector<double> none(static_cast<std::size_t>(steps), 0.0);
        layers_.push_back({name, none, none, 0.0});
    };
    add("input");
    if (shape.recurrence == Recurrence::lstm) {
        for (const char* gate : gateNames)
            add(gate);
        add("cell");
    }
    add("hidden");
    if (shape.bottleneck > 0)
        add("bottleneck");
    for (const HeadShape& head : shape.heads)
        add(head.name);
}

void PathIntegratorMagnitudes::addForward(const PathIntegratorPass<float>& pass) {
    const PathIntegratorShape& shape = pass.shape();
    auto layer = layers_.begin();
    const auto add = [&](Matrix<const float> values) {
        addSquares(values, layer->forward);
        layer->count += static_cast<double>(pass.batch()) * values.columns;
        ++layer;
    };
    const auto table = [&](const float* values, int columns) {
        return matrixOf(values, pass.rows(), columns);
    };
    add(table(pass.inputs.data(), shape.inputs));
    if (shape.recurrence == Recurrence::lstm) {
        for (int g = 0; g < shape.gateBlocks(); ++g)
            add(table(pass.gates(), shape.gates()).someColumns(g * shape.hidden, shape.hidden));
        add(table(pass.cells(), shape.hidden));
    }
    add(table(pass.hidden(), shape.hidden));
    if (shape.bottleneck > 0)
        add(table(pass.representation(), shape.bottleneck));
    for (std::size_t k = 0; k < shape.heads.size(); ++k)
        add(table(pass.outputs(k), shape.heads[k].outputs));
    assert(layer == layers_.end());
}

void PathIntegratorMagnitudes::addBackward(const PathIntegratorPass<float>& pass) {
    const PathIntegratorShape& shape = pass.shape();
    auto layer = layers_.begin() + 1; // inputs have no gradient
    const auto add = [&](Matrix<const float> values) { addSquares(values, (layer++)->backward); };
    const auto table = [&](const float* values, int columns) {
        return matrixOf(values, pass.rows(), columns);
    };
    if (shape.recurrence == Recurrence::lstm) {
        for (int g = 0; g < shape.gateBlocks(); ++g)
            add(table(pass.gateGradients(), shape.gates())
                    .someColumns(g * shape.hidden, shape.hidden));
        ++layer; // nor have cells
    }
    add(table(pass.hiddenGradients().data(), shape.hidden));
    if (shape.bottleneck > 0)
        add(table(pass.bottleneckGradients().data(), shape.bottleneck));
    for (std::size_t k = 0; k < shape.heads.size(); ++k)
        add(table(pass.outputs(k), shape.heads[k].outputs));
    assert(layer == layers_.end());
}

void PathIntegratorMagnitudes::add(const PathIntegratorMagnitudes& other) {
    for (std::size_t k = 0; k < layers_.size(); ++k) {
        Layer& layer = layers_[k];
        const Layer& more = other.layers_[k];
        for (std::size_t t = 0; t < layer.forward.size(); ++t) {
            layer.forward[t] += more.forward[t];
            layer.backward[t] += more.backward[t];
        }
        layer.count += more.count;
    }
}

std::vector<float> PathIntegratorMagnitudes::roots(const std::vector<double>& sums,
                                                   double count) const {
    std::vector<float> result;
    result.reserve(sums.size());
    const bool any = std::any_of(sums.begin(), sums.end(), [](double sum) { return sum > 0.0; });
    for (const double sum : sums)
        result.push_back(any && count > 0.0 ? static_cast<float>(std::sqrt(sum / count))
                                            : std::nanf(""));
    return result;
}

std::vector<float> PathIntegratorMagnitudes::forward(std::size_t layer) const {
    return roots(layers_[layer].forward, layers_[layer].count);
}

std::vector<float> PathIntegratorMagnitudes::backward(std::size_t layer) const {
    return roots(layers_[layer].backward, layers_[layer].count);
}

} // namespace hippodrome
