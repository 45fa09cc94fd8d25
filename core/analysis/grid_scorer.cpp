#include "core/analysis/grid_scorer.h"

#include "core/analysis/autocorrelogram.h"

#include <algorithm>
#include <cassert>
#include <cmath>

namespace hippodrome {

namespace {

/// Added to a ring's variance, so that an empty autocorrelogram scores 0.
constexpr double varianceFloor = 1e-5;

} // namespace

GridScorer::GridScorer(int rows, int columns) : rows_(rows), columns_(columns) {
    const double side = std::min(rows, columns);
    for (int i = 0; i < GridScores::ringCount; ++i)
        rings_[static_cast<std::size_t>(i)] = {0.2, 0.4 + i * ((1.0 - 0.4) / 9.0)};
    rings_.back().outer = 1.0;

    const int width = 2 * columns - 1;
    const int half = ((2 * rows - 1) * width) / 2; // bins before the centre
    double inside = 0.0;
    for (std::size_t ring = 0; ring < rings_.size(); ++ring) {
        const double outer = rings_[ring].outer * side;
        for (int bin = 0; bin < half; ++bin) {
            const double dr = bin / width - (rows - 1), dc = bin % width - (columns - 1);
            const double distance = std::sqrt(dr * dr + dc * dc);
            const double from = ring == 0 ? rings_[ring].inner * side : inside;
            if (distance > from && distance <= outer)
                bins_.push_back(bin);
        }
        binsWithin_[ring] = bins_.size();
        inside = outer;
    }
    for (const double angle : angles)
        rotations_.emplace_back(2 * rows - 1, width, angle, bins_);
}

GridScores GridScorer::score(std::span<const float> map) const {
    return scoreFilled(withoutNaN(map));
}

GridScores GridScorer::score(std::span<const double> map) const {
    return scoreFilled(withoutNaN(map));
}

GridScores GridScorer::scoreFilled(const std::vector<double>& map) const {
    assert(map.size() == static_cast<std::size_t>(rows_ * columns_));
    std::vector<double> sac(static_cast<std::size_t>((2 * rows_ - 1) * (2 * columns_ - 1)));
    autocorrelate(map, rows_, columns_, sac);
    return scoreAutocorrelogram(sac);
}

GridScores GridScorer::scoreAutocorrelogram(std::span<const double> sac) const {
    assert(sac.size() == static_cast<std::size_t>((2 * rows_ - 1) * (2 * columns_ - 1)));
    GridScores scores;
    const SplineCoefficients coefficients(sac, 2 * rows_ - 1, 2 * columns_ - 1);
    std::array<std::vector<double>, angleCount> turned;
    for (std::size_t a = 0; a < turned.size(); ++a) {
        turned[a].resize(bins_.size());
        rotations_[a].apply(coefficients, turned[a]);
    }

    // The rings share their inner edge, so the sums of a wider ring continue those of a narrower.
    double sum = 0.0, squares = 0.0;
    std::array<double, angleCount> turnedSum{}, products{};
    std::size_t from = 0;
    for (std::size_t ring = 0; ring < rings_.size(); ++ring) {
        const std::size_t to = binsWithin_[ring];
        for (std::size_t i = from; i < to; ++i) {
            const double value = sac[static_cast<std::size_t>(bins_[i])];
            sum += value;
            squares += value * value;
        }
        for (std::size_t a = 0; a < turned.size(); ++a)
            for (std::size_t i = from; i < to; ++i) {
                turnedSum[a] += turned[a][i];
                products[a] += turned[a][i] * sac[static_cast<std::size_t>(bins_[i])];
            }
        from = to;

        const auto count = static_cast<double>(to);
        const double mean = sum / count;
        const double variance = squares / count - mean * mean + varianceFloor;
        std::array<double, angleCount> r{};
        for (std::size_t a = 0; a < r.size(); ++a)
            r[a] = (products[a] / count - mean * turnedSum[a] / count) / variance;
        const auto [r30, r45, r60, r90, r120, r135, r150] = r;
        scores.rings[ring] = {(r60 + r120) / 2.0 - (r30 + r90 + r150) / 3.0,
                              std::min(r60, r120) - std::max({r30, r90, r150}),
                              r90 - (r45 + r135) / 2.0, variance};
    }

    const auto best = [&](double RingScores::*score, double& value, Ring& where) {
        const auto found = std::max_element(
            scores.rings.begin(), scores.rings.end(),
            [&](const RingScores& a, const RingScores& b) { return a.*score < b.*score; });
        value = (*found).*score;
        where = rings_[static_cast<std::size_t>(found - scores.rings.begin())];
    };
    best(&RingScores::score60, scores.deepmind60, scores.ring60);
    best(&RingScores::score90, scores.deepmind90, scores.ring90);
    best(&RingScores::score60MinMax, scores.deepmind60MinMax, scores.ring60MinMax);
    return scores;
}

} // namespace hippodrome
