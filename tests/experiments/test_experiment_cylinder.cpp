// A cylinder with a cue card: Muller and Kubie (1987, J. Neurosci. 7:1951).
#include "core/brains/cells/boundary_place_cells.h"
#include "core/brains/cells/place_cells.h"

#include "tests/brains/experiment.h"

#include <gtest/gtest.h>

#include <complex>
#include <numbers>

namespace hippodrome::test_experiment_cylinder {
namespace {

using testing::correlation;
using testing::largest;
using testing::Mean;
using testing::Rates;
using testing::settingIn;

constexpr double radius = 0.38;
constexpr double degree = std::numbers::pi / 180.0;
constexpr int sectors = 72; // of 5 degrees
constexpr int rings = 8;
constexpr double active = 1.0; // peak rate that counts as firing [Hz]

/// A card that covers an arc around a direction [degrees], as cues 10 degrees apart; none for an
/// arc of 0.
ArenaPointer cylinder(double direction, double arc, double size = 1.0,
                      std::vector<Wall> barriers = {}) {
    Arena arena = Arena::circular(size * radius, 144);
    int id = 0;
    for (double turn = -arc / 2.0; arc > 0.0 && turn <= arc / 2.0 + 1e-9; turn += 10.0)
        arena.objects.push_back(
            {++id, 0.95 * size * radius * unitVector((direction + turn) * degree), "cue"});
    for (Wall& wall : barriers)
        arena.walls.push_back({++id, wall.a, wall.b});
    return std::make_shared<const ArenaGeometry>(arena);
}

/// Rings from the middle outwards, each from +x counter-clockwise.
std::vector<Vec2> places(double size = 1.0) {
    std::vector<Vec2> list;
    for (int ring = 0; ring < rings; ++ring)
        for (int sector = 0; sector < sectors; ++sector)
            list.push_back(size * radius * (ring + 0.5) / (rings + 0.5) *
                           unitVector(2.0 * std::numbers::pi * sector / sectors));
    return list;
}

Rates mapsOf(const Brain& brain, double size = 1.0) {
    return testing::ratesOver(brain, 0, places(size));
}

/// The turn that makes one map most like another, in sectors counter-clockwise.
struct Turn {
    double degrees = 0.0, correlation = -2.0;
};

Turn bestTurn(const std::vector<double>& from, const std::vector<double>& to) {
    // Turning changes neither mean nor variance: the largest product is the largest correlation.
    int best = 0;
    double most = -1e300;
    std::vector<double> turned(from.size());
    for (int turn = 0; turn < sectors; ++turn) {
        double product = 0.0;
        for (int ring = 0; ring < rings; ++ring)
            for (int sector = 0; sector < sectors; ++sector) {
                const int there = sector + turn < sectors ? sector + turn : sector + turn - sectors;
                product += from[static_cast<std::size_t>(ring * sectors + sector)] *
                           to[static_cast<std::size_t>(ring * sectors + there)];
            }
        if (product > most)
            most = product, best = turn;
    }
    for (int ring = 0; ring < rings; ++ring)
        for (int sector = 0; sector < sectors; ++sector)
            turned[static_cast<std::size_t>(ring * sectors + (sector + best) % sectors)] =
                from[static_cast<std::size_t>(ring * sectors + sector)];
    return {best * 360.0 / sectors, correlation(turned, to)};
}

BoundaryPlaceCellsParameters anchored() {
    BoundaryPlaceCellsParameters parameters;
    parameters.anchored = true;
    return parameters;
}

PlaceCellsParameters gaussian() {
    PlaceCellsParameters parameters;
    parameters.field.width = 0.1;
    parameters.field.geometry = WallGeometry::euclidean;
    return parameters;
}

/// Share of the cells whose map turned by 80 to 100 degrees, over ten seeds.
template <class B, class P>
double shareThatTurns(const P& parameters, const ArenaPointer& before, const ArenaPointer& after) {
    Mean share;
    for (std::uint64_t seed = 1; seed <= 10; ++seed) {
        B brain(parameters, settingIn(before, seed));
        const Rates was = mapsOf(brain);
        brain.arenaChanged(after);
        const Rates is = mapsOf(brain);
        for (std::size_t cell = 0; cell < was.size(); ++cell)
            if (largest(was[cell]) >= active)
                share.add(std::abs(bestTurn(was[cell], is[cell]).degrees - 90.0) <= 10.0);
    }
    return share.value();
}

TEST(ExperimentCylinder, ACardThatTurnsTakesFieldsAlongAndItsWidthDoesNothing) {
    const double turned =
        shareThatTurns<BoundaryPlaceCells>(anchored(), cylinder(0.0, 100.0), cylinder(90.0, 100.0));
    const double control =
        shareThatTurns<PlaceCells>(gaussian(), cylinder(0.0, 100.0), cylinder(90.0, 100.0));
    testing::tell("card turned by 90 degrees: share of fields that turn by 80 to 100", turned);
    testing::tell("the same, Gaussian cells", control);
    EXPECT_GT(turned, 0.95);
    EXPECT_LT(control, 0.05);
    BoundaryPlaceCells brain(anchored(), settingIn(cylinder(30.0, 100.0)));
    const Rates was = mapsOf(brain);
    brain.arenaChanged(cylinder(30.0, 40.0));
    const Rates is = mapsOf(brain);
    for (std::size_t cell = 0; cell < was.size(); ++cell)
        for (std::size_t k = 0; k < was[cell].size(); ++k)
            EXPECT_NEAR(is[cell][k], was[cell][k], 1e-4);
}

TEST(ExperimentCylinder, WithoutTheCardTheRadiusIsKeptAndTheAngleDrawnAnew) {
    Mean fit;
    std::complex<double> resultant;
    const int seeds = 20;
    for (std::uint64_t seed = 1; seed <= seeds; ++seed) {
        BoundaryPlaceCellsParameters parameters = anchored();
        parameters.count = 20;
        BoundaryPlaceCells brain(parameters, settingIn(cylinder(0.0, 100.0), seed));
        const Rates was = mapsOf(brain);
        brain.arenaChanged(cylinder(0.0, 0.0));
        const Rates is = mapsOf(brain);
        std::complex<double> turns;
        for (std::size_t cell = 0; cell < was.size(); ++cell) {
            if (largest(was[cell]) < active)
                continue;
            const Turn turn = bestTurn(was[cell], is[cell]);
            fit.add(turn.correlation);
            turns += std::polar(1.0, turn.degrees * degree);
        }
        resultant += turns / std::abs(turns) / static_cast<double>(seeds);
    }
    testing::tell("card removed: correlation at the best turn", fit.value());
    testing::tell("card removed: resultant of the turns of 20 rats", std::abs(resultant));
    EXPECT_GT(fit.value(), 0.9) << "distances from the wall are kept";
    EXPECT_LT(std::abs(resultant), 0.5) << "the angle is any";
}

TEST(ExperimentCylinder, InTwiceTheCylinderFieldsDoNotScaleAsTheyShould) {
    // Found in rats: 36 % scale, 52 % differ, 12 % fall silent. The classes are ours: scaled, a
    // correlation above 0.5 with the map drawn twice as large; silent, a peak below a tenth. Not
    // reproduced: a model that comes to do it fails here, and docs/experiments.md must say so.
    const auto classify = [](const auto& parameters, const auto& make) {
        Mean scaled, differ, silent;
        for (std::uint64_t seed = 1; seed <= 10; ++seed) {
            auto brain = make(parameters, settingIn(cylinder(0.0, 100.0), seed));
            const Rates was = mapsOf(brain);
            brain.arenaChanged(cylinder(0.0, 100.0, 2.0));
            const Rates is = mapsOf(brain, 2.0);
            for (std::size_t cell = 0; cell < was.size(); ++cell) {
                if (largest(was[cell]) < active)
                    continue;
                const bool none = largest(is[cell]) < active;
                const bool larger = !none && correlation(was[cell], is[cell]) > 0.5;
                scaled.add(larger);
                silent.add(none);
                differ.add(!none && !larger);
            }
        }
        return std::array{scaled.value(), differ.value(), silent.value()};
    };
    const auto walls = classify(anchored(), [](const auto& parameters, const auto& setting) {
        return BoundaryPlaceCells(parameters, setting);
    });
    const auto fixed = classify(gaussian(), [](const auto& parameters, const auto& setting) {
        return PlaceCells(parameters, setting);
    });
    const char* names[] = {"scale", "differ", "fall silent"};
    for (std::size_t k = 0; k < 3; ++k) {
        testing::tell(std::string("cylinder doubled: share that ") + names[k], walls[k]);
        testing::tell(std::string("the same, Gaussian cells: ") + names[k], fixed[k]);
    }
    EXPECT_LT(walls[0], 0.18) << "less than half of what rats have";
    EXPECT_GT(walls[1], 0.02);
    EXPECT_GT(walls[2], 0.02);
    EXPECT_EQ(fixed[2], 0.0);
}

TEST(ExperimentCylinder, ABarrierLowersTheFieldThatItCrosses) {
    const Wall barrier{0, {0.065, 0.0}, {0.315, 0.0}};
    const auto measure = [&](const auto& parameters, const auto& make) {
        Mean across, far;
        for (std::uint64_t seed = 1; seed <= 10; ++seed) {
            auto brain = make(parameters, settingIn(cylinder(0.0, 100.0), seed));
            const Rates was = mapsOf(brain);
            brain.arenaChanged(cylinder(0.0, 100.0, 1.0, {barrier}));
            const Rates is = mapsOf(brain);
            const std::vector<Vec2> where = places();
            for (std::size_t cell = 0; cell < was.size(); ++cell) {
                const double peak = largest(was[cell]);
                if (peak < active)
                    continue;
                const Vec2 at = where[static_cast<std::size_t>(
                    std::find(was[cell].begin(), was[cell].end(), peak) - was[cell].begin())];
                const double distance = length(nearestPoint({barrier.a, barrier.b}, at) - at);
                double before = 0.0, after = 0.0;
                for (std::size_t k = 0; k < where.size(); ++k)
                    if (was[cell][k] > 0.5 * peak) {
                        const double area = length(where[k]); // of a bin of this ring
                        before += area * was[cell][k];
                        after += area * is[cell][k];
                    }
                if (distance < 0.05)
                    across.add(after / before);
                if (distance > 0.3)
                    far.add(correlation(was[cell], is[cell]));
            }
        }
        return std::pair{across, far};
    };
    const auto [across, far] = measure(anchored(), [](const auto& parameters, const auto& setting) {
        return BoundaryPlaceCells(parameters, setting);
    });
    const auto [fixed, fixedFar] =
        measure(gaussian(), [](const auto& parameters, const auto& setting) {
            return PlaceCells(parameters, setting);
        });
    testing::tell("barrier across the field: share of the rate that is left", across.value());
    testing::tell("cells of such fields", across.count());
    testing::tell("fields farther than 30 cm: correlation with before", far.value());
    testing::tell("barrier across the field, Gaussian: share that is left", fixed.value());
    EXPECT_LT(across.value(), 0.5);
    EXPECT_GT(far.value(), 0.8);
    EXPECT_NEAR(fixed.value(), 1.0, 1e-6);
}

} // namespace
} // namespace hippodrome::test_experiment_cylinder
