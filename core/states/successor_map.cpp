#include "core/states/successor_map.h"

#include <algorithm>
#include <cassert>
#include <cmath>

namespace hippodrome {

namespace {

/// A state whose trace has faded to this no longer learns.
constexpr double faintestTrace = 1e-4;

} // namespace

SuccessorMap::SuccessorMap(int states)
    : states_(states), values_(static_cast<std::size_t>(states) * static_cast<std::size_t>(states)),
      traces_(static_cast<std::size_t>(states)), error_(static_cast<std::size_t>(states)) {
    for (int state = 0; state < states; ++state)
        values_[index(state, state)] = 1.0;
}

double SuccessorMap::learn(int from, int to, const SuccessorLearning& how) {
    assert(from >= 0 && from < states_ && to >= 0 && to < states_);
    const double* here = values_.data() + index(from, 0);
    const double* next = values_.data() + index(to, 0);
    double squares = 0.0;
    for (std::size_t k = 0; k < error_.size(); ++k)
        error_[k] = how.discount * next[k] - here[k];
    error_[static_cast<std::size_t>(from)] += 1.0;
    for (const double error : error_)
        squares += error * error;

    const double fading = how.discount * how.trace;
    for (double& trace : traces_) {
        trace *= fading;
        trace = trace < faintestTrace ? 0.0 : trace;
    }
    traces_[static_cast<std::size_t>(from)] += 1.0;
    for (int state = 0; state < states_; ++state) {
        // A longer step would overshoot the error that it is to mend.
        const double step =
            std::min(1.0, how.learningRate * traces_[static_cast<std::size_t>(state)]);
        if (step == 0.0)
            continue;
        double* row = values_.data() + index(state, 0);
        for (std::size_t k = 0; k < error_.size(); ++k)
            row[k] += step * error_[k];
    }
    return std::sqrt(squares);
}

void SuccessorMap::forgetTrace() {
    std::fill(traces_.begin(), traces_.end(), 0.0);
}

SuccessorMap SuccessorMap::rearranged(std::span<const int> before) const {
    SuccessorMap map(static_cast<int>(before.size()));
    for (int from = 0; from < map.states_; ++from)
        for (int to = 0; to < map.states_; ++to) {
            const int oldFrom = before[static_cast<std::size_t>(from)];
            const int oldTo = before[static_cast<std::size_t>(to)];
            if (oldFrom >= 0 && oldTo >= 0)
                map.values_[map.index(from, to)] = at(oldFrom, oldTo);
        }
    return map;
}

} // namespace hippodrome
