#pragma once

#include "core/net/recurrent_shape.h"

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
    std::vector<HeadShape> heads;

    /// Units of the layer that the heads read: the bottleneck, or else the hidden state.
    int representation() const { return bottleneck > 0 ? bottleneck : hidden; }
};

} // namespace hippodrome
