#include "core/net/recurrent.h"

#include "core/net/kernels/float_kernels.h"

#include <algorithm>
#include <type_traits>
#include <vector>

namespace hippodrome {

template <class T>
void RecurrentMemory<T>::resize(const RecurrentShape& shape, int steps, int batch) {
    const std::size_t state =
        static_cast<std::size_t>(batch) * static_cast<std::size_t>(shape.hidden);
    const std::size_t gateCount =
        static_cast<std::size_t>(steps) * state * static_cast<std::size_t>(shape.gateBlocks());
    h.resize(state * static_cast<std::size_t>(steps + 1));
    dh.resize(state);
    if (shape.recurrence == Recurrence::lstm) {
        c.resize(h.size());
        dc.resize(state);
    }
    gates.resize(gateCount);
    dGates.resize(gateCount);
    gate.resize(shape, steps, batch);
}

namespace {

/// The same factors on the way forward and on the way back.
template <class T>
void multiplyByOutputNoise(const RecurrentMemory<T>& memory, int t, long count, T* x) {
    if (memory.outputNoise == 0.0)
        return;
    const unsigned seed = memory.outputNoiseSeed + static_cast<unsigned>(t);
    const float deviation = static_cast<float>(memory.outputNoise);
    if constexpr (std::is_same_v<T, float>) {
        floatKernels().multiplyByNoise(count, seed, deviation, x);
    } else {
        std::vector<float> factors(static_cast<std::size_t>(count), 1.0f);
        floatKernels().multiplyByNoise(count, seed, deviation, factors.data());
        for (std::size_t k = 0; k < factors.size(); ++k)
            x[k] *= factors[k];
    }
}

} // namespace

template <class T>
bool recurrentForward(const RecurrentShape& shape, const RecurrentWeights<const T>& weights,
                      const T* x, int steps, int batch, RecurrentMemory<T>& memory,
                      const StopCheck& stop) {
    const int hidden = shape.hidden;
    const int gates = shape.gateBlocks() * hidden;
    const long state = static_cast<long>(batch) * hidden;
    const long gateState = static_cast<long>(batch) * gates;
    T* z = memory.gates.data();
    if (weights.bias)
        fillRows(steps * batch, gates, weights.bias, z);
    applyWeights<T>(steps * batch, shape.inputs, gates, x, weights.input, weights.bias != nullptr,
                    z);
    if (steps > 1)
        memory.recurrentFactor.set(Transposed::yes, hidden, gates, weights.recurrent);
    if (shape.gated())
        memory.gate.setForward(shape, batch, weights.gate);
    const long inputState = static_cast<long>(batch) * shape.inputs;
    for (int t = 0; t < steps; ++t) {
        if (stop && stop())
            return false;
        T* zt = z + t * gateState;
        T* h = memory.h.data() + (t + 1) * state;
        const T* hBefore = memory.h.data() + t * state;
        if (!(steps > 1 ? memory.recurrentFactor.multiply(Transposed::no, batch, hBefore, hidden,
                                                          true, zt, stop)
                        : applyWeights<T>(batch, hidden, gates, hBefore, weights.recurrent, true,
                                          zt, stop)))
            return false;
        if (shape.gated() &&
            !memory.gate.addForward(shape, t, batch, x + t * inputState, hBefore, zt, stop))
            return false;
        if (shape.recurrence == Recurrence::lstm) {
            lstmGatesForward<T>(shape.activation, static_cast<T>(shape.forgetOffset), batch, hidden,
                                zt, memory.c.data() + t * state, memory.c.data() + (t + 1) * state,
                                h);
        } else {
            activationForward<T>(shape.activation, gateState, zt);
            std::copy_n(zt, state, h);
        }
        if constexpr (std::is_same_v<T, float>)
            if (memory.noiseScale != 0.0f)
                floatKernels().addNoise(state, memory.noiseSeed + static_cast<unsigned>(t),
                                        memory.noiseScale, h);
        multiplyByOutputNoise(memory, t, state, h);
    }
    return true;
}

template <class T>
bool recurrentBackward(const RecurrentShape& shape, const RecurrentWeights<const T>& weights,
                       const T* x, int steps, int batch, T* dh, RecurrentMemory<T>& memory,
                       const RecurrentWeights<T>& gradient, T* dx, const StopCheck& stop) {
    const int hidden = shape.hidden;
    const int gates = shape.gateBlocks() * hidden;
    const long state = static_cast<long>(batch) * hidden;
    const long gateState = static_cast<long>(batch) * gates;
    std::fill(memory.dc.begin(), memory.dc.end(), T(0));
    memory.recurrentFactor.set(Transposed::no, gates, hidden, weights.recurrent);
    const long inputState = static_cast<long>(batch) * shape.inputs;
    if (shape.gated()) {
        memory.gate.setBackward(shape, weights.gate);
        memory.dGated.assign(dx ? static_cast<std::size_t>(steps * inputState) : 0, T(0));
    }
    for (int t = steps - 1; t >= 0; --t) {
        if (stop && stop())
            return false;
        T* dGates = memory.dGates.data() + t * gateState;
        const T* gate = memory.gates.data() + t * gateState;
        T* dhNow = dh + t * state;
        multiplyByOutputNoise(memory, t, state, dhNow);
        if (shape.recurrence == Recurrence::lstm) {
            lstmGatesBackward<T>(shape.activation, batch, hidden, gate, memory.c.data() + t * state,
                                 memory.c.data() + (t + 1) * state, dhNow, memory.dc.data(),
                                 dGates);
        } else {
            std::copy_n(dhNow, state, dGates);
            activationBackward<T>(shape.activation, gateState, gate, dGates);
        }
        T* dhPrevious = t > 0 ? dh + (t - 1) * state : memory.dh.data();
        if (!memory.recurrentFactor.multiply(Transposed::no, batch, dGates, gates, t > 0,
                                             dhPrevious, stop))
            return false;
        if (shape.gated() &&
            !memory.gate.addBackward(shape, batch, x + t * inputState, memory.h.data() + t * state,
                                     dGates, dhPrevious,
                                     dx ? memory.dGated.data() + t * inputState : nullptr, stop))
            return false;
    }
    const T* dGates = memory.dGates.data();
    const int rows = steps * batch;
    if (!addWeightGradient<T>(rows, hidden, gates, memory.h.data(), dGates, gradient.recurrent,
                              stop))
        return false;
    addWeightGradient<T>(rows, shape.inputs, gates, x, dGates, gradient.input);
    if (gradient.bias)
        addRowSums<T>(rows, gates, dGates, gradient.bias);
    if (shape.gated() && !memory.gate.addGradient(shape, steps, batch, dGates, gradient.gate, stop))
        return false;
    if (dx) {
        applyWeightsBackward<T>(rows, shape.inputs, gates, dGates, weights.input, false, dx);
        for (std::size_t k = 0; shape.gated() && k < memory.dGated.size(); ++k)
            dx[k] += memory.dGated[k];
    }
    return true;
}

#define HIPPODROME_INSTANTIATE(T)                                                                  \
    template struct RecurrentMemory<T>;                                                            \
    template bool recurrentForward<T>(const RecurrentShape&, const RecurrentWeights<const T>&,     \
                                      const T*, int, int, RecurrentMemory<T>&, const StopCheck&);  \
    template bool recurrentBackward<T>(const RecurrentShape&, const RecurrentWeights<const T>&,    \
                                       const T*, int, int, T*, RecurrentMemory<T>&,                \
                                       const RecurrentWeights<T>&, T*, const StopCheck&);
HIPPODROME_INSTANTIATE(float)
HIPPODROME_INSTANTIATE(double)
#undef HIPPODROME_INSTANTIATE

} // namespace hippodrome
