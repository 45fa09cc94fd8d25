#pragma once

#include "widgets/help/command_palette.h"

namespace hippodrome {

class MainWindow;

/// Everything that can be done in the window by its name: its actions, the parameters of the open
/// scene, and the scenes there are.
std::vector<NamedCommand> namedCommands(MainWindow& window);

} // namespace hippodrome
