#pragma once

#include "core/agents/agent_picture.h"
#include "core/arena/arena_geometry.h"
#include "core/base/reading.h"
#include "core/base/state_visitor.h"
#include "core/learners/learner_type.h"
#include "core/motion/motion_model.h"

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace hippodrome {

/// The populations of the brains in the rat, by `BRAIN.POPULATION`.
class PopulationSource {
public:
    virtual ~PopulationSource() = default;
    virtual std::vector<std::string> names() const = 0;
    /// The current activity (units); nothing for a name that is not among them.
    virtual std::optional<std::span<const float>> rates(const std::string& name) const = 0;
};

/// What an agent knows when it chooses a movement.
struct AgentView {
    double time = 0.0; ///< simulated [s]
    double dt = 0.0;   ///< [s]
    const RatState& rat;
    const ArenaGeometry& arena;
    double reward = 0.0;                 ///< received at the tick before
    const PopulationSource& populations; ///< as of the tick before
};

/// What an agent is made for.
struct AgentSetting {
    ArenaPointer arena;
    const PopulationSource& populations;
    std::filesystem::path folder = {}; ///< where relative names of files start
};

/// Chooses the rat's movement: a desired velocity that draws the motion model, or nothing, which
/// leaves it to itself.
class Agent {
public:
    virtual ~Agent() = default;
    virtual std::optional<Vec2> act(const AgentView& view, Rng& rng) = 0;
    /// The episode is over; what the view shows is its last moment, and the rat is put elsewhere
    /// next. `reached` when it came to a reward, and not to the end of its time.
    virtual void endEpisode(const AgentView& view, bool reached, Rng& rng) {
        (void)view, (void)reached, (void)rng;
    }
    virtual void arenaChanged(ArenaPointer arena) = 0;
    /// False when the rat's brains have changed so that the agent must be made again.
    virtual bool fits(const PopulationSource& populations) const {
        (void)populations;
        return true;
    }
    /// A person steers, in a direction with at most length 1, or no longer. Only agents that can be
    /// steered heed it.
    virtual void steer(std::optional<Vec2> direction) { (void)direction; }

    // For those who look; neither changes what happens.

    /// What it knows, laid over the arena; the successor map is that of the tile at `place`.
    /// Nothing while it has nothing to show.
    virtual std::optional<AgentPicture> picture(std::optional<Vec2> place) {
        (void)place;
        return std::nullopt;
    }
    /// Numbers about itself, always the same ones in the same order; NaN while unknown.
    virtual std::vector<Reading> readings() const { return {}; }

    /// New values of fields that act live.
    virtual void update(const JsonCursor& parameters) = 0;
    /// Throws Error when these values, which the fields allow, are none for this agent; called
    /// before update().
    virtual void checkUpdate(const JsonCursor& parameters) const { (void)parameters; }
    /// What it knows and is about to do, said once for both directions; read into an agent that was
    /// just made.
    virtual void state(StateVisitor& s) = 0;
    void save(Checkpoint& checkpoint) const { saveState(*this, checkpoint); }
    /// Throws Error; this agent is then half read and of no more use.
    void restore(const Checkpoint& checkpoint) { restoreState(*this, checkpoint); }
};

/// A kind of agent that a scene can name.
struct AgentType : Kind {
    /// Throws Error when it cannot live in that arena or with those brains.
    std::function<std::unique_ptr<Agent>(const JsonCursor& parameters, const AgentSetting&)> create;
    /// Artificial where a deep network decides.
    Nature nature = Nature::biological;
    /// It goes over remembered experiences.
    bool replays = false;
    /// It goes where a person steers it (Agent::steer()).
    bool steered = false;
    /// What chooses and learns inside it, apart from any body and arena; nullptr in those that are
    /// no learners with a body.
    const LearnerType* learner = nullptr;
};

/// Every kind of agent; the list is in agent_types.cpp. All learners are among them.
const Kinds<AgentType>& agentTypes();
/// The type with this key; throws Error at the cursor, listing the known ones.
inline const AgentType& agentType(const JsonCursor& key) {
    return agentTypes().named(key);
}
/// The same for a key that is known to exist.
inline const AgentType& agentType(const std::string& key) {
    return agentTypes().named(key);
}

} // namespace hippodrome
