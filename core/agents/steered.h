#pragma once

#include "core/agents/agent.h"

namespace hippodrome {

/// How fast the rat goes where a person steers it.
struct SteeredParameters {
    double speed = 0.25; ///< when steered [m/s]

    static const Fields<SteeredParameters>& fields();
};

/// Goes where a person steers it, with keys or the mouse, and stands still otherwise. What was
/// steered is in the journal, so that a run can be repeated.
class Steered final : public Agent {
public:
    explicit Steered(const SteeredParameters& parameters) : parameters_(parameters) {}
    static AgentType type();

    /// Length 1 is full speed; what is longer counts as 1.
    void steer(std::optional<Vec2> direction) override;
    std::optional<Vec2> act(const AgentView& view, Rng& rng) override;
    void arenaChanged(ArenaPointer) override {}
    void update(const JsonCursor& parameters) override;
    void state(StateVisitor& s) override;

private:
    SteeredParameters parameters_;
    Vec2 steering_; ///< at most of length 1
};

} // namespace hippodrome
