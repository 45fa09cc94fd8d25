// Rewards that move and rewards that run empty, as the task of a scene says.
#include "core/arena/reward_reach.h"
#include "core/motion/collision.h"
#include "core/world/world.h"

#include "tests/world/small_scene.h"

#include <gtest/gtest.h>

#include <set>

namespace hippodrome::test_world_rewards {
namespace {

using testing::smallScene;
using testing::stateOf;

constexpr double dt = 0.05;

/// A rat that looks for the reward all the time.
Scene foragerScene(const Json& task) {
    Scene scene = smallScene(0);
    scene.recording.timeStep = dt;
    scene.agent.type = "forager";
    scene.agent.parameters = {
        {"attraction", 1.0}, {"decision_interval", 0.1}, {"zone_side", 0.0}, {"speed", 0.3}};
    scene.motion.parameters["drift_to_random_strength_ratio"] = 10.0;
    scene.task = readTask(JsonCursor(JsonDocument{task, {}, {}}), scene.arena);
    return scene;
}

Vec2 rewardPlace(const World& world) {
    return world.arena()->arena().rewards[0].position;
}

TEST(WorldRewards, StayUnlessTheTaskSaysSo) {
    World world(foragerScene({{"ends_at_rewards", true}, {"goal_visits", 1}}));
    const ArenaPointer before = world.arena();
    while (world.episodes().count() < 5)
        world.tick();
    EXPECT_EQ(world.arena(), before);
}

TEST(WorldRewards, MoveToAFreePlaceAfterSoManyVisits) {
    World world(foragerScene(
        {{"ends_at_rewards", true}, {"next_goal", "random_place"}, {"goal_visits", 3}}));
    std::vector<Vec2> places{rewardPlace(world)};
    for (long visits = 1; visits <= 12; ++visits) {
        while (world.episodes().count() < visits)
            world.tick();
        EXPECT_TRUE(standsFree(*world.arena(), rewardPlace(world)));
        if (visits % 3 == 0) {
            EXPECT_FALSE(rewardPlace(world) == places.back()) << visits;
            places.push_back(rewardPlace(world));
        }
        EXPECT_EQ(rewardPlace(world), places.back()) << visits;
    }
}

TEST(WorldRewards, MoveAfterATimeAndDoNotPayForComingUnderTheRat) {
    Scene scene = foragerScene({{"next_goal", "random_place"}, {"goal_seconds", 1.0}});
    scene.arena.rewards[0].radius = 0.5; // most moves bring it under the rat
    World world(scene);
    Vec2 place = rewardPlace(world);
    int moves = 0;
    for (int i = 1; i <= 400; ++i) {
        const bool inside =
            reaches(*world.arena(), world.arena()->arena().rewards[0], world.rat().position);
        world.tick();
        EXPECT_TRUE(!inside || world.reward() == 0.0);
        moves += !(rewardPlace(world) == place);
        EXPECT_EQ(moves, i / 20);
        place = rewardPlace(world);
    }
}

TEST(WorldRewards, GoToTheSamePlacesForTheSameSeedWhateverTheRatDoes) {
    const Json task = {{"next_goal", "random_place"}, {"goal_seconds", 0.5}};
    Scene one = foragerScene(task), other = one;
    other.agent.parameters["speed"] = 0.1;
    World a(one), b(other);
    for (int i = 0; i < 200; ++i) {
        a.tick();
        b.tick();
        EXPECT_EQ(rewardPlace(a), rewardPlace(b));
    }
    EXPECT_FALSE(a.rat().position == b.rat().position);
    one.seed = 2;
    World c(one);
    for (int i = 0; i < 200; ++i)
        c.tick();
    EXPECT_FALSE(rewardPlace(a) == rewardPlace(c));
}

TEST(WorldRewards, PunishmentsStay) {
    Scene scene = foragerScene({{"next_goal", "random_place"}, {"goal_seconds", 0.5}});
    scene.arena.rewards.push_back({99, {-0.4, -0.3}, 0.05, -1.0});
    World world(scene);
    for (int i = 0; i < 100; ++i)
        world.tick();
    EXPECT_EQ(world.arena()->arena().rewards[1].position, (Vec2{-0.4, -0.3}));
}

TEST(WorldRewards, ASavedRunGoesOnWithTheSameBits) {
    const Scene scene = foragerScene({{"ends_at_rewards", true},
                                      {"time_limit", 5},
                                      {"next_goal", "random_place"},
                                      {"goal_visits", 3},
                                      {"depletes_after", 2},
                                      {"refill_time", 1.5}});
    World world(scene);
    while (world.episodes().count() < 8)
        world.tick();
    EXPECT_FALSE(rewardPlace(world) == scene.arena.rewards[0].position);
    Checkpoint checkpoint;
    world.save(checkpoint);
    World resumed(scene);
    resumed.restore(checkpoint);
    EXPECT_EQ(stateOf(resumed), stateOf(world));
    for (int i = 0; i < 2000; ++i) {
        world.tick();
        resumed.tick();
    }
    EXPECT_EQ(stateOf(resumed), stateOf(world));
}

TEST(WorldRewards, AnEditOfTheArenaPutsThemWhereTheSceneHasThem) {
    const Scene scene = foragerScene({{"next_goal", "random_place"}, {"goal_seconds", 0.5}});
    World world(scene);
    for (int i = 0; i < 15; ++i)
        world.tick();
    EXPECT_FALSE(rewardPlace(world) == scene.arena.rewards[0].position);
    const Scene edited = testing::withExtraWall(scene);
    world.commit(world.prepare(scene, edited));
    EXPECT_EQ(rewardPlace(world), scene.arena.rewards[0].position);
}

/// Rewards paid in each of `episodes` of 20 s to a rat that goes in and out.
std::vector<double> payments(const Json& depletion, int episodes) {
    Json task = {{"time_limit", 20.0}};
    task.update(depletion);
    Scene scene = foragerScene(task);
    scene.agent.parameters["attraction"] = 0.5;
    scene.agent.parameters["decision_interval"] = 1.0;
    World world(scene);
    std::vector<double> paid;
    for (int i = 0; i < episodes; ++i) {
        const double before = world.totalReward();
        while (world.episodes().count() == i)
            world.tick();
        paid.push_back(world.totalReward() - before);
    }
    return paid;
}

TEST(WorldRewards, RunEmptyAndAreFullAgain) {
    const std::vector<double> endless = payments(Json::object(), 6);
    const std::vector<double> twice = payments({{"depletes_after", 2}}, 6);
    const std::vector<double> slow = payments({{"depletes_after", 1}, {"refill_time", 1000.0}}, 6);
    const std::vector<double> quick = payments({{"depletes_after", 1}, {"refill_time", 0.1}}, 6);
    double most = 0.0, total = 0.0, quickTotal = 0.0, endlessTotal = 0.0;
    for (std::size_t i = 0; i < 6; ++i) {
        most = std::max(most, twice[i]);
        EXPECT_LE(twice[i], 2.0);
        EXPECT_EQ(twice[i], std::min(endless[i], 2.0)) << "paying changes nothing in the path";
        total += slow[i];
        quickTotal += quick[i];
        endlessTotal += endless[i];
    }
    EXPECT_EQ(most, 2.0);
    EXPECT_EQ(total, 1.0);
    EXPECT_GT(endlessTotal, 12.0);
    EXPECT_GT(quickTotal, 3.0);
}

TEST(WorldRewards, AnEmptyRewardEndsNoEpisode) {
    World world(foragerScene({{"ends_at_rewards", true},
                              {"time_limit", 20},
                              {"depletes_after", 1},
                              {"refill_time", 1e5}}));
    while (world.episodes().count() < 1)
        world.tick();
    EXPECT_TRUE(world.episodes().records().back().reached);
    while (world.episodes().count() < 2)
        world.tick();
    EXPECT_FALSE(world.episodes().records().back().reached);
    EXPECT_NEAR(world.episodes().records().back().seconds, 20.0, 1e-9);
}

} // namespace
} // namespace hippodrome::test_world_rewards
