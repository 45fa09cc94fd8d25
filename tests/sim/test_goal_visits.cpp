#include "core/sim/goal_visits.h"

#include "tests/sim/small_scene.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace hippodrome {
namespace {

/// A rat that goes to the reward by the shortest way, with little noise.
Scene directScene(const Json& task) {
    Scene scene = testing::smallScene(0);
    scene.recording.timeStep = 0.02;
    scene.agent.type = "forager";
    scene.agent.parameters = {
        {"attraction", 1.0}, {"decision_interval", 0.05}, {"zone_side", 0.0}, {"speed", 0.4}};
    scene.motion.parameters["drift_to_random_strength_ratio"] = 1000.0;
    scene.motion.parameters["wall_repel_strength"] = 0.0;
    scene.task = readTask(JsonCursor(JsonDocument{task, {}, {}}), scene.arena);
    return scene;
}

std::vector<GoalVisit> visitsOf(const Scene& scene, int episodes) {
    World world(scene);
    GoalVisits visits(world);
    while (world.episodes().count() < episodes) {
        world.tick();
        visits.note(world);
    }
    return visits.visits();
}

TEST(GoalVisits, MeasureTheWayAroundWallsAgainstTheOneTaken) {
    const Scene scene = directScene({{"ends_at_rewards", true}, {"time_limit", 20}});
    const ArenaGeometry arena(scene.arena);
    const VisibilityGraph ways(arena);
    const std::vector<GoalVisit> visits = visitsOf(scene, 40);
    ASSERT_GT(visits.size(), 30u);
    int around = 0;
    for (std::size_t i = 0; i < visits.size(); ++i) {
        const GoalVisit& visit = visits[i];
        ASSERT_TRUE(visit.reached);
        EXPECT_NEAR(visit.shortest, ways.distance(visit.from, visit.goal.position) - 0.1, 1e-9);
        EXPECT_NEAR(visit.path, 0.4 * visit.seconds, 0.05);
        if (visit.shortest > 0.1) {
            EXPECT_GT(visit.efficiency(), 0.85);
            EXPECT_LT(visit.efficiency(), 1.05);
        }
        around += visit.shortest > length(visit.goal.position - visit.from) - 0.1 + 0.02;
        EXPECT_GE(visit.before, static_cast<int>(i));
    }
    EXPECT_GT(around, 2) << "the wall made no difference";
}

TEST(GoalVisits, CountAnewWhenTheGoalHasMoved) {
    const std::vector<GoalVisit> visits = visitsOf(
        directScene({{"ends_at_rewards", true}, {"next_goal", "random_place"}, {"goal_visits", 3}}),
        30);
    int firsts = 0, most = 0;
    for (const GoalVisit& visit : visits) {
        firsts += visit.before == 0;
        most = std::max(most, visit.before);
    }
    EXPECT_EQ(most, 2);
    EXPECT_GE(firsts, 7);
    EXPECT_LE(firsts, 10);
}

TEST(GoalVisits, LeaveOutWaysDuringWhichTheGoalMovedAndTellThoseThatFailed) {
    Json task = {{"ends_at_rewards", true}, {"time_limit", 0.1}};
    const std::vector<GoalVisit> failed = visitsOf(directScene(task), 20);
    EXPECT_GT(std::count_if(failed.begin(), failed.end(),
                            [](const GoalVisit& visit) {
                                return !visit.reached && visit.efficiency() == 0.0;
                            }),
              10);
    task.update({{"next_goal", "random_place"}, {"goal_seconds", 0.06}});
    EXPECT_TRUE(visitsOf(directScene(task), 20).empty());
}

} // namespace
} // namespace hippodrome
