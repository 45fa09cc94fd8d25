#pragma once

#include "core/maps/snapshot.h"

#include <QString>

namespace hippodrome {

/// Median of the ratios of the way gone to the shortest one over the last `episodes` of an agent
/// whose ratio is known or that reached no reward (infinity); NaN when there are none.
double medianRatio(const AgentMoment& agent, std::size_t episodes);
/// A number that the agent tells about itself; NaN when it does not.
double readingOf(const AgentMoment& agent, const std::string& key);
/// "124 episodes   1.3 × the shortest way   prediction error 0.02".
QString statusOf(const AgentMoment& agent);
/// "×1.3"; "none" when no reward was reached; "–" when there is nothing to compare.
QString ratioText(double ratio);
/// How it took the last edit: "after 12 s, 3 episodes", "not yet, 8 episodes", "no way to the
/// reward", or "–".
QString recoveryText(const AgentMoment& agent, bool rewardClosedOff = false);

} // namespace hippodrome
