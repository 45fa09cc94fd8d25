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
const T* PathIntegratorPass<T>::weight(const std::string& name) const {
    const WeightView* view = network_.layout().find(name);
    return view ? network_.weights().data() + view->offset : nullptr;
}

template <class T>
RecurrentWeights<const T> PathIntegratorPass<T>::recurrentWeights() const {
    return {weight("input"), weight("recurrent"), weight("recurrent_bias"),
            weight("velocity_gate")};
}

template <class T>
const T* PathIntegratorPass<T>::wayBack(const std::string& name) const {
    return feedback ? feedback + network_.layout().offset(name) : weight(name);
}

template <class T>
void PathIntegratorPass<T>::setInitialState() {
    const PathIntegratorShape& shape = network_.shape();
    if (shape.initialInputs == 0 || !startsFromCode)
        return;
    const auto map = [&](const std::string& name, T* state) {
        const T* bias = weight(name + "_bias");
        if (bias)
            fillRows(batch_, shape.hidden, bias, state);
        applyWeights<T>(batch_, shape.initialInputs, shape.hidden, initialCode.data(), weight(name),
                        bias != nullptr, state);
        if (shape.rectifiedStart)
            reluForward<T>(stateSize(), state);
    };
    map("initial_state", memory_.h.data());
    if (shape.recurrence == Recurrence::lstm)
        map("initial_cell", memory_.c.data());
}

template <class T>
bool PathIntegratorPass<T>::forward(const StopCheck& stop) {
    const PathIntegratorShape& shape = network_.shape();
    setInitialState();
    if (!recurrentForward<T>(shape, recurrentWeights(), inputs.data(), steps_, batch_, memory_,
                             stop))
        return false;
    const T* code = hidden();
    if (shape.bottleneck > 0) {
        if (!applyWeights<T>(rows(), shape.hidden, shape.bottleneck, hidden(), weight("bottleneck"),
                             false, bottleneck_.data(), stop))
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
        const HeadShape& head = shape.heads[k];
        if (stop && stop())
            return false;
        if (head.bias)
            fillRows(rows(), head.outputs, weight(head.name + "_bias"), outputs_[k].data());
        if (!applyWeights<T>(rows(), shape.representation(), head.outputs, code, weight(head.name),
                             head.bias, outputs_[k].data(), stop))
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
        losses.push_back(
            loss(rows(), head.outputs, scales[k], targets[k].data(), outputs_[k].data()));
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
bool PathIntegratorPass<T>::backward(std::span<T> gradient, const StopCheck& stop) {
    const PathIntegratorShape& shape = network_.shape();
    const auto part = [&](const std::string& name) -> T* {
        const WeightView* view = network_.layout().find(name);
        return view ? gradient.data() + view->offset : nullptr;
    };
    const T* code = dropoutMask.empty() ? representation() : dropped_.data();
    std::vector<T>& dCode = shape.bottleneck > 0 ? dBottleneck_ : dHidden_;
    for (std::size_t k = 0; k < shape.heads.size(); ++k) {
        const HeadShape& head = shape.heads[k];
        if (stop && stop())
            return false;
        const T* dOutputs = outputs_[k].data();
        if (!addWeightGradient<T>(rows(), shape.representation(), head.outputs, code, dOutputs,
                                  part(head.name), stop))
            return false;
        if (head.bias)
            addRowSums<T>(rows(), head.outputs, dOutputs, part(head.name + "_bias"));
        if (!applyWeightsBackward<T>(rows(), shape.representation(), head.outputs, dOutputs,
                                     wayBack(head.name), k > 0, dCode.data(), stop))
            return false;
    }
    for (std::size_t k = 0; k < dropoutMask.size(); ++k)
        dCode[k] *= dropoutMask[k];
    if (shape.bottleneck > 0) {
        addActivityGradient(bottleneck_.data(), dBottleneck_);
        if (shape.bottleneckRelu)
            reluBackward<T>(static_cast<long>(bottleneck_.size()), bottleneck_.data(),
                            dBottleneck_.data());
        if (!addWeightGradient<T>(rows(), shape.hidden, shape.bottleneck, hidden(),
                                  dBottleneck_.data(), part("bottleneck"), stop) ||
            !applyWeightsBackward<T>(rows(), shape.hidden, shape.bottleneck, dBottleneck_.data(),
                                     wayBack("bottleneck"), false, dHidden_.data(), stop))
            return false;
    }
    if (shape.bottleneck == 0)
        addActivityGradient(hidden(), dHidden_);
    for (const Solo& term : solo)
        if (!term.objective->addGradient(rows(), hidden(), term.targets, dHidden_.data(), stop))
            return false;
    const RecurrentWeights<T> recurrentGradient{part("input"), part("recurrent"),
                                                part("recurrent_bias"), part("velocity_gate")};
    RecurrentWeights<const T> back = recurrentWeights();
    back.recurrent = wayBack("recurrent");
    if (shape.gated())
        back.gate = wayBack("velocity_gate");
    if (!recurrentBackward<T>(shape, back, inputs.data(), steps_, batch_, dHidden_.data(), memory_,
                              recurrentGradient, dInputs_.empty() ? nullptr : dInputs_.data(),
                              stop))
        return false;
    const auto initial = [&](const std::string& name, const T* start, std::vector<T>& dState) {
        if (shape.rectifiedStart && startsFromCode && shape.initialInputs > 0 && !dState.empty())
            reluBackward<T>(stateSize(), start, dState.data());
        if (T* dWeights = part(name))
            addWeightGradient<T>(batch_, shape.initialInputs, shape.hidden, initialCode.data(),
                                 dState.data(), dWeights);
        if (T* dBias = part(name + "_bias"))
            addRowSums<T>(batch_, shape.hidden, dState.data(), dBias);
    };
    initial("initial_state", memory_.h.data(), memory_.dh);
    initial("initial_cell", memory_.c.data(), memory_.dc);
    return true;
}

template class PathIntegratorPass<float>;
template class PathIntegratorPass<double>;

} // namespace hippodrome
