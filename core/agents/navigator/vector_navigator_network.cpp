#include "core/agents/navigator/vector_navigator_network.h"

#include <algorithm>
#include <cassert>
#include <cmath>

namespace hippodrome {

template <class T>
NavigatorNetwork<T>::NavigatorNetwork(const NavigatorShape& shape) : shape_(shape) {
    recurrent_.inputs = shape.products + shape.senses;
    recurrent_.hidden = shape.hidden;
    const int gates = recurrent_.gateBlocks() * shape.hidden;
    weights_.resize(2 * matrixSize(shape.products, shape.code + 1) +
                    matrixSize(gates, recurrent_.inputs + shape.hidden + 1) +
                    matrixSize(shape.actions + 1, shape.hidden + 1));
}

template <class T>
template <class U>
typename NavigatorNetwork<T>::template Parts<U> NavigatorNetwork<T>::parts(U* block) const {
    const int gates = recurrent_.gateBlocks() * shape_.hidden;
    Parts<U> parts{};
    parts.here = block;
    parts.hereBias = parts.here + matrixSize(shape_.products, shape_.code);
    parts.goal = parts.hereBias + shape_.products;
    parts.goalBias = parts.goal + matrixSize(shape_.products, shape_.code);
    parts.input = parts.goalBias + shape_.products;
    parts.recurrent = parts.input + matrixSize(gates, recurrent_.inputs);
    parts.bias = parts.recurrent + matrixSize(gates, shape_.hidden);
    parts.policy = parts.bias + gates;
    parts.policyBias = parts.policy + matrixSize(shape_.actions, shape_.hidden);
    parts.value = parts.policyBias + shape_.actions;
    parts.valueBias = parts.value + shape_.hidden;
    return parts;
}

template <class T>
void NavigatorNetwork<T>::start(Rng& rng) {
    const Parts<T> w = parts(weights_.data());
    const auto fill = [&rng](T* begin, T* end, double width) {
        for (T* weight = begin; weight < end; ++weight)
            *weight = static_cast<T>(rng.uniform(-width, width));
    };
    const auto inverseRoot = [](int fanIn) { return 1.0 / std::sqrt(std::max(fanIn, 1)); };
    const double one = std::sqrt(3.0);
    fill(w.here, w.hereBias, one * inverseRoot(shape_.code));
    fill(w.hereBias, w.goal, one);
    fill(w.goal, w.goalBias, one * inverseRoot(shape_.code));
    fill(w.goalBias, w.input, one);
    fill(w.input, w.recurrent, inverseRoot(recurrent_.inputs));
    fill(w.recurrent, w.bias, inverseRoot(shape_.hidden));
    std::fill(w.bias, w.policy, T(0));
    std::fill_n(w.bias + shape_.hidden, shape_.hidden, T(1)); // forget gates
    fill(w.policy, w.policyBias, 0.01 * inverseRoot(shape_.hidden));
    std::fill(w.policyBias, w.value, T(0));
    fill(w.value, w.valueBias, inverseRoot(shape_.hidden));
    *w.valueBias = T(0);
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
    const int rowCount = rows();
    const int width = shape_.products + shape_.senses;
    fillRows(rowCount, shape_.products, w.hereBias, ofHere_.data());
    applyWeights(rowCount, shape_.code, shape_.products, here.data(), w.here, true, ofHere_.data());
    fillRows(rowCount, shape_.products, w.goalBias, ofGoal_.data());
    applyWeights(rowCount, shape_.code, shape_.products, goal.data(), w.goal, true, ofGoal_.data());
    for (int row = 0; row < rowCount; ++row) {
        const T* a = ofHere_.data() + matrixSize(row, shape_.products);
        const T* b = ofGoal_.data() + matrixSize(row, shape_.products);
        T* x = input_.data() + matrixSize(row, width);
        for (int k = 0; k < shape_.products; ++k)
            x[k] = a[k] * b[k];
        std::copy_n(senses.data() + matrixSize(row, shape_.senses), shape_.senses,
                    x + shape_.products);
    }
    recurrentForward<T>(network.recurrentShape(), {w.input, w.recurrent, w.bias}, input_.data(),
                        steps_, batch_, memory_, {});
    fillRows(rowCount, shape_.actions, w.policyBias, logits_.data());
    applyWeights(rowCount, shape_.hidden, shape_.actions, hidden(), w.policy, true, logits_.data());
    fillRows(rowCount, 1, w.valueBias, values_.data());
    applyWeights(rowCount, shape_.hidden, 1, hidden(), w.value, true, values_.data());
}

template <class T>
void NavigatorPass<T>::backward(const NavigatorNetwork<T>& network, std::span<const T> dLogits,
                                std::span<const T> dValues, std::span<T> gradient) {
    assert(gradient.size() == network.weights().size());
    const auto w = network.parts(network.weights().data());
    const auto dw = network.parts(gradient.data());
    const int rowCount = rows();
    const int width = shape_.products + shape_.senses;
    dHidden_.resize(matrixSize(rowCount, shape_.hidden));
    dInput_.resize(input_.size());
    dOfHere_.resize(ofHere_.size());
    dOfGoal_.resize(ofGoal_.size());

    addWeightGradient(rowCount, shape_.hidden, shape_.actions, hidden(), dLogits.data(), dw.policy);
    addRowSums(rowCount, shape_.actions, dLogits.data(), dw.policyBias);
    addWeightGradient(rowCount, shape_.hidden, 1, hidden(), dValues.data(), dw.value);
    addRowSums(rowCount, 1, dValues.data(), dw.valueBias);
    applyWeightsBackward(rowCount, shape_.hidden, shape_.actions, dLogits.data(), w.policy, false,
                         dHidden_.data());
    applyWeightsBackward(rowCount, shape_.hidden, 1, dValues.data(), w.value, true,
                         dHidden_.data());
    recurrentBackward<T>(network.recurrentShape(), {w.input, w.recurrent, w.bias}, input_.data(),
                         steps_, batch_, dHidden_.data(), memory_,
                         {dw.input, dw.recurrent, dw.bias}, dInput_.data(), {});
    for (int row = 0; row < rowCount; ++row) {
        const std::size_t first = matrixSize(row, shape_.products);
        const T* dx = dInput_.data() + matrixSize(row, width);
        for (int k = 0; k < shape_.products; ++k) {
            const std::size_t i = first + static_cast<std::size_t>(k);
            dOfHere_[i] = dx[k] * ofGoal_[i];
            dOfGoal_[i] = dx[k] * ofHere_[i];
        }
    }
    addWeightGradient(rowCount, shape_.code, shape_.products, here.data(), dOfHere_.data(),
                      dw.here);
    addRowSums(rowCount, shape_.products, dOfHere_.data(), dw.hereBias);
    addWeightGradient(rowCount, shape_.code, shape_.products, goal.data(), dOfGoal_.data(),
                      dw.goal);
    addRowSums(rowCount, shape_.products, dOfGoal_.data(), dw.goalBias);
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
