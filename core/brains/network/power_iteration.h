#pragma once

#include "core/analysis/map_accumulator.h"
#include "core/cells/place_code.h"
#include "core/net/products.h"

namespace hippodrome {

/// Why hexagons, without any training: what a unit settles on that is driven by place cells, feeds
/// back on them, and cannot be negative. Each unit's map g over the arena is multiplied by the
/// covariance of the place code over positions, rectified and rescaled, again and again:
///
///   g <- max(P P^T g, 0) / |.|,   P (positions, cells), the mean over positions removed from each
///   cell.
///
/// Without rectification this is the power method, which finds the leading principal component;
/// with it, it is projected gradient ascent for non-negative principal components (Dordek et al.
/// 2016, eLife 5:e10094; Sorscher et al. 2019, NeurIPS). A centre-surround code has its largest
/// eigenvalues on a ring of spatial frequencies; rectification makes three waves of that ring at
/// 60 degrees the best mixture. Each of the three ingredients can be left out.
class PowerIteration {
public:
    struct Parameters {
        /// As in Sorscher et al. 2019, but with centres on a lattice: random ones disturb the ring
        /// of equal eigenvalues and need thousands of cells.
        PlaceCodeParameters placeCode = {.code = PlaceCodeParameters::Code::softmaxDifference};
        int units = 16;
        int bins = 32;         ///< along the longer side of the arena
        bool rectified = true; ///< activity cannot be negative
        bool meanRemoved = true;
    };

    PowerIteration(const Parameters& parameters, const ArenaGeometry& arena, std::uint64_t seed);

    /// One iteration of every unit.
    void step();
    int iterations() const { return iterations_; }
    /// How much the maps still changed at the last step: largest over the units of the length of
    /// the difference of two maps of length 1.
    double lastChange() const { return lastChange_; }

    /// (units, rows, columns), each scaled to a largest value of 1; NaN outside the arena.
    PopulationMaps maps() const;

private:
    void rescale(std::vector<float>& unitMaps) const;

    bool rectified_;
    int units_;
    BinGrid grid_;
    std::vector<int> places_;     ///< bins inside the arena
    std::vector<float> code_;     ///< (places, cells)
    RightFactor<float> forward_;  ///< the code, from places to cells
    RightFactor<float> backward_; ///< its transpose
    int cells_ = 0;
    std::vector<float> maps_;       ///< (units, places)
    std::vector<float> next_;       ///< the same, after the step
    std::vector<float> activities_; ///< (units, cells)
    int iterations_ = 0;
    double lastChange_ = 0.0;
};

} // namespace hippodrome
