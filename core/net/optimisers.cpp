#include "core/net/optimisers.h"

#include "core/net/multiversion.h"

#include <algorithm>
#include <cassert>
#include <cmath>

namespace hippodrome {

namespace {

template <class T>
struct RmsPropFactors {
    T rate, fresh, momentum, inside, outside;
};

template <class T>
HIPPODROME_INLINE void rmsProp(long count, RmsPropFactors<T> f, const T* gradient, T* meanSquare,
                               T* momentum, T* weights) {
    HIPPODROME_INDEPENDENT
    for (long k = 0; k < count; ++k) {
        const T g = gradient[k];
        meanSquare[k] += f.fresh * (g * g - meanSquare[k]);
        momentum[k] = f.momentum * momentum[k] +
                      f.rate * g / (std::sqrt(meanSquare[k] + f.inside) + f.outside);
        weights[k] -= momentum[k];
    }
}

template <class T>
struct AdamFactors {
    T rate, inverseRoot, epsilon, beta1, fresh1, beta2, fresh2;
};

template <class T>
HIPPODROME_INLINE void adam(long count, AdamFactors<T> f, const T* gradient, T* mean, T* meanSquare,
                            T* weights) {
    HIPPODROME_INDEPENDENT
    for (long k = 0; k < count; ++k) {
        const T g = gradient[k];
        mean[k] = f.beta1 * mean[k] + f.fresh1 * g;
        meanSquare[k] = f.beta2 * meanSquare[k] + f.fresh2 * g * g;
        weights[k] -= f.rate * mean[k] / (std::sqrt(meanSquare[k]) * f.inverseRoot + f.epsilon);
    }
}

HIPPODROME_MULTIVERSION void rmsPropLoop(long count, RmsPropFactors<float> factors,
                                         const float* gradient, float* meanSquare, float* momentum,
                                         float* weights) {
    rmsProp(count, factors, gradient, meanSquare, momentum, weights);
}
void rmsPropLoop(long count, RmsPropFactors<double> factors, const double* gradient,
                 double* meanSquare, double* momentum, double* weights) {
    rmsProp(count, factors, gradient, meanSquare, momentum, weights);
}
HIPPODROME_MULTIVERSION void adamLoop(long count, AdamFactors<float> factors, const float* gradient,
                                      float* mean, float* meanSquare, float* weights) {
    adam(count, factors, gradient, mean, meanSquare, weights);
}
void adamLoop(long count, AdamFactors<double> factors, const double* gradient, double* mean,
              double* meanSquare, double* weights) {
    adam(count, factors, gradient, mean, meanSquare, weights);
}

} // namespace

template <class T>
RmsProp<T>::RmsProp(const RmsPropParameters& parameters, std::size_t size)
    : parameters_(parameters), meanSquare_(size, static_cast<T>(parameters.slotStart)),
      momentum_(size, T(0)) {}

template <class T>
void RmsProp<T>::step(std::span<T> weights, std::span<const T> gradient) {
    assert(weights.size() == meanSquare_.size() && gradient.size() == meanSquare_.size());
    RmsPropFactors<T> factors;
    factors.rate = static_cast<T>(parameters_.learningRate);
    factors.fresh = static_cast<T>(1.0 - parameters_.decay);
    factors.momentum = static_cast<T>(parameters_.momentum);
    factors.inside = static_cast<T>(parameters_.epsilonInsideRoot ? parameters_.epsilon : 0.0);
    factors.outside = static_cast<T>(parameters_.epsilonInsideRoot ? 0.0 : parameters_.epsilon);
    rmsPropLoop(static_cast<long>(weights.size()), factors, gradient.data(), meanSquare_.data(),
                momentum_.data(), weights.data());
}

template <class T>
std::vector<std::pair<std::string, std::span<T>>> RmsProp<T>::slots() {
    return {{"mean_square", meanSquare_}, {"momentum", momentum_}};
}

template <class T>
Adam<T>::Adam(const AdamParameters& parameters, std::size_t size)
    : parameters_(parameters), mean_(size, T(0)), meanSquare_(size, T(0)) {}

template <class T>
void Adam<T>::step(std::span<T> weights, std::span<const T> gradient) {
    assert(weights.size() == mean_.size() && gradient.size() == mean_.size());
    ++steps_;
    const double correction1 = 1.0 - std::pow(parameters_.beta1, static_cast<double>(steps_));
    const double correction2 = 1.0 - std::pow(parameters_.beta2, static_cast<double>(steps_));
    AdamFactors<T> factors;
    factors.rate = static_cast<T>(parameters_.learningRate / correction1);
    factors.inverseRoot = static_cast<T>(1.0 / std::sqrt(correction2));
    factors.epsilon = static_cast<T>(parameters_.epsilon);
    factors.beta1 = static_cast<T>(parameters_.beta1);
    factors.fresh1 = static_cast<T>(1.0 - parameters_.beta1);
    factors.beta2 = static_cast<T>(parameters_.beta2);
    factors.fresh2 = static_cast<T>(1.0 - parameters_.beta2);
    adamLoop(static_cast<long>(weights.size()), factors, gradient.data(), mean_.data(),
             meanSquare_.data(), weights.data());
}

template <class T>
std::vector<std::pair<std::string, std::span<T>>> Adam<T>::slots() {
    return {{"mean", mean_}, {"mean_square", meanSquare_}};
}

template <class T>
void clipElements(std::span<T> gradient, double limit) {
    const T bound = static_cast<T>(limit);
    for (T& g : gradient)
        g = std::clamp(g, -bound, bound);
}

template class RmsProp<float>;
template class RmsProp<double>;
template class Adam<float>;
template class Adam<double>;
template void clipElements<float>(std::span<float>, double);
template void clipElements<double>(std::span<double>, double);

} // namespace hippodrome
