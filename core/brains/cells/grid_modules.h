#pragma once

#include "core/brains/cells/formula_cells.h"
#include "core/cells/grid_cell_shapes.h"

namespace hippodrome {

struct GridModulesParameters {
    int modules = 3;
    int cells = 16;           ///< of each module
    double spacing = 0.35;    ///< of the first module [m]
    double ratio = 1.42;      ///< of the spacings of neighbouring modules
    double orientation = 0.1; ///< of the first module [rad]
    double turn = 0.1;        ///< between neighbouring modules [rad]
    GridShape shape = GridShape::rectified;
    double maximumRate = 10.0; ///< [Hz]
    SpikingParameters spikes;

    static const Fields<GridModulesParameters>& fields();
};

/// Grid cells as a description: perfect lattices in modules, each with one spacing and orientation
/// and cells of all phases (form of RatInABox `GridCells`). They know neither walls nor time: the
/// control for everything that edits, darkness and learning do to other models.
class GridModules final : public FormulaCells {
public:
    GridModules(const GridModulesParameters& parameters, const BrainSetting& setting);
    static BrainType type();

    void update(const JsonCursor& parameters) override;
    const std::vector<GridTuning>& tunings() const { return cells_->tunings(); }

protected:
    void tuning(const CellInput& input, std::span<float> rates) const override;
    void rebuild() override {}
    void preferences(StateVisitor& s) override;

private:
    GridModulesParameters parameters_;
    std::optional<GridCells> cells_;
};

} // namespace hippodrome
