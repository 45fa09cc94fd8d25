#pragma once

#include <string>

namespace hippodrome {

/// A window could be opened: this build has one, and there is a screen to show it on (or a platform
/// of Qt was chosen by hand).
bool displayIsThere();

/// Says so, runs the scene for a minute of simulated time, and names the folder with the results.
/// An empty `scene` is the first one. Returns the exit status. Throws Error.
int runWithoutDisplay(const std::string& scene);

} // namespace hippodrome
