#pragma once

#include "core/world/episode_log.h"
#include "core/world/rewards.h"
#include "core/world/senses.h"
#include "core/world/world_parts.h"

#include <memory>
#include <span>
#include <vector>

namespace hippodrome {

/// What takes the place of parts of a world when its scene changes: made beforehand, so that a
/// fault in one part leaves the world as it was.
struct WorldChange {
    ArenaPointer arena;                  ///< the world's own when it is kept
    std::unique_ptr<MotionModel> motion; ///< made again; nullptr when kept
    RatState rat;                        ///< where that puts the rat
    Rng motionRng;                       ///< and what is left of the stream
    std::unique_ptr<Agent> agent;        ///< made again; nullptr when kept
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

    /// True when no brain of the one scene is made again, or gone, in the other; of its agent, too.
    static bool keepsBrains(const Scene& before, const Scene& after);
    static bool keepsAgent(const Scene& before, const Scene& after);
    /// What changes between two scenes of equal seed and time step: a brain, agent or motion model
    /// whose parameters do not all act live is made again. Throws Error; nothing is changed yet.
    WorldChange prepare(const Scene& before, const Scene& after) const;
    /// From the next tick on; nothing restarts but what is made again.
    void commit(WorldChange change);

    /// All that will happen follows from it; read into a world that was just made.
    void state(StateVisitor& s);
    void save(Checkpoint& checkpoint) const { saveState(*this, checkpoint); }
    /// Throws Error; this world is then half read and of no more use.
    void restore(const Checkpoint& checkpoint) { restoreState(*this, checkpoint); }

private:
    /// With its first observation.
    RidingBrain begun(RidingBrain riding, const RatState& rat) const;
    void prepareAgent(const Scene& before, const Scene& after, WorldChange& change) const;
    void prepareMotion(const Scene& before, const Scene& after, WorldChange& change) const;
    void prepareBrains(const Scene& before, const Scene& after, WorldChange& change) const;
    Observation observation(const RatState& rat) const;
    /// Moves the rewards when the task says so.
    void moveRewardsIfDue();
    void putRewards(std::span<const Vec2> places);
    void rewardsState(StateVisitor& s);
    /// Ends the episode when it is over, and puts the rat at a start.
    void endEpisodeIfOver(bool reachedReward);
    void beginEpisode();
    Vec2 startPlace();

    ArenaPointer arena_;
    double timeStep_;
    long ticks_ = 0;
    Rng motionRng_;
    Rng agentRng_;
    Senses senses_;
    std::unique_ptr<MotionModel> motion_;
    std::unique_ptr<Agent> agent_;
    RatState rat_;
    double reward_ = 0.0;
    double totalReward_ = 0.0;
    Task task_;
    Rng taskRng_;
    long episodeTicks_ = 0; ///< since the episode began
    EpisodeLog episodes_;
    Rewards rewards_;
    std::vector<RidingBrain> brains_;
};

} // namespace hippodrome
