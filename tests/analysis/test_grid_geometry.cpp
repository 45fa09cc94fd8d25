#include "core/analysis/autocorrelogram.h"
#include "core/analysis/expanding_grid_score.h"
#include "core/base/rng.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

namespace hippodrome::test_grid_geometry {

namespace {

constexpr double degree = std::numbers::pi / 180.0;
constexpr double binSize = 0.025; // [m]

struct Lattice {
    double spacing = 0.5;     ///< [m]
    double orientation = 0.0; ///< of an axis of fields [rad]
    Vec2 phase;               ///< of a field [m]

    /// 1 at the fields, 0 between them.
    double at(Vec2 place) const {
        double sum = 0.0;
        for (int wave = 0; wave < 3; ++wave) {
            // Waves lie 30 degrees off the axes of the fields they make.
            const double angle = orientation + (30.0 + 60.0 * wave) * degree;
            const double k = 4.0 * std::numbers::pi / (std::sqrt(3.0) * spacing);
            const Vec2 from = place - phase;
            sum += std::cos(k * (std::cos(angle) * from.x + std::sin(angle) * from.y));
        }
        return (sum + 1.5) / 4.5;
    }
};

struct Box {
    double width, height; ///< [m]
    bool circle = false;

    bool holds(Vec2 place) const {
        const Vec2 centre{width / 2.0, height / 2.0};
        return place.x > 0.0 && place.y > 0.0 && place.x < width && place.y < height &&
               (!circle || length(place - centre) < width / 2.0);
    }
    int rows() const { return static_cast<int>(std::ceil(height / binSize - 1e-9)); }
    int columns() const { return static_cast<int>(std::ceil(width / binSize - 1e-9)); }
};

constexpr double interval = 0.04; // [s]

/// Ten minutes of running about with changing speed, 15 cm/s on average.
std::vector<Vec2> randomWalk(const Box& box, Rng& rng) {
    std::vector<Vec2> path{{box.width / 2.0, box.height / 2.0}};
    double heading = rng.uniform(0.0, 6.28), turning = 0.0, speed = 0.15;
    while (static_cast<double>(path.size()) * interval < 600.0) {
        turning += -turning * interval / 0.3 + 2.5 * std::sqrt(2.0 * interval / 0.3) * rng.normal();
        speed +=
            (0.15 - speed) * interval / 0.7 + 0.08 * std::sqrt(2.0 * interval / 0.7) * rng.normal();
        heading += turning * interval;
        const Vec2 next =
            path.back() + std::abs(speed) * interval * Vec2{std::cos(heading), std::sin(heading)};
        if (box.holds(next)) {
            path.push_back(next);
            continue;
        }
        heading += rng.uniform(1.0, 5.0);
        path.push_back(path.back());
    }
    return path;
}

int poisson(double mean, Rng& rng) {
    int count = 0;
    for (double product = rng.uniform(); product > std::exp(-mean); product *= rng.uniform())
        ++count;
    return count;
}

/// Spikes per second in each bin, as they are: neither smoothed nor filled.
RateMap pathMap(const Lattice& lattice, double peakRate, const Box& box,
                const std::vector<Vec2>& path, Rng& rng) {
    RateMap seconds(box.rows(), box.columns()), rates = seconds;
    for (const Vec2 place : path) {
        const std::size_t bin =
            seconds.index(static_cast<int>(place.y / binSize), static_cast<int>(place.x / binSize));
        seconds.values[bin] += interval;
        rates.values[bin] += poisson(peakRate * lattice.at(place) * interval, rng);
    }
    for (std::size_t bin = 0; bin < rates.values.size(); ++bin)
        rates.values[bin] = seconds.values[bin] > 0.0 ? rates.values[bin] / seconds.values[bin]
                                                      : std::numeric_limits<double>::quiet_NaN();
    return rates;
}

RateMap cleanMap(const Lattice& lattice, int side) {
    RateMap map(side, side);
    for (int r = 0; r < side; ++r)
        for (int c = 0; c < side; ++c)
            map.at(r, c) = lattice.at({(c + 0.5) * binSize, (r + 0.5) * binSize});
    return map;
}

std::optional<GridGeometry> geometryOf(const RateMap& map, double* score = nullptr) {
    const RateMap central = centralAutocorrelogram(map);
    const auto ring = expandingGridScore(central);
    if (ring && score)
        *score = ring->score;
    return ring ? gridGeometry(central, *ring) : std::nullopt;
}

/// The difference of two orientations of lattices with axes every 60 degrees [degrees].
double turnBetween(double a, double b) {
    return std::remainder((a - b) / degree, 60.0);
}

double median(std::vector<double> values) {
    std::sort(values.begin(), values.end());
    return values.at(values.size() / 2);
}

struct Estimates {
    std::vector<double> ratios, turns, ellipticities;
    int farOff = 0; ///< by more than 15 %, although the score is that of a grid
    int undefined = 0;
};

Estimates estimatesIn(const Box& box, double peakRate, Rng& rng) {
    Estimates estimates;
    for (int rat = 0; rat < 4; ++rat) {
        const std::vector<Vec2> path = randomWalk(box, rng);
        for (const double spacing : {0.3, 0.4, 0.5, 0.6, 0.7, 0.8}) {
            if (spacing > 0.65 * std::min(box.width, box.height))
                continue; // six peaks around the centre do not fit
            const Lattice lattice{spacing,
                                  rng.uniform(-30.0, 30.0) * degree,
                                  {rng.uniform(0.0, spacing), rng.uniform(0.0, spacing)}};
            double score = 0.0;
            const auto geometry = geometryOf(pathMap(lattice, peakRate, box, path, rng), &score);
            if (!geometry) {
                ++estimates.undefined;
                continue;
            }
            const double ratio = geometry->spacing * binSize / spacing;
            estimates.ratios.push_back(ratio);
            estimates.turns.push_back(
                std::abs(turnBetween(geometry->orientation, lattice.orientation)));
            if (geometry->ellipse)
                estimates.ellipticities.push_back(geometry->ellipse->majorRadius /
                                                  geometry->ellipse->minorRadius);
            estimates.farOff += score > 0.3 && std::abs(ratio - 1.0) > 0.15;
        }
    }
    return estimates;
}

class NoisyLattice : public ::testing::TestWithParam<double> {};

TEST_P(NoisyLattice, IsReadFromUnsmoothedPathMaps) {
    Rng rng(static_cast<std::uint64_t>(GetParam()));
    for (const Box& box : {Box{1.0, 1.0}, Box{1.5, 1.5}, Box{1.2, 0.8}, Box{1.2, 1.2, true}}) {
        const Estimates estimates = estimatesIn(box, GetParam(), rng);
        const std::string where = std::to_string(box.width) + (box.circle ? " m circle" : " m box");
        EXPECT_GE(median(estimates.ratios), 0.97) << where;
        EXPECT_LE(median(estimates.ratios), 1.05) << where;
        EXPECT_EQ(estimates.farOff, 0) << where;
        EXPECT_LT(median(estimates.turns), 2.0) << where;
        EXPECT_LT(median(estimates.ellipticities), 1.2) << where;
        EXPECT_LE(estimates.undefined, 4) << where;
    }
}

INSTANTIATE_TEST_SUITE_P(PeakRates, NoisyLattice, ::testing::Values(5.0, 10.0, 20.0));

TEST(CleanLattice, IsReadAtEveryAngle) {
    for (const double spacing : {0.2, 0.3}) {
        for (int angle = -90; angle <= 90; ++angle) {
            const auto geometry = geometryOf(cleanMap({spacing, angle * degree, {0.31, 0.47}}, 40));
            ASSERT_TRUE(geometry) << angle;
            EXPECT_NEAR(geometry->spacing * binSize, spacing, 0.05 * spacing) << angle;
            EXPECT_NEAR(turnBetween(geometry->orientation, angle * degree), 0.0, 4.0) << angle;
            EXPECT_LE(std::abs(geometry->orientation), 30.01 * degree) << angle;
        }
    }
}

TEST(CleanLattice, TurnsTheOtherWayInAMirror) {
    for (int angle = -24; angle <= 24; angle += 3) {
        const RateMap map = cleanMap({0.25, angle * degree, {0.31, 0.47}}, 40);
        RateMap mirrored = map, transposed = map;
        for (int r = 0; r < 40; ++r)
            for (int c = 0; c < 40; ++c) {
                mirrored.at(r, c) = map.at(r, 39 - c);
                transposed.at(r, c) = map.at(c, r);
            }
        const auto geometry = geometryOf(map), inMirror = geometryOf(mirrored),
                   acrossDiagonal = geometryOf(transposed);
        ASSERT_TRUE(geometry && inMirror && acrossDiagonal);
        EXPECT_NEAR(turnBetween(inMirror->orientation, -geometry->orientation), 0.0, 1e-6) << angle;
        // Across the diagonal an axis at a is at 90 - a, which is 30 - a of a lattice.
        EXPECT_NEAR(turnBetween(acrossDiagonal->orientation, 30.0 * degree - geometry->orientation),
                    0.0, 3.0)
            << angle;
        EXPECT_NEAR(inMirror->spacing, geometry->spacing, 1e-9);
        EXPECT_NEAR(acrossDiagonal->spacing, geometry->spacing, 1e-9);
    }
}

/// An autocorrelogram of bumps at the centre and at these bins and their opposites.
RateMap bumpsAt(const std::vector<Vec2>& places) {
    RateMap central(41, 41);
    for (int r = 0; r < 41; ++r)
        for (int c = 0; c < 41; ++c) {
            const Vec2 bin{c - 20.0, r - 20.0};
            central.at(r, c) = std::exp(-squaredLength(bin) / 4.0);
            for (const Vec2 place : places)
                central.at(r, c) += 0.8 * (std::exp(-squaredLength(bin - place) / 4.0) +
                                           std::exp(-squaredLength(bin + place) / 4.0));
        }
    return central;
}

TEST(GridOrientation, PutsAnAxisAtNinetyDegreesAtThirty) {
    ExpandingGridScore ring;
    ring.centreRadius = 2;
    ring.bestRadius = 14.0;
    // 90, 122.0 and 175.6 degrees: opexebo gives 9.2.
    const auto geometry = gridGeometry(bumpsAt({{0, 10}, {-5, 8}, {-13, 1}}), ring);
    ASSERT_TRUE(geometry);
    const double expected = (30.0 + (std::atan2(8.0, -5.0) / degree - 120.0) +
                             (std::atan2(1.0, -13.0) / degree - 180.0)) /
                            3.0;
    EXPECT_NEAR(expected, 9.2, 0.01);
    EXPECT_NEAR(geometry->orientation / degree, expected, 1e-9);
    // Axes on both sides of the tie agree with each other.
    const auto upright = gridGeometry(bumpsAt({{0, 10}, {9, 5}, {-9, 5}}), ring);
    ASSERT_TRUE(upright);
    EXPECT_NEAR(upright->orientation / degree, (30.0 + 2.0 * std::atan2(5.0, 9.0) / degree) / 3.0,
                1e-9);
    EXPECT_LT(upright->orientationDeviation / degree, 1.0);
}

} // namespace
} // namespace hippodrome::test_grid_geometry
