#include "core/analysis/border_score.h"
#include "core/analysis/morphology.h"
#include "core/arena/wall_sides.h"

#include "tests/analysis/golden.h"

#include <cmath>
#include <functional>
#include <numbers>

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
    for (const golden_maps::Case& c : golden_maps::cases()) {
        const BorderScore score = opexeboBorderScore(c.map, findFields(c.map));
        const Json& expected = c.expected.at("border_score");
        EXPECT_NEAR(score.score, expected.at("score").get<double>(), 1e-9) << c.name;
        EXPECT_NEAR(score.coverage, expected.at("coverage").get<double>(), 1e-12) << c.name;
    }
}

TEST(BorderScore, EqualsSorscherWhereThereIsOneField) {
    // With several fields that program takes the coverage of the first, not of the best.
    int compared = 0;
    for (const golden_maps::Case& c : golden_maps::cases()) {
        const Json& expected = c.expected.at("sorscher_border_score");
        if (expected.at("score").is_null() || c.map.visitedBins() < c.map.rows * c.map.columns ||
            solstadFields(c.map) != 1)
            continue;
        ++compared;
        const auto score = borderScore(c.map, WalledBins::around(c.map, 1.0 / c.map.rows));
        ASSERT_TRUE(score);
        EXPECT_NEAR(score->score, expected.at("score").get<double>(), 1e-9) << c.name;
        EXPECT_NEAR(score->coverage, expected.at("coverage_max").get<double>(), 1e-12) << c.name;
        EXPECT_NEAR(score->distance, expected.at("normalised_distance").get<double>(), 1e-9);
        // 200 square centimetres are a fiftieth of this box.
        EXPECT_DOUBLE_EQ(borderScore(c.map, WalledBins::around(c.map, 0.0))->score, score->score);
    }
    EXPECT_GE(compared, 4);
}

namespace {

using Activity = std::function<double(Vec2)>;

/// A map of an arena in square bins; bins whose centre lies outside were not visited.
RateMap mapOf(const ArenaGeometry& arena, const BinGrid& grid, const Activity& activity) {
    RateMap map(grid.rows, grid.columns, NAN);
    for (int bin = 0; bin < grid.bins(); ++bin) {
        const Vec2 centre = grid.centre(bin / grid.columns, bin % grid.columns);
        if (arena.contains(centre))
            map.values[static_cast<std::size_t>(bin)] = activity(centre);
    }
    return map;
}

BorderScore scoreIn(const Arena& arena, const Activity& activity, double bin = 0.025) {
    const ArenaGeometry geometry(arena);
    const BinGrid grid = BinGrid::covering(geometry.bounds(), bin);
    return *borderScore(mapOf(geometry, grid, activity), WalledBins::of(geometry, grid));
}

/// Falls off with the distance from a stretch of wall.
Activity along(const Segment& wall, double width = 0.04) {
    return [=](Vec2 place) { return std::exp(-length(place - nearestPoint(wall, place)) / width); };
}

Arena polygonArena(Polygon boundary) {
    Arena arena = Arena::rectangle(1.0, 1.0);
    arena.boundary = std::move(boundary);
    return arena;
}

Arena turned(Arena arena, double angle) {
    for (Vec2& corner : arena.boundary)
        corner = rotated(corner, angle);
    for (Hole& hole : arena.holes)
        for (Vec2& corner : hole.polygon)
            corner = rotated(corner, angle);
    for (Wall& wall : arena.walls)
        wall = {wall.id, rotated(wall.a, angle), rotated(wall.b, angle)};
    return arena;
}

} // namespace

TEST(BorderScore, OfACircleWhichIsOneWall) {
    for (const auto& [file, bin] : {std::pair("border/circle_44.npy", 1.0 / 44.0),
                                    std::pair("border/circle_50.npy", 1.0 / 50.0)}) {
        const RateMap map = golden_maps::maps(file).front();
        const ArenaGeometry circle(Arena::circular(0.5));
        const WalledBins walls = WalledBins::of(circle, BinGrid::covering(circle.bounds(), bin));
        ASSERT_EQ(walls.sides().size(), 1u);
        EXPECT_NEAR(borderScore(map, walls)->score, 0.89, 0.01);
        EXPECT_NEAR(borderScore(map, walls)->coverage, 1.0, 1e-12);
        // The outline says nearly the same.
        EXPECT_NEAR(borderScore(map, WalledBins::around(map, bin))->score, 0.89, 0.01);
    }
    // Along a quarter of it only: a quarter is covered, and a circle of many corners is one.
    const Activity quarter = [](Vec2 p) {
        const bool east = std::abs(std::atan2(p.y, p.x)) < 0.25 * std::numbers::pi;
        return east ? std::exp((length(p) - 0.5) / 0.04) : 0.0;
    };
    EXPECT_NEAR(scoreIn(Arena::circular(0.5), quarter).coverage, 0.25, 0.02);
    Polygon ellipse;
    for (int i = 0; i < 40; ++i)
        ellipse.push_back({0.6 * std::cos(i * fullTurn / 40), 0.4 * std::sin(i * fullTurn / 40)});
    EXPECT_EQ(wallSides(ArenaGeometry(polygonArena(ellipse))).size(), 1u);
}

