#include "core/analysis/autocorrelogram.h"
#include "core/analysis/expanding_grid_score.h"

#include "tests/analysis/golden.h"

#include <cmath>

namespace hippodrome::test_expanding_grid_score {

namespace {
constexpr double degree = M_PI / 180.0;
}

TEST(ExpandingGridScore, EqualsOpexebo) {
    int scored = 0;
    for (const golden_maps::Case& c : golden_maps::cases()) {
        const Json& expected = c.expected.at("grid_score").at("grid_score");
        const auto score = expandingGridScore(centralAutocorrelogram(c.map));
        if (expected.is_null())
            continue; // the peer's correlations are rounding noise there
        ASSERT_TRUE(score) << c.name;
        // The far windows of this map hold 1e-10 of its variation: there the peer's autocorrelogram
        // is rounding noise, ours is not.
        const double tolerance = c.name == "placelow20_l" ? 1e-4 : 1e-9;
        EXPECT_NEAR(score->score, expected.get<double>(), tolerance) << c.name;
        EXPECT_EQ(score->centreRadius,
                  c.expected.at("centre_field_radius_bins").at(0).get<double>())
            << c.name;
        ++scored;
    }
    EXPECT_GE(scored, 18);
}

TEST(GridGeometry, EqualsOpexebo) {
    int measured = 0;
    for (const golden_maps::Case& c : golden_maps::cases()) {
        const Json& stats = c.expected.at("grid_score").at("stats");
        const RateMap central = centralAutocorrelogram(c.map);
        const auto score = expandingGridScore(central);
        const auto geometry = score ? gridGeometry(central, *score) : std::nullopt;
        if (stats.at("grid_spacing").is_null()) {
            EXPECT_FALSE(geometry) << c.name;
            continue;
        }
        ASSERT_TRUE(geometry) << c.name;
        ++measured;
        EXPECT_NEAR(geometry->spacing, stats.at("grid_spacing").get<double>(), 1e-9) << c.name;
        EXPECT_NEAR(geometry->orientation / degree, stats.at("grid_orientation").get<double>(),
                    1e-9)
            << c.name;
        EXPECT_NEAR(geometry->orientationDeviation / degree,
                    stats.at("grid_orientations_std").get<double>(), 1e-9)
            << c.name;
        for (std::size_t i = 0; i < 3; ++i) {
            EXPECT_NEAR(geometry->spacings[i], stats.at("grid_spacings").at(i).get<double>(), 1e-9);
            EXPECT_NEAR(geometry->orientations[i] / degree,
                        stats.at("grid_orientations").at(i).get<double>(), 1e-9);
        }
        const Json& ratio = stats.at("grid_ellipse_aspect_ratio");
        // Fewer than five points fix no ellipse; the peer gives one of many.
        ASSERT_EQ(geometry->peaks.size(), stats.at("grid_positions").size()) << c.name;
        ASSERT_EQ(geometry->ellipse.has_value(), geometry->peaks.size() >= 5) << c.name;
        if (geometry->ellipse) {
            const double r = ratio.get<double>();
            EXPECT_NEAR(geometry->ellipse->majorRadius / geometry->ellipse->minorRadius,
                        std::max(r, 1.0 / r), 1e-8)
                << c.name;
        }
    }
    EXPECT_GE(measured, 8);
}

TEST(GridGeometry, RecoversSpacingAndOrientation) {
    for (const double spacing : {7.0, 9.0}) {
        for (const double orientation : {-20.0, 0.0, 12.0}) {
            RateMap map(40, 40);
            for (int r = 0; r < 40; ++r)
                for (int c = 0; c < 40; ++c)
                    for (int w = 0; w < 3; ++w) {
                        // Waves lie 30 degrees off the axes of the fields they make.
                        const double angle = (orientation + 30.0 + 60.0 * w) * degree;
                        const double k = 4.0 * M_PI / (std::sqrt(3.0) * spacing);
                        map.at(r, c) +=
                            1.0 + std::cos(k * (std::cos(angle) * c + std::sin(angle) * r));
                    }
            const RateMap central = centralAutocorrelogram(map);
            const auto score = expandingGridScore(central);
            ASSERT_TRUE(score);
            EXPECT_GT(score->score, 1.0);
            const auto geometry = gridGeometry(central, *score);
            ASSERT_TRUE(geometry);
            EXPECT_NEAR(geometry->spacing, spacing, 0.5);
            EXPECT_NEAR(geometry->orientation / degree, orientation, 4.0);
        }
    }
}

TEST(ExpandingGridScore, IsUndefinedWithoutACentreField) {
    EXPECT_FALSE(expandingGridScore(centralAutocorrelogram(RateMap(20, 20, 1.0))));
    EXPECT_FALSE(expandingGridScore(centralAutocorrelogram(RateMap(3, 3, 1.0))));
    EXPECT_FALSE(expandingGridScore(RateMap()));
}

} // namespace hippodrome::test_expanding_grid_score
