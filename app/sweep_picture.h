#pragma once

#include "core/study/sweep_summary.h"

#include <filesystem>
#include <string>

namespace hippodrome {

/// Draws the maps with the highest grid scores of every network of a sweep, a row each. Throws
/// Error, also when the runs have kept no maps.
void drawSweep(const std::filesystem::path& folder, const SweepTable& table,
               const std::filesystem::path& file, const std::string& theme);

} // namespace hippodrome
