#include "core/cells/centres.h"

#include <gtest/gtest.h>

#include <cmath>

namespace hippodrome::test_centres {

TEST(Centres, ALatticeOf256InASquareIs16Squared) {
    const ArenaGeometry geometry(Arena::rectangle(2.2, 2.2));
    Rng rng(1);
    const std::vector<Vec2> centres = latticeCentres(geometry, 256, 0.0, rng);
    ASSERT_EQ(centres.size(), 256u);
    const Vec2 origin = geometry.bounds().minimum;
    EXPECT_NEAR(centres[0].x - origin.x, 2.2 * 0.5 / 16, 1e-12);
    EXPECT_NEAR(centres[17].x - origin.x, 2.2 * 1.5 / 16, 1e-12);
    EXPECT_NEAR(centres[17].y - origin.y, 2.2 * 1.5 / 16, 1e-12);
}

/// How evenly centres lie: the least distance of two, as a share of what a hexagonal lattice of as
/// many would have.
double evenness(const std::vector<Vec2>& centres, double area) {
    double least = 1e9;
    for (std::size_t i = 0; i < centres.size(); ++i)
        for (std::size_t j = 0; j < i; ++j)
            least = std::min(least, length(centres[i] - centres[j]));
    return least / std::sqrt(1.1547 * area / static_cast<double>(centres.size()));
}

Arena polygonArena(Polygon corners) {
    Arena arena;
    arena.boundary = std::move(corners);
    return arena;
}

TEST(Centres, AreAsManyAsAskedForInAnyArena) {
    Arena ring = Arena::circular(0.5);
    ring.holes.push_back({1, circlePolygon({{}, 0.4}, 64)});
    const Arena w = polygonArena({{0, 0},
                                  {0.3, 0},
                                  {0.5, 0.6},
                                  {0.7, 0},
                                  {1, 0},
                                  {1.2, 1},
                                  {1.1, 1},
                                  {0.85, 0.15},
                                  {0.6, 0.8},
                                  {0.4, 0.8},
                                  {0.15, 0.15},
                                  {0.1, 1},
                                  {0, 1}});
    const Arena corridor = Arena::rectangle(2.0, 0.05);
    for (const Arena& arena : {ring, w, corridor, Arena::rectangle(1.0, 1.0)}) {
        const ArenaGeometry geometry(arena);
        for (const int count : {1, 2, 3, 7, 10, 50, 101, 500})
            for (const double jitter : {0.0, 0.45}) {
                Rng rng(1), again(1);
                const std::vector<Vec2> centres = latticeCentres(geometry, count, jitter, rng);
                EXPECT_EQ(centres.size(), static_cast<std::size_t>(count));
                for (const Vec2 centre : centres)
                    EXPECT_TRUE(geometry.contains(centre));
                if (jitter == 0.0 && count > 1 && &arena != &w) {
                    EXPECT_GT(evenness(centres, geometry.area()), 0.4) << count;
                }
                EXPECT_EQ(latticeCentres(geometry, count, jitter, again), centres);
            }
    }
    const ArenaGeometry geometry(corridor);
    Rng rng(1);
    const std::vector<Vec2> centres = latticeCentres(geometry, 10, 0.0, rng);
    for (std::size_t i = 0; i < 10; ++i) {
        EXPECT_NEAR(centres[i].x, -0.9 + 0.2 * static_cast<double>(i), 0.05);
        EXPECT_NEAR(centres[i].y, 0.0, 0.01);
    }
}

TEST(Centres, AreAsManyAsAskedForInRandomArenas) {
    Rng rng(9);
    for (int trial = 0; trial < 60; ++trial) {
        // A star around the origin.
        const int corners = 3 + static_cast<int>(rng.below(9));
        Polygon star;
        for (int i = 0; i < corners; ++i)
            star.push_back(rng.uniform(0.05, 1.0) * unitVector(fullTurn * i / corners));
        const Arena arena = polygonArena(star);
        if (!validate(arena).empty())
            continue;
        const ArenaGeometry geometry(arena);
        const int count = 1 + static_cast<int>(rng.below(300));
        const std::vector<Vec2> centres = latticeCentres(geometry, count, 0.0, rng);
        ASSERT_EQ(centres.size(), static_cast<std::size_t>(count));
        for (const Vec2 centre : centres)
            ASSERT_TRUE(geometry.contains(centre));
        if (count > 1) {
            EXPECT_GT(evenness(centres, geometry.area()), 0.2) << corners << " " << count;
        }
    }
}

TEST(Centres, WhereALatticeFitsItIsKept) {
    Rng sizes(4);
    for (int trial = 0; trial < 50; ++trial) {
        const double width = sizes.uniform(0.5, 3.0), height = sizes.uniform(0.5, 3.0);
        const ArenaGeometry geometry(Arena::rectangle(width, height));
        const Lattice lattice = latticeFor(geometry, 1 + static_cast<int>(sizes.below(400)));
        const int count = lattice.columns * lattice.rows;
        for (const double jitter : {0.0, 0.45}) {
            Rng rng(7), same(7);
            const std::vector<Vec2> centres = latticeCentres(geometry, count, jitter, rng);
            const std::vector<Vec2> before = aboutAsManyCentres(geometry, count, jitter, same);
            if (before.size() == centres.size()) {
                EXPECT_EQ(centres, before);
            }
        }
    }
}

TEST(Centres, LieInsideAndNumberAboutAsMany) {
    Arena withHole = Arena::rectangle(1.0, 0.7);
    withHole.holes.push_back({1, {{0.3, 0.2}, {0.6, 0.2}, {0.6, 0.5}, {0.3, 0.5}}});
    Arena corner = Arena::rectangle(1.0, 1.0);
    corner.boundary = {{0, 0}, {1, 0}, {1, 0.3}, {0.3, 0.3}, {0.3, 1}, {0, 1}};
    for (const Arena& arena : {Arena::circular(0.8), withHole, corner}) {
        const ArenaGeometry geometry(arena);
        for (const int count : {50, 256, 900}) {
            Rng rng(2);
            for (const double jitter : {0.0, 0.45}) {
                const std::vector<Vec2> centres = aboutAsManyCentres(geometry, count, jitter, rng);
                EXPECT_NEAR(static_cast<double>(centres.size()), count, 0.08 * count + 2);
                for (const Vec2 centre : centres)
                    EXPECT_TRUE(geometry.contains(centre));
            }
            EXPECT_EQ(randomCentres(geometry, count, rng).size(), static_cast<std::size_t>(count));
        }
    }
}

TEST(Centres, JitterIsAShareOfTheSpacing) {
    const ArenaGeometry geometry(Arena::rectangle(1.0, 1.0));
    Rng rng(3), unused(3);
    const auto straight = latticeCentres(geometry, 100, 0.0, unused);
    const auto jittered = latticeCentres(geometry, 100, 0.2, rng);
    ASSERT_EQ(straight.size(), jittered.size());
    double largest = 0.0;
    for (std::size_t i = 0; i < straight.size(); ++i)
        largest = std::max({largest, std::abs(straight[i].x - jittered[i].x),
                            std::abs(straight[i].y - jittered[i].y)});
    EXPECT_LE(largest, 0.02);
    EXPECT_GT(largest, 0.018);
    Rng again(3);
    EXPECT_EQ(latticeCentres(geometry, 100, 0.2, again), jittered);
}

} // namespace hippodrome::test_centres
