#pragma once

#include "core/base/json_io.h"

namespace hippodrome {

/// How fast the biological side runs, on one core: medians over repetitions.
struct BrainsSpeed {
    /// Simulated seconds per second at ticks of 20 ms, with path and recorder: 500 place cells
    /// whose distances go around walls and 200 boundary cells in an arena with 50 walls, both
    /// spiking, and a successor map of 1000 states.
    double realtimeFactor = 0.0;
    /// The same for a sheet of 64 x 64 attractor neurons alone, at its own step of 1 ms.
    double attractorFactor = 0.0;
    /// 100 Gaussian place cells in a box of 1 m, ticks of 10 ms, path and recorder: seconds for one
    /// simulated minute.
    double placeCellsSecondsPerMinute = 0.0;
    /// Maps of 100 place cells whose distances go around 50 walls, on 50 x 50 places [ms].
    double geodesicMapsMilliseconds = 0.0;
};

/// Each number is measured for about `seconds`.
BrainsSpeed measureBrains(double seconds = 1.0);

/// Adds its numbers to those of SpeedReport.
void addTo(Json& json, const BrainsSpeed& speed);

} // namespace hippodrome
