#pragma once

#include "core/arena/arena_geometry.h"
#include "core/base/field.h"
#include "core/motion/motion_model.h"
#include "core/net/checkpoint.h"

#include <functional>
#include <memory>
#include <optional>

namespace hippodrome {

/// What an agent knows when it chooses a movement.
struct AgentView {
    double time = 0.0; ///< simulated [s]
    double dt = 0.0;   ///< [s]
    const RatState& rat;
    const ArenaGeometry& arena;
    double reward = 0.0; ///< received at the tick before
};

/// Chooses the rat's movement: a desired velocity that draws the motion model, or nothing, which
/// leaves it to itself.
class Agent {
public:
    virtual ~Agent() = default;
    virtual std::optional<Vec2> act(const AgentView& view, Rng& rng) = 0;
    virtual void arenaChanged(ArenaPointer arena) = 0;
    /// New values of fields that act live.
    virtual void update(const JsonCursor& parameters) = 0;
    virtual void save(Checkpoint& checkpoint) const = 0;
    virtual void restore(const Checkpoint& checkpoint) = 0;
};

/// A kind of agent that a scene can name.
struct AgentType {
    std::string key;
    std::string label;
    std::string help;
    std::vector<FieldInfo> fields;
    std::function<Json(const JsonCursor&)> resolve;
    std::function<std::unique_ptr<Agent>(const JsonCursor& parameters, ArenaPointer arena)> create;
};

/// Every kind of agent: one line each.
const std::vector<AgentType>& agentTypes();
const AgentType& agentType(const JsonCursor& key);
const AgentType& agentType(const std::string& key);

} // namespace hippodrome
