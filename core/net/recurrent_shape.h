#pragma once

#include "core/net/activation_kernels.h"

namespace hippodrome {

enum class Recurrence { lstm, rnn };

/// The sizes of a recurrent layer and what its units compute.
struct RecurrentShape {
    int inputs = 2;
    Recurrence recurrence = Recurrence::lstm;
    Activation activation = Activation::tanh;
    bool recurrentBias = true;
    double forgetOffset = 0.0; ///< added inside the forget gate, not learned
    /// The candidates of an LSTM, or the units of a plain layer, also see their state times the
    /// displacement (the first two inputs) over this length [m]; 0: they do not.
    double velocityGate = 0.0;
    int hidden = 128;

    int gateBlocks() const { return recurrence == Recurrence::lstm ? 4 : 1; }
    /// Weighted inputs of a step.
    int gates() const { return gateBlocks() * hidden; }
    bool gated() const { return velocityGate > 0.0; }
    /// Where among the weighted inputs of a step those of the candidates begin.
    int candidateOffset() const { return recurrence == Recurrence::lstm ? 2 * hidden : 0; }
};

} // namespace hippodrome
