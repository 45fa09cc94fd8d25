#pragma once

#include "core/base/csv.h"
#include "core/maps/snapshot.h"
#include "core/scene/scene.h"

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace hippodrome {

/// What is exported from: the folder of a run, or a scene that has not run.
struct ExportSource {
    Scene scene;
    std::filesystem::path runFolder; ///< empty for a scene
};

/// Takes a scene file, or a folder that `hippodrome run` or `train` has written. Throws Error.
ExportSource openExportSource(const std::filesystem::path& path);

/// The maps in the run's folder `ratemaps` or `probe`, with their scores. Throws Error.
std::vector<PopulationPicture> mapsOfRun(const ExportSource& source, const std::string& kind);
/// The probe maps of every brain of a scene that needs no walk for them.
std::vector<PopulationPicture> probesOfScene(const Scene& scene);
/// Seconds per bin, as the map of one unit.
PopulationMaps occupancyOfRun(const ExportSource& source);
CsvTable trajectoryOfRun(const ExportSource& source);

/// Rates of a population at given places.
struct RateTable {
    std::string name; ///< `place_cells.cells`
    int units = 0;
    std::vector<float> rates; ///< (places, units)
};

/// Places and head directions from a CSV file with the columns x, y [m] and perhaps head_direction
/// [rad]. Throws Error, also for a place outside the arena.
struct Positions {
    std::vector<Vec2> places;
    std::vector<double> headDirections;
};
Positions readPositions(const std::filesystem::path& file, const Arena& arena);

/// The rates of every population whose rates do not depend on the path.
std::vector<RateTable> ratesAt(const Scene& scene, const Positions& positions);

} // namespace hippodrome
