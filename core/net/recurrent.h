#pragma once

#include "core/net/products.h"
#include "core/net/recurrent_shape.h"
#include "core/net/velocity_gate.h"

#include <vector>

namespace hippodrome {

/// What a recurrent layer keeps of a sequence for the way back. All time-major.
template <class T>
struct RecurrentMemory {
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
    std::vector<T>
        dGated; ///< (steps, batch, inputs): what of the inputs' gradient passes through it

    void resize(const RecurrentShape& shape, int steps, int batch);
};

/// Pointers to the weights, or to their gradients, of a recurrent layer.
template <class T>
struct RecurrentWeights {
    T* input = nullptr;     ///< (gates, inputs)
    T* recurrent = nullptr; ///< (gates, hidden)
    T* bias = nullptr;      ///< (gates), or nullptr
    T* gate = nullptr;      ///< (hidden, 2 hidden), or nullptr; see VelocityGate
};

/// Runs the layer over x (steps, batch, inputs) from the state in block 0 of the memory. LSTM: see
/// lstmGatesForward. RNN: h_t = act(W x_t + U h_{t-1} + b). With a gate by velocity its share is
/// added before the activation. Returns false when stopped.
template <class T>
bool recurrentForward(const RecurrentShape& shape, const RecurrentWeights<const T>& weights,
                      const T* x, int steps, int batch, RecurrentMemory<T>& memory,
                      const StopCheck& stop);

/// Backpropagation through time. `dh` (steps, batch, hidden) holds the gradients that reach the
/// hidden states from the layers after, and is overwritten with the total ones. Adds to `gradient`;
/// the gradients of the initial state are left in memory.dh and memory.dc. `dx` may be nullptr.
template <class T>
bool recurrentBackward(const RecurrentShape& shape, const RecurrentWeights<const T>& weights,
                       const T* x, int steps, int batch, T* dh, RecurrentMemory<T>& memory,
                       const RecurrentWeights<T>& gradient, T* dx, const StopCheck& stop);

} // namespace hippodrome
