#pragma once

#include "core/brains/cells/formula_cells.h"

namespace hippodrome {

struct RandomCellsParameters {
    int count = 60;
    double width = 0.1;        ///< of the correlation of neighbouring places [m]
    int waves = 60;            ///< that make up each map
    double activeShare = 0.5;  ///< of the plane
    double maximumRate = 10.0; ///< [Hz], at about the peak
    SpikingParameters spikes;

    static const Fields<RandomCellsParameters>& fields();
};

/// Cells with smooth random maps and no other rule: a Gaussian process in the plane, cut off so
/// that a given share is active (RatInABox `RandomSpatialNeurons` draws from such a process). The
/// honest null for every metric: what a score says about these, it says about nothing.
class RandomCells final : public FormulaCells {
public:
    RandomCells(const RandomCellsParameters& parameters, const BrainSetting& setting);
    static BrainType type();

    void update(const JsonCursor& parameters) override;

protected:
    void tuning(const CellInput& input, std::span<float> rates) const override;
    void rebuild() override {}
    void preferences(StateVisitor& s) override;

private:
    /// A plane wave of one cell's map.
    struct Wave {
        Vec2 number; ///< [rad/m]
        double phase = 0.0;
    };

    RandomCellsParameters parameters_;
    std::vector<Wave> waves_; ///< (cells, waves)
    double cut_ = 0.0;        ///< in standard deviations of the process
};

} // namespace hippodrome
