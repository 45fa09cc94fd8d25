#include "core/analysis/expanding_grid_score.h"
#include "core/analysis/morphology.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <tuple>
#include <utility>

namespace hippodrome {

namespace {

constexpr double pi = std::numbers::pi;
constexpr double smallestPeakAngle = pi / 12.0;

/// The angle within (-pi/6, pi/6] that says the same about a lattice with axes every 60 degrees.
double foldedAxis(double angle) {
    constexpr double period = pi / 3.0;
    angle = std::fmod(angle, period);
    return std::abs(angle - period) < std::abs(angle) ? angle - period : angle;
}

/// Mean and deviation of three axes, each folded; axes near +-30 degrees are made to agree.
std::pair<double, double> meanAxis(const std::array<double, 3>& orientations) {
    std::array<double, 3> axes{};
    std::transform(orientations.begin(), orientations.end(), axes.begin(), foldedAxis);
    double toZero = 0.0, toThirty = 0.0;
    for (const double axis : axes) {
        toZero += std::abs(axis);
        toThirty += std::abs(std::abs(axis) - pi / 6.0);
    }
    if (toThirty < toZero) {
        std::array<double, 3> sorted = axes;
        std::sort(sorted.begin(), sorted.end());
        for (double& axis : axes)
            axis = sorted[1] < 0.0 ? -std::abs(axis) : std::abs(axis);
    }
    const double mean = (axes[0] + axes[1] + axes[2]) / 3.0;
    double squares = 0.0;
    for (const double axis : axes)
        squares += (axis - mean) * (axis - mean) / 3.0;
    return {mean, std::sqrt(squares)};
}

} // namespace

std::optional<GridGeometry> gridGeometry(const RateMap& central, const ExpandingGridScore& score) {
    struct Peak {
        Vec2 offset;
        double distance = 0.0;
        double angle = 0.0;
    };
    std::vector<Peak> peaks;
    for (const Plateau& plateau : regionalMaxima(central, false)) {
        Peak peak;
        peak.offset = {std::floor(plateau.column) - (central.columns - 1) / 2.0,
                       std::floor(plateau.row) - (central.rows - 1) / 2.0};
        peak.distance = length(peak.offset);
        peak.angle = std::atan2(peak.offset.y, peak.offset.x);
        if (peak.distance > 1.5 * score.centreRadius && peak.distance < 1.25 * score.bestRadius)
            peaks.push_back(peak);
    }
    if (peaks.size() < 6)
        return std::nullopt;

    std::vector<char> dropped(peaks.size());
    for (std::size_t i = 0; i < peaks.size(); ++i)
        for (std::size_t j = i + 1; j < peaks.size(); ++j)
            if (std::abs(std::remainder(peaks[i].angle - peaks[j].angle, 2.0 * pi)) <
                smallestPeakAngle)
                dropped[peaks[i].distance > peaks[j].distance ? i : j] = 1;
    std::vector<Peak> kept;
    for (std::size_t i = 0; i < peaks.size(); ++i)
        if (!dropped[i])
            kept.push_back(peaks[i]);
    std::stable_sort(kept.begin(), kept.end(),
                     [](const Peak& a, const Peak& b) { return a.distance < b.distance; });
    kept.resize(std::min<std::size_t>(kept.size(), 6));
    std::stable_sort(kept.begin(), kept.end(),
                     [](const Peak& a, const Peak& b) { return a.angle < b.angle; });
    if (kept.size() < 3)
        return std::nullopt;

    GridGeometry geometry;
    for (const Peak& peak : kept)
        geometry.peaks.push_back(peak.offset);
    for (std::size_t i = 0; i < 3; ++i) {
        geometry.spacings[i] = kept[i].distance;
        geometry.orientations[i] = std::fmod(kept[i].angle + pi, pi);
        geometry.spacing += kept[i].distance / 3.0;
    }
    std::tie(geometry.orientation, geometry.orientationDeviation) = meanAxis(geometry.orientations);
    geometry.ellipse = fitEllipse(geometry.peaks);
    return geometry;
}

} // namespace hippodrome
