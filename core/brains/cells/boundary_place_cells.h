#pragma once

#include "core/brains/cells/formula_cells.h"
#include "core/cells/boundary_vector_cells.h"
#include "core/cells/cue.h"

namespace hippodrome {

struct BoundaryPlaceCellsParameters {
    int count = 60;
    int inputs = 3;            ///< boundary vector cells that drive each
    double threshold = 0.7;    ///< share of the summed input's peak in the first arena
    double maximumRate = 10.0; ///< [Hz], at that peak
    bool anchored = false;     ///< directions turn with the cue card
    double plasticity = 0.0;   ///< of the BCM rule [1/s]; 0: weights stay
    double memory = 60.0;      ///< of its sliding threshold [s]
    SpikingParameters spikes;

    static const Fields<BoundaryPlaceCellsParameters>& fields();
};

/// Place cells driven by boundary vector cells, as thresholded sums (Hartley et al. 2000,
/// Hippocampus 10:369): r = A [sum_i w_i f_i - T]+. The inputs of a cell know the walls around one
/// place: where it fires in the arena it was made in. When walls move, the field follows each of
/// them, stretches, doubles or ends. With plasticity the weights follow the BCM rule (Barry and
/// Burgess 2007, Hippocampus 17:801), which lets cells tell enclosures apart slowly.
class BoundaryPlaceCells final : public FormulaCells {
public:
    BoundaryPlaceCells(const BoundaryPlaceCellsParameters& parameters, const BrainSetting& setting);
    static BrainType type();

    void update(const JsonCursor& parameters) override;
    /// The place whose walls a cell learned.
    Vec2 home(int cell) const { return homes_[static_cast<std::size_t>(cell)]; }
    /// What each cell prefers of its walls, one cell after the other (cells, inputs).
    const std::vector<VectorTuning>& tunings() const { return tunings_; }
    std::span<const double> weights() const { return weights_; } ///< (cells, inputs)

protected:
    void tuning(const CellInput& input, std::span<float> rates) const override;
    void rebuild() override;
    void learn(const Observation& observation, std::span<const float> rates) override;
    bool learns() const override { return parameters_.plasticity > 0.0; }
    void preferences(StateVisitor& s) override;

private:
    void drawCells(Rng& rng);
    void makeInputs();
    void findGains();

    BoundaryPlaceCellsParameters parameters_;
    std::uint64_t seed_;
    double firstZero_ = 0.0; ///< direction 0 when the tunings were drawn [rad]
    std::vector<Vec2> homes_;
    std::vector<VectorTuning> tunings_; ///< (cells, inputs)
    std::vector<double> weights_;       ///< the same
    std::vector<double> peaks_;         ///< of the summed input in the first arena (cells)
    std::vector<double> sliding_;       ///< thresholds of the BCM rule (cells)
    std::optional<BoundaryVectorCells> inputs_;
};

} // namespace hippodrome
