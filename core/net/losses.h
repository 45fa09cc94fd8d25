#pragma once

namespace hippodrome {

/// Softmax cross-entropy with soft targets, summed over `rows` and multiplied by `scale`:
///   scale * sum_r -sum_k t_rk log softmax(z_r)_k.
/// `logits` (rows, n) are replaced by their gradient. Returns the loss, summed in double.
template <class T>
double softmaxCrossEntropy(int rows, int n, T scale, const T* targets, T* logits);

/// scale * sum (y - t)^2 over `rows` times n elements; `outputs` are replaced by their gradient.
template <class T>
double squaredError(int rows, int n, T scale, const T* targets, T* outputs);

} // namespace hippodrome
