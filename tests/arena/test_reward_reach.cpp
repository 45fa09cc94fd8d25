#include "core/arena/reward_reach.h"

#include <gtest/gtest.h>

namespace hippodrome::test_reward_reach {
namespace {

ArenaGeometry box(Vec2 reward, bool periodic = false) {
    Arena arena = Arena::rectangle(1.0, 1.0);
    arena.periodic = periodic;
    if (!periodic)
        arena.walls.push_back({1, {0.0, -0.5}, {0.0, 0.2}});
    arena.rewards.push_back({2, reward, 0.1, 1.0});
    return ArenaGeometry(arena);
}

bool reached(const ArenaGeometry& arena, Vec2 place) {
    return reaches(arena, arena.arena().rewards.front(), place);
}

TEST(RewardReach, EndsAtTheRadiusAndAtWalls) {
    const ArenaGeometry arena = box({0.05, -0.2});
    EXPECT_TRUE(reached(arena, {0.05, -0.2}));
    EXPECT_TRUE(reached(arena, {0.14, -0.2}));
    EXPECT_FALSE(reached(arena, {0.16, -0.2}));
    EXPECT_TRUE(reached(arena, {0.01, -0.2}));
    EXPECT_FALSE(reached(arena, {-0.01, -0.2})) << "behind the wall";
}

TEST(RewardReach, GoesOnBesideTheEndOfAWall) {
    const ArenaGeometry arena = box({0.05, 0.25});
    EXPECT_TRUE(reached(arena, {-0.03, 0.25}));
    EXPECT_FALSE(reached(arena, {-0.03, 0.17})) << "round the corner";
}

TEST(RewardReach, OfOneThatStandsInAWallGoesToBothSides) {
    const ArenaGeometry arena = box({0.0, -0.2});
    EXPECT_TRUE(reached(arena, {0.05, -0.2}));
    EXPECT_TRUE(reached(arena, {-0.05, -0.2}));
}

TEST(RewardReach, GoesAcrossJoinedSides) {
    const ArenaGeometry arena = box({0.48, 0.0}, true);
    EXPECT_TRUE(reached(arena, {-0.47, 0.0}));
    EXPECT_FALSE(reached(arena, {-0.41, 0.0}));
}

TEST(RewardReach, WallsThatCloseARewardOffAreFound) {
    Arena arena = Arena::rectangle(1.0, 1.0);
    arena.rewards.push_back({1, {0.3, 0.3}, 0.05, 1.0});
    const std::vector<Vec2> outside{{-0.3, -0.3}};
    EXPECT_FALSE(closedOffReward(ArenaGeometry(arena), outside));
    arena.walls = {{2, {0.2, 0.2}, {0.4, 0.2}},
                   {3, {0.4, 0.2}, {0.4, 0.4}},
                   {4, {0.4, 0.4}, {0.2, 0.4}},
                   {5, {0.2, 0.4}, {0.2, 0.2}}};
    const auto closed = closedOffReward(ArenaGeometry(arena), outside);
    ASSERT_TRUE(closed);
    EXPECT_EQ(*closed, Vec2(0.3, 0.3));
    const std::vector<Vec2> both{{-0.3, -0.3}, {0.25, 0.25}};
    EXPECT_FALSE(closedOffReward(ArenaGeometry(arena), both)) << "one is in there too";
    EXPECT_FALSE(closedOffReward(ArenaGeometry(arena), {}));
    arena.rewards[0].magnitude = -1.0;
    EXPECT_FALSE(closedOffReward(ArenaGeometry(arena), outside)) << "nobody wants it";
}

} // namespace
} // namespace hippodrome::test_reward_reach