TEST(BorderScore, OfTheInnerEdgesOfAnL) {
    const std::vector<RateMap> maps = golden_maps::maps("border/l_shape_walls.npy");
    const ArenaGeometry arena(
        polygonArena({{0, 0}, {1, 0}, {1, 0.3}, {0.3, 0.3}, {0.3, 1}, {0, 1}}));
    const BinGrid grid = BinGrid::covering(arena.bounds(), 0.025);
    for (const auto& [halfWidth, expected] : {std::pair(0.15, 0.63), std::pair(0.5, 0.87)})
        for (const std::size_t edge : {2u, 3u})
            EXPECT_NEAR(borderScore(maps[edge], WalledBins::of(arena, grid, halfWidth))->score,
                        expected, 0.005);
    // By itself: as wide as the widest place, where the arms meet.
    EXPECT_NEAR(WalledBins::of(arena, grid).halfWidth() * 0.025, 0.3 / (1 + std::sqrt(0.5)), 1e-3);
}

TEST(BorderScore, OfABoxIsThatOfItsFourSides) {
    Rng rng(5);
    const ArenaGeometry box(Arena::rectangle(1.0, 0.8));
    const BinGrid grid = BinGrid::covering(box.bounds(), 0.025);
    const WalledBins walls = WalledBins::of(box, grid);
    EXPECT_EQ(walls.sides().size(), 4u);
    for (int trial = 0; trial < 50; ++trial) {
        const Segment wall{{rng.uniform(-0.5, 0.5), rng.uniform(-0.4, 0.4)},
                           {rng.uniform(-0.5, 0.5), rng.uniform(-0.4, 0.4)}};
        const RateMap map = mapOf(box, grid, along(wall, rng.uniform(0.03, 0.2)));
        const auto real = borderScore(map, walls);
        const auto outline = borderScore(map, WalledBins::around(map, 0.025));
        ASSERT_TRUE(real && outline);
        EXPECT_NEAR(real->score, outline->score, 1e-9);
        EXPECT_NEAR(real->coverage, outline->coverage, 1e-12);
    }
}

TEST(BorderScore, IsTheSameWhenFieldAndArenaTurn) {
    struct Case {
        Arena arena;
        Segment wall; ///< the cell's
    };
    std::vector<Case> cases{{Arena::rectangle(1.0, 1.0), {{-0.5, -0.5}, {0.5, -0.5}}},
                            {Arena::rectangle(1.2, 0.7), {{0.6, -0.35}, {0.6, 0.2}}},
                            {polygonArena({{0, 0}, {1, 0}, {1, 0.4}, {0.4, 0.4}, {0.4, 1}, {0, 1}}),
                             {{1, 0.4}, {0.4, 0.4}}},
                            {polygonArena({{-0.5, -0.4}, {0.5, -0.4}, {0.25, 0.5}, {-0.25, 0.5}}),
                             {{0.5, -0.4}, {0.25, 0.5}}}};
    Case inner{Arena::rectangle(1.0, 1.0), {{-0.25, 0.0}, {0.25, 0.0}}};
    inner.arena.walls = {{1, {-0.25, 0.0}, {0.25, 0.0}}};
    cases.push_back(inner);
    Case hole{Arena::rectangle(1.2, 1.2), {{-0.2, 0.2}, {0.2, 0.2}}};
    hole.arena.holes = {{1, rectanglePolygon({0, 0}, 0.4, 0.4)}};
    cases.push_back(hole);
    for (std::size_t i = 0; i < cases.size(); ++i) {
        const auto& [arena, wall] = cases[i];
        const BorderScore straight = scoreIn(arena, along(wall));
        EXPECT_GT(straight.score, 0.2) << i;
        for (int degrees = 5; degrees < 360; degrees += 20) {
            const double angle = degrees * std::numbers::pi / 180.0;
            const BorderScore score = scoreIn(
                turned(arena, angle), along({rotated(wall.a, angle), rotated(wall.b, angle)}));
            EXPECT_NEAR(score.score, straight.score, 0.05) << i << " turned by " << degrees;
        }
    }
}

