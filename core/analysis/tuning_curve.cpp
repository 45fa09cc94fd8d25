#include "core/analysis/tuning_curve.h"

#include "core/base/geometry.h"

#include <algorithm>
#include <cmath>
#include <complex>
#include <limits>

namespace hippodrome {

std::vector<double> angularHistogram(std::span<const double> angles, int bins) {
    std::vector<double> counts(static_cast<std::size_t>(bins));
    for (const double angle : angles) {
        if (std::isnan(angle))
            continue;
        const double turn = angle / fullTurn;
        const int bin = static_cast<int>((turn - std::floor(turn)) * bins);
        counts[static_cast<std::size_t>(std::min(bin, bins - 1))] += 1.0;
    }
    return counts;
}

std::vector<double> angularOccupancy(std::span<const double> headings, double sampleDuration,
                                     int bins) {
    std::vector<double> seconds = angularHistogram(headings, bins);
    for (double& value : seconds)
        value *= sampleDuration;
    return seconds;
}

std::vector<double> tuningCurve(std::span<const double> spikeHeadings,
                                std::span<const double> occupancy) {
    std::vector<double> rates = angularHistogram(spikeHeadings, static_cast<int>(occupancy.size()));
    for (std::size_t i = 0; i < rates.size(); ++i)
        rates[i] =
            occupancy[i] > 0.0 ? rates[i] / occupancy[i] : std::numeric_limits<double>::quiet_NaN();
    return rates;
}

std::optional<TuningCurveStatistics> tuningCurveStatistics(std::span<const double> curve,
                                                           double arcThreshold) {
    const std::size_t bins = curve.size();
    std::vector<double> rates(curve.begin(), curve.end());
    std::replace_if(
        rates.begin(), rates.end(), [](double v) { return std::isnan(v); }, 0.0);
    const double width = fullTurn / static_cast<double>(bins);
    const auto direction = [&](std::size_t bin) {
        return (static_cast<double>(bin) + 0.5) * width;
    };

    double sum = 0.0;
    std::complex<double> vector = 0.0;
    for (std::size_t i = 0; i < bins; ++i) {
        sum += rates[i];
        vector += rates[i] * std::polar(1.0, direction(i));
    }
    if (!(sum > 0.0))
        return std::nullopt;

    TuningCurveStatistics statistics;
    statistics.meanVectorLength = std::abs(vector) / sum;
    statistics.meanDirection = std::arg(vector);
    statistics.circularDeviation =
        std::sqrt(2.0 * std::max(0.0, 1.0 - statistics.meanVectorLength));
    statistics.meanRate = sum / static_cast<double>(bins);
    const auto peak =
        static_cast<std::size_t>(std::max_element(rates.begin(), rates.end()) - rates.begin());
    statistics.peakRate = rates[peak];
    statistics.peakDirection = direction(peak);

    // Counted from half a turn before the peak to half a turn after it.
    const std::size_t start = peak + bins - bins / 2;
    std::size_t first = bins, last = 0;
    for (std::size_t i = 0; i < bins; ++i)
        if (rates[(start + i) % bins] >= arcThreshold * statistics.peakRate) {
            first = std::min(first, i);
            last = i;
        }
    statistics.peakArc = static_cast<double>(last - first + 1) * width;
    return statistics;
}

} // namespace hippodrome
