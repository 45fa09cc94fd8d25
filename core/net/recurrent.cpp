#include "core/net/recurrent.h"

#include "core/net/kernels/float_kernels.h"
#include "core/net/linear.h"

#include <algorithm>
#include <type_traits>
#include <vector>

namespace hippodrome {

template <class T>
void RecurrentMemory<T>::resize(const RecurrentShape& shape, int stepCount, int batchSize) {
    steps = stepCount;
    batch = batchSize;
    hidden = shape.hidden;
    const std::size_t state = matrixSize(batch, shape.hidden);
    const std::size_t gateCount = matrixSize(steps * batch, shape.gates());
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
bool recurrentForward(const RecurrentShape& shape,
                      const std::type_identity_t<RecurrentWeights<const T>>& weights, MatrixIn<T> x,
                      RecurrentMemory<T>& memory, const StopCheck& stop) {
    const int steps = memory.steps, batch = memory.batch, hidden = shape.hidden;
    const long state = static_cast<long>(batch) * hidden;
    const Matrix<T> z = matrixOf(memory.gates.data(), steps * batch, shape.gates());
    applyLinear<T>(x, {weights.input, weights.bias}, z);
    if (steps > 1)
        memory.recurrentFactor.set(Transposed::yes, weights.recurrent);
    if (shape.gated())
        memory.gate.setForward(weights.gate);
    for (int t = 0; t < steps; ++t) {
        if (stop && stop())
            return false;
        const Matrix<T> zt = z.someRows(t * batch, batch);
        const Matrix<T> hBefore = memory.stateBefore(t), h = memory.stateBefore(t + 1);
        if (!(steps > 1
                  ? memory.recurrentFactor.multiply(Transposed::no, hBefore, Write::add, zt, stop)
                  : applyWeights<T>(hBefore, weights.recurrent, Write::add, zt, stop)))
            return false;
        if (shape.gated() &&
            !memory.gate.addForward(t, x.someRows(t * batch, batch), hBefore, zt, stop))
            return false;
        if (shape.recurrence == Recurrence::lstm) {
            lstmGatesForward<T>(
                shape.activation, static_cast<T>(shape.forgetOffset),
                {batch, hidden, zt.data, memory.cellBefore(t), memory.cellBefore(t + 1), h.data});
        } else {
            activationForward<T>(shape.activation, static_cast<long>(zt.size()), zt.data);
            std::copy_n(zt.data, state, h.data);
        }
        if constexpr (std::is_same_v<T, float>)
            if (memory.noiseScale != 0.0f)
                floatKernels().addNoise(state, memory.noiseSeed + static_cast<unsigned>(t),
                                        memory.noiseScale, h.data);
        multiplyByOutputNoise(memory, t, state, h.data);
    }
    return true;
}

template <class T>
bool recurrentBackward(const RecurrentShape& shape,
                       const std::type_identity_t<RecurrentWeights<const T>>& weights,
                       MatrixIn<T> x, RecurrentMemory<T>& memory,
                       const RecurrentGradients<T>& gradients, const StopCheck& stop) {
    const int steps = memory.steps, batch = memory.batch, hidden = shape.hidden;
    const int rows = steps * batch;
    const long state = static_cast<long>(batch) * hidden;
    const Matrix<T> allGates = matrixOf(memory.gates.data(), rows, shape.gates());
    const Matrix<T> allDGates = matrixOf(memory.dGates.data(), rows, shape.gates());
    Matrix<T> dGated;
    std::fill(memory.dc.begin(), memory.dc.end(), T(0));
    memory.recurrentFactor.set(Transposed::no, weights.recurrent);
    if (shape.gated()) {
        memory.gate.setBackward(weights.gate);
        memory.dGated.assign(gradients.dx ? matrixSize(rows, shape.inputs) : 0, T(0));
        if (gradients.dx)
            dGated = matrixOf(memory.dGated.data(), rows, shape.inputs);
    }
    for (int t = steps - 1; t >= 0; --t) {
        if (stop && stop())
            return false;
        const Matrix<T> dGates = allDGates.someRows(t * batch, batch);
        const Matrix<T> gate = allGates.someRows(t * batch, batch);
        const Matrix<T> dhNow = gradients.dh.someRows(t * batch, batch);
        multiplyByOutputNoise(memory, t, state, dhNow.data);
        if (shape.recurrence == Recurrence::lstm) {
            lstmGatesBackward<T>(shape.activation, {batch, hidden, gate.data, memory.cellBefore(t),
                                                    memory.cellBefore(t + 1), dhNow.data,
                                                    memory.dc.data(), dGates.data});
        } else {
            std::copy_n(dhNow.data, state, dGates.data);
            activationBackward<T>(shape.activation, static_cast<long>(gate.size()), gate.data,
                                  dGates.data);
        }
        const Matrix<T> dhPrevious = t > 0 ? gradients.dh.someRows((t - 1) * batch, batch)
                                           : matrixOf(memory.dh.data(), batch, hidden);
        // Those before the first step have no other gradient.
        if (!memory.recurrentFactor.multiply(Transposed::no, dGates,
                                             t > 0 ? Write::add : Write::over, dhPrevious, stop))
            return false;
        if (shape.gated() && !memory.gate.addBackward(
                                 {x.someRows(t * batch, batch), memory.stateBefore(t), dGates,
                                  dhPrevious, dGated ? dGated.someRows(t * batch, batch) : dGated},
                                 stop))
            return false;
    }
    if (!addWeightGradient<T>(memory.statesBefore(), allDGates, gradients.weights.recurrent, stop))
        return false;
    addLinearGradient<T>(x, allDGates, {gradients.weights.input, gradients.weights.bias});
    if (shape.gated() && !memory.gate.addGradient(allDGates, gradients.weights.gate, stop))
        return false;
    if (gradients.dx) {
        applyWeightsBackward<T>(allDGates, weights.input, Write::over, gradients.dx);
        for (std::size_t k = 0; shape.gated() && k < memory.dGated.size(); ++k)
            gradients.dx.data[k] += memory.dGated[k];
    }
    return true;
}

#define HIPPODROME_INSTANTIATE(T)                                                                  \
    template struct RecurrentMemory<T>;                                                            \
    template bool recurrentForward<T>(const RecurrentShape&, const RecurrentWeights<const T>&,     \
                                      Matrix<const T>, RecurrentMemory<T>&, const StopCheck&);     \
    template bool recurrentBackward<T>(const RecurrentShape&, const RecurrentWeights<const T>&,    \
                                       Matrix<const T>, RecurrentMemory<T>&,                       \
                                       const RecurrentGradients<T>&, const StopCheck&);
HIPPODROME_INSTANTIATE(float)
HIPPODROME_INSTANTIATE(double)
#undef HIPPODROME_INSTANTIATE

} // namespace hippodrome
