#include "core/analysis/expanding_grid_score.h"
#include "core/analysis/morphology.h"
#include "core/analysis/smoothing.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>
#include <numbers>
#include <optional>
#include <set>
#include <tuple>
#include <utility>
#include <vector>

namespace hippodrome {

namespace {

constexpr double pi = std::numbers::pi;
constexpr double smallestPeakAngle = pi / 12.0;
/// A peak of a lattice is the highest within this share of its distance from the centre.
constexpr double ownReach = 0.45;
/// And no lattice that bins can show has peaks nearer than this [bins].
constexpr double closestMaxima = 3.1, closestToCentre = 4.0;
/// Best rings of lattices of few bins [bins].
constexpr double smallestRing = 10.0;
/// Share of the distance within which a smoothed peak's centre of mass is taken.
constexpr double massReach = 0.3;
/// Noise of single bins above this share of the autocorrelogram's variation is smoothed away.
constexpr double smallestNoise = 0.03;

struct Peak {
    Vec2 offset; ///< from the centre [bins]
    double height = 0.0;
    double distance = 0.0;
    double angle = 0.0;

    void moveTo(Vec2 place) {
        offset = place;
        distance = length(offset);
        angle = std::atan2(offset.y, offset.x);
    }
};

std::vector<Peak> localMaxima(const RateMap& central) {
    std::vector<Peak> peaks;
    for (const Plateau& plateau : regionalMaxima(central, false)) {
        Peak& peak = peaks.emplace_back();
        peak.moveTo({std::floor(plateau.column) - (central.columns - 1) / 2.0,
                     std::floor(plateau.row) - (central.rows - 1) / 2.0});
        peak.height = central.values[static_cast<std::size_t>(plateau.bins.front())];
    }
    return peaks;
}

bool withinRing(const Peak& peak, const ExpandingGridScore& score) {
    return peak.distance > 1.5 * score.centreRadius && peak.distance < 1.25 * score.bestRadius;
}

/// Angles that were met, to ask whether another lies beside one of them.
class Directions {
public:
    void add(double angle) { angles_.insert(angle); }
    bool anyBeside(double angle) const {
        if (angles_.empty())
            return false;
        const auto above = angles_.lower_bound(angle);
        const double next = above == angles_.end() ? *angles_.begin() : *above;
        const double last = above == angles_.begin() ? *angles_.rbegin() : *std::prev(above);
        const auto beside = [&](double other) {
            return std::abs(std::remainder(angle - other, 2.0 * pi)) < smallestPeakAngle;
        };
        return beside(next) || beside(last);
    }

private:
    std::set<double> angles_;
};

/// Up to six peaks around the centre, by angle: the nearest of those that have no nearer one in
/// about their direction.
std::vector<Peak> aroundCentre(std::vector<Peak> peaks) {
    std::stable_sort(peaks.begin(), peaks.end(),
                     [](const Peak& a, const Peak& b) { return a.distance < b.distance; });
    Directions nearer;
    std::vector<Peak> kept;
    for (const Peak& peak : peaks) {
        if (!nearer.anyBeside(peak.angle))
            kept.push_back(peak);
        if (kept.size() == 6)
            break;
        nearer.add(peak.angle);
    }
    std::stable_sort(kept.begin(), kept.end(),
                     [](const Peak& a, const Peak& b) { return a.angle < b.angle; });
    return kept;
}

/// Calls visit(row, column) for the bins within a radius around a point, counted from bin (0, 0).
template <class Visit>
void forEachBinAround(const RateMap& map, Vec2 point, double radius, Visit visit) {
    const int firstRow = std::max(0, static_cast<int>(std::ceil(point.y - radius)));
    const int firstColumn = std::max(0, static_cast<int>(std::ceil(point.x - radius)));
    for (int r = firstRow; r < map.rows && r <= point.y + radius; ++r)
        for (int c = firstColumn; c < map.columns && c <= point.x + radius; ++c)
            if (squaredLength(Vec2{c - point.x, r - point.y}) <= radius * radius)
                visit(r, c);
}

/// Whether nothing within the reach of a peak is higher, but for the slopes of the central one.
bool isHighest(const RateMap& map, const Peak& peak, double centreRadius) {
    const Vec2 centre{(map.columns - 1) / 2.0, (map.rows - 1) / 2.0};
    bool highest = true;
    // Noise is beaten nearby: the whole reach is searched for few.
    for (const double share : {0.25, 0.5, 1.0}) {
        forEachBinAround(
            map, centre + peak.offset, share * ownReach * peak.distance, [&](int r, int c) {
                const Vec2 bin{static_cast<double>(c), static_cast<double>(r)};
                highest = highest && (map.at(r, c) <= peak.height ||
                                      squaredLength(bin - centre) < centreRadius * centreRadius);
            });
        if (!highest)
            return false;
    }
    return true;
}

/// Whether peaks stand as those of a lattice do: each the highest around, and no other local
/// maximum beside it.
bool standAlone(const std::vector<Peak>& lattice, const std::vector<Peak>& maxima,
                const RateMap& central, double centreRadius) {
    return std::all_of(lattice.begin(), lattice.end(), [&](const Peak& peak) {
        const double reach = std::max(closestMaxima, ownReach * peak.distance);
        return isHighest(central, peak, centreRadius) &&
               std::none_of(maxima.begin(), maxima.end(), [&](const Peak& other) {
                   const double apart = length(other.offset - peak.offset);
                   return apart > 0.0 && apart < (other.distance > 0.0 ? reach : closestToCentre);
               });
    });
}

/// Noise of single bins as a share of all variation, beyond three bins from the centre: what is
/// left by a mask that no smooth surface passes (Immerkaer 1996, Comput. Vis. Image Underst.
/// 64:300).
double singleBinNoise(const RateMap& central) {
    const int centreRow = central.rows / 2, centreColumn = central.columns / 2;
    double left = 0.0, sum = 0.0, squares = 0.0, count = 0.0;
    for (int r = 1; r + 1 < central.rows; ++r)
        for (int c = 1; c + 1 < central.columns; ++c) {
            if (std::abs(r - centreRow) <= 3 && std::abs(c - centreColumn) <= 3)
                continue;
            const double* below = &central.values[central.index(r - 1, c)];
            const double* own = &central.values[central.index(r, c)];
            const double* above = &central.values[central.index(r + 1, c)];
            const double masked = below[-1] + below[1] + above[-1] + above[1] + 4.0 * own[0] -
                                  2.0 * (below[0] + own[-1] + own[1] + above[0]);
            left += masked * masked;
            sum += own[0];
            squares += own[0] * own[0];
            count += 1.0;
        }
    const double variance = squares / count - sum / count * (sum / count);
    return variance > 0.0 ? std::sqrt(left / 36.0 / count / variance) : 0.0; // NaN for none
}

/// The peaks of a noisy autocorrelogram, found on a smoothed one.
class SmoothedPeaks {
public:
    SmoothedPeaks(const RateMap& central, double sigma)
        : map_(central), centre_{(central.columns - 1) / 2.0, (central.rows - 1) / 2.0} {
        // The centre is 1 whatever the noise: it is taken down to its neighbours.
        const int row = central.rows / 2, column = central.columns / 2;
        double highest = -1.0;
        for (int r = row - 1; r <= row + 1; ++r)
            for (int c = column - 1; c <= column + 1; ++c)
                if (r != row || c != column)
                    highest = std::max(highest, central.at(r, c));
        map_.at(row, column) = highest;
        map_ = smoothed(map_, sigma, UnvisitedBins::countAsZero);
    }

