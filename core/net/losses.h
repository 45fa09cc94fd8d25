#pragma once

#include "core/net/matrix.h"

namespace hippodrome {

/// Softmax cross-entropy with soft targets, summed over the rows and multiplied by `scale`:
///   scale * sum_r -sum_k t_rk log softmax(z_r)_k.
/// `logits` (rows, n) are replaced by their gradient. Returns the loss, summed in double. The rows
/// of both matrices lie next to each other.
template <class T>
double softmaxCrossEntropy(T scale, MatrixIn<T> targets, Matrix<T> logits);

/// scale * sum (y - t)^2 over all numbers; `outputs` are replaced by their gradient.
template <class T>
double squaredError(T scale, MatrixIn<T> targets, Matrix<T> outputs);

} // namespace hippodrome
