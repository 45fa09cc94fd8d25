#pragma once

#include "core/brains/brain.h"
#include "core/brains/dynamics/spike_timing.h"
#include "core/cells/place_fields.h"
#include "core/cells/precession.h"

namespace hippodrome {

struct ThetaSuccessorParameters {
    int count = 50;
    double width = 0.2;    ///< radius of the place fields [m]
    double peakRate = 5.0; ///< [Hz]
    ThetaParameters theta{.on = true};
    SpikeTimingParameters timing;
    double horizon = 4.0;       ///< of the comparison by temporal differences [s]
    double learningRate = 0.01; ///< of that comparison, per second of a cell's full activity

    static const Fields<ThetaSuccessorParameters>& fields();
};

/// Spike-timing dependent plasticity that learns a successor map (George, de Cothi, Stachenfeld and
/// Barry 2023, eLife 12:e80663). Place cells precess in theta, so that within every cycle they fire
/// in the order in which the rat will come through their fields, tens of milliseconds apart: within
/// reach of the plasticity. Beside it, temporal differences on the same place fields without
/// spikes.
///
/// Populations: `cells` (the place cells, spiking), `spike_timing` (what the learned weights
/// predict from here) and `differences` (what temporal differences predict).
class ThetaSuccessor final : public Brain {
public:
    ThetaSuccessor(const ThetaSuccessorParameters& parameters, const BrainSetting& setting);
    static BrainType type();

    const std::vector<Population>& populations() const override { return populations_; }
    void begin(const Observation& first) override;
    double observe(const Observation& observation) override;
    std::span<const float> rates(std::size_t population) const override {
        return rates_[population];
    }
    std::span<const Spike> spikes(std::size_t population) const override {
        return population == 0 ? spikes_.last() : std::span<const Spike>();
    }
    std::vector<Reading> readings() const override;
    Inside inside() override;
    void arenaChanged(ArenaPointer arena) override;
    void update(const JsonCursor& parameters) override;
    std::optional<PopulationMaps> probe(std::size_t population, const BinGrid& grid) const override;
    std::vector<float> ratesAt(std::size_t population, std::span<const Vec2> places,
                               std::span<const double> headDirections) const override;
    void state(StateVisitor& s) override;

    const std::vector<Vec2>& centres() const { return centres_; }
    const SpikeTimingWeights& weights() const { return weights_; }
    /// The map of temporal differences (to, from): what will follow of cell `to` from cell `from`.
    std::span<const double> map() const { return map_; }
    /// Pearson correlation of the two over all pairs of different cells, each row divided by its
    /// largest magnitude; NaN while one of them is constant.
    double correlation() const;

private:
    enum Kind : std::size_t { cells, spikeTiming, differences };

    void makeCells(std::vector<Vec2> centres);
    void makeFields();
    void learnDifferences(double dt);
    void ratesFrom(std::size_t population, std::span<const float> fields,
                   std::span<float> rates) const;
    void ratesThere(std::size_t population, Vec2 place, std::span<float> rates) const;

    ThetaSuccessorParameters parameters_;
    ArenaPointer arena_;
    std::vector<Vec2> centres_;
    std::vector<double> edges_;
    std::unique_ptr<PlaceFields> fields_;
    Precession precession_;
    PoissonSpikes spikes_;
    SpikeTimingWeights weights_;
    WeightChange looked_; ///< for inside(), as is the next; not part of the state
    double time_ = 0.0;   ///< of the last observation [s]
    std::vector<double> map_;
    std::vector<float> before_, now_; ///< fields at the last tick and now, 0 to 1
    bool started_ = false;
    std::vector<Population> populations_;
    std::vector<std::vector<float>> rates_;
};

} // namespace hippodrome
