#pragma once

#include "core/base/rng.h"
#include "core/net/path_integrator_weights.h"

#include <cassert>
#include <span>
#include <vector>

namespace hippodrome {

/// How weights start.
struct PathIntegratorStart {
    /// Uniform in +-1/sqrt(fan-in), as PyTorch and emergence recipes do, or a normal with standard
    /// deviation 1/sqrt(fan-in) cut at two of them, as TensorFlow 1 and Sonnet do.
    bool truncatedNormal = false;
    double recurrentGateScale = 1.0; ///< multiplies the recurrent weights of the i, f and o gates
    double inputGateBias = 0.0;
    double forgetGateBias = 0.0;
    double outputGateBias = 0.0;
    double recurrentScale = 1.0; ///< multiplies the recurrent weights and those of a velocity gate
    /// Added to each unit's recurrent weight from itself to its candidate: with 1 the state lasts.
    double candidateIdentity = 0.0;
};

/// A path integrator's weights: one contiguous block. Passes over data live in
/// Pass, so that several threads can share one network.
template <class T>
class PathIntegratorNetwork {
public:
    explicit PathIntegratorNetwork(PathIntegratorShape shape);

    const PathIntegratorShape& shape() const { return shape_; }
    std::span<T> weights() { return weights_; }
    std::span<const T> weights() const { return weights_; }
    PathIntegratorWeights<T> parts() { return {shape_, weights_.data()}; }
    PathIntegratorWeights<const T> parts() const { return {shape_, weights_.data()}; }
    /// Of a block that mirrors the weights: a gradient, a slot.
    template <class U>
    PathIntegratorWeights<U> partsOf(std::span<U> block) const {
        assert(block.size() == weights_.size());
        return {shape_, block.data()};
    }

    void start(const PathIntegratorStart& how, Rng& rng);

private:
    PathIntegratorShape shape_;
    std::vector<T> weights_;
};

} // namespace hippodrome
