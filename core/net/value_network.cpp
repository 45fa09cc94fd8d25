#include "core/net/value_network.h"

#include "core/net/activation_kernels.h"
#include "core/net/products.h"

#include <algorithm>
#include <cassert>
#include <cmath>

namespace hippodrome {

namespace {

/// y (n) <- y + factor x.
template <class T>
void addScaled(int n, T factor, const T* x, T* y) {
    for (int i = 0; i < n; ++i)
        y[i] += factor * x[i];
}

/// Makes room, and never gives it back.
template <class T>
T* withRoom(std::vector<T>& block, std::size_t size) {
    if (block.size() < size)
        block.resize(size);
    return block.data();
}

} // namespace

template <class T>
ValueNetwork<T>::ValueNetwork(int features, int hidden, int actions)
    : features_(features), hidden_(hidden), actions_(actions),
      weights_(matrixSize(features, hidden) + matrixSize(hidden, hidden) +
               matrixSize(actions, hidden) + matrixSize(2, hidden) + matrixSize(1, actions)) {}

template <class T>
template <class U>
typename ValueNetwork<T>::template Parts<U> ValueNetwork<T>::parts(U* block) const {
    Parts<U> parts{};
    parts.first = block;
    parts.firstBias = parts.first + matrixSize(features_, hidden_);
    parts.second = parts.firstBias + hidden_;
    parts.secondBias = parts.second + matrixSize(hidden_, hidden_);
    parts.third = parts.secondBias + hidden_;
    parts.thirdBias = parts.third + matrixSize(actions_, hidden_);
    return parts;
}

template <class T>
void ValueNetwork<T>::start(Rng& rng) {
    const Parts<T> w = parts(weights_.data());
    const auto fill = [&rng](T* begin, T* end, int fanIn) {
        const double width = 1.0 / std::sqrt(static_cast<double>(std::max(fanIn, 1)));
        for (T* weight = begin; weight < end; ++weight)
            *weight = static_cast<T>(rng.uniform(-width, width));
    };
    fill(w.first, w.second, features_);
    fill(w.second, w.third, hidden_);
    fill(w.third, weights_.data() + weights_.size(), hidden_);
}

template <class T>
void ValueNetwork<T>::forward(const FeatureRows<T>& states, ValuePass<T>& pass) const {
    const Parts<const T> w = parts(weights_.data());
    const int rows = states.rows();
    const std::size_t units = matrixSize(rows, hidden_);
    T* first = withRoom(pass.first, units);
    T* second = withRoom(pass.second, units);
    T* values = withRoom(pass.values, matrixSize(rows, actions_));

    fillRows(rows, hidden_, w.firstBias, first);
    for (int row = 0; row < rows; ++row)
        for (int i = states.starts[static_cast<std::size_t>(row)];
             i < states.starts[static_cast<std::size_t>(row) + 1]; ++i) {
            const auto place = static_cast<std::size_t>(i);
            assert(states.features[place] >= 0 && states.features[place] < features_);
            addScaled(hidden_, states.activities[place],
                      w.first + matrixSize(states.features[place], hidden_),
                      first + matrixSize(row, hidden_));
        }
    reluForward(static_cast<long>(units), first);

    fillRows(rows, hidden_, w.secondBias, second);
    applyWeights(rows, hidden_, hidden_, first, w.second, true, second);
    reluForward(static_cast<long>(units), second);

    fillRows(rows, actions_, w.thirdBias, values);
    applyWeights(rows, hidden_, actions_, second, w.third, true, values);
}

template <class T>
void ValueNetwork<T>::backward(const FeatureRows<T>& states, ValuePass<T>& pass,
                               std::span<const T> dValues, std::span<T> gradient) const {
    const Parts<const T> w = parts(weights_.data());
    const Parts<T> dw = parts(gradient.data());
    const int rows = states.rows();
    const std::size_t units = matrixSize(rows, hidden_);
    assert(gradient.size() == weights_.size() && dValues.size() >= matrixSize(rows, actions_));
    assert(pass.first.size() >= units);
    T* dFirst = withRoom(pass.dFirst, units);
    T* dSecond = withRoom(pass.dSecond, units);

    addWeightGradient(rows, hidden_, actions_, pass.second.data(), dValues.data(), dw.third);
    addRowSums(rows, actions_, dValues.data(), dw.thirdBias);
    applyWeightsBackward(rows, hidden_, actions_, dValues.data(), w.third, false, dSecond);
    reluBackward(static_cast<long>(units), pass.second.data(), dSecond);

    addWeightGradient(rows, hidden_, hidden_, pass.first.data(), dSecond, dw.second);
    addRowSums(rows, hidden_, dSecond, dw.secondBias);
    applyWeightsBackward(rows, hidden_, hidden_, dSecond, w.second, false, dFirst);
    reluBackward(static_cast<long>(units), pass.first.data(), dFirst);

    addRowSums(rows, hidden_, dFirst, dw.firstBias);
    for (int row = 0; row < rows; ++row)
        for (int i = states.starts[static_cast<std::size_t>(row)];
             i < states.starts[static_cast<std::size_t>(row) + 1]; ++i) {
            const auto place = static_cast<std::size_t>(i);
            addScaled(hidden_, states.activities[place], dFirst + matrixSize(row, hidden_),
                      dw.first + matrixSize(states.features[place], hidden_));
        }
}

template class ValueNetwork<float>;
template class ValueNetwork<double>;

} // namespace hippodrome
