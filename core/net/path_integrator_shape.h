#pragma once

#include "core/net/activation_kernels.h"

#include <cstddef>
#include <string>
#include <vector>

namespace hippodrome {

enum class Recurrence { lstm, rnn };
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
struct NetworkShape {
    int inputs = 2;
    int initialInputs = 0;    ///< size of the code that sets h0 (and c0); 0: the state is given
    bool initialBias = false; ///< the maps from that code have biases
    Recurrence recurrence = Recurrence::lstm;
    Activation activation = Activation::tanh;
    bool recurrentBias = true;
    double forgetOffset = 0.0; ///< added inside the forget gate, not learned
    /// The candidates of an LSTM, or the units of a plain layer, also see their state times the
    /// displacement (the first two inputs) over this length [m]; 0: they do not.
    double velocityGate = 0.0;
    bool rectifiedStart = false; ///< the state that the initial code sets is rectified
    int hidden = 128;
    int bottleneck = 0; ///< 0: the heads read the hidden state itself
    bool bottleneckRelu = false;
    double dropoutKeep = 1.0; ///< probability that a unit is read while training
    std::vector<HeadShape> heads;

    int gateBlocks() const { return recurrence == Recurrence::lstm ? 4 : 1; }
    bool gated() const { return velocityGate > 0.0; }
    /// Where among the weighted inputs of a step those of the candidates begin.
    int candidateOffset() const { return recurrence == Recurrence::lstm ? 2 * hidden : 0; }
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
    explicit WeightLayout(const NetworkShape& shape);

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
