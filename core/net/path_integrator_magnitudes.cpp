#include "core/net/path_integrator_magnitudes.h"

#include <algorithm>
#include <cmath>

namespace hippodrome {

namespace {

/// Adds, for each step, the squares of `width` numbers of every row, the first of which lies
/// `offset` into the row.
void addSquares(const float* values, int steps, int batch, int stride, int offset, int width,
                std::vector<double>& sums) {
    for (int t = 0; t < steps; ++t) {
        double sum = 0.0;
        for (int b = 0; b < batch; ++b) {
            const float* row = values + (static_cast<long>(t) * batch + b) * stride + offset;
            float part = 0.0f;
            for (int k = 0; k < width; ++k)
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

PathIntegratorMagnitudes::Layer* PathIntegratorMagnitudes::find(const std::string& name) {
    const auto layer = std::find_if(layers_.begin(), layers_.end(),
                                    [&](const Layer& candidate) { return candidate.name == name; });
    return layer == layers_.end() ? nullptr : &*layer;
}

void PathIntegratorMagnitudes::addForward(const PathIntegratorPass<float>& pass) {
    const PathIntegratorShape& shape = pass.shape();
    const auto add = [&](const std::string& name, const float* values, int stride, int offset,
                         int width) {
        if (Layer* layer = find(name)) {
            addSquares(values, steps_, pass.batch(), stride, offset, width, layer->forward);
            layer->count += static_cast<double>(pass.batch()) * width;
        }
    };
    add("input", pass.inputs.data(), shape.inputs, 0, shape.inputs);
    const int gates = shape.gateBlocks() * shape.hidden;
    if (shape.recurrence == Recurrence::lstm) {
        for (int g = 0; g < shape.gateBlocks(); ++g)
            add(gateNames[static_cast<std::size_t>(g)], pass.gates(), gates, g * shape.hidden,
                shape.hidden);
        add("cell", pass.cells(), shape.hidden, 0, shape.hidden);
    }
    add("hidden", pass.hidden(), shape.hidden, 0, shape.hidden);
    if (shape.bottleneck > 0)
        add("bottleneck", pass.representation(), shape.bottleneck, 0, shape.bottleneck);
    for (std::size_t k = 0; k < shape.heads.size(); ++k)
        add(shape.heads[k].name, pass.outputs(k), shape.heads[k].outputs, 0,
            shape.heads[k].outputs);
}

void PathIntegratorMagnitudes::addBackward(const PathIntegratorPass<float>& pass) {
    const PathIntegratorShape& shape = pass.shape();
    const auto add = [&](const std::string& name, const float* values, int stride, int offset,
                         int width) {
        if (Layer* layer = find(name))
            addSquares(values, steps_, pass.batch(), stride, offset, width, layer->backward);
    };
    const int gates = shape.gateBlocks() * shape.hidden;
    if (shape.recurrence == Recurrence::lstm)
        for (int g = 0; g < shape.gateBlocks(); ++g)
            add(gateNames[static_cast<std::size_t>(g)], pass.gateGradients(), gates,
                g * shape.hidden, shape.hidden);
    add("hidden", pass.hiddenGradients().data(), shape.hidden, 0, shape.hidden);
    if (shape.bottleneck > 0)
        add("bottleneck", pass.bottleneckGradients().data(), shape.bottleneck, 0, shape.bottleneck);
    for (std::size_t k = 0; k < shape.heads.size(); ++k)
        add(shape.heads[k].name, pass.outputs(k), shape.heads[k].outputs, 0,
            shape.heads[k].outputs);
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
