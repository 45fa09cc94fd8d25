#pragma once

#include <functional>

namespace hippodrome {

/// Asked between the parts of long work; true abandons it.
using StopCheck = std::function<bool()>;

// The products of blas.h for work that must stop within milliseconds. A product that takes longer
// is done in blocks of rows of the result, and `stop` is asked between them; that changes no sum's
// order. Each returns false when stopped: the result is then incomplete.

/// Y (rows, outputs) <- X (rows, inputs) W^T + beta Y.
template <class T>
bool applyWeights(int rows, int inputs, int outputs, const T* x, const T* weights, T beta, T* y,
                  const StopCheck& stop);

/// dX (rows, inputs) <- dY (rows, outputs) W + beta dX.
template <class T>
bool applyWeightsBackward(int rows, int inputs, int outputs, const T* dy, const T* weights, T beta,
                          T* dx, const StopCheck& stop);

/// dW (outputs, inputs) <- dW + dY^T X.
template <class T>
bool addWeightGradient(int rows, int inputs, int outputs, const T* x, const T* dy, T* dWeights,
                       const StopCheck& stop);

} // namespace hippodrome
