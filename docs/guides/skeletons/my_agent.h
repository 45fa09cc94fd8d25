#pragma once

#include "core/agents/agent.h"

namespace hippodrome {

struct MyAgentParameters {
    double speed = 0.15;       ///< [m/s]
    double turnInterval = 1.5; ///< mean time between turns [s]

    static const Fields<MyAgentParameters>& fields();
};

/// Goes straight on and takes another heading now and then. Say after whom, and what it leaves out.
class MyAgent final : public Agent {
public:
    explicit MyAgent(const MyAgentParameters& parameters) : parameters_(parameters) {}
    static AgentType type();

    std::optional<Vec2> act(const AgentView& view, Rng& rng) override;
    void arenaChanged(ArenaPointer) override {} // nothing that it knows is of the arena
    void update(const JsonCursor& parameters) override;
    void state(StateVisitor& s) override;

private:
    MyAgentParameters parameters_;
    double heading_ = 0.0;   ///< [rad]
    double untilTurn_ = 0.0; ///< [s]
};

} // namespace hippodrome
