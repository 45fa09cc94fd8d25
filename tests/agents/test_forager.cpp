#include "core/agents/forager.h"

#include "tests/agents/no_populations.h"

#include <gtest/gtest.h>

#include <cmath>

namespace hippodrome::test_forager {
namespace {

ArenaPointer geometryOf(Arena arena) {
    requireValid(arena);
    return std::make_shared<const ArenaGeometry>(std::move(arena));
}

Arena boxWithRewards(const std::vector<Vec2>& places) {
    Arena arena = Arena::rectangle(2.0, 2.0);
    for (const Vec2 place : places)
        arena.rewards.push_back({arena.nextId(), place});
    return arena;
}

ForagerParameters always() {
    ForagerParameters parameters;
    parameters.attraction = 1.0;
    return parameters;
}

std::optional<Vec2> desiredAt(Forager& forager, const ArenaPointer& arena, Vec2 place, Rng& rng) {
    const RatState rat{place, {}, 0.0, 0.0};
    return forager.act({0.0, 0.02, rat, *arena, 0.0, NoPopulations()}, rng);
}

/// Follows what the agent wants, without any motion model, until it wants nothing. Returns the
/// length of the way, or infinity after `limit` metres.
double follow(Forager& forager, const ArenaPointer& arena, Vec2& place, double limit) {
    Rng rng(5);
    double length = 0.0;
    while (length < limit) {
        const std::optional<Vec2> desired = desiredAt(forager, arena, place, rng);
        if (!desired)
            return length;
        const Vec2 step = 0.02 * *desired;
        EXPECT_FALSE(arena->firstCrossing(place, place + step)) << place.x << ", " << place.y;
        place = arena->wrap(place + step);
        length += hippodrome::length(step);
    }
    return std::numeric_limits<double>::infinity();
}

TEST(Forager, WantsNothingWithoutRewards) {
    const ArenaPointer arena = geometryOf(Arena::rectangle(2.0, 2.0));
    Forager forager(always(), arena);
    Rng rng(1);
    for (int i = 0; i < 1000; ++i)
        ASSERT_FALSE(desiredAt(forager, arena, arena->sampleInside(rng), rng));
}

TEST(Forager, WantsNothingWithoutAttraction) {
    const ArenaPointer arena = geometryOf(boxWithRewards({{0.5, 0.5}}));
    ForagerParameters parameters;
    parameters.attraction = 0.0;
    Forager forager(parameters, arena);
    Rng rng(1);
    for (int i = 0; i < 1000; ++i)
        ASSERT_FALSE(desiredAt(forager, arena, {-0.5, -0.5}, rng));
}

TEST(Forager, HeadsStraightForTheNearestReward) {
    const ArenaPointer arena = geometryOf(boxWithRewards({{0.8, 0.8}, {-0.8, 0.0}}));
    ForagerParameters parameters = always();
    parameters.speed = 0.3;
    Forager forager(parameters, arena);
    Rng rng(1);
    const auto left = desiredAt(forager, arena, {-0.2, 0.0}, rng);
    ASSERT_TRUE(left);
    EXPECT_NEAR(left->x, -0.3, 1e-12);
    EXPECT_NEAR(left->y, 0.0, 1e-12);
    const auto right = desiredAt(forager, arena, {0.5, 0.5}, rng);
    ASSERT_TRUE(right);
    EXPECT_NEAR(right->x, 0.3 / std::sqrt(2.0), 1e-12);
    EXPECT_NEAR(right->y, 0.3 / std::sqrt(2.0), 1e-12);
}

TEST(Forager, CountsTheWayAroundWallsNotThroughThem) {
    Arena arena = boxWithRewards({{0.3, -0.5}, {-0.5, 0.9}});
    arena.walls.push_back({arena.nextId(), {0.0, -1.0}, {0.0, 0.8}});
    const ArenaPointer geometry = geometryOf(arena);
    Forager forager(always(), geometry);
    Rng rng(1);
    // The first reward is nearer as the crow flies, the second for a rat.
    const auto desired = desiredAt(forager, geometry, {-0.3, -0.5}, rng);
    ASSERT_TRUE(desired);
    EXPECT_GT(desired->y, 0.9 * length(*desired));
}

TEST(Forager, FollowsTheShortestWayAroundAWall) {
    Arena arena = boxWithRewards({{0.5, -0.5}});
    arena.walls.push_back({arena.nextId(), {0.0, -1.0}, {0.0, 0.5}});
    const ArenaPointer geometry = geometryOf(arena);
    Forager forager(always(), geometry);
    Vec2 place{-0.5, -0.5};
    const double way = follow(forager, geometry, place, 10.0);
    // Around the end of the wall at (0, 0.5), and it ends at the square around the reward.
    const double shortest = 2.0 * std::hypot(0.5, 1.0);
    EXPECT_GT(way, shortest - 0.15);
    EXPECT_LT(way, shortest + 0.01);
    EXPECT_LE(std::max(std::abs(place.x - 0.5), std::abs(place.y + 0.5)), 0.1 + 1e-9);
}

TEST(Forager, CrossesTheJoinedSidesOfAPeriodicArena) {
    Arena arena = boxWithRewards({{0.9, 0.0}});
    arena.periodic = true;
    const ArenaPointer geometry = geometryOf(arena);
    Forager forager(always(), geometry);
    Vec2 place{-0.9, 0.0};
    EXPECT_LT(follow(forager, geometry, place, 10.0), 0.2);
}

TEST(Forager, MovesFreelyInsideTheZone) {
    const ArenaPointer arena = geometryOf(boxWithRewards({{0.5, 0.5}}));
    Forager forager(always(), arena);
    Rng rng(1);
    EXPECT_FALSE(desiredAt(forager, arena, {0.59, 0.41}, rng));
    EXPECT_TRUE(desiredAt(forager, arena, {0.61, 0.5}, rng));
    EXPECT_TRUE(desiredAt(forager, arena, {0.5, 0.39}, rng));
}

TEST(Forager, DecidesForTheRewardWithTheGivenProbability) {
    const ArenaPointer arena = geometryOf(boxWithRewards({{0.5, 0.5}}));
    ForagerParameters parameters;
    parameters.attraction = 0.25;
    parameters.decisionInterval = 0.1;
    Forager forager(parameters, arena);
    Rng rng(3);
    int approaching = 0;
    constexpr int ticks = 200000; // 40000 decisions
    for (int i = 0; i < ticks; ++i)
        approaching += desiredAt(forager, arena, {-0.5, -0.5}, rng).has_value();
    EXPECT_NEAR(static_cast<double>(approaching) / ticks, 0.25, 0.01);
}

TEST(Forager, FollowsAnEdit) {
    Forager forager(always(), geometryOf(boxWithRewards({{0.8, 0.0}})));
    const ArenaPointer edited = geometryOf(boxWithRewards({{-0.8, 0.0}}));
    forager.arenaChanged(edited);
    Rng rng(1);
    EXPECT_LT(desiredAt(forager, edited, {0.0, 0.0}, rng)->x, 0.0);
    forager.arenaChanged(geometryOf(Arena::rectangle(2.0, 2.0)));
    EXPECT_FALSE(desiredAt(forager, edited, {0.0, 0.0}, rng));
}

TEST(Forager, TakesNewParametersWhileItRuns) {
    const ArenaPointer arena = geometryOf(boxWithRewards({{0.8, 0.0}}));
    Forager forager(always(), arena);
    Rng rng(1);
    ForagerParameters faster = always();
    faster.speed = 0.7;
    const JsonDocument document{ForagerParameters::fields().write(faster), {}, {}};
    forager.update(JsonCursor(document));
    EXPECT_NEAR(length(*desiredAt(forager, arena, {0.0, 0.0}, rng)), 0.7, 1e-12);
}

TEST(Forager, ContinuesFromACheckpoint) {
    const ArenaPointer arena = geometryOf(boxWithRewards({{0.5, 0.5}}));
    Forager forager(ForagerParameters{}, arena);
    Rng rng(9);
    const auto run = [&](Forager& agent, Rng& draws) {
        std::vector<bool> wants;
        for (int i = 0; i < 3000; ++i)
            wants.push_back(desiredAt(agent, arena, {-0.5, 0.0}, draws).has_value());
        return wants;
    };
    run(forager, rng);
    Checkpoint checkpoint;
    forager.save(checkpoint);
    Forager resumed(ForagerParameters{}, arena);
    resumed.restore(checkpoint);
    Rng sameRng = rng;
    EXPECT_EQ(run(forager, rng), run(resumed, sameRng));
}

TEST(AgentTypes, AreFoundByKeyAndRefuseUnknownOnes) {
    for (const AgentType& type : agentTypes()) {
        EXPECT_EQ(&agentType(type.key), &type);
        const JsonDocument empty{Json::object(), {}, {}};
        const Json resolved = type.resolve(JsonCursor(empty));
        for (const FieldInfo& field : type.fields)
            EXPECT_NE(findMember(resolved, field.key), nullptr) << field.key;
    }
    const JsonDocument unknown{"forrager", {}, {}};
    EXPECT_THROW(agentType(JsonCursor(unknown)), Error);
}

} // namespace
} // namespace hippodrome::test_forager
