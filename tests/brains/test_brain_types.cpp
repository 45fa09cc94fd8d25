#include "core/brains/brain.h"

#include <gtest/gtest.h>

namespace hippodrome::test_brain_types {
namespace {

TEST(BrainTypes, NameTheOneThatWasMeant) {
    const JsonDocument unknown{"grid_netwrok", {}, {}};
    try {
        brainType(JsonCursor(unknown));
        FAIL();
    } catch (const Error& error) {
        EXPECT_NE(error.message().find("did you mean \"grid_network\"?"), std::string::npos)
            << error.message();
    }
}

TEST(SameGround, OverlooksRewardsAndObjectsOnly) {
    Arena arena = Arena::rectangle(2.0, 2.0);
    arena.walls.push_back({1, {0.0, 0.0}, {0.5, 0.0}});
    Arena other = arena;
    other.rewards.push_back({2, {0.3, 0.3}});
    other.objects.push_back({3, {0.1, 0.4}});
    EXPECT_TRUE(sameGround(arena, other));
    other = arena;
    other.walls[0].b.x = 0.6;
    EXPECT_FALSE(sameGround(arena, other));
    other = arena;
    other.periodic = true;
    EXPECT_FALSE(sameGround(arena, other));
    other = arena;
    other.boundary[0].x -= 0.1;
    EXPECT_FALSE(sameGround(arena, other));
}

} // namespace
} // namespace hippodrome::test_brain_types
