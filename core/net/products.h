#pragma once

#include <cstddef>
#include <functional>
#include <vector>

namespace hippodrome {

/// Asked between the parts of long work; true abandons it.
using StopCheck = std::function<bool()>;

enum class Transposed { no, yes };

/// Numbers in a matrix.
inline std::size_t matrixSize(int rows, int columns) {
    return static_cast<std::size_t>(rows) * static_cast<std::size_t>(columns);
}

// Products of row-major matrices on the calling thread. In float they run on our kernels for the
// instruction set in use, in double on a BLAS. A product that takes more than some milliseconds is
// done in blocks of rows of the result, and `stop` is asked between them; that changes no sum's
// order. Functions that take a StopCheck return false when stopped: the result is then incomplete.

/// A matrix B (depth, columns), laid out once for several products A B.
template <class T>
class RightFactor {
public:
    /// `b` is stored as (depth, columns) or, transposed, as (columns, depth). It must outlive this
    /// object and stay as it is until the next call.
    void set(Transposed transposed, int depth, int columns, const T* b);
    /// C (rows, columns) <- A B, or C + A B if `accumulate`; the rows of C lie next to each other.
    /// A is stored as (rows, depth) or, transposed, as (depth, rows), with `aStride` between its
    /// rows as stored.
    bool multiply(Transposed transposedA, int rows, const T* a, int aStride, bool accumulate, T* c,
                  const StopCheck& stop = {}) const {
        return multiplyInto(transposedA, rows, a, aStride, accumulate, c, columns_, stop);
    }
    /// The same for a C that is a part of the columns of a wider matrix, with `cStride` between its
    /// rows.
    bool multiplyInto(Transposed transposedA, int rows, const T* a, int aStride, bool accumulate,
                      T* c, int cStride, const StopCheck& stop = {}) const;

private:
    void multiplyNow(Transposed transposedA, int rows, const T* a, int aStride, bool accumulate,
                     T* c, int cStride) const;

    Transposed transposed_ = Transposed::no;
    int depth_ = 0;
    int columns_ = 0;
    const T* b_ = nullptr;
    std::vector<T> packed_; ///< for kernels that want it
};

/// Y (rows, outputs) <- X (rows, inputs) W^T, or Y + X W^T if `accumulate`, for weights W (outputs,
/// inputs).
template <class T>
bool applyWeights(int rows, int inputs, int outputs, const T* x, const T* weights, bool accumulate,
                  T* y, const StopCheck& stop = {});

/// dX (rows, inputs) <- (dX +) dY (rows, outputs) W: the gradient that passes through W.
template <class T>
bool applyWeightsBackward(int rows, int inputs, int outputs, const T* dy, const T* weights,
                          bool accumulate, T* dx, const StopCheck& stop = {});

/// dW (outputs, inputs) <- dW + dY^T X: the gradient of W.
template <class T>
bool addWeightGradient(int rows, int inputs, int outputs, const T* x, const T* dy, T* dWeights,
                       const StopCheck& stop = {});

/// y (rows, n) <- bias in every row.
template <class T>
void fillRows(int rows, int n, const T* bias, T* y);

/// total (n) <- total + the sum of the rows of y (rows, n), in order.
template <class T>
void addRowSums(int rows, int n, const T* y, T* total);
template <>
void addRowSums(int rows, int n, const float* y, float* total);
template <>
void addRowSums(int rows, int n, const double* y, double* total);

} // namespace hippodrome
