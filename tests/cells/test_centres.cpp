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
                const std::vector<Vec2> centres = latticeCentres(geometry, count, jitter, rng);
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