TEST(BorderScore, InnerWallsAndHolesAreWalls) {
    Arena arena = Arena::rectangle(1.0, 1.0);
    const Activity field = along({{-0.25, 0.0125}, {0.25, 0.0125}});
    EXPECT_LT(scoreIn(arena, field).score, -0.5);
    arena.walls = {{1, {-0.25, 0.0}, {0.25, 0.0}}};
    EXPECT_NEAR(scoreIn(arena, field).coverage, 1.0, 1e-12);
    EXPECT_GT(scoreIn(arena, field).score, 0.5);
    Arena pierced = Arena::rectangle(1.0, 1.0);
    pierced.holes = {{1, rectanglePolygon({0, 0}, 0.3, 0.3)}};
    EXPECT_NEAR(scoreIn(pierced, along({{-0.15, 0.15}, {0.15, 0.15}})).coverage, 1.0, 1e-12);
}

TEST(BorderScore, IsUndefinedWithoutWallsOrRates) {
    const RateMap map(10, 10, 1.0);
    Arena torus = Arena::rectangle(1.0, 1.0);
    torus.periodic = true;
    const ArenaGeometry geometry(torus);
    const BinGrid grid = BinGrid::covering(geometry.bounds(), 0.1);
    EXPECT_FALSE(borderScore(map, WalledBins::of(geometry, grid)));
    torus.walls = {{1, {-0.3, 0.0}, {0.3, 0.0}}};
    EXPECT_TRUE(borderScore(map, WalledBins::of(ArenaGeometry(torus), grid)));
    const WalledBins box = WalledBins::around(map, 0.1);
    EXPECT_FALSE(borderScore(RateMap(10, 10, 0.0), box));
    EXPECT_FALSE(borderScore(RateMap(10, 10, NAN), box));
    EXPECT_TRUE(WalledBins::around(RateMap(10, 10, NAN), 0.1).empty());
    RateMap small(10, 10, 0.0);
    small.at(0, 0) = 1.0;
    EXPECT_DOUBLE_EQ(borderScore(small, box)->score, -1.0); // smaller than any field
}

TEST(WalledBins, OutlinesAreTakenFromTheVisitedBins) {
    // A box with a few bins that were not visited is a box, with or without a margin.
    RateMap box(30, 30, NAN);
    for (int row = 3; row < 27; ++row)
        for (int column = 2; column < 28; ++column)
            box.at(row, column) = 1.0;
    box.at(3, 2) = box.at(3, 3) = box.at(15, 15) = box.at(26, 20) = NAN;
    const WalledBins four = WalledBins::around(box, 0.04);
    EXPECT_EQ(four.sides().size(), 4u);
    EXPECT_NEAR(four.halfWidth(), 12.0, 1e-9);
    EXPECT_NEAR(four.distance(3 * 30 + 10), 1.0, 1e-9);
    EXPECT_NEAR(four.distance(14 * 30 + 14), 12.0, 1e-9);
    // A large hole has a wall of its own, and one closed outline around it.
    for (int row = 10; row < 20; ++row)
        for (int column = 10; column < 20; ++column)
            box.at(row, column) = NAN;
    const WalledBins pierced = WalledBins::around(box, 0.04);
    ASSERT_EQ(pierced.sides().size(), 5u);
    EXPECT_EQ(pierced.sides().back().places.size(), 40u);
    EXPECT_NEAR(pierced.distance(9 * 30 + 15), 1.0, 1e-9);
    // Any other outline is one.
    RateMap triangle(30, 30, NAN);
    for (int row = 0; row < 30; ++row)
        for (int column = 0; column <= row; ++column)
            triangle.at(row, column) = 1.0;
    EXPECT_EQ(WalledBins::around(triangle, 0.04).sides().size(), 1u);
    EXPECT_TRUE(WalledBins::around(triangle, 0.04).fits(triangle));
    EXPECT_FALSE(WalledBins::around(triangle, 0.04).fits(box));
}

} // namespace hippodrome::test_border_score
