#pragma once

#include "core/net/matrix.h"

#include <functional>
#include <span>
#include <vector>

namespace hippodrome {

/// Asked between the parts of long work; true abandons it.
using StopCheck = std::function<bool()>;

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
    void set(Transposed transposed, Matrix<const T> b);
    /// C (rows, columns) <- A B, or C + A B. A is stored as (rows, depth) or, transposed, as
    /// (depth, rows).
    bool multiply(Transposed transposedA, Matrix<const T> a, Write write, Matrix<T> c,
                  const StopCheck& stop = {}) const;

private:
    int depth() const { return transposed_ == Transposed::yes ? b_.columns : b_.rows; }
    int columns() const { return transposed_ == Transposed::yes ? b_.rows : b_.columns; }
    void multiplyNow(Transposed transposedA, Matrix<const T> a, Write write, Matrix<T> c) const;

    Transposed transposed_ = Transposed::no;
    Matrix<const T> b_;
    std::vector<T> packed_; ///< for kernels that want it
};

/// Y (rows, outputs) <- X (rows, inputs) W^T, or Y + X W^T, for weights W (outputs, inputs).
template <class T>
bool applyWeights(MatrixIn<T> x, MatrixIn<T> weights, Write write, Matrix<T> y,
                  const StopCheck& stop = {});

/// dX (rows, inputs) <- (dX +) dY (rows, outputs) W: the gradient that passes through W.
template <class T>
bool applyWeightsBackward(MatrixIn<T> dy, MatrixIn<T> weights, Write write, Matrix<T> dx,
                          const StopCheck& stop = {});

/// dW (outputs, inputs) <- dW + dY^T X: the gradient of W, for dY (rows, outputs), X (rows,
/// inputs).
template <class T>
bool addWeightGradient(MatrixIn<T> x, MatrixIn<T> dy, Matrix<T> dWeights,
                       const StopCheck& stop = {});

/// y (rows, n) <- bias (n) in every row.
template <class T>
void fillRows(std::type_identity_t<std::span<const T>> bias, Matrix<T> y);

/// total (n) <- total + the sum of the rows of y (rows, n), which lie next to each other, in order.
template <class T>
void addRowSums(MatrixIn<T> y, std::span<T> total);
template <>
void addRowSums<float>(Matrix<const float> y, std::span<float> total);
template <>
void addRowSums<double>(Matrix<const double> y, std::span<double> total);

} // namespace hippodrome
