#pragma once

#include "core/brains/cells/formula_cells.h"
#include "core/cells/vector_tuning.h"

namespace hippodrome {

struct ObjectCellsParameters {
    enum class Frame { allocentric, egocentric };

    int count = 24;
    std::string kind = "landmark"; ///< of the objects that they respond to; empty: any
    Frame frame = Frame::allocentric;
    double minimumDistance = 0.05; ///< preferred, drawn between these [m]
    double maximumDistance = 0.3;  ///< [m]
    double maximumRate = 10.0;     ///< [Hz]
    SpikingParameters spikes;

    static const Fields<ObjectCellsParameters>& fields();
};

/// Object vector cells: they fire at a distance and direction from every object of a kind that is
/// in sight (Hoydal et al. 2019, Nature 568:400; form of RatInABox `ObjectVectorCells`). Walls hide
/// objects. Of several objects the one that drives a cell most counts.
class ObjectCells final : public FormulaCells {
public:
    ObjectCells(const ObjectCellsParameters& parameters, const BrainSetting& setting);
    static BrainType type();

    const std::vector<VectorTuning>& tunings() const { return tunings_; }
    void update(const JsonCursor& parameters) override;

protected:
    void tuning(const CellInput& input, std::span<float> rates) const override;
    void rebuild() override;
    int probeDirections() const override {
        return parameters_.frame == ObjectCellsParameters::Frame::egocentric ? 8 : 1;
    }
    void preferences(StateVisitor& s) override;

private:
    ObjectCellsParameters parameters_;
    std::vector<VectorTuning> tunings_;
    std::vector<Vec2> objects_;
};

} // namespace hippodrome
