#pragma once

#include "core/agents/protocol.h"

#include <cstdint>

namespace hippodrome {

/// How one agent went through a protocol.
struct ProtocolOutcome {
    int chosen = -1;       ///< index of the place, -1 when it came to none
    int chosenBefore = -1; ///< the same before the world changed for the first time
    long decisions = 0;    ///< made in all phases
    double totalReward = 0.0;
};

/// Agents with the same seed are led along the same random ways and start at the same places; what
/// an agent draws itself comes from a stream of its own name.
ProtocolOutcome runProtocol(const Protocol& protocol, const ProtocolAgent& agent,
                            std::uint64_t seed);

/// Whether a share of right choices passes or fails.
enum class Verdict { pass, fail, inconclusive };

/// At least 0.8 is a pass, at most chance + 0.1 a fail.
Verdict verdictOf(double shareRight, std::size_t places);
const char* verdictName(Verdict verdict);

} // namespace hippodrome
