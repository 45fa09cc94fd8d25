#pragma once

#include "core/brains/cells/formula_cells.h"
#include "core/cells/place_fields.h"
#include "core/cells/precession.h"

namespace hippodrome {

struct PlaceCellsParameters {
    enum class Centres { lattice, jittered, random };

    int count = 100;
    Centres centres = Centres::jittered;
    int remapping = 0;          ///< which set of centres; another number, another set
    double widthGradient = 0;   ///< see its help
    PlaceFieldParameters field; ///< shape, width, geometry, rates
    ThetaParameters theta;
    SpikingParameters spikes;

    static const Fields<PlaceCellsParameters>& fields();
};

/// Place cells after RatInABox (George et al. 2024, eLife 13:e85274). Each fires around a centre;
/// distances follow the walls if so declared, so that drawing a wall bends the fields at once. With
/// theta on they precess: a cell fires late in the cycle when the rat enters its field and earlier
/// as it crosses. Nothing is learned.
class PlaceCells final : public FormulaCells {
public:
    PlaceCells(const PlaceCellsParameters& parameters, const BrainSetting& setting);
    static BrainType type();

    void update(const JsonCursor& parameters) override;
    Inside inside() override;

protected:
    void tuning(const CellInput& input, std::span<float> rates) const override;
    void rebuild() override;
    void modulate(const Observation& observation, std::span<float> rates) const override;
    void preferences(StateVisitor& s) override;

private:
    void drawCentres();
    double widthOf(Vec2 centre) const;

    PlaceCellsParameters parameters_;
    std::string name_;
    std::uint64_t seed_;
    std::vector<Vec2> centres_;
    std::vector<double> widths_; ///< of the fields [m]
    std::vector<double> edges_;  ///< how far from their centres the fields end [m]
    std::unique_ptr<PlaceFields> fields_;
    Precession precession_;
};

} // namespace hippodrome
