#pragma once

#include "core/base/csv.h"

#include "app/export_source.h"

#include <string>

namespace hippodrome {

// Contents of exported files that are no maps (core/analysis/map_files.h writes those). A value
// that is not known (NaN) is left empty in CSV.

/// The columns of the table.
std::string tableCsv(const CsvTable& table);
/// float64 (rows, columns).
std::string tableNpy(const CsvTable& table);
/// `x,y,head_direction,unit_0,...`.
std::string ratesCsv(const RateTable& table, const Positions& positions);
/// float32 (places, units).
std::string ratesNpy(const RateTable& table);

} // namespace hippodrome
