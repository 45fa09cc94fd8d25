#include "core/net/solo_objective.h"

#include <algorithm>

namespace hippodrome {

namespace {

/// Keeps the objective finite for units that are silent.
constexpr double smallestSquare = 1e-6;

} // namespace

template <class T>
SoloObjective<T>::SoloObjective(int units, int targets, int first, int end)
    : units_(units), targets_(targets), first_(first), end_(end < 0 ? units : end),
      correlations_(matrixSize(units, targets)), squares_(static_cast<std::size_t>(units)),
      useful_(squares_.size()), towardsTargets_(correlations_.size()),
      towardsItself_(squares_.size()) {}

template <class T>
void SoloObjective<T>::clear() {
    std::fill(correlations_.begin(), correlations_.end(), T(0));
    std::fill(squares_.begin(), squares_.end(), T(0));
}

template <class T>
bool SoloObjective<T>::add(Matrix<const T> g, Matrix<const T> p, const StopCheck& stop) {
    for (int row = 0; row < g.rows; ++row)
        for (std::size_t unit = 0; unit < squares_.size(); ++unit) {
            const T activity = g.row(row)[unit];
            squares_[unit] += activity * activity;
        }
    return addWeightGradient<T>(p, g, matrixOf(correlations_.data(), units_, targets_), stop);
}

template <class T>
void SoloObjective<T>::add(const SoloObjective& other) {
    for (std::size_t k = 0; k < correlations_.size(); ++k)
        correlations_[k] += other.correlations_[k];
    for (std::size_t k = 0; k < squares_.size(); ++k)
        squares_[k] += other.squares_[k];
}

template <class T>
void SoloObjective<T>::finish(double samples, double meanSquare, double beta) {
    loss_ = 0.0;
    const T share = static_cast<T>(1.0 / samples);
    for (std::size_t unit = static_cast<std::size_t>(first_); unit < static_cast<std::size_t>(end_);
         ++unit) {
        const std::size_t first = unit * static_cast<std::size_t>(targets_);
        const std::size_t end = first + static_cast<std::size_t>(targets_);
        squares_[unit] = squares_[unit] * share + static_cast<T>(smallestSquare);
        double length = 0.0;
        for (std::size_t k = first; k < end; ++k) {
            correlations_[k] *= share;
            length += static_cast<double>(correlations_[k]) * correlations_[k];
        }
        const double square = squares_[unit];
        const double useful = length / (square * meanSquare);
        const double factor = 2.0 * beta / (samples * square);
        useful_[unit] = static_cast<T>(useful);
        towardsItself_[unit] = static_cast<T>(factor * useful);
        for (std::size_t k = first; k < end; ++k)
            towardsTargets_[k] = static_cast<T>(-factor / meanSquare) * correlations_[k];
        loss_ -= beta * useful;
    }
}

template <class T>
bool SoloObjective<T>::addGradient(Matrix<const T> g, Matrix<const T> p, Matrix<T> dg,
                                   const StopCheck& stop) const {
    for (int row = 0; row < g.rows; ++row)
        for (std::size_t unit = 0; unit < towardsItself_.size(); ++unit)
            dg.row(row)[unit] += towardsItself_[unit] * g.row(row)[unit];
    return applyWeights<T>(p, matrixOf(towardsTargets_.data(), units_, targets_), Write::add, dg,
                           stop);
}

template class SoloObjective<float>;
template class SoloObjective<double>;

} // namespace hippodrome
