#pragma once

#include "core/agents/agent.h"
#include "core/brains/brain.h"
#include "core/motion/motion_model.h"
#include "core/scene/scene.h"

#include <memory>
#include <vector>

namespace hippodrome {

/// A brain as it rides in the world.
struct RidingBrain {
    std::string name;
    const BrainType* type = nullptr;
    std::shared_ptr<Brain> brain;
    double freshSeconds = 0.0; ///< what its last observe() returned
    long revision = 0; ///< counts edits and changed parameters, which change its tuning at once
};

/// Arena, rat, agent and brains; tick() advances all by one time step. Motion, agent and each brain
/// draw from streams of their own, so that adding a brain does not change the path. A world has no
/// thread, timer or file.
class World {
public:
    /// Throws Error when a part cannot be made (a recorded path that leaves the arena, say).
    explicit World(const Scene& scene);

    void tick();

    double time() const { return static_cast<double>(ticks_) * timeStep_; } ///< [s]
    double timeStep() const { return timeStep_; }
    long ticks() const { return ticks_; }
    const RatState& rat() const { return rat_; }
    double reward() const { return reward_; } ///< of the last tick
    double totalReward() const { return totalReward_; }
    const ArenaPointer& arena() const { return arena_; }
    const std::vector<RidingBrain>& brains() const { return brains_; }
    std::vector<RidingBrain>& brains() { return brains_; }
    /// A recorded path has come to its end.
    bool finished() const { return motion_->finished(); }

    /// The next tick uses this arena; nothing restarts.
    void setArena(ArenaPointer arena);
    /// Takes over what changed between two scenes of equal seed and time step: live parameters act
    /// in place; a brain, agent or motion model whose other parameters changed is made anew. Throws
    /// Error before anything has changed.
    void takeOver(const Scene& before, const Scene& after);

    void save(Checkpoint& checkpoint) const;
    void restore(const Checkpoint& checkpoint);

private:
    std::unique_ptr<MotionModel> makeMotion(const Scene& scene) const;
    std::unique_ptr<Agent> makeAgent(const Scene& scene) const;
    RidingBrain makeBrain(const Scene& scene, const BrainEntry& entry) const;
    Observation observation() const;
    double collectReward();

    ArenaPointer arena_;
    double timeStep_;
    long ticks_ = 0;
    Rng motionRng_;
    Rng agentRng_;
    std::unique_ptr<MotionModel> motion_;
    std::unique_ptr<Agent> agent_;
    RatState rat_;
    double reward_ = 0.0;
    double totalReward_ = 0.0;
    std::vector<int> insideRewards_; ///< ids of rewards not yet armed again
    std::vector<RidingBrain> brains_;
};

} // namespace hippodrome
