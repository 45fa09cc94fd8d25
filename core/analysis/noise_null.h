#pragma once

#include "core/analysis/grid_scorer.h"
#include "core/base/rng.h"

#include <functional>
#include <span>
#include <vector>

namespace hippodrome {

/// What the maps of a population have in common, save the arrangement of their fields.
struct PopulationSpectrum {
    int rows = 0;
    int columns = 0;
    /// Mean power by radial frequency; element k belongs to k * step.
    std::vector<double> power;
    double step = 0.0;           ///< [cycles per bin]
    double activeFraction = 1.0; ///< mean share of the visited bins in which a unit is active
    std::vector<char> visited;   ///< by bin: seen in some map
    int units = 0;               ///< units that vary; with none there is no spectrum
};

/// The mean radial power spectrum of maps (units, rows, columns) with NaN = unvisited: each map has
/// its mean removed, is divided by its standard deviation and tapered by a Hann window. Units
/// without variation are passed over. A unit is active where it exceeds a hundredth of its peak;
/// units with negative values count as active everywhere.
PopulationSpectrum meanSpectrum(std::span<const float> maps, int rows, int columns);

/// Grid scores of chance: of noise that has the population's spectrum but no lattice.
struct NoiseNull {
    std::vector<double> scores60; ///< ascending
    std::vector<double> scores90; ///< ascending
    double percentile60(double percent) const;
    double percentile90(double percent) const;
};

/// Scores `count` noise maps: Gaussian noise of twice the map's side filtered to the spectrum,
/// cropped, rectified at the level that leaves the active fraction, and with the same bins
/// unvisited. Published thresholds mean little where such noise passes them; what counts is the
/// share of units above its 95th and 99th percentile, against 5 % and 1 % by chance. (Randomising
/// phases alone would be no null: an autocorrelogram does not see phases.)
///
/// `stop` is asked between maps; when it says true, the scores so far are returned. 200 maps of
/// 20x20 bins take about 50 ms.
NoiseNull noiseNull(const PopulationSpectrum& spectrum, const GridScorer& scorer, int count,
                    Rng& rng, const std::function<bool()>& stop = {});

/// One pair of independent noise maps (rows * columns each), before rectification: mean 0,
/// variance 1.
std::pair<std::vector<double>, std::vector<double>> noisePair(const PopulationSpectrum& spectrum,
                                                              Rng& rng);

/// The value below which `percent` of the ascending values lie, interpolated; NaN when there are
/// none.
double percentile(std::span<const double> ascending, double percent);

/// The share of scores above the threshold; NaN scores count as not above.
double shareAbove(std::span<const double> scores, double threshold);

} // namespace hippodrome
