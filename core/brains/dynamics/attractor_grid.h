#pragma once

#include "core/brains/brain.h"
#include "core/brains/dynamics/attractor_sheet.h"

namespace hippodrome {

struct AttractorGridParameters {
    enum class Anchor {
        none,         ///< pure path integration
        walls,        ///< touching a wall corrects the distance to it
        wallsAndSight ///< and while it is light, the place is seen
    };

    int side = 64;              ///< neurons along each side of the sheet
    double spacing = 0.5;       ///< between neighbouring fields [m]
    double orientation = 0.0;   ///< of the sheet in the arena [rad]
    double timeConstant = 0.01; ///< [s]
    double timeStep = 0.001;    ///< of the sheet [s]
    double gain = 3.0;
    double neuralNoise = 0.0; ///< see its help
    Anchor anchor = Anchor::none;
    double anchorStrength = 0.05;  ///< of the input that corrects, against a drive of 1
    double contactDistance = 0.05; ///< nearer than this, a wall is touched [m]
    int cells = 64;                ///< neurons that are recorded

    static const Fields<AttractorGridParameters>& fields();
};

/// Grid cells as an attractor (Burak and Fiete 2009, PLoS Comput. Biol. 5:e1000291): a lattice of
/// activity on a sheet of neurons that the rat's own movement shifts. The gain from movement to
/// drive is calibrated when the brain is made, so that moving by the spacing shifts the lattice by
/// one period. Nothing tells it where it is, so that noise in the sense of movement accumulates,
/// unless walls or sight anchor it (Hardcastle, Ganguli and Giocomo 2015, Neuron 86:827).
class AttractorGrid final : public Brain {
public:
    AttractorGrid(const AttractorGridParameters& parameters, const BrainSetting& setting);
    static BrainType type();

    const std::vector<Population>& populations() const override { return populations_; }
    void begin(const Observation& first) override;
    double observe(const Observation& observation) override;
    std::span<const float> rates(std::size_t) const override { return rates_; }
    void arenaChanged(ArenaPointer arena) override { arena_ = std::move(arena); }
    void update(const JsonCursor& parameters) override;
    std::optional<Vec2> decodedPosition() const override { return estimate(); }
    std::vector<Reading> readings() const override;
    Inside inside() override;
    std::optional<PopulationMaps> probe(std::size_t, const BinGrid&) const override {
        return std::nullopt;
    }
    void state(StateVisitor& s) override;

    const AttractorSheet& sheet() const { return sheet_; }
    /// Drive for a speed [s/m].
    double driveGain() const { return driveGain_; }

private:
    void calibrate();
    void record();
    Vec2 estimate() const;
    Vec2 toSheet(Vec2 displacement) const;
    Vec2 toArena(Vec2 shift) const;
    /// The error that walls or sight show now [m]; none when nothing anchors.
    std::optional<Vec2> correction(const Observation& observation) const;
    void addNoise();

    AttractorGridParameters parameters_;
    ArenaPointer arena_;
    AttractorSheet sheet_;
    Rng rng_;
    std::vector<int> recorded_; ///< neurons of the sheet
    std::vector<Population> populations_;
    std::vector<float> rates_;
    std::vector<float> extra_;  ///< input that anchors
    double driveGain_ = 0.0;    ///< drive for a speed [s/m]
    Vec2 origin_;               ///< where the unshifted lattice stands for [m]
    Vec2 lastPosition_;         ///< [m]
    double owedTime_ = 0.0;     ///< not yet integrated [s]
    double sinceContact_ = 0.0; ///< [s]
};

} // namespace hippodrome
