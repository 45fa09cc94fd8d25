#pragma once

#include "core/analysis/rate_map.h"

#include <span>

namespace hippodrome {

/// Spatial autocorrelogram: for every shift, the Pearson correlation of the two overlapping windows
/// of the map. The result has 2 rows - 1 rows and 2 columns - 1 columns; element
/// (rows - 1 + dr, columns - 1 + dc) belongs to a shift by dr rows and dc columns. Unvisited bins
/// count as rate 0 and as visited, as in DeepMind's grid-cells `calculate_sac`. Where one of the
/// windows is constant the correlation is undefined, and 0 is given.
RateMap autocorrelogram(const RateMap& map);

/// The central part of the autocorrelogram, about 1.8 times the map's side, where at least a tenth
/// of each side overlaps (opexebo `analysis.autocorrelation`: 35x35 for 20x20 bins).
RateMap centralAutocorrelogram(const RateMap& map);

/// The same part of what autocorrelogram() has given.
RateMap centralPart(const RateMap& autocorrelogram);

/// The computation behind both: `map` (rows * columns) must hold no NaN; `out` takes
/// (2 rows - 1) * (2 columns - 1) values.
void autocorrelate(std::span<const double> map, int rows, int columns, std::span<double> out);

/// The values with NaN replaced by 0.
template <class T>
std::vector<double> withoutNaN(std::span<const T> values) {
    std::vector<double> result(values.size());
    for (std::size_t i = 0; i < values.size(); ++i)
        result[i] = values[i] == values[i] ? static_cast<double>(values[i]) : 0.0;
    return result;
}

} // namespace hippodrome
