#pragma once

#include "core/brains/cells/formula_cells.h"
#include "core/cells/boundary_vector_cells.h"
#include "core/cells/cue.h"

namespace hippodrome {

struct BoundaryCellsParameters {
    enum class Tuning { drawn, hartley };

    int count = 40;
    BoundaryVectorCells::Frame frame = BoundaryVectorCells::Frame::allocentric;
    Tuning tuning = Tuning::drawn;
    double minimumDistance = 0.05; ///< of those drawn [m]
    double maximumDistance = 0.3;  ///< [m]
    bool anchored = false;         ///< directions turn with the cue card
    double maximumRate = 10.0;     ///< [Hz], where a wall all around stands at the right distance
    SpikingParameters spikes;

    static const Fields<BoundaryCellsParameters>& fields();
};

/// Boundary vector cells: they fire at a distance and direction from walls, inner walls and holes
/// (Hartley et al. 2000, Hippocampus 10:369; Lever et al. 2009, J. Neurosci. 29:9771), or, in the
/// egocentric frame, from walls to the left, ahead and so on of the rat. What stands behind a wall
/// is not seen.
class BoundaryCells final : public FormulaCells {
public:
    BoundaryCells(const BoundaryCellsParameters& parameters, const BrainSetting& setting);
    static BrainType type();

    void update(const JsonCursor& parameters) override;
    const std::vector<VectorTuning>& tunings() const { return tunings_; }

protected:
    void tuning(const CellInput& input, std::span<float> rates) const override;
    void rebuild() override;
    int probeDirections() const override;
    void preferences(StateVisitor& s) override;

private:
    void makeCells();

    BoundaryCellsParameters parameters_;
    std::uint64_t seed_;
    double firstZero_ = 0.0; ///< direction 0 when the tunings were drawn [rad]
    std::vector<VectorTuning> tunings_;
    std::optional<BoundaryVectorCells> cells_;
};

} // namespace hippodrome
