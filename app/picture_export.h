#pragma once

#include "core/base/csv.h"
#include "core/scene/scene.h"
#include "core/sim/snapshot.h"

#include <filesystem>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace hippodrome {

/// A picture to be drawn: the maps of a population, or a path in its arena.
struct Picture {
    std::filesystem::path file; ///< .png, .svg or .pdf
    const Scene* scene = nullptr;
    std::variant<PopulationPicture, CsvTable> content; ///< a table with the columns x and y
};

/// Draws without needing a display, in the colours of a theme (dark, light or projector). Throws
/// Error.
void drawPictures(const std::vector<Picture>& pictures, const std::string& theme);

} // namespace hippodrome
