#pragma once

#include "core/world/simulation.h"

#include <filesystem>
#include <optional>
#include <string>

namespace hippodrome {

/// What was saved of a run for the case that the program ends without warning.
struct RecoveryNote {
    std::string title;
    std::string origin;  ///< the scene's file; empty for none
    std::string savedAt; ///< local time, `2026-01-31 15:04`
    long updates = 0;
    double simulatedSeconds = 0.0;
    std::filesystem::path scene;      ///< the scene as it ran
    std::filesystem::path checkpoint; ///< to go on from, with the same bits
};

/// Saves scene and checkpoint of a run into a folder of its own. They always belong together: they
/// are written beside those from before, and take their place when they are whole. Throws Error
/// (resource); what was there then stays.
void writeRecovery(const Simulation& simulation, const std::filesystem::path& folder,
                   const std::string& origin);

/// What the folder holds; nothing when there is nothing whole in it.
std::optional<RecoveryNote> readRecovery(const std::filesystem::path& folder);

/// The scene as it ran. Throws Error.
Scene recoveredScene(const RecoveryNote& note);

} // namespace hippodrome
