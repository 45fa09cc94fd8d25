#include "core/net/activation_kernels.h"

#include "core/net/multiversion.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>

namespace hippodrome {

namespace {

HIPPODROME_INLINE double exponential(double x) {
    return std::exp(x);
}

/// exp(x) = 2^n exp(r) with |r| <= ln(2)/2: n by rounding, exp(r) by a polynomial of degree 6,
/// ln(2) in two parts so that r stays exact (Cody and Waite 1980).
HIPPODROME_INLINE float exponential(float x) {
    x = std::min(std::max(x, -87.0f), 88.0f);
    constexpr float roundingShift = 12582912.0f; // 1.5 * 2^23: the sum holds n in its low bits
    const float shifted = x * 1.44269504088896341f + roundingShift;
    const float n = shifted - roundingShift;
    const float r = (x - n * 0.693145751953125f) - n * 1.42860682030941723e-6f;
    float p = 1.0f / 720.0f;
    p = p * r + 1.0f / 120.0f;
    p = p * r + 1.0f / 24.0f;
    p = p * r + 1.0f / 6.0f;
    p = p * r + 0.5f;
    p = p * r + 1.0f;
    p = p * r + 1.0f;
    const std::int32_t exponent =
        std::bit_cast<std::int32_t>(shifted) - std::bit_cast<std::int32_t>(roundingShift);
    return p * std::bit_cast<float>((exponent + 127) << 23);
}

template <class T>
HIPPODROME_INLINE T logistic(T x) {
    return T(1) / (T(1) + exponential(-x));
}

HIPPODROME_INLINE double hyperbolicTangent(double x) {
    return std::tanh(x);
}
HIPPODROME_INLINE float hyperbolicTangent(float x) {
    return 1.0f - 2.0f / (exponential(2.0f * x) + 1.0f);
}

template <Activation activation, class T>
HIPPODROME_INLINE T activate(T x) {
    return activation == Activation::relu ? std::max(x, T(0)) : hyperbolicTangent(x);
}

/// d act / d x in terms of the output y.
template <Activation activation, class T>
HIPPODROME_INLINE T slope(T y) {
    return activation == Activation::relu ? (y > T(0) ? T(1) : T(0)) : T(1) - y * y;
}

template <Activation activation, class T>
HIPPODROME_INLINE void gatesForward(T forgetOffset, int rows, int units, T* gates,
                                    const T* cPrevious, T* c, T* h) {
    for (int row = 0; row < rows; ++row) {
        T* __restrict gate = gates + static_cast<long>(row) * 4 * units;
        const T* __restrict cOld = cPrevious + static_cast<long>(row) * units;
        T* __restrict cNew = c + static_cast<long>(row) * units;
        T* __restrict hNew = h + static_cast<long>(row) * units;
        HIPPODROME_INDEPENDENT
        for (int u = 0; u < units; ++u) {
            const T i = logistic(gate[u]);
            const T f = logistic(gate[units + u] + forgetOffset);
            const T g = activate<activation>(gate[2 * units + u]);
            const T o = logistic(gate[3 * units + u]);
            const T cell = f * cOld[u] + i * g;
            gate[u] = i;
            gate[units + u] = f;
            gate[2 * units + u] = g;
            gate[3 * units + u] = o;
            cNew[u] = cell;
            hNew[u] = o * activate<activation>(cell);
        }
    }
}

template <Activation activation, class T>
HIPPODROME_INLINE void gatesBackward(int rows, int units, const T* gates, const T* cPrevious,
                                     const T* c, const T* dh, T* dc, T* dGates) {
    for (int row = 0; row < rows; ++row) {
        const T* __restrict gate = gates + static_cast<long>(row) * 4 * units;
        const T* __restrict cOld = cPrevious + static_cast<long>(row) * units;
        const T* __restrict cNew = c + static_cast<long>(row) * units;
        const T* __restrict dhRow = dh + static_cast<long>(row) * units;
        T* __restrict dcRow = dc + static_cast<long>(row) * units;
        T* __restrict dGate = dGates + static_cast<long>(row) * 4 * units;
        HIPPODROME_INDEPENDENT
        for (int u = 0; u < units; ++u) {
            const T i = gate[u];
            const T f = gate[units + u];
            const T g = gate[2 * units + u];
            const T o = gate[3 * units + u];
            const T activated = activate<activation>(cNew[u]);
            const T dCell = dcRow[u] + dhRow[u] * o * slope<activation>(activated);
            dGate[u] = dCell * g * i * (T(1) - i);
            dGate[units + u] = dCell * cOld[u] * f * (T(1) - f);
            dGate[2 * units + u] = dCell * i * slope<activation>(g);
            dGate[3 * units + u] = dhRow[u] * activated * o * (T(1) - o);
            dcRow[u] = dCell * f;
        }
    }
}

// target_clones works on plain functions only, so the versions in float are spelled out here.
HIPPODROME_MULTIVERSION void gatesForwardRelu(float offset, int rows, int units, float* gates,
                                              const float* cPrevious, float* c, float* h) {
    gatesForward<Activation::relu>(offset, rows, units, gates, cPrevious, c, h);
}
HIPPODROME_MULTIVERSION void gatesForwardTanh(float offset, int rows, int units, float* gates,
                                              const float* cPrevious, float* c, float* h) {
    gatesForward<Activation::tanh>(offset, rows, units, gates, cPrevious, c, h);
}
HIPPODROME_MULTIVERSION void gatesBackwardRelu(int rows, int units, const float* gates,
                                               const float* cPrevious, const float* c,
                                               const float* dh, float* dc, float* dGates) {
    gatesBackward<Activation::relu>(rows, units, gates, cPrevious, c, dh, dc, dGates);
}
HIPPODROME_MULTIVERSION void gatesBackwardTanh(int rows, int units, const float* gates,
                                               const float* cPrevious, const float* c,
                                               const float* dh, float* dc, float* dGates) {
    gatesBackward<Activation::tanh>(rows, units, gates, cPrevious, c, dh, dc, dGates);
}
HIPPODROME_MULTIVERSION void exponentialLoop(long count, const float* __restrict x,
                                             float* __restrict y) {
    for (long k = 0; k < count; ++k)
        y[k] = exponential(x[k]);
}
HIPPODROME_MULTIVERSION void tanhLoop(long count, float* x) {
    for (long k = 0; k < count; ++k)
        x[k] = hyperbolicTangent(x[k]);
}

} // namespace

const char* activationInstructions() {
#ifdef HIPPODROME_HAS_VERSIONS
    if (__builtin_cpu_supports("avx512f"))
        return "avx512f";
    if (__builtin_cpu_supports("avx2"))
        return "avx2";
#endif
    return "default";
}

template <>
void lstmGatesForward(Activation activation, float forgetOffset, int rows, int units, float* gates,
                      const float* cPrevious, float* c, float* h) {
    if (activation == Activation::relu)
        gatesForwardRelu(forgetOffset, rows, units, gates, cPrevious, c, h);
    else
        gatesForwardTanh(forgetOffset, rows, units, gates, cPrevious, c, h);
}

template <>
void lstmGatesForward(Activation activation, double forgetOffset, int rows, int units,
                      double* gates, const double* cPrevious, double* c, double* h) {
    if (activation == Activation::relu)
        gatesForward<Activation::relu>(forgetOffset, rows, units, gates, cPrevious, c, h);
    else
        gatesForward<Activation::tanh>(forgetOffset, rows, units, gates, cPrevious, c, h);
}

template <>
void lstmGatesBackward(Activation activation, int rows, int units, const float* gates,
                       const float* cPrevious, const float* c, const float* dh, float* dc,
                       float* dGates) {
    if (activation == Activation::relu)
        gatesBackwardRelu(rows, units, gates, cPrevious, c, dh, dc, dGates);
    else
        gatesBackwardTanh(rows, units, gates, cPrevious, c, dh, dc, dGates);
}

template <>
void lstmGatesBackward(Activation activation, int rows, int units, const double* gates,
                       const double* cPrevious, const double* c, const double* dh, double* dc,
                       double* dGates) {
    if (activation == Activation::relu)
        gatesBackward<Activation::relu>(rows, units, gates, cPrevious, c, dh, dc, dGates);
    else
        gatesBackward<Activation::tanh>(rows, units, gates, cPrevious, c, dh, dc, dGates);
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

template <class T>
void tanhBackward(long count, const T* y, T* dx) {
    for (long k = 0; k < count; ++k)
        dx[k] *= T(1) - y[k] * y[k];
}

template <>
void tanhForward(long count, float* x) {
    tanhLoop(count, x);
}

template <>
void tanhForward(long count, double* x) {
    for (long k = 0; k < count; ++k)
        x[k] = std::tanh(x[k]);
}

template <>
void exponentials(long count, const float* x, float* y) {
    exponentialLoop(count, x, y);
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
template void tanhBackward<float>(long, const float*, float*);
template void tanhBackward<double>(long, const double*, double*);

} // namespace hippodrome
