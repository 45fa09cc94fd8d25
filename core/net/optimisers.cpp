#include "core/net/optimisers.h"

#include "core/net/kernels/float_kernels.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <type_traits>

namespace hippodrome {

namespace {

// In double, for golden values: plain loops.

struct RmsPropFactorsInDouble {
    double rate, fresh, momentum, inside, outside;
};
struct AdamFactorsInDouble {
    double rate, inverseRoot, epsilon, beta1, fresh1, beta2, fresh2;
};

template <class T>
using RmsPropFactorsOf =
    std::conditional_t<std::is_same_v<T, float>, RmsPropFactors, RmsPropFactorsInDouble>;
template <class T>
using AdamFactorsOf =
    std::conditional_t<std::is_same_v<T, float>, AdamFactors, AdamFactorsInDouble>;

void rmsPropLoop(long count, RmsPropFactors factors, const float* gradient, float* meanSquare,
                 float* momentum, float* weights) {
    floatKernels().rmsProp(count, factors, gradient, meanSquare, momentum, weights);
}
void rmsPropLoop(long count, RmsPropFactorsInDouble f, const double* gradient, double* meanSquare,
                 double* momentum, double* weights) {
    for (long k = 0; k < count; ++k) {
        const double g = gradient[k];
        meanSquare[k] += f.fresh * (g * g - meanSquare[k]);
        momentum[k] = f.momentum * momentum[k] +
                      f.rate * g / (std::sqrt(meanSquare[k] + f.inside) + f.outside);
        weights[k] -= momentum[k];
    }
}
void adamLoop(long count, AdamFactors factors, const float* gradient, float* mean,
              float* meanSquare, float* weights) {
    floatKernels().adam(count, factors, gradient, mean, meanSquare, weights);
}
void adamLoop(long count, AdamFactorsInDouble f, const double* gradient, double* mean,
              double* meanSquare, double* weights) {
    for (long k = 0; k < count; ++k) {
        const double g = gradient[k];
        mean[k] = f.beta1 * mean[k] + f.fresh1 * g;
        meanSquare[k] = f.beta2 * meanSquare[k] + f.fresh2 * g * g;
        weights[k] -= f.rate * mean[k] / (std::sqrt(meanSquare[k]) * f.inverseRoot + f.epsilon);
    }
}

} // namespace

template <class T>
void Optimiser<T>::state(StateVisitor& s, const std::string& prefix, const Allowed& allowed) {
    for (const auto& [name, slot] : slots())
        s(prefix + name, slot, allowed);
    long steps = stepCount();
    s(prefix + "steps", steps, Allowed::counts());
    if (s.reading())
        setStepCount(steps);
}

template <class T>
RmsProp<T>::RmsProp(const RmsPropParameters& parameters, std::size_t size)
    : parameters_(parameters), meanSquare_(size, static_cast<T>(parameters.slotStart)),
      momentum_(size, T(0)) {}

template <class T>
void RmsProp<T>::apply(std::size_t first, std::span<T> weights, std::span<const T> gradient) {
    assert(first + weights.size() <= meanSquare_.size() && gradient.size() == weights.size());
    RmsPropFactorsOf<T> factors;
    factors.rate = static_cast<T>(parameters_.learningRate);
    factors.fresh = static_cast<T>(1.0 - parameters_.decay);
    factors.momentum = static_cast<T>(parameters_.momentum);
    factors.inside = static_cast<T>(parameters_.epsilonInsideRoot ? parameters_.epsilon : 0.0);
    factors.outside = static_cast<T>(parameters_.epsilonInsideRoot ? 0.0 : parameters_.epsilon);
    rmsPropLoop(static_cast<long>(weights.size()), factors, gradient.data(),
                meanSquare_.data() + first, momentum_.data() + first, weights.data());
}

template <class T>
void RmsProp<T>::reset() {
    std::fill(meanSquare_.begin(), meanSquare_.end(), static_cast<T>(parameters_.slotStart));
    std::fill(momentum_.begin(), momentum_.end(), T(0));
}

template <class T>
std::vector<std::pair<std::string, std::span<T>>> RmsProp<T>::slots() {
    return {{"mean_square", meanSquare_}, {"momentum", momentum_}};
}

template <class T>
Adam<T>::Adam(const AdamParameters& parameters, std::size_t size)
    : parameters_(parameters), mean_(size, T(0)), meanSquare_(size, T(0)) {}

template <class T>
void Adam<T>::apply(std::size_t first, std::span<T> weights, std::span<const T> gradient) {
    assert(steps_ > 0 && first + weights.size() <= mean_.size());
    assert(gradient.size() == weights.size());
    const double correction1 = 1.0 - std::pow(parameters_.beta1, static_cast<double>(steps_));
    const double correction2 = 1.0 - std::pow(parameters_.beta2, static_cast<double>(steps_));
    AdamFactorsOf<T> factors;
    factors.rate = static_cast<T>(parameters_.learningRate / correction1);
    factors.inverseRoot = static_cast<T>(1.0 / std::sqrt(correction2));
    factors.epsilon = static_cast<T>(parameters_.epsilon);
    factors.beta1 = static_cast<T>(parameters_.beta1);
    factors.fresh1 = static_cast<T>(1.0 - parameters_.beta1);
    factors.beta2 = static_cast<T>(parameters_.beta2);
    factors.fresh2 = static_cast<T>(1.0 - parameters_.beta2);
    adamLoop(static_cast<long>(weights.size()), factors, gradient.data(), mean_.data() + first,
             meanSquare_.data() + first, weights.data());
}

template <class T>
void Adam<T>::reset() {
    steps_ = 0;
    std::fill(mean_.begin(), mean_.end(), T(0));
    std::fill(meanSquare_.begin(), meanSquare_.end(), T(0));
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

template class Optimiser<float>;
template class Optimiser<double>;
template class RmsProp<float>;
template class RmsProp<double>;
template class Adam<float>;
template class Adam<double>;
template void clipElements<float>(std::span<float>, double);
template void clipElements<double>(std::span<double>, double);

} // namespace hippodrome
