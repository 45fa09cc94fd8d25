#include "core/analysis/expanding_grid_score.h"

#include "core/analysis/fields.h"
#include "core/analysis/morphology.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>
#include <numeric>
#include <tuple>

namespace hippodrome {

namespace {

constexpr double pi = std::numbers::pi;
constexpr double smallestPeakAngle = pi / 12.0;
constexpr int radiiPerMean = 3;

/// Rotated by linear interpolation at one bin; both are counted from the centre of the map.
double linearlyInterpolated(const RateMap& map, double row, double column) {
    const double r = std::floor(row), c = std::floor(column);
    const double dr = row - r, dc = column - c;
    const auto value = [&](double atRow, double atColumn) {
        const int i = static_cast<int>(atRow), j = static_cast<int>(atColumn);
        return i >= 0 && i < map.rows && j >= 0 && j < map.columns ? map.at(i, j) : 0.0;
    };
    return (1.0 - dr) * ((1.0 - dc) * value(r, c) + dc * value(r, c + 1.0)) +
           dr * ((1.0 - dc) * value(r + 1.0, c) + dc * value(r + 1.0, c + 1.0));
}

RateMap rotatedLinearly(const RateMap& map, double angle) {
    RateMap result(map.rows, map.columns);
    const double rowCentre = (map.rows - 1) / 2.0, columnCentre = (map.columns - 1) / 2.0;
    const double cosine = std::cos(angle), sine = std::sin(angle);
    for (int r = 0; r < map.rows; ++r)
        for (int c = 0; c < map.columns; ++c) {
            const double dr = r - rowCentre, dc = c - columnCentre;
            result.at(r, c) = linearlyInterpolated(map, sine * dc + cosine * dr + rowCentre,
                                                   cosine * dc - sine * dr + columnCentre);
        }
    return result;
}

double pearson(const std::vector<double>& a, const std::vector<double>& b) {
    const auto count = static_cast<double>(a.size());
    const double meanA = std::accumulate(a.begin(), a.end(), 0.0) / count;
    const double meanB = std::accumulate(b.begin(), b.end(), 0.0) / count;
    double aa = 0.0, bb = 0.0, ab = 0.0;
    for (std::size_t i = 0; i < a.size(); ++i) {
        aa += (a[i] - meanA) * (a[i] - meanA);
        bb += (b[i] - meanB) * (b[i] - meanB);
        ab += (a[i] - meanA) * (b[i] - meanB);
    }
    return ab / std::sqrt(aa * bb); // NaN when either is constant
}

/// Floor of the radius of a disc with the area of the field at the centre; 0 when there is none.
int centreFieldRadius(const RateMap& central) {
    FieldRules rules;
    rules.minimumBins = 5;
    rules.minimumPeak = 0.0;
    rules.minimumMean = 0.0;
    rules.firstThreshold = 0.95;
    const auto fields =
        findFieldAt(central, (central.rows + 1) / 2 - 1, (central.columns + 1) / 2 - 1, rules);
    return fields.empty()
               ? 0
               : static_cast<int>(std::sqrt(static_cast<double>(fields.front().bins.size()) / pi));
}

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

std::optional<ExpandingGridScore> expandingGridScore(const RateMap& central) {
    ExpandingGridScore result;
    result.centreRadius = centreFieldRadius(central);
    const int outerBound = std::min(central.rows, central.columns) / 2;
    if (result.centreRadius == 0 || outerBound <= result.centreRadius)
        return std::nullopt;

    std::array<RateMap, 5> turned;
    for (std::size_t i = 0; i < turned.size(); ++i)
        turned[i] = rotatedLinearly(central, static_cast<double>(i + 1) * pi / 6.0);

    const int count = outerBound - result.centreRadius;
    const double first = std::max(3, result.centreRadius + 1);
    const double rowCentre = (central.rows + 1) / 2 - 1,
                 columnCentre = (central.columns + 1) / 2 - 1;
    std::vector<double> scores;
    double best = -std::numeric_limits<double>::infinity();
    for (int i = 0; i < count; ++i) {
        // Whole radii, spread evenly; the first may occur twice, as the peers have it.
        double radius =
            count > 1 ? std::floor(first + i * ((outerBound - first) / (count - 1))) : first;
        if (i > 0 && i == count - 1)
            radius = outerBound;
        std::vector<double> ring;
        std::array<std::vector<double>, 5> turnedRings;
        for (int r = 0; r < central.rows; ++r)
            for (int c = 0; c < central.columns; ++c) {
                const double distance = std::sqrt((r - rowCentre) * (r - rowCentre) +
                                                  (c - columnCentre) * (c - columnCentre));
                if (!(distance > result.centreRadius && distance < radius))
                    continue;
                ring.push_back(central.at(r, c));
                for (std::size_t a = 0; a < turned.size(); ++a)
                    turnedRings[a].push_back(turned[a].at(r, c));
            }
        std::array<double, 5> r{};
        for (std::size_t a = 0; a < r.size(); ++a)
            r[a] = pearson(ring, turnedRings[a]);
        const double score = std::isnan(r[0] + r[1] + r[2] + r[3] + r[4])
                                 ? std::numeric_limits<double>::quiet_NaN()
                                 : std::min(r[1], r[3]) - std::max({r[0], r[2], r[4]});
        scores.push_back(score);
        if (score > best) {
            best = score;
            result.bestRadius = radius;
        }
    }

    // The last triple of radii is never used, by the peers and so here.
    const int means = count - radiiPerMean;
    const auto meanOf = [&](int from, int to) {
        double sum = 0.0;
        int known = 0;
        for (int i = from; i < to; ++i)
            if (const double score = scores[static_cast<std::size_t>(i)]; !std::isnan(score)) {
                sum += score;
                ++known;
            }
        return known > 0 ? sum / known : -std::numeric_limits<double>::infinity();
    };
    result.score = -std::numeric_limits<double>::infinity();
    if (means <= 1)
        result.score = meanOf(0, count);
    for (int i = 0; means > 1 && i < means; ++i)
        result.score = std::max(result.score, meanOf(i, std::min(i + radiiPerMean, count)));
    if (!std::isfinite(result.score))
        return std::nullopt;
    return result;
}

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
