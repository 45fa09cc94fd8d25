#pragma once

#include "core/brains/brain.h"

namespace hippodrome {

/// What the rate of a formula cell may depend on.
struct CellInput {
    Vec2 position;                ///< [m]
    double headDirection = 0.0;   ///< [rad]
    double speed = 0.0;           ///< [m/s]
    double angularVelocity = 0.0; ///< [rad/s]
};

/// A brain of cells whose rate is a formula of where the rat is and what it does, so that an edit
/// of the arena shows at once. Most learn nothing. A kind of cell derives from it and says what its
/// formula is; probes, tuning curves, spikes and checkpoints are made here.
class FormulaCells : public Brain {
public:
    const std::vector<Population>& populations() const final { return populations_; }
    void begin(const Observation& first) final;
    double observe(const Observation& observation) final;
    std::span<const float> rates(std::size_t) const final { return rates_; }
    std::span<const Spike> spikes(std::size_t) const final { return spikes_.last(); }
    /// Geometry is made again by rebuild() when boundary, holes, walls or objects have changed.
    void arenaChanged(ArenaPointer arena) final;
    std::optional<PopulationMaps> probe(std::size_t population, const BinGrid& grid) const final;
    bool probeIsStatic() const final { return tunedToPlace() && !learns(); }
    std::vector<float> ratesAt(std::size_t population, std::span<const Vec2> places,
                               std::span<const double> headDirections) const final;
    void state(StateVisitor& s) final;

protected:
    FormulaCells(const BrainSetting& setting, const SpikingParameters& spiking);

    /// The rate of every cell [Hz]. Several threads may ask at once.
    virtual void tuning(const CellInput& input, std::span<float> rates) const = 0;
    /// Makes what depends on arena() again, after an edit or when preferences() were read.
    virtual void rebuild() = 0;
    /// What the rhythm and the noise of the moment do to the rates; nothing by default.
    virtual void modulate(const Observation&, std::span<float>) const {}
    /// What changes with experience; nothing by default. Called with the rates of the moment.
    virtual void learn(const Observation&, std::span<const float>) {}
    virtual bool learns() const { return false; }
    /// False for cells that place says nothing about, such as those of head direction and speed.
    virtual bool tunedToPlace() const { return true; }
    /// Head directions that a probe map averages over; 1 where they do not matter.
    virtual int probeDirections() const { return 1; }
    /// What was drawn when the brain was made, and survives edits.
    virtual void preferences(StateVisitor& s) = 0;

    /// Says how many cells there are; to be called by the constructor, and by rebuild() when their
    /// number or sign has changed.
    void setCells(std::size_t count, bool signedActivity = false);
    void setSpiking(const SpikingParameters& spiking);
    const ArenaGeometry& arena() const { return *arena_; }
    const ArenaPointer& arenaPointer() const { return arena_; }
    double time() const { return time_; } ///< of the last observation, for inside() [s]

private:
    ArenaPointer arena_;
    SpikingParameters spiking_;
    std::vector<Population> populations_;
    std::vector<float> rates_;
    PoissonSpikes spikes_;
    double time_ = 0.0; ///< not part of the state [s]
};

} // namespace hippodrome
