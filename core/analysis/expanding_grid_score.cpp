#include "core/analysis/expanding_grid_score.h"

#include "core/analysis/fields.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numbers>
#include <span>
#include <vector>

namespace hippodrome {

namespace {

constexpr double expandingPi = std::numbers::pi;
constexpr int radiiPerMean = 3;
/// The map itself and turned by 30, 60, 90, 120 and 150 degrees.
constexpr std::size_t turns = 6;

/// Floor of the radius of a disc with the area of the field at the centre; 0 when there is none.
int centreFieldRadius(const RateMap& central) {
    FieldRules rules;
    rules.minimumBins = 5;
    rules.minimumPeak = 0.0;
    rules.minimumMean = 0.0;
    rules.firstThreshold = 0.95;
    const auto fields =
        findFieldAt(central, (central.rows + 1) / 2 - 1, (central.columns + 1) / 2 - 1, rules);
    return fields.empty() ? 0
                          : static_cast<int>(std::sqrt(
                                static_cast<double>(fields.front().bins.size()) / expandingPi));
}

/// The value at a point between bins, by linear interpolation; 0 outside.
double linearlyInterpolated(const RateMap& map, double row, double column) {
    if (row >= 0.0 && row < map.rows - 1 && column >= 0.0 && column < map.columns - 1) {
        const int i = static_cast<int>(row), j = static_cast<int>(column);
        const double dr = row - i, dc = column - j;
        const double* value = &map.values[map.index(i, j)];
        const double* above = value + map.columns;
        return (1.0 - dr) * ((1.0 - dc) * value[0] + dc * value[1]) +
               dr * ((1.0 - dc) * above[0] + dc * above[1]);
    }
    const int i = static_cast<int>(std::floor(row)), j = static_cast<int>(std::floor(column));
    const double dr = row - i, dc = column - j;
    const auto value = [&](int atRow, int atColumn) {
        return atRow >= 0 && atRow < map.rows && atColumn >= 0 && atColumn < map.columns
                   ? map.at(atRow, atColumn)
                   : 0.0;
    };
    return (1.0 - dr) * ((1.0 - dc) * value(i, j) + dc * value(i, j + 1)) +
           dr * ((1.0 - dc) * value(i + 1, j) + dc * value(i + 1, j + 1));
}

/// Sums over the bins of a ring, about their means, that a wider ring can go on with.
struct RingSums {
    double count = 0.0;
    std::array<double, turns> means{};
    std::array<double, turns> squares{};  ///< of the deviations
    std::array<double, turns> products{}; ///< of the deviations with those of the map itself

    /// Adds bins, with the values of all turns one after the other for each.
    void add(std::span<const double> values) {
        RingSums added;
        added.count = static_cast<double>(values.size() / turns);
        if (added.count == 0.0)
            return;
        for (std::size_t i = 0; i < values.size(); i += turns)
            for (std::size_t a = 0; a < turns; ++a)
                added.means[a] += values[i + a];
        for (double& mean : added.means)
            mean /= added.count;
        for (std::size_t i = 0; i < values.size(); i += turns) {
            const double own = values[i] - added.means[0];
            for (std::size_t a = 0; a < turns; ++a) {
                const double deviation = values[i + a] - added.means[a];
                added.squares[a] += deviation * deviation;
                added.products[a] += deviation * own;
            }
        }
        // Chan, Golub and LeVeque 1983, Am. Stat. 37:242.
        const double both = count + added.count, weight = count * added.count / both;
        const double own = added.means[0] - means[0];
        for (std::size_t a = 0; a < turns; ++a) {
            const double step = added.means[a] - means[a];
            squares[a] += added.squares[a] + step * step * weight;
            products[a] += added.products[a] + step * own * weight;
        }
        for (std::size_t a = 0; a < turns; ++a)
            means[a] += (added.means[a] - means[a]) * (added.count / both);
        count = both;
    }

    /// Smaller correlation at 60 and 120 degrees less the largest at the others; NaN when the ring
    /// does not vary.
    double score() const {
        std::array<double, turns> r{};
        for (std::size_t a = 1; a < turns; ++a)
            r[a] = products[a] / std::sqrt(squares[0] * squares[a]);
        return std::isnan(r[1] + r[2] + r[3] + r[4] + r[5])
                   ? std::numeric_limits<double>::quiet_NaN()
                   : std::min(r[2], r[4]) - std::max({r[1], r[3], r[5]});
    }
};

/// The scores of rings around the centre, from beyond `inner` to within each of `radii`, which are
/// whole and do not fall.
std::vector<double> ringScores(const RateMap& central, int inner, std::span<const double> radii) {
    std::array<double, turns> cosines{}, sines{};
    for (std::size_t a = 0; a < turns; ++a) {
        cosines[a] = std::cos(static_cast<double>(a) * expandingPi / 6.0);
        sines[a] = std::sin(static_cast<double>(a) * expandingPi / 6.0);
    }
    // An autocorrelogram is the same at opposite bins, and so is what is turned: one half will do.
    const int centreRow = central.rows / 2, centreColumn = central.columns / 2;
    std::vector<std::vector<double>> shells(radii.size());
    std::vector<std::size_t> shellAt; // by the square of the distance
    for (std::size_t shell = 0; shell < radii.size(); ++shell) {
        const std::size_t within = shellAt.size();
        shellAt.resize(std::max(within, static_cast<std::size_t>(radii[shell] * radii[shell])),
                       shell);
        shells[shell].reserve(turns * (2 * (shellAt.size() - within) + 8)); // of pi / 2 bins each
    }
    for (int r = 0; r <= centreRow; ++r)
        for (int c = 0; c < (r < centreRow ? central.columns : centreColumn); ++c) {
            const int dr = r - centreRow, dc = c - centreColumn;
            const auto squared = static_cast<std::size_t>(dr * dr + dc * dc);
            if (squared <= static_cast<std::size_t>(inner * inner) || squared >= shellAt.size())
                continue;
            std::vector<double>& shell = shells[shellAt[squared]];
            shell.push_back(central.at(r, c));
            for (std::size_t a = 1; a < turns; ++a)
                shell.push_back(
                    linearlyInterpolated(central, sines[a] * dc + cosines[a] * dr + centreRow,
                                         cosines[a] * dc - sines[a] * dr + centreColumn));
        }
    RingSums ring;
    std::vector<double> scores;
    for (const std::vector<double>& shell : shells) {
        ring.add(shell);
        scores.push_back(ring.score());
    }
    return scores;
}

} // namespace

std::optional<ExpandingGridScore> expandingGridScore(const RateMap& central) {
    ExpandingGridScore result;
    result.centreRadius = centreFieldRadius(central);
    const int outerBound = std::min(central.rows, central.columns) / 2;
    if (result.centreRadius == 0 || outerBound <= result.centreRadius)
        return std::nullopt;

    const int count = outerBound - result.centreRadius;
    const double first = std::max(3, result.centreRadius + 1);
    std::vector<double> radii;
    for (int i = 0; i < count; ++i)
        // Whole radii, spread evenly; the first may occur twice, as the peers have it.
        radii.push_back(i > 0 && i == count - 1 ? outerBound
                        : count > 1 ? std::floor(first + i * ((outerBound - first) / (count - 1)))
                                    : first);
    const std::vector<double> scores = ringScores(central, result.centreRadius, radii);
    double best = -std::numeric_limits<double>::infinity();
    for (std::size_t i = 0; i < scores.size(); ++i)
        if (scores[i] > best) {
            best = scores[i];
            result.bestRadius = radii[i];
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

} // namespace hippodrome
