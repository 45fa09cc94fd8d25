#include "core/arena/arena_geometry.h"
#include "core/arena/arena_templates.h"
#include "core/arena/furnishing.h"

#include <gtest/gtest.h>

#include <numbers>

namespace hippodrome::test_arena_templates {
namespace {

Arena made(const std::string& key, const Json& values) {
    const JsonDocument document{values, {}, {}};
    return arenaTemplates().named(key).create(JsonCursor(document));
}

double areaOf(const Arena& arena) {
    return ArenaGeometry(arena).area();
}

TEST(ArenaTemplates, HaveTheSizesThatWereAskedFor) {
    const Arena circle = made("circle", {{"diameter", 1.2}});
    ASSERT_TRUE(circle.circle);
    EXPECT_DOUBLE_EQ(circle.circle->radius, 0.6);
    EXPECT_EQ(circle.boundary.size(), 64u);
    EXPECT_EQ(made("rectangle", {{"width", 3.0}, {"height", 2.0}}), Arena::rectangle(3.0, 2.0));
    const Arena hexagon = made("regular_polygon", {{"sides", 6}, {"diameter", 2.0}});
    EXPECT_EQ(hexagon.boundary.size(), 6u);
    EXPECT_NEAR(length(hexagon.boundary[1] - hexagon.boundary[0]), 1.0, 1e-12);
    // A plus of lane 0.2: four arms of 0.5 x 0.2 and the crossing.
    EXPECT_NEAR(areaOf(made("plus_maze", {{"arm", 0.5}, {"lane", 0.2}})), 4 * 0.1 + 0.04, 1e-9);
    EXPECT_NEAR(areaOf(made("t_maze", {{"stem", 1.0}, {"arm", 0.5}, {"lane", 0.1}})),
                0.1 * 1.0 + 0.1 * 1.1, 1e-9);
    EXPECT_NEAR(areaOf(made("w_maze", {{"arm", 1.0}, {"gap", 0.2}, {"lane", 0.1}})),
                3 * 0.1 + 0.7 * 0.1, 1e-9);
    EXPECT_NEAR(areaOf(made("corridor", {{"length", 2.0}, {"width", 0.5}, {"bend", 1.0}})),
                2.5 * 0.5 + 1.0 * 0.5, 1e-9);
    const double ring = areaOf(made("ring", {{"inner", 1.0}, {"lane", 0.1}}));
    EXPECT_NEAR(ring, std::numbers::pi * (0.36 - 0.25), 0.001);
}

TEST(ArenaTemplates, OfMazesCanBeRunThrough) {
    const ArenaGeometry rooms(made("two_rooms", {{"width", 1.0}, {"height", 1.0}, {"door", 0.2}}));
    EXPECT_TRUE(rooms.visible({-0.5, 0.0}, {0.5, 0.0}));  // through the door
    EXPECT_FALSE(rooms.visible({-0.5, 0.3}, {0.5, 0.3})); // not through the wall
    EXPECT_TRUE(made("two_rooms", {{"door", 1.0}}).walls.empty());
    const ArenaGeometry hairpin(made("hairpin", {{"alleys", 4}, {"alley", 1.0}, {"lane", 0.2}}));
    EXPECT_EQ(hairpin.arena().walls.size(), 3u);
    EXPECT_TRUE(hairpin.visible({-0.3, 0.5}, {-0.1, 0.5})); // the first turn is above
    EXPECT_FALSE(hairpin.visible({-0.3, -0.5}, {-0.1, -0.5}));
    EXPECT_TRUE(hairpin.visible({-0.1, -0.5}, {0.1, -0.5})); // the second below
}

/// Sides of opposite arms lie on one line, far apart.
TEST(ArenaTemplates, SidesOnOneLineDoNotCross) {
    const Arena maze = made("radial_maze", {{"arms", 6},
                                            {"arm", 15.605817260625011},
                                            {"lane", 0.459689567575375},
                                            {"platform", 0.09342904263516835}});
    EXPECT_TRUE(validate(maze).empty());
}

TEST(Furnishing, TheWallReachesHalfWayIntoACircleAndTheRewardLiesInTheOpen) {
    const Arena arena = withReward(withWall(made("circle", {{"diameter", 1.2}})));
    ASSERT_EQ(arena.walls.size(), 1u);
    EXPECT_NEAR(length(arena.walls[0].b - arena.walls[0].a), 0.6, 0.01);
    EXPECT_GT(arena.walls[0].a.y, 0.5); // from above
    ASSERT_EQ(arena.rewards.size(), 1u);
    EXPECT_GT(length(arena.rewards[0].position), 0.3);
    EXPECT_TRUE(validate(arena).empty());
}

TEST(Furnishing, ANewOutlineKeepsWhatHasRoomAndNamesTheRest) {
    Arena before = Arena::rectangle(2.0, 2.0);
    before.walls = {{1, {-0.2, 0.0}, {0.2, 0.0}}, {2, {0.3, 0.0}, {0.9, 0.0}}};
    before.rewards = {{3, {0.1, 0.3}, 0.1, 1.0}, {4, {-0.9, -0.9}, 0.1, 1.0}};
    before.objects = {{5, {0.9, 0.9}}};
    const Refitted fitted = refitted(before, made("circle", {{"diameter", 1.0}}));
    EXPECT_EQ(fitted.left, (std::vector<int>{2, 4, 5}));
    EXPECT_TRUE(validate(fitted.arena).empty());
    ASSERT_EQ(fitted.arena.walls.size(), 1u);
    EXPECT_EQ(fitted.arena.walls[0], before.walls[0]);
    EXPECT_EQ(fitted.arena.rewards.size(), 1u);
    // What a template brings has ids that nothing else had.
    const Refitted ring = refitted(before, made("ring", {{"inner", 0.2}, {"lane", 1.2}}));
    EXPECT_EQ(ring.arena.holes[0].id, 6);
    EXPECT_EQ(ring.left, (std::vector<int>{1}));
    EXPECT_TRUE(validate(ring.arena).empty());
}

TEST(Furnishing, ManyPartsAreSortedOut) {
    Arena before = Arena::rectangle(4.0, 4.0);
    for (int i = 0; i < 200; ++i)
        before.objects.push_back({i + 1, {-1.9 + 0.019 * i, 0.0}});
    const Refitted fitted = refitted(before, Arena::rectangle(2.0, 2.0));
    EXPECT_TRUE(validate(fitted.arena).empty());
    EXPECT_EQ(fitted.arena.objects.size() + fitted.left.size(), 200u);
    EXPECT_NEAR(static_cast<double>(fitted.left.size()), 95.0, 3.0);
}

} // namespace
} // namespace hippodrome::test_arena_templates
