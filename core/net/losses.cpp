#include "core/net/losses.h"

#include "core/net/activation_kernels.h"
#include "core/net/kernels/float_kernels.h"

#include <algorithm>
#include <cmath>

namespace hippodrome {

template <class T>
double softmaxCrossEntropy(int rows, int n, T scale, const T* targets, T* logits) {
    double loss = 0.0;
    for (int row = 0; row < rows; ++row) {
        T* z = logits + static_cast<long>(row) * n;
        const T* t = targets + static_cast<long>(row) * n;
        const T largest = *std::max_element(z, z + n);
        // sum_k t_k (log sum exp(z) - z_k), relative to the largest logit
        double targetSum = 0.0, targetTimesLogit = 0.0;
        for (int k = 0; k < n; ++k) {
            z[k] -= largest;
            targetSum += static_cast<double>(t[k]);
            targetTimesLogit += static_cast<double>(t[k]) * static_cast<double>(z[k]);
        }
        exponentials<T>(n, z, z);
        double sum = 0.0;
        for (int k = 0; k < n; ++k)
            sum += static_cast<double>(z[k]);
        loss += targetSum * std::log(sum) - targetTimesLogit;
        const T normaliser = static_cast<T>(targetSum / sum);
        for (int k = 0; k < n; ++k)
            z[k] = scale * (z[k] * normaliser - t[k]);
    }
    return loss * static_cast<double>(scale);
}

template <>
double squaredError(int rows, int n, float scale, const float* targets, float* outputs) {
    return static_cast<double>(scale) *
           floatKernels().squaredError(static_cast<long>(rows) * n, scale, targets, outputs);
}

template <>
double squaredError(int rows, int n, double scale, const double* targets, double* outputs) {
    double loss = 0.0;
    for (long k = 0; k < static_cast<long>(rows) * n; ++k) {
        const double difference = outputs[k] - targets[k];
        loss += difference * difference;
        outputs[k] = 2.0 * scale * difference;
    }
    return loss * scale;
}

template double softmaxCrossEntropy<float>(int, int, float, const float*, float*);
template double softmaxCrossEntropy<double>(int, int, double, const double*, double*);

} // namespace hippodrome
