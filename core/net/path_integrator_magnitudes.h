#pragma once

#include "core/net/path_integrator_pass.h"

#include <array>
#include <string>
#include <vector>

namespace hippodrome {

/// The gates of an LSTM in the order in which Pass holds them.
inline constexpr std::array<const char*, 4> gateNames = {"input gate", "forget gate", "candidate",
                                                         "output gate"};

/// How large what travels through a network is, layer by layer and step by step: sums of squares
/// that several passes over parts of a batch add to.
class PathIntegratorMagnitudes {
public:
    struct Layer {
        std::string name;
        std::vector<double> forward;  ///< per step: sum of the squared activities
        std::vector<double> backward; ///< and of their gradients
        double count = 0.0;           ///< numbers per step that were summed
    };

    PathIntegratorMagnitudes() = default;
    PathIntegratorMagnitudes(const PathIntegratorShape& shape, int steps);

    /// From the inputs to the outputs: `input`, the gates of an LSTM, `cell`, `hidden`,
    /// `bottleneck`, and the heads.
    const std::vector<Layer>& layers() const { return layers_; }
    int steps() const { return steps_; }

    /// Call after forward() and before the loss, which replaces the outputs.
    void addForward(const PathIntegratorPass<float>& pass);
    /// Call after backward().
    void addBackward(const PathIntegratorPass<float>& pass);
    void add(const PathIntegratorMagnitudes& other);

    /// Root mean square per step; NaN where nothing was summed (the inputs have no gradient).
    std::vector<float> forward(std::size_t layer) const;
    std::vector<float> backward(std::size_t layer) const;

private:
    std::vector<float> roots(const std::vector<double>& sums, double count) const;

    int steps_ = 0;
    std::vector<Layer> layers_;
};

} // namespace hippodrome
