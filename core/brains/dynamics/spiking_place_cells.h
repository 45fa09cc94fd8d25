#pragma once

#include "core/brains/brain.h"
#include "core/brains/dynamics/spike_timing.h"
#include "core/cells/place_fields.h"

namespace hippodrome {

struct SpikingPlaceCellsParameters {
    int count = 60;
    double width = 0.15;        ///< of the place input [m]
    double input = 18.0;        ///< of the place input in the middle of a field [mV]
    double noise = 4.0;         ///< standard deviation of the potential without spikes [mV]
    double membraneTime = 0.02; ///< [s]
    double synapseTime = 0.005; ///< [s]
    double inhibition = 0.3;    ///< of all by every spike [mV]
    double largestWeight = 3.0; ///< of a synapse between cells [mV]
    double initialWeight = 0.3; ///< [mV]
    bool plastic = true;
    SpikeTimingParameters timing{0.02, 0.02, 1.05, 0.005};

    static const Fields<SpikingPlaceCellsParameters>& fields();
};

/// Place cells as leaky integrate-and-fire neurons with plastic synapses between them (Song, Miller
/// and Abbott 2000, Nat. Neurosci. 3:919, for its constants). Each gets a current where its place
/// field is; spikes excite other cells through synapses that spike timing changes, and inhibit all.
/// On a path that is always run one way, synapses from earlier to later cells grow, and fields move
/// backwards along the path (Mehta, Quirk and Wilson 2000, Neuron 25:707).
class SpikingPlaceCells final : public Brain {
public:
    SpikingPlaceCells(const SpikingPlaceCellsParameters& parameters, const BrainSetting& setting);
    static BrainType type();

    static constexpr double step = 0.0005;         ///< of the neurons [s]
    static constexpr double restPotential = -70.0; ///< [mV]
    static constexpr double resetPotential = -60.0;
    static constexpr double threshold = -54.0;
    static constexpr double refractory = 0.002; ///< [s]

    const std::vector<Population>& populations() const override { return populations_; }
    void begin(const Observation& first) override;
    double observe(const Observation& observation) override;
    std::span<const float> rates(std::size_t) const override { return rates_; }
    std::span<const Spike> spikes(std::size_t) const override { return spikes_; }
    std::vector<Reading> readings() const override;
    Inside inside() override;
    void arenaChanged(ArenaPointer arena) override;
    void update(const JsonCursor& parameters) override;
    std::optional<PopulationMaps> probe(std::size_t, const BinGrid&) const override {
        return std::nullopt; // what a cell does depends on what the others did
    }
    void state(StateVisitor& s) override;

    const std::vector<Vec2>& centres() const { return centres_; }
    const SpikeTimingWeights& weights() const { return weights_; } ///< [mV]

private:
    void makeCells(std::vector<Vec2> centres);
    void makeFields();
    void advance(double seconds, double at);

    SpikingPlaceCellsParameters parameters_;
    ArenaPointer arena_;
    Rng rng_;
    std::vector<Vec2> centres_;
    std::unique_ptr<PlaceFields> fields_;
    std::vector<float> input_;      ///< place input of the tick, 0 to 1
    std::vector<double> potential_; ///< [mV]
    std::vector<double> synaptic_;  ///< synaptic drive [mV]
    std::vector<double> silentFor_; ///< [s]
    SpikeTimingWeights weights_;
    WeightChange looked_;  ///< for inside(); not part of the state
    double carried_ = 0.0; ///< time of a tick that was less than a step [s]
    std::vector<Spike> spikes_;
    std::vector<float> rates_; ///< spikes per second, smoothed over rateTime
    std::vector<Population> populations_;
};

} // namespace hippodrome
