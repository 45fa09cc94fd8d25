#include "core/agents/navigator/vector_navigator_network.h"

#include <algorithm>
#include <cassert>
#include <cmath>

namespace hippodrome {

template <class T>
NavigatorNetwork<T>::NavigatorNetwork(const NavigatorShape& shape) : shape_(shape) {
    recurrent_.inputs = shape.products + shape.senses;
    recurrent_.hidden = shape.hidden;
    weights_.resize(2 * matrixSize(shape.products, shape.code + 1) +
                    matrixSize(recurrent_.gates(), recurrent_.inputs + shape.hidden + 1) +
                    matrixSize(shape.actions + 1, shape.hidden + 1));
}

template <class T>
template <class U>
typename NavigatorNetwork<T>::template Parts<U> NavigatorNetwork<T>::parts(U* block) const {
    WeightBlock<U> all(block);
    Parts<U> parts;
    parts.here = all.linear(shape_.products, shape_.code);
    parts.goal = all.linear(shape_.products, shape_.code);
    parts.recurrent.input = all.matrix(recurrent_.gates(), recurrent_.inputs);
    parts.recurrent.recurrent = all.matrix(recurrent_.gates(), shape_.hidden);
    parts.recurrent.bias = all.bias(recurrent_.gates());
    parts.policy = all.linear(shape_.actions, shape_.hidden);
    parts.value = all.linear(1, shape_.hidden);
    return parts;
}

template <class T>
void NavigatorNetwork<T>::start(Rng& rng) {
    const Parts<T> w = parts(weights_.data());
    const auto fill = [&rng](std::span<T> part, double width) {
        for (T& weight : part)
            weight = static_cast<T>(rng.uniform(-width, width));
    };
    const auto fillMatrix = [&](Matrix<T> part, double width) {
        fill({part.data, part.size()}, width);
    };
    const auto inverseRoot = [](int fanIn) { return 1.0 / std::sqrt(std::max(fanIn, 1)); };
    const double one = std::sqrt(3.0);
    for (const LinearWeights<T>& map : {w.here, w.goal}) {
        fillMatrix(map.weights, one * inverseRoot(shape_.code));
        fill(map.bias, one);
    }
    fillMatrix(w.recurrent.input, inverseRoot(recurrent_.inputs));
    fillMatrix(w.recurrent.recurrent, inverseRoot(shape_.hidden));
    std::fill(w.recurrent.bias.begin(), w.recurrent.bias.end(), T(0));
    std::fill_n(w.recurrent.bias.begin() + shape_.hidden, shape_.hidden, T(1)); // forget gates
    fillMatrix(w.policy.weights, 0.01 * inverseRoot(shape_.hidden));
    std::fill(w.policy.bias.begin(), w.policy.bias.end(), T(0));
    fillMatrix(w.value.weights, inverseRoot(shape_.hidden));
    w.value.bias[0] = T(0);
}

template <class T>
NavigatorPass<T>::NavigatorPass(const NavigatorShape& shape, int steps, int batch)
    : shape_(shape), steps_(steps), batch_(batch) {
    here.resize(matrixSize(rows(), shape.code));
    goal.resize(here.size());
    senses.resize(matrixSize(rows(), shape.senses));
    RecurrentShape recurrent;
    recurrent.hidden = shape.hidden;
    memory_.resize(recurrent, steps, batch);
    ofHere_.resize(matrixSize(rows(), shape.products));
    ofGoal_.resize(ofHere_.size());
    input_.resize(matrixSize(rows(), shape.products + shape.senses));
    logits_.resize(matrixSize(rows(), shape.actions));
    values_.resize(matrixSize(rows(), 1));
}

template <class T>
void NavigatorPass<T>::forward(const NavigatorNetwork<T>& network) {
    assert(network.shape() == shape_);
    const auto w = network.parts(network.weights().data());
    const Matrix<T> input = table(input_, width());
    applyLinear<T>(table(here, shape_.code), w.here, table(ofHere_, shape_.products));
    applyLinear<T>(table(goal, shape_.code), w.goal, table(ofGoal_, shape_.products));
    for (int row = 0; row < rows(); ++row) {
        const T* a = ofHere_.data() + matrixSize(row, shape_.products);
        const T* b = ofGoal_.data() + matrixSize(row, shape_.products);
        T* x = input.row(row);
        for (int k = 0; k < shape_.products; ++k)
            x[k] = a[k] * b[k];
        std::copy_n(senses.data() + matrixSize(row, shape_.senses), shape_.senses,
                    x + shape_.products);
    }
    recurrentForward<T>(network.recurrentShape(), w.recurrent, input, memory_, {});
    applyLinear<T>(memory_.statesAfter(), w.policy, table(logits_, shape_.actions));
    applyLinear<T>(memory_.statesAfter(), w.value, table(values_, 1));
}

template <class T>
void NavigatorPass<T>::backward(const NavigatorNetwork<T>& network, std::span<const T> dLogits,
                                std::span<const T> dValues, std::span<T> gradient) {
    assert(gradient.size() == network.weights().size());
    const auto w = network.parts(network.weights().data());
    const auto dw = network.parts(gradient.data());
    dHidden_.resize(matrixSize(rows(), shape_.hidden));
    dInput_.resize(input_.size());
    dOfHere_.resize(ofHere_.size());
    dOfGoal_.resize(ofGoal_.size());
    const Matrix<const T> dPolicy = matrixOf(dLogits.data(), rows(), shape_.actions);
    const Matrix<const T> dValue = matrixOf(dValues.data(), rows(), 1);
    const Matrix<T> dHidden = table(dHidden_, shape_.hidden), dInput = table(dInput_, width());

    addLinearGradient<T>(memory_.statesAfter(), dPolicy, dw.policy);
    addLinearGradient<T>(memory_.statesAfter(), dValue, dw.value);
    applyWeightsBackward<T>(dPolicy, w.policy.weights, Write::over, dHidden);
    applyWeightsBackward<T>(dValue, w.value.weights, Write::add, dHidden);
    recurrentBackward<T>(network.recurrentShape(), w.recurrent, table(input_, width()), memory_,
                         {dHidden, dw.recurrent, dInput}, {});
    for (int row = 0; row < rows(); ++row) {
        const std::size_t first = matrixSize(row, shape_.products);
        const T* dx = dInput.row(row);
        for (int k = 0; k < shape_.products; ++k) {
            const std::size_t i = first + static_cast<std::size_t>(k);
            dOfHere_[i] = dx[k] * ofGoal_[i];
            dOfGoal_[i] = dx[k] * ofHere_[i];
        }
    }
    addLinearGradient<T>(table(here, shape_.code), table(dOfHere_, shape_.products), dw.here);
    addLinearGradient<T>(table(goal, shape_.code), table(dOfGoal_, shape_.products), dw.goal);
}

template class NavigatorNetwork<float>;
template class NavigatorNetwork<double>;
template class NavigatorPass<float>;
template class NavigatorPass<double>;
template NavigatorNetwork<float>::Parts<float> NavigatorNetwork<float>::parts(float*) const;
template NavigatorNetwork<double>::Parts<double> NavigatorNetwork<double>::parts(double*) const;
template NavigatorNetwork<float>::Parts<const float>
NavigatorNetwork<float>::parts(const float*) const;
template NavigatorNetwork<double>::Parts<const double>
NavigatorNetwork<double>::parts(const double*) const;

} // namespace hippodrome
