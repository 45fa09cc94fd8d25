#pragma once

#include "core/base/csv.h"
#include "core/maps/snapshot.h"
#include "core/scene/scene.h"

#include <filesystem>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace hippodrome {

/// Seconds per bin of the grid that paths are recorded in.
struct OccupancyPicture {
    PopulationMaps seconds; ///< one unit
};

/// Some maps of several populations, a row each.
struct MapRows {
    struct Row {
        std::string label; ///< may have several lines
        PopulationPicture picture;
        std::vector<int> units; ///< from left to right
    };
    std::vector<Row> rows;
};

/// What a picture shows: the maps of a population, rows of maps of several, or, in the arena, where
/// the rat spent its time, or its path (a table with the columns x and y).
using PictureContent = std::variant<PopulationPicture, MapRows, OccupancyPicture, CsvTable>;

struct Picture {
    std::filesystem::path file; ///< .png, .svg or .pdf
    const Scene* scene = nullptr;
    PictureContent content;
};

/// Draws without needing a display, in the colours of a theme (dark, light or projector). Throws
/// Error.
void drawPictures(const std::vector<Picture>& pictures, const std::string& theme);

} // namespace hippodrome
