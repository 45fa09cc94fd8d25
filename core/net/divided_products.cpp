#include "core/net/divided_products.h"

#include "core/net/blas.h"

#include <algorithm>

namespace hippodrome {

namespace {

/// Multiplications in one go: some milliseconds on one core.
constexpr double mostAtOnce = 1.5e8;
/// Narrower blocks would leave the kernels of a BLAS half empty.
constexpr int fewestRows = 16;

/// Calls product(first row, rows) for blocks of the result's rows until stopped.
template <class Product>
bool inBlocks(int rows, int columns, int depth, const StopCheck& stop, Product product) {
    const double perRow = static_cast<double>(columns) * depth;
    const double fitting = mostAtOnce / perRow;
    if (!stop || fitting >= rows) {
        product(0, rows);
        return true;
    }
    const int block = std::max(fewestRows, static_cast<int>(fitting) / fewestRows * fewestRows);
    for (int first = 0; first < rows; first += block) {
        if (stop())
            return false;
        product(first, std::min(block, rows - first));
    }
    return true;
}

long offset(int row, int width) {
    return static_cast<long>(row) * width;
}

} // namespace

template <class T>
bool applyWeights(int rows, int inputs, int outputs, const T* x, const T* weights, T beta, T* y,
                  const StopCheck& stop) {
    return inBlocks(rows, outputs, inputs, stop, [&](int first, int count) {
        applyWeights<T>(count, inputs, outputs, x + offset(first, inputs), weights, beta,
                        y + offset(first, outputs));
    });
}

template <class T>
bool applyWeightsBackward(int rows, int inputs, int outputs, const T* dy, const T* weights, T beta,
                          T* dx, const StopCheck& stop) {
    return inBlocks(rows, inputs, outputs, stop, [&](int first, int count) {
        applyWeightsBackward<T>(count, inputs, outputs, dy + offset(first, outputs), weights, beta,
                                dx + offset(first, inputs));
    });
}

template <class T>
bool addWeightGradient(int rows, int inputs, int outputs, const T* x, const T* dy, T* dWeights,
                       const StopCheck& stop) {
    return inBlocks(outputs, inputs, rows, stop, [&](int first, int count) {
        multiply<T>(Transposed::yes, Transposed::no, count, inputs, rows, T(1), dy + first, outputs,
                    x, inputs, T(1), dWeights + offset(first, inputs), inputs);
    });
}

#define HIPPODROME_INSTANTIATE(T)                                                                  \
    template bool applyWeights<T>(int, int, int, const T*, const T*, T, T*, const StopCheck&);     \
    template bool applyWeightsBackward<T>(int, int, int, const T*, const T*, T, T*,                \
                                          const StopCheck&);                                       \
    template bool addWeightGradient<T>(int, int, int, const T*, const T*, T*, const StopCheck&);
HIPPODROME_INSTANTIATE(float)
HIPPODROME_INSTANTIATE(double)
#undef HIPPODROME_INSTANTIATE

} // namespace hippodrome
