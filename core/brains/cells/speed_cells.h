#pragma once

#include "core/brains/cells/formula_cells.h"

namespace hippodrome {

struct SpeedCellsParameters {
    int count = 8;
    double baseline = 2.0;     ///< at rest [Hz]
    double largestGain = 40.0; ///< slopes are spread evenly up to this [Hz s/m]
    double saturation = 0.5;   ///< speed above which the rate no longer rises [m/s]
    SpikingParameters spikes;

    static const Fields<SpeedCellsParameters>& fields();
};

/// Speed cells: the rate rises linearly with running speed, whatever the place and direction
/// (Kropff et al. 2015, Nature 523:419). Every fourth cell falls instead, down to zero.
class SpeedCells final : public FormulaCells {
public:
    SpeedCells(const SpeedCellsParameters& parameters, const BrainSetting& setting);
    static BrainType type();

    void update(const JsonCursor& parameters) override;

protected:
    void tuning(const CellInput& input, std::span<float> rates) const override;
    void rebuild() override {}
    bool tunedToPlace() const override { return false; }
    void preferences(StateVisitor&) override {}

private:
    SpeedCellsParameters parameters_;
};

} // namespace hippodrome
