#pragma once

#include <filesystem>
#include <string>

namespace hippodrome {

/// Draws the film in a run's folder: numbered PNG files in the folder `target`, or `.gif`, `.webp`
/// or `.mp4` by its ending. Throws Error.
void drawFilm(const std::filesystem::path& runFolder, const std::filesystem::path& target,
              const std::string& theme, bool force);

} // namespace hippodrome
