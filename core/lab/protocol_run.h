#pragma once

#include "core/lab/protocol.h"

#include <cstdint>

namespace hippodrome {

/// How one episode of a protocol went.
struct EpisodeOutcome {
    int phase = 0;
    int decisions = 0;
    int shortest = -1;   ///< fewest decisions that end it from its start; -1: no way leads there
    int errors = 0;      ///< entries into dead ends
    int firstPlace = -1; ///< the place of the test that was entered first; -1: none
    bool ended = false;  ///< at a reward or an end, and not by its time
    double reward = 0.0;
};

/// How one agent went through a protocol.
struct ProtocolOutcome {
    int chosen = -1;       ///< index of the place, -1 when it came to none
    int chosenBefore = -1; ///< the same before the world changed for the first time
    long decisions = 0;    ///< made in all phases
    double totalReward = 0.0;
    std::vector<EpisodeOutcome> episodes; ///< of all phases, in their order
};

/// Agents with the same seed are led along the same random ways and start at the same places; what
/// an agent draws itself comes from a stream of its own name.
ProtocolOutcome runProtocol(const Protocol& protocol, const ProtocolAgent& agent,
                            std::uint64_t seed);

/// The fewest moves from a state that end an episode; -1 when none do.
int shortestWay(const MoveTask& task, int start);

/// Whether a share of right choices passes or fails.
enum class Verdict { pass, fail, inconclusive };

/// At least 0.8 is a pass, at most chance + 0.1 a fail.
Verdict verdictOf(double shareRight, std::size_t places);
const char* verdictName(Verdict verdict);

} // namespace hippodrome
