#include "core/net/activation_kernels.h"

#include "core/net/kernels/float_kernels.h"

#include <algorithm>
#include <cmath>

namespace hippodrome {

namespace {

// In double, for checks and golden values: plain loops.

double logistic(double x) {
    return 1.0 / (1.0 + std::exp(-x));
}

double activate(Activation activation, double x) {
    switch (activation) {
    case Activation::tanh:
        return std::tanh(x);
    case Activation::relu:
        return std::max(x, 0.0);
    case Activation::linear:
        return x;
    }
    return x;
}

/// d act / d x in terms of the output y.
double slope(Activation activation, double y) {
    switch (activation) {
    case Activation::tanh:
        return 1.0 - y * y;
    case Activation::relu:
        return y > 0.0 ? 1.0 : 0.0;
    case Activation::linear:
        return 1.0;
    }
    return 1.0;
}

/// The one of three kernels that an activation stands for.
template <class Kernel>
Kernel kernelFor(Activation activation, Kernel tanh, Kernel relu, Kernel linear) {
    return activation == Activation::tanh ? tanh : activation == Activation::relu ? relu : linear;
}

} // namespace

template <>
void lstmGatesForward<float>(Activation activation, float forgetOffset,
                             const LstmStep<float>& step) {
    const FloatKernels& kernels = floatKernels();
    kernelFor(activation, kernels.lstmForwardTanh, kernels.lstmForwardRelu,
              kernels.lstmForwardLinear)(forgetOffset, step);
}

template <>
void lstmGatesForward<double>(Activation activation, double forgetOffset,
                              const LstmStep<double>& step) {
    const int units = step.units;
    for (int row = 0; row < step.rows; ++row) {
        double* gate = step.gates + static_cast<long>(row) * 4 * units;
        for (int u = 0; u < units; ++u) {
            const double i = logistic(gate[u]);
            const double f = logistic(gate[units + u] + forgetOffset);
            const double g = activate(activation, gate[2 * units + u]);
            const double o = logistic(gate[3 * units + u]);
            const long at = static_cast<long>(row) * units + u;
            step.c[at] = f * step.cPrevious[at] + i * g;
            step.h[at] = o * activate(activation, step.c[at]);
            gate[u] = i;
            gate[units + u] = f;
            gate[2 * units + u] = g;
            gate[3 * units + u] = o;
        }
    }
}

template <>
void lstmGatesBackward<float>(Activation activation, const LstmStepBack<float>& step) {
    const FloatKernels& kernels = floatKernels();
    kernelFor(activation, kernels.lstmBackwardTanh, kernels.lstmBackwardRelu,
              kernels.lstmBackwardLinear)(step);
}

template <>
void lstmGatesBackward<double>(Activation activation, const LstmStepBack<double>& step) {
    const int units = step.units;
    for (int row = 0; row < step.rows; ++row) {
        const double* gate = step.gates + static_cast<long>(row) * 4 * units;
        double* dGate = step.dGates + static_cast<long>(row) * 4 * units;
        for (int u = 0; u < units; ++u) {
            const long at = static_cast<long>(row) * units + u;
            const double i = gate[u];
            const double f = gate[units + u];
            const double g = gate[2 * units + u];
            const double o = gate[3 * units + u];
            const double activated = activate(activation, step.c[at]);
            const double dCell = step.dc[at] + step.dh[at] * o * slope(activation, activated);
            dGate[u] = dCell * g * i * (1.0 - i);
            dGate[units + u] = dCell * step.cPrevious[at] * f * (1.0 - f);
            dGate[2 * units + u] = dCell * i * slope(activation, g);
            dGate[3 * units + u] = step.dh[at] * activated * o * (1.0 - o);
            step.dc[at] = dCell * f;
        }
    }
}

template <class T>
void reluForward(long count, T* x) {
    for (long k = 0; k < count; ++k)
        x[k] = std::max(x[k], T(0));
}

template <class T>
void reluBackward(long count, const T* y, T* dx) {
    for (long k = 0; k < count; ++k)
        dx[k] = y[k] > T(0) ? dx[k] : T(0);
}

namespace {

void tanhForward(long count, float* x) {
    floatKernels().hyperbolicTangents(count, x);
}

void tanhForward(long count, double* x) {
    for (long k = 0; k < count; ++k)
        x[k] = std::tanh(x[k]);
}

} // namespace

template <class T>
void activationForward(Activation activation, long count, T* x) {
    if (activation == Activation::tanh)
        tanhForward(count, x);
    else if (activation == Activation::relu)
        reluForward(count, x);
}

template <class T>
void activationBackward(Activation activation, long count, const T* y, T* dx) {
    if (activation == Activation::tanh) {
        for (long k = 0; k < count; ++k)
            dx[k] *= T(1) - y[k] * y[k];
    } else if (activation == Activation::relu) {
        reluBackward(count, y, dx);
    }
}

template <>
void exponentials(long count, const float* x, float* y) {
    floatKernels().exponentials(count, x, y);
}

template <>
void exponentials(long count, const double* x, double* y) {
    for (long k = 0; k < count; ++k)
        y[k] = std::exp(x[k]);
}

template void reluForward<float>(long, float*);
template void reluForward<double>(long, double*);
template void reluBackward<float>(long, const float*, float*);
template void reluBackward<double>(long, const double*, double*);
template void activationForward<float>(Activation, long, float*);
template void activationForward<double>(Activation, long, double*);
template void activationBackward<float>(Activation, long, const float*, float*);
template void activationBackward<double>(Activation, long, const double*, double*);

} // namespace hippodrome
