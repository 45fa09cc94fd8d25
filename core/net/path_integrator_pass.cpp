#include "core/net/path_integrator_pass.h"

#include "core/net/losses.h"

#include <algorithm>
#include <cassert>

namespace hippodrome {

template <class T>
PathIntegratorPass<T>::PathIntegratorPass(const PathIntegratorNetwork<T>& network, int steps,
                                          int batch)
    : network_(network), steps_(steps), batch_(batch) {
    const PathIntegratorShape& shape = network.shape();
    inputs.resize(matrixSize(rows(), shape.inputs));
    initialCode.resize(matrixSize(batch, shape.initialInputs));
    memory_.resize(shape, steps, batch);
    dHidden_.resize(matrixSize(rows(), shape.hidden));
    if (shape.bottleneck > 0) {
        bottleneck_.resize(matrixSize(rows(), shape.bottleneck));
        dBottleneck_.resize(bottleneck_.size());
    }
    for (const HeadShape& head : shape.heads) {
        targets.emplace_back(matrixSize(rows(), head.outputs));
        outputs_.emplace_back(matrixSize(rows(), head.outputs));
    }
}

template <class T>
void PathIntegratorPass<T>::setInitialState(const PathIntegratorWeights<const T>& weights) {
    const PathIntegratorShape& shape = network_.shape();
    if (shape.initialInputs == 0 || !startsFromCode)
        return;
    const auto code = matrixOf<const T>(initialCode.data(), batch_, shape.initialInputs);
    const auto set = [&](const LinearWeights<const T>& map, T* state) {
        applyLinear<T>(code, map, matrixOf(state, batch_, shape.hidden));
        if (shape.rectifiedStart)
            reluForward<T>(stateSize(), state);
    };
    set(weights.initialState, memory_.h.data());
    if (shape.recurrence == Recurrence::lstm)
        set(weights.initialCell, memory_.c.data());
}

template <class T>
bool PathIntegratorPass<T>::forward(const StopCheck& stop) {
    const PathIntegratorShape& shape = network_.shape();
    const PathIntegratorWeights<const T> weights = network_.parts();
    setInitialState(weights);
    if (!recurrentForward<T>(shape, weights.recurrent, table(inputs.data(), shape.inputs), memory_,
                             stop))
        return false;
    const T* code = hidden();
    if (shape.bottleneck > 0) {
        if (!applyLinear<T>(memory_.statesAfter(), weights.bottleneck,
                            table(bottleneck_.data(), shape.bottleneck), stop))
            return false;
        if (shape.bottleneckRelu)
            reluForward<T>(static_cast<long>(bottleneck_.size()), bottleneck_.data());
        code = bottleneck_.data();
    }
    if (!dropoutMask.empty()) {
        dropped_.resize(dropoutMask.size());
        for (std::size_t k = 0; k < dropped_.size(); ++k)
            dropped_[k] = code[k] * dropoutMask[k];
        code = dropped_.data();
    }
    for (std::size_t k = 0; k < shape.heads.size(); ++k) {
        if (stop && stop())
            return false;
        if (!applyLinear<T>(table(code, shape.representation()), weights.heads[k],
                            table(outputs_[k].data(), shape.heads[k].outputs), stop))
            return false;
    }
    return true;
}

template <class T>
std::vector<double> PathIntegratorPass<T>::lossAndOutputGradients(const std::vector<T>& scales) {
    const PathIntegratorShape& shape = network_.shape();
    std::vector<double> losses;
    for (std::size_t k = 0; k < shape.heads.size(); ++k) {
        const HeadShape& head = shape.heads[k];
        const auto loss =
            head.loss == Loss::crossEntropy ? softmaxCrossEntropy<T> : squaredError<T>;
        losses.push_back(loss(scales[k], table<const T>(targets[k].data(), head.outputs),
                              table(outputs_[k].data(), head.outputs)));
    }
    return losses;
}

template <class T>
void PathIntegratorPass<T>::addActivityGradient(const T* activity, std::vector<T>& gradient) const {
    if (activityCost == T(0))
        return;
    for (std::size_t k = 0; k < gradient.size(); ++k)
        gradient[k] += T(2) * activityCost * activity[k];
}

template <class T>
bool PathIntegratorPass<T>::headsBackward(const PathIntegratorWeights<const T>& back,
                                          const PathIntegratorWeights<T>& gradient,
                                          const StopCheck& stop) {
    const PathIntegratorShape& shape = network_.shape();
    const auto code =
        table(dropoutMask.empty() ? representation() : dropped_.data(), shape.representation());
    std::vector<T>& dCode = shape.bottleneck > 0 ? dBottleneck_ : dHidden_;
    for (std::size_t k = 0; k < shape.heads.size(); ++k) {
        if (stop && stop())
            return false;
        const Matrix<T> dOutputs = table(outputs_[k].data(), shape.heads[k].outputs);
        if (!addLinearGradient<T>(code, dOutputs, gradient.heads[k], stop) ||
            !applyWeightsBackward<T>(dOutputs, back.heads[k].weights,
                                     k > 0 ? Write::add : Write::over,
                                     table(dCode.data(), shape.representation()), stop))
            return false;
    }
    for (std::size_t k = 0; k < dropoutMask.size(); ++k)
        dCode[k] *= dropoutMask[k];
    return true;
}

template <class T>
bool PathIntegratorPass<T>::bottleneckBackward(const PathIntegratorWeights<const T>& back,
                                               const PathIntegratorWeights<T>& gradient,
                                               const StopCheck& stop) {
    const PathIntegratorShape& shape = network_.shape();
    addActivityGradient(bottleneck_.data(), dBottleneck_);
    if (shape.bottleneckRelu)
        reluBackward<T>(static_cast<long>(bottleneck_.size()), bottleneck_.data(),
                        dBottleneck_.data());
    const Matrix<T> dBottleneck = table(dBottleneck_.data(), shape.bottleneck);
    return addLinearGradient<T>(memory_.statesAfter(), dBottleneck, gradient.bottleneck, stop) &&
           applyWeightsBackward<T>(dBottleneck, back.bottleneck.weights, Write::over,
                                   table(dHidden_.data(), shape.hidden), stop);
}

template <class T>
void PathIntegratorPass<T>::initialStateBackward(const PathIntegratorWeights<T>& gradient) {
    const PathIntegratorShape& shape = network_.shape();
    if (shape.initialInputs == 0)
        return;
    const auto code = matrixOf<const T>(initialCode.data(), batch_, shape.initialInputs);
    const auto back = [&](const LinearWeights<T>& map, const T* start, std::vector<T>& dState) {
        if (shape.rectifiedStart && startsFromCode)
            reluBackward<T>(stateSize(), start, dState.data());
        addLinearGradient<T>(code, matrixOf(dState.data(), batch_, shape.hidden), map);
    };
    back(gradient.initialState, memory_.h.data(), memory_.dh);
    if (shape.recurrence == Recurrence::lstm)
        back(gradient.initialCell, memory_.c.data(), memory_.dc);
}

template <class T>
bool PathIntegratorPass<T>::backward(std::span<T> gradient, const StopCheck& stop) {
    const PathIntegratorShape& shape = network_.shape();
    const PathIntegratorWeights<T> dWeights = network_.partsOf(gradient);
    PathIntegratorWeights<const T> back = network_.parts();
    if (feedback) {
        // Errors from outside go through other weights; inputs get theirs through their own.
        const Matrix<const T> input = back.recurrent.input;
        back = {shape, feedback};
        back.recurrent.input = input;
    }
    if (!headsBackward(back, dWeights, stop))
        return false;
    if (shape.bottleneck > 0) {
        if (!bottleneckBackward(back, dWeights, stop))
            return false;
    } else {
        addActivityGradient(hidden(), dHidden_);
    }
    const Matrix<T> dHidden = table(dHidden_.data(), shape.hidden);
    for (const Solo& term : solo)
        if (!term.objective->addGradient(memory_.statesAfter(), term.targets, dHidden, stop))
            return false;
    const RecurrentGradients<T> recurrent{dHidden, dWeights.recurrent,
                                          dInputs_.empty() ? Matrix<T>()
                                                           : table(dInputs_.data(), shape.inputs)};
    if (!recurrentBackward<T>(shape, back.recurrent, table(inputs.data(), shape.inputs), memory_,
                              recurrent, stop))
        return false;
    initialStateBackward(dWeights);
    return true;
}

template class PathIntegratorPass<float>;
template class PathIntegratorPass<double>;

} // namespace hippodrome
