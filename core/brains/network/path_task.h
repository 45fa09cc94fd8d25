#pragma once

#include "core/brains/network/grid_network_parameters.h"
#include "core/cells/head_direction_code.h"
#include "core/net/path_integrator_pass.h"

namespace hippodrome {

/// What the network is trained on in one arena: walks as inputs, the place code (and head-direction
/// code) along them as targets, the codes at their start as the initial state.
class PathTask {
public:
    PathTask(const GridNetworkParameters& parameters, ArenaPointer arena, PlaceCode placeCode,
             HeadDirectionCode directionCode);

    const PlaceCode& placeCode() const { return placeCode_; }
    const HeadDirectionCode& directionCode() const { return directionCode_; }
    const ArenaGeometry& arena() const { return *arena_; }
    /// True when place targets are a probability distribution, learned with cross-entropy.
    bool distribution() const { return placeCode_.isDistribution(); }

    /// Room for one shard's paths, reused from step to step.
    struct Batch {
        TrajectoryBatch paths;
        std::vector<Vec2> places;           ///< (steps, sequences): where the targets are taken
        std::vector<double> headings;       ///< the same
        std::vector<float> placeStarts;     ///< codes at the start, one beside the other
        std::vector<float> directionStarts; ///< the same
        /// Of modules after the first: wider place codes (steps, sequences, cells), while units
        /// are to be useful alone.
        std::vector<std::vector<float>> widerTargets;
    };

    /// Simulates paths for a pass and fills its inputs, initial code, targets and dropout mask.
    void fill(const GridNetworkParameters& parameters,
              const GridNetworkParameters::Curriculum& curriculum, Rng& rng, Batch& batch,
              PathIntegratorPass<float>& pass) const;

    /// The inputs for one network step; `interval` [s] makes a speed of the displacement.
    void encodeInput(const GridNetworkParameters& parameters, Vec2 displacement, double turn,
                     double interval, float* input) const;
    /// The codes at one place and heading (place cells, then head-direction cells).
    void encodeStart(Vec2 place, double heading, float* code) const;

    /// Loss scale of each head, for `rows` samples in all: squared error is relative to predicting
    /// zero, cross-entropy is the mean over samples.
    std::vector<float> lossScales(long rows) const;
    /// Mean over the arena of the sum of the squared place targets, of a module's.
    double targetSquare(std::size_t module) const {
        return placeCode_.cells() *
               (module == 0 ? meanSquare_ : widerCodes_[module - 1].meanSquare());
    }
    /// Entropy of the targets, which cross-entropy cannot fall below [nat]; 0 for squared error.
    double lossFloor() const;

private:
    void encodeStarts(Batch& batch, PathIntegratorPass<float>& pass) const;

    ArenaPointer arena_;
    PlaceCode placeCode_;
    std::vector<PlaceCode> widerCodes_; ///< of modules after the first
    HeadDirectionCode directionCode_;
    double meanSquare_ = 1.0;
    double entropy_ = 0.0;
};

} // namespace hippodrome
