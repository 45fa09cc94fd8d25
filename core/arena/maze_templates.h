#pragma once

#include "core/arena/arena_templates.h"

namespace hippodrome {

// Templates made of lanes (maze_templates.cpp).
ArenaTemplate tMaze();
ArenaTemplate wMaze();
ArenaTemplate plusMaze();
ArenaTemplate radialMaze();
ArenaTemplate ringTrack();
ArenaTemplate corridor();
ArenaTemplate twoRooms();
ArenaTemplate hairpinMaze();
ArenaTemplate linearTrack();

} // namespace hippodrome
