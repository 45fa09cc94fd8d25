#pragma once

#include "core/analysis/ellipse.h"
#include "core/analysis/rate_map.h"

#include "tests/brains/experiment.h"

#include <algorithm>
#include <cmath>
#include <complex>
#include <numbers>
#include <optional>
#include <vector>

namespace hippodrome::testing {

/// Autocorrelogram of a map of any outline: correlations over the bins that both copies have, NaN
/// where they are fewer than 20. (rows - 1 + dr, columns - 1 + dc) belongs to a shift by (dr, dc).
inline RateMap outlinedAutocorrelogram(const RateMap& map) {
    RateMap result(2 * map.rows - 1, 2 * map.columns - 1, std::nan(""));
    std::vector<double> one, other;
    for (int dr = 1 - map.rows; dr < map.rows; ++dr)
        for (int dc = 1 - map.columns; dc < map.columns; ++dc) {
            one.clear();
            other.clear();
            for (int row = std::max(0, -dr); row < std::min(map.rows, map.rows - dr); ++row)
                for (int c = std::max(0, -dc); c < std::min(map.columns, map.columns - dc); ++c)
                    if (map.visited(row, c) && map.visited(row + dr, c + dc)) {
                        one.push_back(map.at(row, c));
                        other.push_back(map.at(row + dr, c + dc));
                    }
            if (one.size() >= 20)
                result.at(map.rows - 1 + dr, map.columns - 1 + dc) = correlation(one, other);
        }
    return result;
}

/// The value at a shift [bins], between bins; NaN outside.
inline double valueAtShift(const RateMap& autocorrelogram, Vec2 shift) {
    const double x = shift.x + autocorrelogram.columns / 2, y = shift.y + autocorrelogram.rows / 2;
    const int column = static_cast<int>(std::floor(x)), row = static_cast<int>(std::floor(y));
    if (column < 0 || row < 0 || column + 1 >= autocorrelogram.columns ||
        row + 1 >= autocorrelogram.rows)
        return std::nan("");
    const double u = x - column, v = y - row;
    return (1 - v) * ((1 - u) * autocorrelogram.at(row, column) +
                      u * autocorrelogram.at(row, column + 1)) +
           v * ((1 - u) * autocorrelogram.at(row + 1, column) +
                u * autocorrelogram.at(row + 1, column + 1));
}

struct Stretch {
    double x = std::nan(""), y = std::nan("");
    double correlation = -2.0;
};

/// The stretch of one autocorrelogram along x and along y that makes it most like another, looked
/// for from `least` to `most` in steps of 0.02 and compared at shifts of up to `reach` bins along
/// each axis.
inline Stretch bestStretch(const RateMap& from, const RateMap& to, double least, double most,
                           Vec2 reach) {
    Stretch best;
    std::vector<double> one, other;
    const int steps = static_cast<int>(std::lround((most - least) / 0.02));
    for (int i = 0; i <= steps; ++i)
        for (int j = 0; j <= steps; ++j) {
            const double x = least + 0.02 * i, y = least + 0.02 * j;
            one.clear();
            other.clear();
            for (double dy = 0.0; dy <= reach.y; dy += 1.0)
                for (double dx = -reach.x; dx <= reach.x; dx += 1.0) {
                    one.push_back(valueAtShift(from, {dx / x, dy / y}));
                    other.push_back(valueAtShift(to, {dx, dy}));
                }
            const double r = correlation(one, other);
            if (r > best.correlation)
                best = {x, y, r};
        }
    return best;
}

/// Correlation of an autocorrelogram with itself turned, in a ring around its centre [bins].
inline double turnedCorrelation(const RateMap& autocorrelogram, double degrees, double inner,
                                double outer) {
    std::vector<double> one, other;
    for (double dy = -std::floor(outer); dy <= outer; dy += 1.0)
        for (double dx = -std::floor(outer); dx <= outer; dx += 1.0) {
            const double distance = std::hypot(dx, dy);
            if (distance <= inner || distance > outer)
                continue;
            one.push_back(valueAtShift(autocorrelogram, {dx, dy}));
            other.push_back(valueAtShift(
                autocorrelogram, rotated(Vec2{dx, dy}, degrees * std::numbers::pi / 180.0)));
        }
    return correlation(one, other);
}

/// Turned by 60 and 120 degrees against 30, 90 and 150, means of each, in the best of ten rings of
/// `side` bins: from 0.2 to 0.4 ... 1 sides, as GridScorer has them.
inline double outlinedGridScore(const RateMap& autocorrelogram, double side) {
    double best = std::nan("");
    for (int ring = 0; ring < 10; ++ring) {
        const double outer = side * (0.4 + ring * 0.6 / 9.0);
        const auto at = [&](double angle) {
            return turnedCorrelation(autocorrelogram, angle, 0.2 * side, outer);
        };
        const double score = (at(60) + at(120)) / 2.0 - (at(30) + at(90) + at(150)) / 3.0;
        if (!std::isnan(score) && !(score <= best))
            best = score;
    }
    return best;
}

/// Major over minor radius of the ellipse through the six peaks above 0.1 that are nearest to the
/// centre; NaN without them, and when they do not lie all around it (a gap of a quarter turn).
inline double ellipticityOf(const RateMap& autocorrelogram) {
    const int middleRow = autocorrelogram.rows / 2, middle = autocorrelogram.columns / 2;
    std::vector<Vec2> peaks;
    for (int row = 1; row + 1 < autocorrelogram.rows; ++row)
        for (int column = 1; column + 1 < autocorrelogram.columns; ++column) {
            const double here = autocorrelogram.at(row, column);
            if (!(here > 0.1) || (row == middleRow && column == middle))
                continue;
            bool peak = true;
            for (int dr = -1; dr <= 1; ++dr)
                for (int dc = -1; dc <= 1; ++dc)
                    peak &=
                        (dr == 0 && dc == 0) || here > autocorrelogram.at(row + dr, column + dc);
            if (peak)
                peaks.push_back(
                    {static_cast<double>(column - middle), static_cast<double>(row - middleRow)});
        }
    if (peaks.size() < 6)
        return std::nan("");
    std::sort(peaks.begin(), peaks.end(),
              [](Vec2 a, Vec2 b) { return squaredLength(a) < squaredLength(b); });
    peaks.resize(6);
    std::vector<double> angles;
    for (const Vec2 peak : peaks)
        angles.push_back(std::atan2(peak.y, peak.x));
    std::sort(angles.begin(), angles.end());
    angles.push_back(angles.front() + 2.0 * std::numbers::pi);
    for (std::size_t k = 0; k + 1 < angles.size(); ++k)
        if (angles[k + 1] - angles[k] >= std::numbers::pi / 2.0)
            return std::nan("");
    const std::optional<Ellipse> ellipse = fitEllipse(peaks);
    return ellipse ? ellipse->majorRadius / ellipse->minorRadius : std::nan("");
}

/// The largest correlation of a map with one perfect lattice, over spacings of 0.3 to 0.9 m, all
/// orientations and all phases.
inline double latticeFit(std::span<const Vec2> places, std::span<const double> map) {
    Mean mean;
    for (const double rate : map)
        mean.add(rate);
    double best = -1.0;
    std::vector<double> lattice(map.size());
    for (double spacing = 0.3; spacing < 0.91; spacing += 0.02)
        for (double turn = 0.0; turn < std::numbers::pi / 3.0; turn += std::numbers::pi / 60.0) {
            const double number = 4.0 * std::numbers::pi / std::numbers::sqrt3 / spacing;
            Vec2 waves[3];
            std::complex<double> parts[3]; // of the map along each wave
            for (int k = 0; k < 3; ++k) {
                waves[k] = number * unitVector(turn + k * std::numbers::pi / 3.0);
                for (std::size_t i = 0; i < map.size(); ++i)
                    if (!std::isnan(map[i]))
                        parts[k] +=
                            (map[i] - mean.value()) * std::polar(1.0, dot(waves[k], places[i]));
            }
            // The second wave is the sum of the others, and so are their phases.
            double most = -1e300, first = 0.0, third = 0.0;
            for (int a = 0; a < 24; ++a)
                for (int c = 0; c < 24; ++c) {
                    const double p = a * std::numbers::pi / 12.0, q = c * std::numbers::pi / 12.0;
                    const double sum = std::real(parts[0] * std::polar(1.0, -p)) +
                                       std::real(parts[1] * std::polar(1.0, -p - q)) +
                                       std::real(parts[2] * std::polar(1.0, -q));
                    if (sum > most)
                        most = sum, first = p, third = q;
                }
            for (std::size_t i = 0; i < map.size(); ++i)
                lattice[i] = std::cos(dot(waves[0], places[i]) - first) +
                             std::cos(dot(waves[1], places[i]) - first - third) +
                             std::cos(dot(waves[2], places[i]) - third);
            best = std::max(best, correlation(map, lattice));
        }
    return best;
}

} // namespace hippodrome::testing
