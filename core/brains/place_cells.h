#pragma once

#include "core/brains/brain.h"
#include "core/cells/place_cell_shapes.h"

namespace hippodrome {

struct PlaceCellsParameters {
    enum class Centres { lattice, jittered, random };

    int count = 100;
    Centres centres = Centres::jittered;
    PlaceFieldParameters field; ///< shape, width, geometry, rates

    static const Fields<PlaceCellsParameters>& fields();
};

/// The biological brain of the first scene: place cells after RatInABox (George et al. 2024, eLife
/// 13:e85274). Each fires around a centre; distances follow the walls if so declared, so that
/// drawing a wall bends the fields at once. Nothing is learned.
class PlaceCells final : public Brain {
public:
    PlaceCells(const PlaceCellsParameters& parameters, const BrainSetting& setting);
    static BrainType type();

    const std::vector<Population>& populations() const override { return populations_; }
    void begin(const Observation& first) override;
    double observe(const Observation& observation) override;
    std::span<const float> rates(std::size_t) const override { return rates_; }
    void arenaChanged(ArenaPointer arena) override;
    void update(const JsonCursor& parameters) override;
    std::optional<PopulationMaps> probe(std::size_t population, const BinGrid& grid) const override;
    bool probeIsStatic() const override { return true; }
    std::vector<float> ratesAt(std::size_t population, std::span<const Vec2> places,
                               std::span<const double> headDirections) const override;
    void save(Checkpoint& checkpoint) const override;
    void restore(const Checkpoint& checkpoint) override;

private:
    void rebuild();

    PlaceCellsParameters parameters_;
    ArenaPointer arena_;
    std::vector<Vec2> centres_;
    std::unique_ptr<PlaceFields> fields_;
    std::vector<Population> populations_;
    std::vector<float> rates_;
};

} // namespace hippodrome
