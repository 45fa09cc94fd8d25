#pragma once

#include "core/base/state_visitor.h"
#include "core/brains/inside.h"
#include "core/cells/poisson_spikes.h"

#include <span>
#include <vector>

namespace hippodrome {

/// Spike-timing dependent plasticity of all pairs (Bi and Poo 1998; form of Song, Miller and Abbott
/// 2000). Values of George et al. (2023, eLife 12:e80663).
struct SpikeTimingParameters {
    double potentiationTime = 0.02; ///< [s]
    double depressionTime = 0.04;   ///< [s]
    double depression = 0.4;        ///< relative to potentiation
    double rate = 0.05;             ///< change for a pair at the same time

    static const Fields<SpikeTimingParameters>& fields();
};

/// Weights between units that change with the times of their spikes: from j to i, a pair with j
/// first by d seconds adds rate exp(-d / potentiationTime), with i first it takes rate x depression
/// exp(-d / depressionTime) away. Every unit sees all pairs, by a decaying trace of each other.
class SpikeTimingWeights {
public:
    explicit SpikeTimingWeights(int units);

    int units() const { return units_; }
    double at(int to, int from) const {
        return weights_[static_cast<std::size_t>(to) * static_cast<std::size_t>(units_) +
                        static_cast<std::size_t>(from)];
    }
    std::span<const double> weights() const { return weights_; } ///< (to, from)
    std::span<double> weights() { return weights_; }

    /// The spikes of a tick of `dt` [s], in the order of their times. Changes are in units of
    /// `scale`, such as the largest weight.
    void advance(std::span<const Spike> spikes, double dt, const SpikeTimingParameters& how,
                 double scale = 1.0);
    /// Holds every weight between two limits.
    void hold(double lowest, double highest);
    /// What fired before has nothing to do with what comes: the rat was put somewhere.
    void forgetTraces();
    std::span<const double> traces() const { return traces_; } ///< (2, units): before, after
    std::span<double> traces() { return traces_; }

    /// Who fired a moment ago, the synapses of the cell that fired last, and how they have changed
    /// since the last look.
    InsideTable lookAt(const std::string& unit, WeightChange& change) const;

private:
    void fade(double seconds, const SpikeTimingParameters& how);

    int units_;
    std::vector<double> weights_;
    std::vector<double> traces_;
};

/// The block `centres` of cells of which each pair has a weight in the block `weights`: checked
/// before there is room for as many pairs as it says.
void pairedCentres(StateVisitor& s, std::vector<Vec2>& centres);

} // namespace hippodrome
