#include "core/net/value_network.h"

#include "core/net/activation_kernels.h"

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
    WeightBlock<U> all(block);
    Parts<U> parts;
    parts.first = all.matrix(features_, hidden_);
    parts.firstBias = all.bias(hidden_);
    parts.second = all.linear(hidden_, hidden_);
    parts.third = all.linear(actions_, hidden_);
    return parts;
}

template <class T>
void ValueNetwork<T>::start(Rng& rng) {
    const Parts<T> w = parts(weights_.data());
    const auto fill = [&rng](const LinearWeights<T>& map, int fanIn) {
        const double width = 1.0 / std::sqrt(static_cast<double>(std::max(fanIn, 1)));
        for (const std::span<T> part :
             {std::span<T>(map.weights.data, map.weights.size()), map.bias})
            for (T& weight : part)
                weight = static_cast<T>(rng.uniform(-width, width));
    };
    fill({w.first, w.firstBias}, features_);
    fill(w.second, hidden_);
    fill(w.third, hidden_);
}

template <class T>
void ValueNetwork<T>::forward(const FeatureRows<T>& states, ValuePass<T>& pass) const {
    const Parts<const T> w = parts(weights_.data());
    const int rows = states.rows();
    const std::size_t units = matrixSize(rows, hidden_);
    T* first = withRoom(pass.first, units);
    T* second = withRoom(pass.second, units);
    T* values = withRoom(pass.values, matrixSize(rows, actions_));

    fillRows<T>(w.firstBias, matrixOf(first, rows, hidden_));
    for (int row = 0; row < rows; ++row)
        for (int i = states.starts[static_cast<std::size_t>(row)];
             i < states.starts[static_cast<std::size_t>(row) + 1]; ++i) {
            const auto place = static_cast<std::size_t>(i);
            assert(states.features[place] >= 0 && states.features[place] < features_);
            addScaled(hidden_, states.activities[place], w.first.row(states.features[place]),
                      first + matrixSize(row, hidden_));
        }
    reluForward(static_cast<long>(units), first);

    applyLinear<T>(matrixOf(first, rows, hidden_), w.second, matrixOf(second, rows, hidden_));
    reluForward(static_cast<long>(units), second);
    applyLinear<T>(matrixOf(second, rows, hidden_), w.third, matrixOf(values, rows, actions_));
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
    const auto table = [&](T* values) { return matrixOf(values, rows, hidden_); };
    const Matrix<T> dFirst = table(withRoom(pass.dFirst, units));
    const Matrix<T> dSecond = table(withRoom(pass.dSecond, units));
    const Matrix<const T> dOutputs = matrixOf(dValues.data(), rows, actions_);

    addLinearGradient<T>(table(pass.second.data()), dOutputs, dw.third);
    applyWeightsBackward<T>(dOutputs, w.third.weights, Write::over, dSecond);
    reluBackward(static_cast<long>(units), pass.second.data(), dSecond.data);

    addLinearGradient<T>(table(pass.first.data()), dSecond, dw.second);
    applyWeightsBackward<T>(dSecond, w.second.weights, Write::over, dFirst);
    reluBackward(static_cast<long>(units), pass.first.data(), dFirst.data);

    addRowSums<T>(dFirst, dw.firstBias);
    for (int row = 0; row < rows; ++row)
        for (int i = states.starts[static_cast<std::size_t>(row)];
             i < states.starts[static_cast<std::size_t>(row) + 1]; ++i) {
            const auto place = static_cast<std::size_t>(i);
            addScaled(hidden_, states.activities[place], dFirst.row(row),
                      dw.first.row(states.features[place]));
        }
}

template class ValueNetwork<float>;
template class ValueNetwork<double>;

} // namespace hippodrome
