#pragma once

#include "core/world/simulation.h"

#include <string>

namespace hippodrome {

/// CSV of the latest episodes of every agent (EpisodeLog::kept each): `agent,episode,end,seconds,
/// path,shortest,reward,reached,visits`, in s, s, m, m. The scene's own agent is called `agent`;
/// episodes count from 0. An unknown shortest way is empty, one that does not exist `inf`. Empty
/// when no episode is over.
std::string episodeTable(const Simulation& simulation);

} // namespace hippodrome
