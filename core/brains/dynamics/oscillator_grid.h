#pragma once

#include "core/brains/brain.h"

#include <array>

namespace hippodrome {

struct OscillatorGridParameters {
    int cells = 36;
    double spacing = 0.5;       ///< between neighbouring fields [m]
    double orientation = 0.0;   ///< [rad]
    double baseFrequency = 7.0; ///< [Hz]
    double phaseNoise = 0.0;    ///< of every oscillator, after a second [rad/sqrt(s)]
    double resetDistance = 0.0; ///< a wall nearer than this resets the phases across it [m]
    double maximumRate = 10.0;  ///< [Hz]
    SpikingParameters spikes;

    static const Fields<OscillatorGridParameters>& fields();
};

/// Grid cells by interference of oscillations (Burgess, Barry and O'Keefe 2007, Hippocampus
/// 17:801): three oscillators run faster than a baseline when the rat runs their way, by a
/// frequency proportional to its speed in that direction; a cell fires where they agree with the
/// baseline. Their phases against it integrate the path along three axes, so that noise in them
/// accumulates.
class OscillatorGrid final : public Brain {
public:
    OscillatorGrid(const OscillatorGridParameters& parameters, const BrainSetting& setting);
    static BrainType type();

    const std::vector<Population>& populations() const override { return populations_; }
    void begin(const Observation& first) override;
    double observe(const Observation& observation) override;
    std::span<const float> rates(std::size_t) const override { return rates_; }
    std::span<const Spike> spikes(std::size_t) const override { return spikes_.last(); }
    void arenaChanged(ArenaPointer arena) override { arena_ = std::move(arena); }
    void update(const JsonCursor& parameters) override;
    std::optional<Vec2> decodedPosition() const override;
    std::vector<Reading> readings() const override;
    std::optional<PopulationMaps> probe(std::size_t, const BinGrid&) const override {
        return std::nullopt;
    }
    void state(StateVisitor& s) override;

    /// Extra frequency of an oscillator for a speed its way [cycles/m]: 2 / (sqrt(3) spacing).
    double frequencyPerSpeed() const;

private:
    static constexpr std::size_t oscillators = 3;
    Vec2 axis(std::size_t oscillator) const;
    void reset(const Observation& now);
    void fire(double time);

    OscillatorGridParameters parameters_;
    ArenaPointer arena_;
    Rng rng_;
    std::vector<Vec2> offsets_; ///< where each cell has a field [m]
    std::vector<Population> populations_;
    std::vector<float> rates_;
    PoissonSpikes spikes_;
    /// Cycles by which each oscillator is ahead of the baseline, for a cell with offset zero.
    std::array<double, oscillators> ahead_{};
    Vec2 lastPosition_; ///< [m]
};

} // namespace hippodrome
