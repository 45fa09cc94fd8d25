#include "core/motion/collision.h"

#include "tests/arena/random_arena.h"

#include <gtest/gtest.h>

namespace hippodrome::test_collision {
namespace {

TEST(Collision, FreeWaysAreTaken) {
    const ArenaGeometry arena(Arena::rectangle(1.0, 1.0));
    EXPECT_EQ(slide(arena, {0.0, 0.0}, {0.1, 0.2}), (Vec2{0.1, 0.2}));
    EXPECT_TRUE(wayIsFree(arena, {0.0, 0.0}, {0.1, 0.2}));
    EXPECT_FALSE(wayIsFree(arena, {0.0, 0.0}, {0.6, 0.0}));
    EXPECT_FALSE(wayIsFree(arena, {0.0, 0.0}, {0.4999999, 0.0})) << "too near to the wall";
}

TEST(Collision, SlidesAlongWallsAndIntoCorners) {
    const ArenaGeometry arena(Arena::rectangle(1.0, 1.0));
    const Vec2 along = slide(arena, {0.4, 0.0}, {0.2, 0.1});
    EXPECT_NEAR(along.x, 0.5, 1e-5);
    EXPECT_NEAR(along.y, 0.1, 1e-5);
    const Vec2 corner = slide(arena, {0.4, 0.4}, {0.3, 0.2});
    EXPECT_NEAR(corner.x, 0.5, 1e-5);
    EXPECT_NEAR(corner.y, 0.5, 1e-5);
}

TEST(Collision, NeverCrossesInRandomArenas) {
    Rng rng(1);
    for (int trial = 0; trial < 1000; ++trial) {
        const ArenaGeometry arena(testing::randomArena(rng, {.holes = 3, .walls = 8}));
        Vec2 place = randomPlace(arena, rng);
        for (int i = 0; i < 60; ++i) {
            const Vec2 way = rng.uniform(0.0, 0.5) * unitVector(rng.uniform(0.0, 6.3));
            const Vec2 next = slide(arena, place, way);
            ASSERT_TRUE(standsFree(arena, next));
            ASSERT_FALSE(arena.firstCrossing(place, next));
            ASSERT_LE(length(next - place), length(way) + 1e-5);
            if (wayIsFree(arena, place, place + way)) {
                ASSERT_EQ(next, place + way);
            }
            place = next;
        }
    }
}

TEST(Collision, SettlesWhereItStandsFree) {
    Rng rng(2);
    for (int trial = 0; trial < 200; ++trial) {
        const ArenaGeometry arena(testing::randomArena(rng));
        const Vec2 inside = randomPlace(arena, rng);
        EXPECT_EQ(settled(arena, inside), inside);
        EXPECT_TRUE(standsFree(arena, settled(arena, {rng.normal(), rng.normal()})));
        const Segment& wall = arena.segments()[rng.below(arena.segments().size())];
        EXPECT_TRUE(standsFree(arena, settled(arena, 0.5 * (wall.a + wall.b))));
    }
}

} // namespace
} // namespace hippodrome::test_collision
