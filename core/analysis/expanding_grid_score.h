#pragma once

#include "core/analysis/ellipse.h"
#include "core/analysis/rate_map.h"

#include <array>
#include <optional>
#include <vector>

namespace hippodrome {

/// Grid score of a ring that expands from the centre field of the autocorrelogram (Langston et al.
/// 2010, Science 328:1576; Stensola et al. 2012; details after opexebo 0.7.2 `grid_score`).
struct ExpandingGridScore {
    double score = 0.0;      ///< largest mean over three neighbouring radii, -2 to 2
    int centreRadius = 0;    ///< of the centre field [bins]
    double bestRadius = 0.0; ///< outer radius of the single best ring [bins]
};

/// `central` is what centralAutocorrelogram() gives: the same at opposite bins. None when its
/// centre is no field of at least five bins, or when no ring varies.
std::optional<ExpandingGridScore> expandingGridScore(const RateMap& central);

/// The lattice read from the peaks around the centre of an autocorrelogram.
struct GridGeometry {
    std::array<double, 3> spacings{};     ///< centre to peak along the three axes [bins]
    std::array<double, 3> orientations{}; ///< of the axes, counter-clockwise from +x [rad], [0, pi)
    double spacing = 0.0;                 ///< mean of the three [bins]
    double orientation =
        0.0; ///< of the axis nearest to +x, mean over the axes [rad], (-pi/6, pi/6]
    double orientationDeviation = 0.0; ///< standard deviation over the axes [rad]
    std::vector<Vec2> peaks;           ///< up to six, from the centre [bins], by angle from -pi
    std::optional<Ellipse> ellipse;    ///< through the peaks, from the centre [bins]
};

/// Peaks are local maxima of the autocorrelogram between 1.5 centre radii and 1.25 best radii; of
/// two within 15 degrees the farther is dropped; the six nearest are kept. None with fewer than six
/// peaks before that, or three after it. Where single bins are noisy and the maxima do not stand
/// alone, as those of a lattice do, peaks come from a smoothed copy (docs/metrics.md).
std::optional<GridGeometry> gridGeometry(const RateMap& central, const ExpandingGridScore& score);

} // namespace hippodrome
