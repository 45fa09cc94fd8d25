#include "core/world/episode_log.h"
#include "core/world/world.h"

#include "tests/world/race_scene.h"

#include <gtest/gtest.h>

#include <cmath>

namespace hippodrome::test_episode_log {
namespace {

ArenaPointer arenaWith(std::vector<Wall> walls, Vec2 reward = {0.4, 0.0}, double magnitude = 1.0) {
    Arena arena = Arena::rectangle(1.0, 1.0);
    arena.walls = std::move(walls);
    arena.rewards.push_back({9, reward, 0.1, magnitude});
    return std::make_shared<const ArenaGeometry>(arena);
}

TEST(EpisodeLog, MeasuresTheShortestWayAroundWallsToTheEdgeOfTheReward) {
    EpisodeLog log;
    log.begin(arenaWith({}), {-0.4, 0.0});
    log.move(1.4, 1.0);
    log.end(10.0, 10.0, true);
    EXPECT_NEAR(log.records().back().shortest, 0.7, 1e-9);
    EXPECT_NEAR(log.records().back().pathRatio(), 2.0, 1e-9);
    EXPECT_EQ(log.records().back().reward, 1.0);

    log.begin(arenaWith({{1, {0.0, -0.5}, {0.0, 0.3}}}), {-0.4, 0.0});
    log.end(20.0, 10.0, true);
    EXPECT_NEAR(log.records().back().shortest, 0.5 + 0.5 - 0.1, 1e-4) << "two times 3-4-5";
}

TEST(EpisodeLog, KnowsNoRatioWhereThereIsNothingToReach) {
    EpisodeLog log;
    log.begin(arenaWith({{1, {0.0, -0.5}, {0.0, 0.5}}}), {-0.4, 0.0});
    log.end(5.0, 5.0, false);
    EXPECT_TRUE(std::isinf(log.records().back().shortest)) << "cut off";
    EXPECT_TRUE(std::isnan(log.records().back().pathRatio()));
    log.begin(arenaWith({}, {0.4, 0.0}, -1.0), {-0.4, 0.0});
    log.end(10.0, 5.0, false);
    EXPECT_TRUE(std::isinf(log.records().back().shortest)) << "punishments are no goal";
    log.begin(arenaWith({}), {0.4, 0.05});
    log.end(15.0, 5.0, true);
    EXPECT_TRUE(std::isnan(log.records().back().pathRatio())) << "begun inside a reward";
}

TEST(EpisodeLog, RecoversWithTheFirstOfThreeGoodEpisodesInARow) {
    EpisodeLog log;
    const ArenaPointer arena = arenaWith({});
    double time = 0.0;
    const auto episode = [&](double path, bool reached = true) {
        log.begin(arena, {-0.4, 0.0});
        log.move(path, 0.0);
        log.end(time += 10.0, 10.0, reached);
    };
    episode(5.0);
    log.edit(time);
    log.end(time += 10.0, 10.0, true); // was under way: counted, not judged
    episode(5.0);                      // too long
    episode(0.8);
    episode(0.8, false); // its time was up
    episode(1.3);        // first of three
    episode(1.3);
    ASSERT_EQ(log.recoveries().size(), 1u);
    EXPECT_FALSE(log.recoveries()[0].recovered());
    EXPECT_EQ(log.recoveries()[0].episodes, 6);
    episode(0.7);
    EXPECT_TRUE(log.recoveries()[0].recovered());
    EXPECT_EQ(log.recoveries()[0].seconds, 50.0);
    EXPECT_EQ(log.recoveries()[0].episodes, 5);
    episode(9.0);
    EXPECT_EQ(log.recoveries()[0].seconds, 50.0) << "what comes later does not undo it";
    log.edit(time);
    EXPECT_FALSE(log.recoveries().back().recovered());

    Checkpoint checkpoint;
    saveState(log, checkpoint);
    EpisodeLog copy;
    restoreState(copy, Checkpoint::fromBytes(checkpoint.bytes()));
    EXPECT_EQ(copy.count(), log.count());
    Checkpoint again;
    saveState(copy, again);
    EXPECT_EQ(again.bytes(), checkpoint.bytes());
}

TEST(EpisodeLog, CountsVisitsAnewWhenTheGoalHasMoved) {
    Scene scene = testing::raceScene({}, "dyna_q");
    scene.task.nextGoal = Task::NextGoal::randomPlace;
    scene.task.goalVisits = 3;
    World world(scene);
    while (world.episodes().count() < 40)
        world.tick();
    long firsts = 0, reached = 0;
    for (const EpisodeRecord& record : world.episodes().records()) {
        EXPECT_LT(record.visits, 3);
        firsts += record.visits == 0;
        reached += record.reached;
        if (std::isfinite(record.shortest)) {
            EXPECT_LE(record.shortest, length(record.goal - record.from));
            EXPECT_EQ(record.efficiency() == 0.0, !record.reached);
        }
    }
    EXPECT_GE(firsts, reached / 3);
    EXPECT_LT(firsts, 40);

    // One that moves on the way leaves nothing to compare with.
    scene.task.goalVisits = 0;
    scene.task.goalSeconds = 0.5;
    World restless(scene);
    while (restless.episodes().count() < 5)
        restless.tick();
    for (const EpisodeRecord& record : restless.episodes().records())
        EXPECT_TRUE(std::isnan(record.shortest) || record.seconds <= 0.5) << record.seconds;
}

TEST(EpisodeLog, OfAnAgentInTheRat) {
    World world(testing::raceScene({}, "dyna_q"));
    while (world.episodes().count() < 60)
        world.tick();
    double late = 0.0;
    const auto& records = world.episodes().records();
    for (std::size_t i = 0; i < records.size(); ++i) {
        EXPECT_GE(records[i].path, 0.99 * records[i].shortest) << "no way is shorter";
        if (i >= 50)
            late += records[i].pathRatio() / 10.0;
    }
    EXPECT_LT(late, 2.5) << "it has learned";
    EXPECT_GT(records[0].path, 2.0 * records[59].path);
}

} // namespace
} // namespace hippodrome::test_episode_log
