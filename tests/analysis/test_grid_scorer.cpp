#include "core/analysis/autocorrelogram.h"
#include "core/analysis/grid_scorer.h"

#include "tests/analysis/golden.h"

#include <cmath>

namespace hippodrome::test_grid_scorer {

TEST(SplineRotation, EqualsScipy) {
    const std::vector<RateMap> expected = golden_maps::maps("metrics/rotated_sac_20.npy");
    const RateMap sac = autocorrelogram(golden_maps::find("hexcos20_b").map);
    const double angles[] = {30, 45, 60, 90, 120, 135, 150};
    ASSERT_EQ(expected.size(), 7u);
    for (std::size_t i = 0; i < expected.size(); ++i)
        EXPECT_LT(golden_maps::largestDifference(rotated(sac, angles[i]), expected[i]), 1e-11)
            << angles[i];
}

TEST(SplineRotation, FullTurnsChangeNothing) {
    const RateMap map = golden_maps::find("noise20_p").map;
    EXPECT_LT(golden_maps::largestDifference(rotated(map, 0.0), map), 1e-11);
    EXPECT_LT(golden_maps::largestDifference(rotated(map, 360.0), map), 1e-11);
    EXPECT_LT(golden_maps::largestDifference(rotated(rotated(map, 90.0), -90.0), map), 1e-11);
}

TEST(GridScorer, EqualsDeepMind) {
    int compared = 0;
    for (const golden_maps::Case& c : golden_maps::cases()) {
        const Json& expected = c.expected.at("deepmind");
        if (!expected.at("mean").at("comparable").get<bool>())
            continue;
        ++compared;
        const GridScorer scorer(c.map.rows, c.map.columns);
        const GridScores scores = scorer.score(c.map);
        const Json& mean = expected.at("mean");
        const Json& minMax = expected.at("min_max");
        EXPECT_NEAR(scores.deepmind60, mean.at("score_60").get<double>(), 1e-9) << c.name;
        EXPECT_NEAR(scores.deepmind90, mean.at("score_90").get<double>(), 1e-9) << c.name;
        EXPECT_NEAR(scores.deepmind60MinMax, minMax.at("score_60").get<double>(), 1e-9) << c.name;
        EXPECT_NEAR(scores.ring60.outer, mean.at("mask_60").at(1).get<double>(), 1e-12) << c.name;
        EXPECT_NEAR(scores.ring90.outer, mean.at("mask_90").at(1).get<double>(), 1e-12) << c.name;
        EXPECT_NEAR(scores.ring60MinMax.outer, minMax.at("mask_60").at(1).get<double>(), 1e-12);
        for (std::size_t ring = 0; ring < scores.rings.size(); ++ring) {
            const RingScores& r = scores.rings[ring];
            EXPECT_NEAR(r.score60, mean.at("per_mask_60").at(ring).get<double>(), 1e-9) << c.name;
            EXPECT_NEAR(r.score90, mean.at("per_mask_90").at(ring).get<double>(), 1e-9) << c.name;
            EXPECT_NEAR(r.score60MinMax, minMax.at("per_mask_60").at(ring).get<double>(), 1e-9);
            EXPECT_NEAR(r.variance, mean.at("per_mask_variance").at(ring).get<double>(), 1e-9);
        }
    }
    EXPECT_GE(compared, 20);
}

TEST(GridScorer, TellsHexagonsFromSquares) {
    const GridScorer scorer(20, 20);
    const auto lattice = [](int waves) {
        RateMap map(20, 20);
        for (int r = 0; r < 20; ++r)
            for (int c = 0; c < 20; ++c)
                for (int w = 0; w < waves; ++w) {
                    const double angle = 0.2 + w * M_PI / waves;
                    map.at(r, c) +=
                        std::cos(2.0 * M_PI / 5.5 * (std::cos(angle) * c + std::sin(angle) * r)) /
                        waves;
                }
        return map;
    };
    const GridScores hexagonal = scorer.score(lattice(3)), square = scorer.score(lattice(2));
    EXPECT_GT(hexagonal.deepmind60, 1.0);
    EXPECT_LT(hexagonal.deepmind90, 0.5);
    EXPECT_LT(square.deepmind60, -0.3 + 0.2);
    EXPECT_GT(square.deepmind90, 1.0);
}

TEST(GridScorer, TakesFloatsAndScalesAway) {
    const RateMap& map = golden_maps::find("hexnan20_f").map;
    std::vector<float> floats(map.values.begin(), map.values.end());
    const GridScorer scorer(20, 20);
    const double expected = scorer.score(map).deepmind60;
    EXPECT_NEAR(scorer.score(std::span<const float>(floats)).deepmind60, expected, 1e-4);
    for (float& value : floats)
        value *= 1000.0f;
    EXPECT_NEAR(scorer.score(std::span<const float>(floats)).deepmind60, expected, 1e-4);
}

TEST(GridScorer, MapsWithoutVariationScoreZero) {
    const GridScorer scorer(20, 20);
    const std::vector<float> maps[] = {std::vector<float>(400, 0.0f), std::vector<float>(400, 0.7f),
                                       std::vector<float>(400, NAN)};
    for (const std::vector<float>& map : maps) {
        const GridScores scores = scorer.score(std::span<const float>(map));
        EXPECT_EQ(scores.deepmind60, 0.0);
        EXPECT_EQ(scores.deepmind90, 0.0);
        EXPECT_EQ(scores.deepmind60MinMax, 0.0);
    }
}

TEST(GridScorer, ScoresRectangularMaps) {
    const GridScorer scorer(18, 30);
    RateMap map(18, 30);
    for (int r = 0; r < 18; ++r)
        for (int c = 0; c < 30; ++c)
            for (int w = 0; w < 3; ++w)
                map.at(r, c) += std::cos(2.0 * M_PI / 5.0 *
                                         (std::cos(w * M_PI / 3) * c + std::sin(w * M_PI / 3) * r));
    EXPECT_GT(scorer.score(map).deepmind60, 1.0);
}

} // namespace hippodrome::test_grid_scorer
