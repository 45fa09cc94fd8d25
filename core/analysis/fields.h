#pragma once

#include "core/analysis/rate_map.h"

#include <vector>

namespace hippodrome {

/// A firing field.
struct Field {
    std::vector<int> bins; ///< indices into the map, ascending
    int peakRow = 0;
    int peakColumn = 0;
    double peakRate = 0.0;    ///< in the unit of the map
    double meanRate = 0.0;    ///< unweighted mean over the field's bins
    double centroidRow = 0.0; ///< mean row of its bins, in bins from the centre of row 0
    double centroidColumn = 0.0;
};

/// What counts as a field. The defaults are opexebo's, for rates in Hz.
struct FieldRules {
    int minimumBins = 9;
    double minimumPeak = 1.0;     ///< [unit of the map]
    double minimumMean = 0.1;     ///< [unit of the map]
    double firstThreshold = 0.96; ///< share of the field's peak at which growing begins

    /// For activations that are no rates in Hz: a tenth and a hundredth of the map's peak.
    static FieldRules relativeTo(double peak);
};

/// Fields by an adaptive threshold, as opexebo 0.7.2 `place_field` finds them (with every regional
/// maximum taken as a peak; its rule to drop peaks near unvisited bins is left out). From each peak
/// a connected region grows while the threshold falls in steps of 0.02 from 0.96 of the peak to
/// 0.2; it stops before it would hold a hole or another peak, or when it grows too fast.
/// Unvisited bins count as rate 0.
std::vector<Field> findFields(const RateMap& map, const FieldRules& rules = {});

/// The field around one bin, found in the same way; none when it is too small. For the centre of
/// an autocorrelogram.
std::vector<Field> findFieldAt(const RateMap& map, int row, int column, const FieldRules& rules);

} // namespace hippodrome
