#pragma once

#include "core/net/products.h"
#include "core/net/recurrent_shape.h"
#include "core/net/velocity_gate.h"

#include <span>
#include <vector>

namespace hippodrome {

/// What a recurrent layer keeps of a sequence for the way back. All time-major.
template <class T>
struct RecurrentMemory {
    int steps = 0;
    int batch = 0;
    int hidden = 0;
    std::vector<T> h;         ///< (steps + 1, batch, hidden); block 0 is the initial state
    std::vector<T> c;         ///< the same for the cell of an LSTM
    std::vector<T> gates;     ///< (steps, batch, gate blocks * hidden), after the activation
    std::vector<T> dGates;    ///< gradient of the weighted inputs, the same shape
    std::vector<T> dh;        ///< (batch, hidden): gradient of the initial state after the way back
    std::vector<T> dc;        ///< the same for the cell
    T noiseScale = T(0);      ///< noise uniform in +-this is added to every state (float only)
    unsigned noiseSeed = 0;   ///< from which it follows
    double outputNoise = 0.0; ///< sd of the noise that every state is multiplied by
    unsigned outputNoiseSeed = 0;   ///< from which it follows
    RightFactor<T> recurrentFactor; ///< the recurrent weights, for all steps
    VelocityGate<T> gate;           ///< when the layer has one
    /// (steps, batch, inputs): what of the inputs' gradient passes through that.
    std::vector<T> dGated;

    void resize(const RecurrentShape& shape, int stepCount, int batchSize);

    /// The states before step t (batch, hidden); those after the last one before step `steps`.
    Matrix<T> stateBefore(int t) {
        return matrixOf(h.data() + matrixSize(t * batch, hidden), batch, hidden);
    }
    T* cellBefore(int t) { return c.data() + matrixSize(t * batch, hidden); }
    /// Of all steps (steps * batch, hidden): the states before each, and after each.
    Matrix<const T> statesBefore() const {
        return matrixOf<const T>(h.data(), steps * batch, hidden);
    }
    Matrix<const T> statesAfter() const {
        return matrixOf<const T>(h.data() + matrixSize(batch, hidden), steps * batch, hidden);
    }
};

/// Views of the weights, or of their gradients, of a recurrent layer. Those that it does not have
/// are empty.
template <class T>
struct RecurrentWeights {
    Matrix<T> input;     ///< (gates, inputs)
    Matrix<T> recurrent; ///< (gates, hidden)
    std::span<T> bias;   ///< (gates), or empty
    Matrix<T> gate;      ///< (hidden, 2 hidden), or empty; see VelocityGate

    operator RecurrentWeights<const T>() const requires(!std::is_const_v<T>) {
        return {input, recurrent, bias, gate};
    }
};

/// Runs the layer over x (steps * batch, inputs) from the state in block 0 of the memory. LSTM: see
/// lstmGatesForward. RNN: h_t = act(W x_t + U h_{t-1} + b). With a gate by velocity its share is
/// added before the activation. Returns false when stopped.
template <class T>
bool recurrentForward(const RecurrentShape& shape,
                      const std::type_identity_t<RecurrentWeights<const T>>& weights, MatrixIn<T> x,
                      RecurrentMemory<T>& memory, const StopCheck& stop);

/// What the way back reads and writes beside the memory.
template <class T>
struct RecurrentGradients {
    /// (steps * batch, hidden): on entry the gradients that reach the hidden states from the layers
    /// after, on return the total ones.
    Matrix<T> dh;
    RecurrentWeights<T> weights; ///< are added to
    Matrix<T> dx;                ///< (steps * batch, inputs), unless it is empty
};

/// Backpropagation through time. The gradients of the initial state are left in memory.dh and
/// memory.dc. Returns false when stopped.
template <class T>
bool recurrentBackward(const RecurrentShape& shape,
                       const std::type_identity_t<RecurrentWeights<const T>>& weights,
                       MatrixIn<T> x, RecurrentMemory<T>& memory,
                       const RecurrentGradients<T>& gradients, const StopCheck& stop);

} // namespace hippodrome
