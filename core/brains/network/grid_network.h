#pragma once

#include "core/brains/brain.h"
#include "core/brains/network/path_rider.h"
#include "core/brains/network/path_trainer.h"

#include <optional>

namespace hippodrome {

/// The artificial brain: a recurrent network that learns to integrate paths by backpropagation
/// (Banino et al. 2018, Nature 557:429; Sorscher et al. 2019, NeurIPS), on simulated walks in the
/// arena that is drawn. It also rides in the rat (see PathRider).
///
/// Populations: `units` (what the read-out reads: bottleneck or recurrent layer) and
/// `place_output`.
class GridNetwork final : public Brain, public Trainable {
public:
    GridNetwork(const GridNetworkParameters& parameters, const BrainSetting& setting);
    static BrainType type();

    const std::vector<Population>& populations() const override { return populations_; }
    void begin(const Observation& first) override;
    double observe(const Observation& observation) override;
    std::span<const float> rates(std::size_t population) const override {
        return population == 0 ? rider_->units() : rider_->placeOutput();
    }
    void arenaChanged(ArenaPointer arena) override;
    void update(const JsonCursor& parameters) override;
    std::optional<Vec2> decodedPosition() const override;
    std::optional<PopulationMaps> probe(std::size_t population, const BinGrid& grid) const override;
    bool usesScoringBins() const override { return true; }
    Trainable* trainable() override { return this; }
    /// Gates and state as it rides, and the sizes of activity and errors in the last training step.
    Inside inside() override;
    std::vector<std::string> notes() const override;
    void state(StateVisitor& s) override;

    bool trainStep(ThreadPool& threads, const std::function<bool()>& betweenParts) override;
    TrainingReport trainingReport() const override;
    FullProbe fullProbe(const BinGrid& grid, long samples, ThreadPool& threads) override;

    std::vector<NamedArray> exportedArrays() const override;

    const PathIntegratorNetwork<float>& network() const { return network_; }
    const PathTask& task() const { return *task_; }

private:
    std::unique_ptr<PathTask> makeTask(ArenaPointer arena) const;
    void makeParts();

    /// What was `"auto"` before and still is keeps its number, for which it was trained.
    void declare(const GridNetworkParameters& parameters);

    GridNetworkParameters declared_;   ///< as the scene has them
    GridNetworkParameters parameters_; ///< with numbers for what is `"auto"`
    BrainSetting setting_;
    std::vector<Vec2> centres_; ///< of the place code: they survive an edit of the arena
    std::unique_ptr<PathTask> task_;
    PathIntegratorNetwork<float> network_;
    std::optional<PathTrainer> trainer_;
    std::optional<PathRider> rider_;
    std::vector<Population> populations_;
    MapAccumulator probe_; ///< fed by training
    double smoothedLoss_ = 0.0;
    double smoothedError_ = 0.0;
    double chanceError_ = 0.0;
};

} // namespace hippodrome
