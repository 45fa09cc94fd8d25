#pragma once

#include "core/analysis/map_accumulator.h"
#include "core/base/parallel.h"
#include "core/base/state_visitor.h"
#include "core/brains/network/path_task.h"
#include "core/brains/network/solo_schedule.h"
#include "core/net/optimisers.h"
#include "core/net/path_integrator_magnitudes.h"

#include <functional>
#include <memory>
#include <optional>

namespace hippodrome {

/// Does one optimiser step of a path-integrating network at a time: simulate paths, run forward,
/// compare, run back, update. The batch is split into a declared number of shards, each with its
/// own random stream and gradient, summed in order: the result does not depend on the number of
/// threads.
class PathTrainer {
public:
    PathTrainer(const GridNetworkParameters& parameters, const std::string& name,
                std::uint64_t seed, PathIntegratorNetwork<float>& network);

    /// Returns false when `betweenParts` asked to stop; nothing has changed then, nor when it
    /// threw. A loss or gradient that is not finite leaves the weights as they were; from then on
    /// the trainer has diverged.
    bool step(const GridNetworkParameters& parameters, const PathTask& task, ThreadPool& threads,
              const std::function<bool()>& betweenParts);

    long updates() const { return updates_; }
    double loss() const { return loss_; } ///< last step's [see PathTask]
    /// Mean over the units of the uncentred R^2 of each alone; NaN while it is not asked for.
    double solo() const;
    double decodingError() const { return decodingError_; } ///< last step's, all path steps [m]
    bool diverged() const { return diverged_; }
    /// Lets it train on after it has diverged: something was changed.
    void tryAgain() { diverged_ = false; }

    /// What the heads read (samples, representation) in each shard of the last step, in order, for
    /// maps at no extra forward passes.
    std::vector<MapAccumulator::Samples> samples() const;

    /// The next step notes how large what travels through the network is. Costs about a tenth of a
    /// step and changes nothing in what is learned.
    void watchNextStep() { watchNext_ = true; }
    /// Of the last step that was watched.
    const std::optional<PathIntegratorMagnitudes>& magnitudes() const { return magnitudes_; }

    void state(StateVisitor& s);

private:
    struct Shard {
        PathIntegratorPass<float> pass;
        PathTask::Batch batch;
        std::vector<float> gradient;
        Rng rng;
        Rng::State rngBefore{};
        std::vector<double> losses;
        double errorSum = 0.0; ///< of decoded places [m]
        bool whole = false;
        std::vector<SoloObjective<float>> solo{}; ///< of its samples: of each module, or none
        PathIntegratorMagnitudes magnitudes{};    ///< when this step is watched
    };

    GridNetworkParameters::Curriculum curriculum(const GridNetworkParameters& parameters) const {
        return parameters.curriculum(updates_, soloSchedule_.fallsFrom());
    }
    /// Networks with a gate by velocity, half of whose time they would take. Others keep the bits
    /// that they have always had.
    bool ignoresSmallNumbers() const { return network_.shape().gated(); }
    bool runShards(const GridNetworkParameters& parameters, const PathTask& task,
                   ThreadPool& threads, const std::function<bool()>& betweenParts);
    bool forward(const GridNetworkParameters& parameters, const PathTask& task, Shard& shard,
                 const StopCheck& stop);
    void backward(Shard& shard, const StopCheck& stop);
    /// What each module's units are to explain alone.
    static Matrix<const float> soloTargets(const Shard& shard, std::size_t module) {
        return matrixOf(module == 0 ? shard.pass.targets[0].data()
                                    : shard.batch.widerTargets[module - 1].data(),
                        shard.pass.rows(), shard.pass.shape().heads[0].outputs);
    }
    void sumSolo(const PathTask& task, double weight);
    void sumLosses(const PathTask& task);
    bool sumGradients(const GridNetworkParameters& parameters, ThreadPool& threads);
    void sumGradients(std::size_t first, std::span<float> sums) const;
    void applyGradients(const GridNetworkParameters& parameters, ThreadPool& threads);

    PathIntegratorNetwork<float>& network_;
    std::unique_ptr<Optimiser<float>> optimiser_;
    std::vector<std::unique_ptr<Shard>> shards_;
    std::vector<float> gradient_;
    std::vector<float>
        feedback_; ///< random weights for the way back; empty: the weights themselves
    /// Of the part of the gradient that begins at a multiple of gradientPart: all are moderate.
    std::vector<char> partIsModerate_;
    long updates_ = 0;
    long rows_ = 0;
    double loss_ = 0.0;
    double decodingError_ = 0.0;
    bool diverged_ = false;
    bool watchNext_ = false;
    bool watching_ = false; ///< in the step under way
    std::optional<PathIntegratorMagnitudes> magnitudes_;
    std::vector<SoloObjective<float>> solo_; ///< of all samples of a step, likewise
    SoloSchedule soloSchedule_;
};

} // namespace hippodrome