    std::vector<Peak> lattice() const {
        const std::optional<ExpandingGridScore> score = expandingGridScore(map_);
        std::vector<Peak> peaks;
        if (!score)
            return peaks;
        for (Peak peak : localMaxima(map_))
            if (withinRing(peak, *score) && isHighest(map_, peak, score->centreRadius)) {
                for (int step = 0; step < 3; ++step)
                    peak.moveTo(centreOfMass(peak));
                peaks.push_back(peak);
            }
        return aroundCentre(peaks);
    }

private:
    /// Of the squares of the heights above the lowest bin around.
    Vec2 centreOfMass(const Peak& peak) const {
        const Vec2 place = centre_ + peak.offset;
        const double reach = massReach * peak.distance;
        double lowest = 1.0, mass = 0.0;
        forEachBinAround(map_, place, reach,
                         [&](int r, int c) { lowest = std::min(lowest, map_.at(r, c)); });
        Vec2 moment;
        forEachBinAround(map_, place, reach, [&](int r, int c) {
            const double height = map_.at(r, c) - lowest, weight = height * height;
            mass += weight;
            moment += weight * (Vec2{static_cast<double>(c), static_cast<double>(r)} - centre_);
        });
        return mass > 0.0 ? 1.0 / mass * moment : peak.offset;
    }

    RateMap map_;
    Vec2 centre_;
};

/// The angle within (-pi/6, pi/6] that says the same about a lattice with axes every 60 degrees.
double foldedAxis(double angle) {
    constexpr double period = pi / 3.0;
    constexpr double tie =
        1e-9; // an axis at 30, 90 or 150 degrees is at +30, whatever the rounding
    angle = std::fmod(angle, period);
    if (angle < 0.0)
        angle += period;
    return angle > period / 2.0 + tie ? angle - period : angle;
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

std::optional<GridGeometry> geometryOf(const std::vector<Peak>& lattice) {
    if (lattice.size() < 3)
        return std::nullopt;
    GridGeometry geometry;
    for (const Peak& peak : lattice)
        geometry.peaks.push_back(peak.offset);
    for (std::size_t i = 0; i < 3; ++i) {
        geometry.spacings[i] = lattice[i].distance;
        geometry.orientations[i] = std::fmod(lattice[i].angle + pi, pi);
        geometry.spacing += lattice[i].distance / 3.0;
    }
    std::tie(geometry.orientation, geometry.orientationDeviation) = meanAxis(geometry.orientations);
    geometry.ellipse = fitEllipse(geometry.peaks);
    return geometry;
}

} // namespace

std::optional<GridGeometry> gridGeometry(const RateMap& central, const ExpandingGridScore& score) {
    const std::vector<Peak> maxima = localMaxima(central);
    std::vector<Peak> peaks;
    std::copy_if(maxima.begin(), maxima.end(), std::back_inserter(peaks),
                 [&](const Peak& peak) { return withinRing(peak, score); });
    std::vector<Peak> lattice;
    if (peaks.size() >= 6)
        lattice = aroundCentre(peaks);
    const bool clear =
        lattice.size() >= 3 && standAlone(lattice, maxima, central, score.centreRadius);
    if (clear || !(singleBinNoise(central) > smallestNoise))
        return geometryOf(lattice);
    if (const auto geometry = geometryOf(SmoothedPeaks(central, 1.5).lattice()))
        return geometry;
    // A lattice of few bins does not survive that.
    return score.bestRadius <= smallestRing ? geometryOf(SmoothedPeaks(central, 0.75).lattice())
                                            : std::nullopt;
}

} // namespace hippodrome
