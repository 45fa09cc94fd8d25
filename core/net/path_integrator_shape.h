#pragma once

#include "core/net/recurrent_shape.h"

#include <cstddef>
#include <string>
#include <vector>

namespace hippodrome {

enum class Loss {
    crossEntropy, ///< softmax cross-entropy with soft targets
    squaredError  ///< squared difference, mean over the outputs
};

/// A read-out: a linear map of the last hidden layer to `outputs` values.
struct HeadShape {
    std::string name;
    int outputs = 0;
    bool bias = true;
    Loss loss = Loss::squaredError;
};

/// The layers of a path integrator: an initial code sets the state, inputs drive the recurrent
/// layer, an optional bottleneck follows, and heads read out.
struct PathIntegratorShape : RecurrentShape {
    int initialInputs = 0;       ///< size of the code that sets h0 (and c0); 0: the state is given
    bool initialBias = false;    ///< the maps from that code have biases
    bool rectifiedStart = false; ///< the state that the initial code sets is rectified
    int bottleneck = 0;          ///< 0: the heads read the hidden state itself
    bool bottleneckRelu = false;
    double dropoutKeep = 1.0; ///< probability that a unit is read while training
    std::vector<HeadShape> heads;

    /// Units of the layer that the heads read: the bottleneck, or else the hidden state.
    int representation() const { return bottleneck > 0 ? bottleneck : hidden; }
};

/// A named matrix (rows, columns), row-major, inside the one block of weights.
struct WeightView {
    std::string name;
    int rows = 0;
    int columns = 1;
    std::size_t offset = 0;
    std::size_t size() const {
        return static_cast<std::size_t>(rows) * static_cast<std::size_t>(columns);
    }
};

/// Where each weight of a network lies in the block. Gradients and optimiser slots mirror it.
class WeightLayout {
public:
    explicit WeightLayout(const PathIntegratorShape& shape);

    const std::vector<WeightView>& views() const { return views_; }
    std::size_t size() const { return size_; }
    /// The view with this name; nullptr when the network has none.
    const WeightView* find(const std::string& name) const;
    /// The offset of a weight that the network must have.
    std::size_t offset(const std::string& name) const;
    bool has(const std::string& name) const { return find(name) != nullptr; }

private:
    void add(const std::string& name, int rows, int columns);

    std::vector<WeightView> views_;
    std::size_t size_ = 0;
};

} // namespace hippodrome
