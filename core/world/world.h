#pragma once

#include "core/agents/agent.h"
#include "core/brains/brain.h"
#include "core/motion/motion_model.h"
#include "core/scene/scene.h"
#include "core/world/episode_log.h"

#include <memory>
#include <span>
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

/// The populations of riding brains, as an agent sees them.
class RidingPopulations final : public PopulationSource {
public:
    /// The brains must outlive it.
    explicit RidingPopulations(const std::vector<RidingBrain>& brains) : brains_(brains) {}
    std::vector<std::string> names() const override;
    std::optional<std::span<const float>> rates(const std::string& name) const override;

private:
    const std::vector<RidingBrain>& brains_;
};

/// What takes the place of parts of a world when its scene changes: made beforehand, so that a
/// fault in one part leaves the world as it was.
struct WorldChange {
    ArenaPointer arena;                  ///< the world's own when it is kept
    std::unique_ptr<MotionModel> motion; ///< made anew; nullptr when kept
    RatState rat;                        ///< where that puts the rat
    Rng motionRng;                       ///< and what is left of the stream
    std::unique_ptr<Agent> agent;        ///< made anew; nullptr when kept
    std::vector<RidingBrain> brains;     ///< all of them; those that are kept are the world's own
    SensesParameters senses;
    Task task;

    // New values of live parameters for what is kept; null where there are none
    Json motionUpdate;
    Json agentUpdate;
    std::vector<Json> brainUpdates; ///< as many as brains
    std::vector<char> brainIsNew;   ///< as many as brains
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
    /// Episodes that are over; none where the task has none.
    const EpisodeLog& episodes() const { return episodes_; }
    /// How many beginnings have followed the first, of episodes or of a recorded path.
    long beginnings() const { return episodes_.count() + motion_->beginnings(); }
    /// What a user should know of the path that the rat follows.
    std::vector<std::string> motionNotes() const { return motion_->notes(); }
    const ArenaPointer& arena() const { return arena_; }
    const Agent& agent() const { return *agent_; }
    Agent& agent() { return *agent_; }
    const std::vector<RidingBrain>& brains() const { return brains_; }
    std::vector<RidingBrain>& brains() { return brains_; }
    /// A recorded path has come to its end.
    bool finished() const { return motion_->finished(); }

    /// True when no brain of the one scene is made anew, or gone, in the other; of its agent, too.
    static bool keepsBrains(const Scene& before, const Scene& after);
    static bool keepsAgent(const Scene& before, const Scene& after);
    /// What changes between two scenes of equal seed and time step: a brain, agent or motion model
    /// whose parameters do not all act live is made anew. Throws Error; nothing is changed yet.
    WorldChange prepare(const Scene& before, const Scene& after) const;
    /// From the next tick on; nothing restarts but what is made anew.
    void commit(WorldChange change);

    void save(Checkpoint& checkpoint) const;
    void restore(const Checkpoint& checkpoint);

private:
    RidingBrain makeBrain(const Scene& scene, const BrainEntry& entry, const ArenaPointer& arena,
                          const RatState& rat) const;
    void prepareAgent(const Scene& before, const Scene& after, WorldChange& change) const;
    void prepareMotion(const Scene& before, const Scene& after, WorldChange& change) const;
    void prepareBrains(const Scene& before, const Scene& after, WorldChange& change) const;
    Observation observation(const RatState& rat) const;
    /// What the senses of own movement get wrong in this tick.
    void addErrors(Observation& observation);
    double collectReward();
    std::vector<int> rewardsUnderRat() const; ///< ids
    /// Whether a reward that the rat has entered pays, which takes from its stock.
    bool takeFrom(const Reward& reward);
    /// Moves the rewards when the task says so.
    void moveRewardsIfDue();
    void putRewards(std::span<const Vec2> places);
    /// The rewards are where they are from now on, and full.
    void beginGoal();
    void saveRewards(Checkpoint& checkpoint) const;
    void restoreRewards(const Checkpoint& checkpoint);
    /// Ends the episode when it is over, and puts the rat at a start.
    void endEpisodeIfOver();
    void beginEpisode();
    Vec2 startPlace();

    ArenaPointer arena_;
    double timeStep_;
    long ticks_ = 0;
    Rng motionRng_;
    Rng agentRng_;
    SensesParameters senses_;
    Rng sensesRng_;
    std::unique_ptr<MotionModel> motion_;
    std::unique_ptr<Agent> agent_;
    RatState rat_;
    double reward_ = 0.0;
    double totalReward_ = 0.0;
    std::vector<int> insideRewards_; ///< ids of rewards not yet armed again
    Task task_;
    Rng taskRng_;
    bool reached_ = false;  ///< a reward that ends an episode, at this tick
    long episodeTicks_ = 0; ///< since the episode began
    EpisodeLog episodes_;

    /// What a reward has left, when rewards deplete.
    struct RewardStock {
        int reward = 0;     ///< id
        int visits = 0;     ///< paid since it was full
        long lastVisit = 0; ///< that it paid [tick]
    };
    std::vector<RewardStock> rewardStocks_; ///< of those that have paid
    int goalVisits_ = 0;                    ///< paid since the rewards moved
    long goalTicks_ = 0;                    ///< since the rewards moved
    std::vector<RidingBrain> brains_;
};

} // namespace hippodrome
