#include "core/arena/arena_geometry.h"

#include "tests/arena/random_arena.h"

#include <gtest/gtest.h>

namespace hippodrome::test_nearest_inside {
namespace {

bool clear(const ArenaGeometry& geometry, Vec2 point, double margin) {
    const auto nearest = geometry.nearestWall(point);
    return geometry.contains(point) && (!nearest || nearest->distance >= margin);
}

TEST(NearestInside, LeavesPointsInTheOpenAlone) {
    const ArenaGeometry geometry(Arena::rectangle(1.0, 1.0));
    EXPECT_EQ(geometry.nearestInside({0.2, 0.3}), (Vec2{0.2, 0.3}));
}

TEST(NearestInside, ProjectsOntoSidesAndCorners) {
    const ArenaGeometry geometry(Arena::rectangle(1.0, 1.0));
    const auto expectNear = [&](Vec2 point, Vec2 expected) {
        const Vec2 found = geometry.nearestInside(point);
        EXPECT_NEAR(found.x, expected.x, 1e-8);
        EXPECT_NEAR(found.y, expected.y, 1e-8);
    };
    expectNear({0.6, 0.1}, {0.49, 0.1});
    expectNear({0.495, 0.1}, {0.49, 0.1});
    expectNear({3.0, 4.0}, {0.49, 0.49});
    expectNear({-0.5, 0.499}, {-0.49, 0.49});
}

TEST(NearestInside, NoGridPointIsNearer) {
    Rng rng(1);
    for (int trial = 0; trial < 60; ++trial) {
        const ArenaGeometry geometry(testing::randomArena(rng));
        const double margin = rng.uniform() < 0.5 ? 0.01 : 0.03;
        std::vector<Vec2> open;
        for (int y = -100; y <= 100; ++y)
            for (int x = -100; x <= 100; ++x)
                if (clear(geometry, {0.011 * x, 0.011 * y}, margin))
                    open.push_back({0.011 * x, 0.011 * y});
        if (open.empty())
            continue;
        for (int i = 0; i < 20; ++i) {
            const Vec2 point{rng.uniform(-1.3, 1.3), rng.uniform(-1.3, 1.3)};
            const Vec2 found = geometry.nearestInside(point, margin);
            ASSERT_TRUE(clear(geometry, found, margin));
            double best = 1e9;
            for (const Vec2 candidate : open)
                best = std::min(best, length(candidate - point));
            EXPECT_LE(length(found - point), best + 1e-8);
        }
    }
}

TEST(NearestInside, NarrowArenasGetASmallerMargin) {
    const ArenaGeometry geometry(Arena::rectangle(0.06, 0.06));
    const Vec2 found = geometry.nearestInside({1.0, 0.0}, 0.05);
    EXPECT_TRUE(clear(geometry, found, 0.025));
    EXPECT_NEAR(found.x, 0.005, 1e-8);
}

TEST(NearestInside, ManyCornersAndWalls) {
    Rng rng(3);
    const ArenaGeometry cluttered(testing::clutteredArena(rng, 1000));
    const ArenaGeometry round(Arena::circular(1.0, 2000));
    for (int i = 0; i < 300; ++i) {
        const Vec2 point{rng.uniform(-6.0, 6.0), rng.uniform(-6.0, 6.0)};
        EXPECT_TRUE(clear(cluttered, cluttered.nearestInside(point), 0.01));
        const Vec2 found = round.nearestInside(point);
        EXPECT_TRUE(clear(round, found, 0.01));
        if (length(point) > 1.0) {
            EXPECT_NEAR(length(found), 0.99, 1e-5);
        }
    }
}

TEST(NearestInside, PeriodicArenasWrap) {
    Arena arena = Arena::rectangle(2.0, 2.0);
    arena.periodic = true;
    const ArenaGeometry open(arena);
    EXPECT_NEAR(open.nearestInside({2.5, 0.0}).x, 0.5, 1e-12);
    arena.walls.push_back({1, {-1.0, -0.5}, {-1.0, 0.5}});
    const ArenaGeometry walled(arena);
    EXPECT_NEAR(walled.nearestInside({0.995, 0.0}).x, 0.99, 1e-8);
    EXPECT_NEAR(walled.nearestInside({-0.995, 0.0}).x, -0.99, 1e-8);
}

} // namespace
} // namespace hippodrome::test_nearest_inside
