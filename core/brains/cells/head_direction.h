#pragma once

#include "core/brains/cells/formula_cells.h"
#include "core/cells/cue.h"
#include "core/cells/head_direction_cells.h"

namespace hippodrome {

struct HeadDirectionParameters {
    int count = 12;
    double spread = 0.785;     ///< of the tuning [rad]
    double minimumRate = 0.0;  ///< [Hz]
    double maximumRate = 20.0; ///< [Hz]
    SpikingParameters spikes;

    static const Fields<HeadDirectionParameters>& fields();
};

/// Head-direction cells with von Mises tuning (RatInABox `HeadDirectionCells`), anchored to the cue
/// card: turning it turns the preferred directions of all cells alike (Taube, Muller and Ranck
/// 1990, J. Neurosci. 10:436).
class HeadDirection final : public FormulaCells {
public:
    HeadDirection(const HeadDirectionParameters& parameters, const BrainSetting& setting);
    static BrainType type();

    void update(const JsonCursor& parameters) override;
    /// Preferred direction of a cell now [rad].
    double preferred(int cell) const;

protected:
    void tuning(const CellInput& input, std::span<float> rates) const override;
    void rebuild() override;
    bool tunedToPlace() const override { return false; }
    void preferences(StateVisitor&) override {}

private:
    void makeCells();

    HeadDirectionParameters parameters_;
    std::uint64_t seed_;
    double zero_ = 0.0; ///< direction of the first cell [rad]
    std::optional<HeadDirectionCells> cells_;
};

} // namespace hippodrome
