#pragma once

#include "core/analysis/map_accumulator.h"

#include <filesystem>
#include <span>
#include <string>

namespace hippodrome {

// What a map is outside the program: the window, the command line and the folders of runs write and
// read maps with these alone. Values are written as they are given. Rows count from the lowest y,
// columns from the lowest x. A bin without a value is NaN in arrays and an empty cell in tables.

/// In place of the number of one unit.
inline constexpr int allUnits = -1;

/// `unit,row,column,value`, the maps of all units or of one, under its own number.
std::string mapsCsv(const PopulationMaps& maps, int unit = allUnits);
/// A NumPy file: float32 (units, rows, columns), or the map of one unit (rows, columns).
std::string mapsNpy(const PopulationMaps& maps, int unit = allUnits);
/// A NumPy file of maps, or of one map. Throws Error.
PopulationMaps readMaps(const std::filesystem::path& file);

/// `row,column,seconds`, of time spent in each bin, as the map of one unit [s].
std::string occupancyCsv(const PopulationMaps& seconds);
/// A NumPy file of the same: float32 (rows, columns).
std::string occupancyNpy(const PopulationMaps& seconds);

} // namespace hippodrome
