#include "core/arena/arena.h"
#include "core/arena/polygon.h"

#include <gtest/gtest.h>

namespace hippodrome::test_arena {
namespace {

TEST(Arena, RectangleIsCentredOnTheOrigin) {
    const Arena arena = Arena::rectangle(2.0, 1.0);
    EXPECT_EQ(arena.boundary, (Polygon{{-1.0, -0.5}, {1.0, -0.5}, {1.0, 0.5}, {-1.0, 0.5}}));
    EXPECT_FALSE(arena.circle);
}

TEST(Arena, CircleIsInscribed) {
    const Arena arena = Arena::circular(0.5, 32);
    ASSERT_EQ(arena.boundary.size(), 32u);
    ASSERT_TRUE(arena.circle);
    EXPECT_EQ(arena.circle->radius, 0.5);
    for (const Vec2 corner : arena.boundary)
        EXPECT_NEAR(length(corner), 0.5, 1e-15);
    EXPECT_GT(signedArea(arena.boundary), 0.0);
}

TEST(Arena, NextIdIsFree) {
    Arena arena = Arena::rectangle(1.0, 1.0);
    EXPECT_EQ(arena.nextId(), 1);
    arena.walls.push_back({7, {0.0, 0.0}, {0.1, 0.0}});
    arena.objects.push_back({12, {0.2, 0.2}, "landmark"});
    arena.rewards.push_back({3, {0.1, 0.1}, 0.1, 1.0});
    EXPECT_EQ(arena.nextId(), 13);
}

} // namespace
} // namespace hippodrome::test_arena
