#pragma once

#include "core/agents/agent.h"
#include "core/arena/visibility.h"

#include <memory>

namespace hippodrome {

/// How often, and from how near, rewards attract a forager.
struct ForagerParameters {
    double attraction = 0.625;     ///< probability that a new heading leads to the nearest reward
    double decisionInterval = 2.0; ///< mean time between new headings [s]
    double zoneSide = 0.2;         ///< side of the square around a reward where it moves freely [m]
    double speed = 0.2;            ///< of the approach [m/s]

    static const Fields<ForagerParameters>& fields();
};

/// Wanders as the motion model does, and now and then heads for the nearest reward: the reward-zone
/// rule of Nayebi et al. 2021 (NeurIPS). Distances and ways go around walls.
class Forager final : public Agent {
public:
    Forager(const ForagerParameters& parameters, ArenaPointer arena);
    static AgentType type();

    std::optional<Vec2> act(const AgentView& view, Rng& rng) override;
    void arenaChanged(ArenaPointer arena) override;
    void update(const JsonCursor& parameters) override;
    void state(StateVisitor& s) override;

private:
    std::optional<Vec2> wayToNearestReward(Vec2 from) const;
    bool insideZone(Vec2 place) const;

    ForagerParameters parameters_;
    ArenaPointer arena_;
    std::unique_ptr<VisibilityGraph> ways_;
    std::vector<GeodesicField> wayLengths_; ///< to each reward
    bool approaching_ = false;
    double untilDecision_ = 0.0; ///< [s]
};

} // namespace hippodrome
