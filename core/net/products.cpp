#include "core/net/products.h"

#include "core/net/blas.h"
#include "core/net/kernels/float_kernels.h"

#include <algorithm>
#include <cassert>
#include <type_traits>

namespace hippodrome {

namespace {

/// Multiplications in one go: some milliseconds on one core.
constexpr double mostAtOnce = 1.5e8;
/// Narrower blocks would leave the tiles of a kernel half empty.
constexpr int fewestRows = 24;
/// Up to so many columns of X, its gradient is summed row by row: a panel would be mostly empty.
constexpr int fewColumns = 4;

/// The factor of products that are made once, which keeps its memory between them.
template <class T>
RightFactor<T>& passingFactor() {
    thread_local RightFactor<T> factor;
    return factor;
}

void addGradientOfFewInputs(Matrix<const float> x, Matrix<const float> dy, Matrix<float> dWeights) {
    thread_local std::vector<float> sums; // (inputs, outputs)
    sums.assign(dWeights.size(), 0.0f);
    floatKernels().addColumnProducts(x, dy, sums.data());
    for (int i = 0; i < dWeights.rows; ++i)
        for (int j = 0; j < dWeights.columns; ++j)
            dWeights.row(i)[j] += sums[matrixSize(j, dWeights.rows) + static_cast<std::size_t>(i)];
}

} // namespace

template <class T>
void RightFactor<T>::set(Transposed transposed, Matrix<const T> b) {
    transposed_ = transposed;
    b_ = b;
    if constexpr (std::is_same_v<T, float>) {
        const FloatKernels& kernels = floatKernels();
        packed_.resize(static_cast<std::size_t>(kernels.packedSize(depth(), columns())));
        kernels.pack(transposed, b, packed_.data());
    }
}

template <class T>
void RightFactor<T>::multiplyNow(Transposed transposedA, Matrix<const T> a, Write write,
                                 Matrix<T> c) const {
    if constexpr (std::is_same_v<T, float>)
        floatKernels().multiplyPacked(transposedA, a, packed_.data(), write, c);
    else
        multiplyByBlas<T>(transposedA, a, transposed_, b_, write, c);
}

template <class T>
bool RightFactor<T>::multiply(Transposed transposedA, Matrix<const T> a, Write write, Matrix<T> c,
                              const StopCheck& stop) const {
    const bool turned = transposedA == Transposed::yes;
    assert((turned ? a.columns : a.rows) == c.rows && (turned ? a.rows : a.columns) == depth());
    assert(c.columns == columns());
    const int rows = c.rows;
    const double fitting = mostAtOnce / (static_cast<double>(columns()) * depth());
    if (!stop || fitting >= rows) {
        multiplyNow(transposedA, a, write, c);
        return true;
    }
    const int block = std::max(fewestRows, static_cast<int>(fitting) / fewestRows * fewestRows);
    for (int first = 0; first < rows; first += block) {
        if (stop())
            return false;
        const int count = std::min(block, rows - first);
        multiplyNow(transposedA, turned ? a.someColumns(first, count) : a.someRows(first, count),
                    write, c.someRows(first, count));
    }
    return true;
}

template <class T>
bool applyWeights(MatrixIn<T> x, MatrixIn<T> weights, Write write, Matrix<T> y,
                  const StopCheck& stop) {
    assert(x.rows == y.rows && x.columns == weights.columns && y.columns == weights.rows);
    if constexpr (std::is_same_v<T, float>)
        if (x.rows == 1) {
            floatKernels().multiplyVector(weights, x.data, write, y.data);
            return true;
        }
    RightFactor<T>& factor = passingFactor<T>();
    factor.set(Transposed::yes, weights);
    return factor.multiply(Transposed::no, x, write, y, stop);
}

template <class T>
bool applyWeightsBackward(MatrixIn<T> dy, MatrixIn<T> weights, Write write, Matrix<T> dx,
                          const StopCheck& stop) {
    RightFactor<T>& factor = passingFactor<T>();
    factor.set(Transposed::no, weights);
    return factor.multiply(Transposed::no, dy, write, dx, stop);
}

template <class T>
bool addWeightGradient(MatrixIn<T> x, MatrixIn<T> dy, Matrix<T> dWeights, const StopCheck& stop) {
    assert(x.rows == dy.rows && x.columns == dWeights.columns && dy.columns == dWeights.rows);
    if constexpr (std::is_same_v<T, float>)
        if (x.columns <= fewColumns) {
            addGradientOfFewInputs(x, dy, dWeights);
            return true;
        }
    RightFactor<T>& factor = passingFactor<T>();
    factor.set(Transposed::no, x);
    return factor.multiply(Transposed::yes, dy, Write::add, dWeights, stop);
}

template <class T>
void fillRows(std::type_identity_t<std::span<const T>> bias, Matrix<T> y) {
    assert(static_cast<int>(bias.size()) == y.columns);
    for (int row = 0; row < y.rows; ++row)
        std::copy(bias.begin(), bias.end(), y.row(row));
}

template <>
void addRowSums<float>(Matrix<const float> y, std::span<float> total) {
    assert(static_cast<int>(total.size()) == y.columns && y.dense());
    floatKernels().addRowSums(y, total.data());
}

template <>
void addRowSums<double>(Matrix<const double> y, std::span<double> total) {
    assert(static_cast<int>(total.size()) == y.columns);
    for (int row = 0; row < y.rows; ++row)
        for (std::size_t i = 0; i < total.size(); ++i)
            total[i] += y.row(row)[i];
}

#define HIPPODROME_INSTANTIATE(T)                                                                  \
    template class RightFactor<T>;                                                                 \
    template bool applyWeights<T>(Matrix<const T>, Matrix<const T>, Write, Matrix<T>,              \
                                  const StopCheck&);                                               \
    template bool applyWeightsBackward<T>(Matrix<const T>, Matrix<const T>, Write, Matrix<T>,      \
                                          const StopCheck&);                                       \
    template bool addWeightGradient<T>(Matrix<const T>, Matrix<const T>, Matrix<T>,                \
                                       const StopCheck&);                                          \
    template void fillRows<T>(std::span<const T>, Matrix<T>);
HIPPODROME_INSTANTIATE(float)
HIPPODROME_INSTANTIATE(double)
#undef HIPPODROME_INSTANTIATE

} // namespace hippodrome
