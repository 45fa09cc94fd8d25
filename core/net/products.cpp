#include "core/net/products.h"

#include "core/net/blas.h"
#include "core/net/kernels/float_kernels.h"

#include <algorithm>
#include <type_traits>

namespace hippodrome {

namespace {

/// Multiplications in one go: some milliseconds on one core.
constexpr double mostAtOnce = 1.5e8;
/// Narrower blocks would leave the tiles of a kernel half empty.
constexpr int fewestRows = 24;
/// Up to so many columns of X, its gradient is summed row by row: a panel would be mostly empty.
constexpr int fewColumns = 4;

long offset(int row, int width) {
    return static_cast<long>(row) * width;
}

/// The factor of products that are made once, which keeps its memory between them.
template <class T>
RightFactor<T>& passingFactor() {
    thread_local RightFactor<T> factor;
    return factor;
}

void addGradientOfFewInputs(int rows, int inputs, int outputs, const float* x, const float* dy,
                            float* dWeights) {
    thread_local std::vector<float> sums;
    sums.assign(static_cast<std::size_t>(inputs) * static_cast<std::size_t>(outputs), 0.0f);
    floatKernels().addColumnProducts(rows, inputs, outputs, x, dy, sums.data());
    for (int i = 0; i < outputs; ++i)
        for (int j = 0; j < inputs; ++j)
            dWeights[offset(i, inputs) + j] +=
                sums[static_cast<std::size_t>(offset(j, outputs) + i)];
}

} // namespace

template <class T>
void RightFactor<T>::set(Transposed transposed, int depth, int columns, const T* b) {
    transposed_ = transposed;
    depth_ = depth;
    columns_ = columns;
    b_ = b;
    if constexpr (std::is_same_v<T, float>) {
        const FloatKernels& kernels = floatKernels();
        packed_.resize(static_cast<std::size_t>(kernels.packedSize(depth, columns)));
        kernels.pack(transposed == Transposed::yes, depth, columns, b,
                     transposed == Transposed::yes ? depth : columns, packed_.data());
    }
}

template <class T>
void RightFactor<T>::multiplyNow(Transposed transposedA, int rows, const T* a, int aStride,
                                 bool accumulate, T* c, int cStride) const {
    if constexpr (std::is_same_v<T, float>)
        floatKernels().multiplyPacked(transposedA == Transposed::yes, rows, columns_, depth_, a,
                                      aStride, packed_.data(), accumulate, c, cStride);
    else
        multiplyByBlas<T>(transposedA == Transposed::yes, transposed_ == Transposed::yes, rows,
                          columns_, depth_, T(1), a, aStride, b_,
                          transposed_ == Transposed::yes ? depth_ : columns_,
                          accumulate ? T(1) : T(0), c, cStride);
}

template <class T>
bool RightFactor<T>::multiplyInto(Transposed transposedA, int rows, const T* a, int aStride,
                                  bool accumulate, T* c, int cStride, const StopCheck& stop) const {
    const double fitting = mostAtOnce / (static_cast<double>(columns_) * depth_);
    if (!stop || fitting >= rows) {
        multiplyNow(transposedA, rows, a, aStride, accumulate, c, cStride);
        return true;
    }
    const int block = std::max(fewestRows, static_cast<int>(fitting) / fewestRows * fewestRows);
    for (int first = 0; first < rows; first += block) {
        if (stop())
            return false;
        multiplyNow(transposedA, std::min(block, rows - first),
                    transposedA == Transposed::yes ? a + first : a + offset(first, aStride),
                    aStride, accumulate, c + offset(first, cStride), cStride);
    }
    return true;
}

template <class T>
bool applyWeights(int rows, int inputs, int outputs, const T* x, const T* weights, bool accumulate,
                  T* y, const StopCheck& stop) {
    if constexpr (std::is_same_v<T, float>)
        if (rows == 1) {
            floatKernels().multiplyVector(outputs, inputs, weights, x, accumulate, y);
            return true;
        }
    RightFactor<T>& factor = passingFactor<T>();
    factor.set(Transposed::yes, inputs, outputs, weights);
    return factor.multiply(Transposed::no, rows, x, inputs, accumulate, y, stop);
}

template <class T>
bool applyWeightsBackward(int rows, int inputs, int outputs, const T* dy, const T* weights,
                          bool accumulate, T* dx, const StopCheck& stop) {
    RightFactor<T>& factor = passingFactor<T>();
    factor.set(Transposed::no, outputs, inputs, weights);
    return factor.multiply(Transposed::no, rows, dy, outputs, accumulate, dx, stop);
}

template <class T>
bool addWeightGradient(int rows, int inputs, int outputs, const T* x, const T* dy, T* dWeights,
                       const StopCheck& stop) {
    if constexpr (std::is_same_v<T, float>)
        if (inputs <= fewColumns) {
            addGradientOfFewInputs(rows, inputs, outputs, x, dy, dWeights);
            return true;
        }
    RightFactor<T>& factor = passingFactor<T>();
    factor.set(Transposed::no, rows, inputs, x);
    return factor.multiply(Transposed::yes, outputs, dy, outputs, true, dWeights, stop);
}

template <class T>
void fillRows(int rows, int n, const T* bias, T* y) {
    for (int row = 0; row < rows; ++row)
        std::copy_n(bias, n, y + offset(row, n));
}

template <>
void addRowSums(int rows, int n, const float* y, float* total) {
    floatKernels().addRowSums(rows, n, y, total);
}

template <>
void addRowSums(int rows, int n, const double* y, double* total) {
    for (int row = 0; row < rows; ++row)
        for (int i = 0; i < n; ++i)
            total[i] += y[offset(row, n) + i];
}

#define HIPPODROME_INSTANTIATE(T)                                                                  \
    template class RightFactor<T>;                                                                 \
    template bool applyWeights<T>(int, int, int, const T*, const T*, bool, T*, const StopCheck&);  \
    template bool applyWeightsBackward<T>(int, int, int, const T*, const T*, bool, T*,             \
                                          const StopCheck&);                                       \
    template bool addWeightGradient<T>(int, int, int, const T*, const T*, T*, const StopCheck&);   \
    template void fillRows<T>(int, int, const T*, T*);
HIPPODROME_INSTANTIATE(float)
HIPPODROME_INSTANTIATE(double)
#undef HIPPODROME_INSTANTIATE

} // namespace hippodrome
