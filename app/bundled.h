#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace hippodrome {

/// What comes with the program: beside an installed binary (`../share/hippodrome`), or in the
/// source tree.
std::filesystem::path bundledScenes();
std::filesystem::path bundledTrainings();

/// Names of the scenes that come with the program, as `sceneFile()` takes them; sorted.
std::vector<std::string> bundledSceneNames();
/// Names of the sweeps.
std::vector<std::string> bundledSweepNames();

/// The file that a person means: a path, or the name of a scene (or sweep) that comes with the
/// program, as in `first_light`, `revaluation/detour` or `detour`. Throws Error when there is none,
/// with the nearest one there is.
std::string sceneFile(const std::string& given);
std::string sweepFile(const std::string& given);

} // namespace hippodrome
