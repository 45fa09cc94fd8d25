#include "core/analysis/border_score.h"
#include "core/analysis/morphology.h"

#include "tests/analysis/golden.h"

#include <cmath>

namespace hippodrome::test_border_score {

namespace {

/// Fields as Solstad defines them, in a box of 1 m.
std::size_t solstadFields(const RateMap& map) {
    std::vector<char> above;
    for (const double value : map.values)
        above.push_back(value > 0.3 * map.peak());
    std::size_t count = 0;
    for (const std::vector<int>& region : connectedRegions(above, map.rows, map.columns))
        count += 50 * static_cast<int>(region.size()) > map.rows * map.columns;
    return count;
}

} // namespace

TEST(BorderScore, EqualsOpexebo) {
    for (const golden::Case& c : golden::cases()) {
        const BorderScore score = opexeboBorderScore(c.map, findFields(c.map));
        const Json& expected = c.expected.at("border_score");
        EXPECT_NEAR(score.score, expected.at("score").get<double>(), 1e-9) << c.name;
        EXPECT_NEAR(score.coverage, expected.at("coverage").get<double>(), 1e-12) << c.name;
    }
}

TEST(BorderScore, EqualsSorscherWhereThereIsOneField) {
    // With several fields that program takes the coverage of the first, not of the best.
    int compared = 0;
    for (const golden::Case& c : golden::cases()) {
        const Json& expected = c.expected.at("sorscher_border_score");
        if (expected.at("score").is_null() || c.map.visitedBins() < c.map.rows * c.map.columns ||
            solstadFields(c.map) != 1)
            continue;
        ++compared;
        const auto score = borderScore(c.map, 1.0 / c.map.rows);
        ASSERT_TRUE(score);
        EXPECT_NEAR(score->score, expected.at("score").get<double>(), 1e-9) << c.name;
        EXPECT_NEAR(score->coverage, expected.at("coverage_max").get<double>(), 1e-12) << c.name;
        EXPECT_NEAR(score->distance, expected.at("normalised_distance").get<double>(), 1e-9);
        // 200 square centimetres are a fiftieth of this box.
        EXPECT_DOUBLE_EQ(borderScore(c.map, 0.0)->score, score->score);
    }
    EXPECT_GE(compared, 4);
}

TEST(BorderScore, TakesTheBestFieldAndAnyWall) {
    // A weak field in the middle comes first; the one along the top wall must win.
    RateMap map(20, 20);
    for (int r = 2; r < 8; ++r)
        for (int c = 8; c < 14; ++c)
            map.at(r, c) = 4.0;
    for (int c = 0; c < 20; ++c)
        map.at(19, c) = map.at(18, c) = 10.0;
    const auto box = borderScore(map, 0.05);
    ASSERT_TRUE(box);
    EXPECT_DOUBLE_EQ(box->coverage, 1.0);
    EXPECT_GT(box->score, 0.5);

    // The sides given as walls say the same; a wall in the middle has two faces.
    const BinGrid grid = BinGrid::withCounts({{0, 0}, {1, 1}}, 20, 20);
    std::vector<Segment> walls{
        {{0, 0}, {1, 0}}, {{1, 0}, {1, 1}}, {{1, 1}, {0, 1}}, {{0, 1}, {0, 0}}};
    EXPECT_NEAR(borderScore(map, grid, walls, 0.5)->score, box->score, 1e-12);
    RateMap along(20, 20);
    for (int c = 5; c < 15; ++c)
        along.at(10, c) = 8.0;
    const double before = borderScore(along, grid, walls, 0.5)->score;
    walls.push_back({{0.25, 0.5}, {0.75, 0.5}});
    const auto after = borderScore(along, grid, walls, 0.5);
    EXPECT_LT(before, -0.5);
    EXPECT_DOUBLE_EQ(after->coverage, 1.0);
    EXPECT_NEAR(after->distance, 0.1, 1e-12);
}

TEST(BorderScore, IsUndefinedWithoutWallsOrRates) {
    RateMap map(10, 10, 1.0);
    const BinGrid grid = BinGrid::withCounts({{0, 0}, {1, 1}}, 10, 10);
    EXPECT_FALSE(borderScore(map, grid, {}, 0.5));
    EXPECT_FALSE(borderScore(RateMap(10, 10, 0.0), 0.1));
    EXPECT_FALSE(borderScore(RateMap(10, 10, NAN), 0.1));
    map = RateMap(10, 10, 0.0);
    map.at(0, 0) = 1.0;
    EXPECT_DOUBLE_EQ(borderScore(map, 0.1)->score, -1.0); // smaller than any field
}

} // namespace hippodrome::test_border_score
