#include "core/analysis/ellipse.h"
#include "core/base/rng.h"

#include "tests/analysis/golden.h"

#include <cmath>

namespace hippodrome::test_ellipse {

namespace {

/// The difference of two axes: directions modulo half a turn.
double axisDifference(double a, double b) {
    return std::abs(std::remainder(a - b, M_PI));
}

} // namespace

TEST(Ellipse, EqualsOpexebo) {
    const Json sets = readJsonFile(golden_maps::path("metrics/fit_ellipse.json")).root;
    for (const Json& set : sets) {
        const auto x = set.at("x").get<std::vector<double>>();
        const auto y = set.at("y").get<std::vector<double>>();
        std::vector<Vec2> points;
        for (std::size_t i = 0; i < x.size(); ++i)
            points.push_back({x[i], y[i]});
        const auto fit = fitEllipse(points);
        const Json& expected = set.at("result");
        if (expected.at("radius_u").is_null()) {
            EXPECT_FALSE(fit);
            continue;
        }
        ASSERT_TRUE(fit) << set.dump();
        const double u = expected.at("radius_u").get<double>();
        const double v = expected.at("radius_v").get<double>();
        EXPECT_NEAR(fit->centre.x, expected.at("x_centre").get<double>(), 1e-8);
        EXPECT_NEAR(fit->centre.y, expected.at("y_centre").get<double>(), 1e-8);
        EXPECT_NEAR(fit->majorRadius, std::max(u, v), 1e-8);
        EXPECT_NEAR(fit->minorRadius, std::min(u, v), 1e-8);
        const double theta = expected.at("theta_rad").get<double>() + (u >= v ? 0.0 : M_PI / 2);
        if (std::abs(u - v) > 1e-6) {
            EXPECT_LT(axisDifference(fit->orientation, theta), 1e-8);
        }
    }
}

TEST(Ellipse, RecoversRandomEllipses) {
    Rng rng(8);
    for (int trial = 0; trial < 50; ++trial) {
        const Vec2 centre{rng.uniform(-20, 20), rng.uniform(-20, 20)};
        const double minor = rng.uniform(1, 5), major = minor * rng.uniform(1.05, 4);
        const double orientation = rng.uniform(-1.5, 1.5);
        std::vector<Vec2> points;
        for (int i = 0; i < 9; ++i) {
            const double t = rng.uniform(0, 2 * M_PI);
            points.push_back(centre +
                             rotated({major * std::cos(t), minor * std::sin(t)}, orientation));
        }
        const auto fit = fitEllipse(points);
        ASSERT_TRUE(fit);
        EXPECT_NEAR(fit->majorRadius, major, 1e-5 * major);
        EXPECT_NEAR(fit->minorRadius, minor, 1e-5 * major);
        EXPECT_LT(axisDifference(fit->orientation, orientation), 1e-4);
        EXPECT_LT(length(fit->centre - centre), 1e-4);
    }
}

TEST(Ellipse, RefusesTooFewPointsAndLines) {
    EXPECT_FALSE(fitEllipse(std::vector<Vec2>{{0, 0}, {1, 0}, {0, 1}, {1, 1.2}}));
    EXPECT_FALSE(fitEllipse(std::vector<Vec2>{{0, 0}, {1, 1}, {2, 2}, {3, 3}, {4, 4}, {5, 5}}));
    EXPECT_FALSE(fitEllipse(std::vector<Vec2>{{0, 0}, {0, 1}, {0, 2}, {0, 3}, {0, 4}, {0, 5}}));
}

} // namespace hippodrome::test_ellipse
