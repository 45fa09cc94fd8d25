#pragma once

#include <optional>
#include <span>
#include <vector>

namespace hippodrome {

/// How many of the angles [rad] fall into each of `bins` equal bins that start at angle 0. Angles
/// of any size are taken modulo a full turn; NaN is passed over.
std::vector<double> angularHistogram(std::span<const double> angles, int bins);

/// Seconds spent heading into each bin, for samples of equal duration [s].
std::vector<double> angularOccupancy(std::span<const double> headings, double sampleDuration,
                                     int bins = 24);

/// Spikes per second of occupancy [Hz]; NaN where there is no occupancy.
std::vector<double> tuningCurve(std::span<const double> spikeHeadings,
                                std::span<const double> occupancy);

/// What a tuning curve over a full turn says, after opexebo `tuning_curve_stats`. Bins that are NaN
/// count as rate 0.
struct TuningCurveStatistics {
    double meanVectorLength = 0.0;  ///< |sum of rate * exp(i angle)| / sum of rates, 0 to 1
    double meanDirection = 0.0;     ///< [rad], in (-pi, pi]
    double circularDeviation = 0.0; ///< sqrt(2 (1 - mean vector length)) [rad] (Zar, eq. 26.20)
    double peakRate = 0.0;          ///< [Hz]
    double peakDirection = 0.0;     ///< centre of the bin with the peak [rad], in [0, 2 pi)
    double meanRate = 0.0;          ///< unweighted mean over the bins [Hz]
    double peakArc =
        0.0; ///< from the first to the last bin near the peak rate, both included [rad]
};

/// None when the curve is empty or has no positive rate. A bin is near the peak when it reaches
/// `arcThreshold` of it.
std::optional<TuningCurveStatistics> tuningCurveStatistics(std::span<const double> curve,
                                                           double arcThreshold = 0.95);

} // namespace hippodrome
