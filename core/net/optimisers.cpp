#include "core/net/optimisers.h"

#include <algorithm>
#include <cassert>
#include <cmath>

namespace hippodrome {

template <class T>
RmsProp<T>::RmsProp(const RmsPropParameters& parameters, std::size_t size)
    : parameters_(parameters), meanSquare_(size, static_cast<T>(parameters.slotStart)),
      momentum_(size, T(0)) {}

template <class T>
void RmsProp<T>::step(std::span<T> weights, std::span<const T> gradient) {
    assert(weights.size() == meanSquare_.size() && gradient.size() == meanSquare_.size());
    const T rate = static_cast<T>(parameters_.learningRate);
    const T fresh = static_cast<T>(1.0 - parameters_.decay);
    const T momentum = static_cast<T>(parameters_.momentum);
    const T inside = static_cast<T>(parameters_.epsilonInsideRoot ? parameters_.epsilon : 0.0);
    const T outside = static_cast<T>(parameters_.epsilonInsideRoot ? 0.0 : parameters_.epsilon);
    for (std::size_t k = 0; k < weights.size(); ++k) {
        const T g = gradient[k];
        meanSquare_[k] += (g * g - meanSquare_[k]) * fresh;
        momentum_[k] =
            momentum * momentum_[k] + rate * g / (std::sqrt(meanSquare_[k] + inside) + outside);
        weights[k] -= momentum_[k];
    }
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
    const T rate = static_cast<T>(parameters_.learningRate / correction1);
    const T inverseRoot = static_cast<T>(1.0 / std::sqrt(correction2));
    const T epsilon = static_cast<T>(parameters_.epsilon);
    const T beta1 = static_cast<T>(parameters_.beta1),
            fresh1 = static_cast<T>(1.0 - parameters_.beta1);
    const T beta2 = static_cast<T>(parameters_.beta2),
            fresh2 = static_cast<T>(1.0 - parameters_.beta2);
    for (std::size_t k = 0; k < weights.size(); ++k) {
        const T g = gradient[k];
        mean_[k] = beta1 * mean_[k] + fresh1 * g;
        meanSquare_[k] = beta2 * meanSquare_[k] + fresh2 * g * g;
        weights[k] -= rate * mean_[k] / (std::sqrt(meanSquare_[k]) * inverseRoot + epsilon);
    }
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
