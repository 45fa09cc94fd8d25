#pragma once

#include <string>

namespace hippodrome {

enum class Transposed { no, yes };

/// C <- alpha op(A) op(B) + beta C for row-major matrices; op(A) is (m, k), op(B) is (k, n), C is
/// (m, n). `lda`, `ldb`, `ldc` are the distances between the rows as stored. OpenBLAS picks its
/// kernel for the processor; it runs on the calling thread alone, so that sums keep their order.
template <class T>
void multiply(Transposed opA, Transposed opB, int m, int n, int k, T alpha, const T* a, int lda,
              const T* b, int ldb, T beta, T* c, int ldc);

/// Which library computes products, and for which processor, as in `OpenBLAS 0.3.21 Haswell`: equal
/// names give equal bits.
std::string blasName();

/// Y (rows, outputs) <- X (rows, inputs) W^T + beta Y, for weights W (outputs, inputs).
template <class T>
void applyWeights(int rows, int inputs, int outputs, const T* x, const T* weights, T beta, T* y) {
    multiply<T>(Transposed::no, Transposed::yes, rows, outputs, inputs, T(1), x, inputs, weights,
                inputs, beta, y, outputs);
}

/// dX (rows, inputs) <- dY (rows, outputs) W + beta dX: the gradient that passes through W.
template <class T>
void applyWeightsBackward(int rows, int inputs, int outputs, const T* dy, const T* weights, T beta,
                          T* dx) {
    multiply<T>(Transposed::no, Transposed::no, rows, inputs, outputs, T(1), dy, outputs, weights,
                inputs, beta, dx, inputs);
}

/// dW (outputs, inputs) <- dW + dY^T X: the gradient of W.
template <class T>
void addWeightGradient(int rows, int inputs, int outputs, const T* x, const T* dy, T* dWeights) {
    multiply<T>(Transposed::yes, Transposed::no, outputs, inputs, rows, T(1), dy, outputs, x,
                inputs, T(1), dWeights, inputs);
}

/// y (rows, n) <- bias in every row.
template <class T>
void fillRows(int rows, int n, const T* bias, T* y);

/// total (n) <- total + the sum of the rows of y (rows, n), in order.
template <class T>
void addRowSums(int rows, int n, const T* y, T* total);

} // namespace hippodrome
