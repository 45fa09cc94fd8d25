#pragma once

#include "core/net/products.h"

#include <span>
#include <vector>

namespace hippodrome {

/// An objective by which every unit alone is to be useful: beside what all of them explain
/// together, each is to explain as much of the targets as one unit can, which is non-negative
/// principal component analysis on the recurrent activity itself (Dordek et al. 2016, eLife
/// 5:e10094, for a feed-forward layer). Over samples n of activities g_i(n) and targets p_n (a
/// vector),
///
///   L = -beta sum_i J_i,   J_i = |A_i|^2 / (q_i C),
///   A_i = mean_n p_n g_i(n),   q_i = mean_n g_i(n)^2 + 1e-6,
///
/// with C = the mean of |p|^2 over the arena, a constant. J_i is the uncentred R^2 of the best
/// read-out of unit i alone.
template <class T>
class SoloObjective {
public:
    /// Of the units from `first` on and before `end`, of all where it is left out; the others of
    /// the layer are left alone.
    SoloObjective(int units, int targets, int first = 0, int end = -1);

    /// Sums begin again.
    void clear();
    /// Adds samples: activities g (rows, units) and targets p (rows, targets).
    bool add(Matrix<const T> g, Matrix<const T> p, const StopCheck& stop = {});
    /// Adds the sums of another part of the samples.
    void add(const SoloObjective& other);
    /// All of `samples` are there: works out J, and what gradients need. `meanSquare` is C.
    void finish(double samples, double meanSquare, double beta);

    /// J of each unit; 0 of those that are left alone.
    std::span<const T> useful() const { return useful_; }
    /// -beta sum_i J_i.
    double loss() const { return loss_; }
    /// Adds the gradient of the loss to dg (rows, units):
    /// -(2 beta / (N q_i)) ((A_i . p_n) / C - J_i g_i(n)).
    bool addGradient(Matrix<const T> g, Matrix<const T> p, Matrix<T> dg,
                     const StopCheck& stop = {}) const;

    /// A (units, targets) and q (units), of all samples; before finish() their sums.
    std::span<const T> correlations() const { return correlations_; }
    std::span<const T> squares() const { return squares_; }

private:
    int units_;
    int targets_;
    int first_;
    int end_;
    std::vector<T> correlations_;
    std::vector<T> squares_;
    std::vector<T> useful_;
    std::vector<T> towardsTargets_; ///< (units, targets): -(2 beta / (N q_i C)) A_i
    std::vector<T> towardsItself_;  ///< 2 beta J_i / (N q_i)
    double loss_ = 0.0;
};

} // namespace hippodrome
