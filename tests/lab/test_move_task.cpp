#include "core/lab/move_task.h"

#include <gtest/gtest.h>

namespace hippodrome::test_move_task {
namespace {

constexpr int east = 0, north = 1, west = 2, south = 3;

/// A box of 5 x 5 tiles of 20 cm with a wall between its second and third column in the lowest row.
struct Box {
    explicit Box(std::vector<Reward> rewards, bool ends = true) {
        Arena arena = Arena::rectangle(1.0, 1.0);
        arena.walls.push_back({100, {-0.1, -0.5}, {-0.1, -0.3}});
        arena.rewards = std::move(rewards);
        requireValid(arena);
        geometry = std::make_shared<const ArenaGeometry>(arena);
        graph.emplace(geometry, TileShape::square, 0.2, geometry->bounds().minimum);
        task.emplace(*graph, *geometry, ends);
    }
    int at(double x, double y) const { return graph->stateAt({x, y}); }

    ArenaPointer geometry;
    std::optional<StateGraph> graph;
    std::optional<MoveTask> task;
};

TEST(MoveTask, GoesWhereTheTilesLeadAndStaysWhereAWallStands) {
    Box box({});
    MoveTask& task = *box.task;
    EXPECT_EQ(task.states(), 25);
    EXPECT_EQ(task.actions(), 4);
    task.reset(box.at(-0.2, -0.4));
    EXPECT_FALSE(task.step(east).done);
    EXPECT_EQ(task.at(), box.at(-0.2, -0.4)) << "the wall";
    task.step(south);
    EXPECT_EQ(task.at(), box.at(-0.2, -0.4)) << "the boundary";
    task.step(north);
    EXPECT_EQ(task.at(), box.at(-0.2, -0.2));
    task.step(east);
    EXPECT_EQ(task.at(), box.at(0.0, -0.2));
}

TEST(MoveTask, PaysOnceOnEnteringAndAgainAfterLeaving) {
    Box box({{1, {0.2, 0.2}, 0.25, 3.0}}, false); // covers a cross of five tiles
    MoveTask& task = *box.task;
    task.reset(box.at(0.2, -0.2));
    EXPECT_EQ(task.step(north).reward, 3.0);
    EXPECT_EQ(task.step(north).reward, 0.0) << "within the same reward";
    EXPECT_EQ(task.step(west).reward, 0.0);
    EXPECT_EQ(task.step(west).reward, 0.0) << "out again";
    EXPECT_EQ(task.step(east).reward, 3.0);
    EXPECT_FALSE(task.step(east).done);
}

TEST(MoveTask, EndsAtRewardsButNotAtPunishments) {
    Box box({{1, {0.2, 0.2}, 0.05, 0.0}, {2, {-0.2, 0.2}, 0.05, -1.0}});
    MoveTask& task = *box.task;
    task.reset(box.at(0.0, 0.2));
    const MoveTask::Step punished = task.step(west);
    EXPECT_EQ(punished.reward, -1.0);
    EXPECT_FALSE(punished.done);
    task.reset(box.at(0.0, 0.2));
    EXPECT_TRUE(task.step(east).done) << "a goal that pays nothing is still a goal";
}

TEST(MoveTask, ARewardNoLargerThanATileStillPays) {
    Box box({{1, {0.28, 0.28}, 0.001, 1.0}});
    box.task->reset(box.at(0.2, 0.4));
    EXPECT_EQ(box.task->step(south).reward, 1.0);
}

TEST(MoveTask, AGraphHasOnlyTheMovesThatItLists) {
    MoveTask task(MoveTable{{{1, 2}, {2}, {}}, {{2, 5.0}}}, true);
    EXPECT_EQ(task.actions(), 2);
    EXPECT_TRUE(task.state(0).allows(1));
    EXPECT_TRUE(task.state(1).allows(0));
    EXPECT_FALSE(task.state(1).allows(1));
    EXPECT_TRUE(task.deadEnd(2));
    task.reset(0);
    EXPECT_EQ(task.step(0).reward, 0.0);
    const MoveTask::Step last = task.step(0);
    EXPECT_EQ(last.reward, 5.0);
    EXPECT_TRUE(last.done);
    EXPECT_EQ(task.at(), 2);
}

} // namespace
} // namespace hippodrome::test_move_task
