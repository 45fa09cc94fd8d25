#include "core/net/losses.h"

#include "core/net/activation_kernels.h"
#include "core/net/kernels/float_kernels.h"

#include <algorithm>
#include <cmath>

namespace hippodrome {

template <class T>
double softmaxCrossEntropy(T scale, MatrixIn<T> targets, Matrix<T> logits) {
    const int n = logits.columns;
    double loss = 0.0;
    for (int row = 0; row < logits.rows; ++row) {
        T* z = logits.row(row);
        const T* t = targets.row(row);
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
double squaredError<float>(float scale, Matrix<const float> targets, Matrix<float> outputs) {
    return static_cast<double>(scale) *
           floatKernels().squaredError(static_cast<long>(outputs.size()), scale, targets.data,
                                       outputs.data);
}

template <>
double squaredError<double>(double scale, Matrix<const double> targets, Matrix<double> outputs) {
    double loss = 0.0;
    for (std::size_t k = 0; k < outputs.size(); ++k) {
        const double difference = outputs.data[k] - targets.data[k];
        loss += difference * difference;
        outputs.data[k] = 2.0 * scale * difference;
    }
    return loss * scale;
}

template double softmaxCrossEntropy<float>(float, Matrix<const float>, Matrix<float>);
template double softmaxCrossEntropy<double>(double, Matrix<const double>, Matrix<double>);

} // namespace hippodrome
