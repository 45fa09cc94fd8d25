#include "core/brains/brain.h"

#include "tests/brains/network/small_network.h"

#include <gtest/gtest.h>

namespace hippodrome::test_brain_types {
namespace {

TEST(BrainTypes, ResolveEveryDefaultAndRefuseUnknownKeys) {
    for (const BrainType& type : brainTypes()) {
        EXPECT_EQ(&brainType(type.key), &type);
        const JsonDocument empty{Json::object(), {}, {}};
        const Json resolved = type.resolve(JsonCursor(empty));
        for (const FieldInfo& field : type.fields)
            EXPECT_NE(findMember(resolved, field.key), nullptr) << type.key << " " << field.key;
        const JsonDocument wrong{{{"unknown_key", 1}}, {}, {}};
        EXPECT_THROW(type.resolve(JsonCursor(wrong)), Error) << type.key;
    }
    const JsonDocument unknown{"grid_netwrok", {}, {}};
    EXPECT_THROW(brainType(JsonCursor(unknown)), Error);
}

TEST(BrainTypes, MakeBrainsThatKeepTheInterface) {
    const ArenaPointer arena = testing::boxArena();
    for (const BrainType& type : brainTypes()) {
        const JsonDocument empty{Json::object(), {}, {}};
        const std::unique_ptr<Brain> brain =
            type.create(JsonCursor(empty), testing::settingIn(arena));
        brain->begin(testing::observationAt({0.1, 0.1}));
        double covered = 0.0;
        for (int i = 0; i < 100; ++i)
            covered += brain->observe(testing::observationAt({0.1 + 0.001 * i, 0.1}));
        EXPECT_NEAR(covered, 2.0, 0.31) << type.key; // all of the path, but for a step under way
        ASSERT_FALSE(brain->populations().empty());
        const BinGrid grid = BinGrid::withCounts(arena->bounds(), 10, 10);
        for (std::size_t p = 0; p < brain->populations().size(); ++p) {
            const Population& population = brain->populations()[p];
            EXPECT_EQ(static_cast<int>(brain->rates(p).size()), population.units) << type.key;
            for (const float rate : brain->rates(p)) {
                EXPECT_TRUE(std::isfinite(rate));
                EXPECT_TRUE(population.signedActivity || rate >= 0.0f);
            }
            if (const auto maps = brain->probe(p, grid)) {
                EXPECT_EQ(maps->units, population.units);
            }
        }
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
