#pragma once

#include <span>
#include <vector>

namespace hippodrome {

/// How a successor map learns.
struct SuccessorLearning {
    double discount = 0.95;    ///< gamma, per move
    double learningRate = 0.1; ///< alpha
    double trace = 0.0;        ///< lambda
};

/// The successor representation of a set of states, M(s, s') = expected discounted number of visits
/// to s' from s (Dayan 1993, Neural Computation 5:613), learned by temporal differences:
///
///     e <- gamma lambda e + 1_s;  M <- M + alpha e (1_s + gamma M(s', :) - M(s, :))
///
/// In double, since a run makes millions of small changes.
class SuccessorMap {
public:
    /// Starts as if every state were visited once and never left: the identity.
    explicit SuccessorMap(int states = 0);

    int states() const { return states_; }
    double at(int from, int to) const { return values_[index(from, to)]; }
    std::span<const double> row(int from) const {
        return std::span(values_).subspan(index(from, 0), static_cast<std::size_t>(states_));
    }
    std::span<const double> values() const { return values_; } ///< (states, states)
    std::span<double> values() { return values_; }

    /// One move. Returns the length of the prediction error.
    double learn(int from, int to, const SuccessorLearning& how);
    /// A new path begins: nothing that came before has led here.
    void forgetTrace();
    std::span<const double> traces() const { return traces_; } ///< e (states)
    std::span<double> traces() { return traces_; }
    /// The prediction error of the last move (states), for looking at: it is not saved.
    std::span<const double> lastError() const { return error_; }

    /// The map of other states: state k there is `before[k]` here, or new when that is negative,
    /// and then begins as in the constructor.
    SuccessorMap rearranged(std::span<const int> before) const;

private:
    std::size_t index(int from, int to) const {
        return static_cast<std::size_t>(from) * static_cast<std::size_t>(states_) +
               static_cast<std::size_t>(to);
    }

    int states_;
    std::vector<double> values_;
    std::vector<double> traces_;
    std::vector<double> error_;
};

} // namespace hippodrome
