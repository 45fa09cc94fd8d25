#pragma once

#include "core/base/csv.h"

#include "app/export_source.h"

#include <string>

namespace hippodrome {

// Contents of exported files. A value that is not known (NaN) is left empty in CSV.

/// `unit,row,column,value`.
std::string mapsCsv(const PopulationMaps& maps);
/// float32 (units, rows, columns).
std::string mapsNpy(const PopulationMaps& maps);
/// `row,column,seconds`.
std::string occupancyCsv(const PopulationMaps& maps);
/// float32 (rows, columns).
std::string occupancyNpy(const PopulationMaps& maps);
std::string tableCsv(const CsvTable& table);
/// float64 (rows, columns).
std::string tableNpy(const CsvTable& table);
/// `x,y,head_direction,unit_0,...`.
std::string ratesCsv(const RateTable& table, const Positions& positions);
/// float32 (places, units).
std::string ratesNpy(const RateTable& table);

} // namespace hippodrome
