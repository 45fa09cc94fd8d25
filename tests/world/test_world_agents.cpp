// An agent that learns, with a body, in the rat and on its brains.
#include "core/agents/learner_agent.h"
#include "core/world/world.h"

#include <gtest/gtest.h>

namespace hippodrome::test_world_agents {
namespace {

Scene sceneWith(const Json& agent, int cells = 25) {
    Json json = {{"format", "hippodrome-scene"}, {"version", 1}};
    json["arena"] = {{"boundary", {{"type", "rectangle"}, {"width", 1.0}, {"height", 1.0}}},
                     {"rewards", {{{"position", {0.3, 0.3}}, {"radius", 0.1}}}}};
    json["agent"] = agent;
    json["brains"] = Json::array(
        {{{"name", "places"}, {"type", "place_cells"}, {"parameters", {{"count", cells}}}}});
    json["recording"] = {{"time_step", 0.02}};
    return readScene(JsonDocument{json, {}, {}});
}

Json agentOn(const std::string& state, const std::string& type = "q_learning") {
    return {{"type", type}, {"parameters", {{"body", {{"state", state}, {"tile_size", 0.2}}}}}};
}

void run(World& world, double seconds) {
    for (int i = 0; i < static_cast<int>(seconds / world.timeStep()); ++i)
        world.tick();
}

long decisionsOf(const World& world) {
    return dynamic_cast<const LearnerAgent&>(world.agent()).decisions();
}

TEST(WorldAgents, DecideAndLearnOnTilesAndOnAnyPopulation) {
    for (const char* state : {"tiles", "places.cells"}) {
        World world(sceneWith(agentOn(state)));
        run(world, 300.0);
        EXPECT_GT(decisionsOf(world), 150) << state;
        EXPECT_GE(world.totalReward(), 1.0) << state;
    }
}

/// The merge of brain and agent: whatever a brain offers is a state to learn on.
TEST(WorldAgents, LearnOnEveryPopulationOfEveryBrain) {
    int populations = 0;
    for (const BrainType& type : brainTypes()) {
        Json json = writeScene(sceneWith({{"type", "forager"}}));
        json["brains"] = {{{"name", "brain"}, {"type", type.key}}};
        const World offered(readScene(JsonDocument{json, {}, {}}));
        for (const Population& population : offered.brains()[0].brain->populations()) {
            const std::string state = "brain." + population.name;
            json["agent"] = agentOn(state);
            World world(readScene(JsonDocument{json, {}, {}}));
            run(world, 6.0);
            EXPECT_GT(decisionsOf(world), 1) << type.key << " " << state;
            EXPECT_TRUE(world.agent().picture(world.rat().position)) << type.key << " " << state;
            ++populations;
        }
    }
    EXPECT_GE(populations, static_cast<int>(brainTypes().size()));
}

TEST(WorldAgents, GoOnFromACheckpointWithTheSameBits) {
    const Scene scene = sceneWith(agentOn("places.cells", "dyna_q"));
    World world(scene);
    run(world, 33.4);
    Checkpoint checkpoint;
    world.save(checkpoint);
    World copy(scene);
    copy.restore(Checkpoint::fromBytes(checkpoint.bytes()));
    run(world, 20.0);
    run(copy, 20.0);
    EXPECT_EQ(world.rat(), copy.rat());
    EXPECT_EQ(world.totalReward(), copy.totalReward());
    EXPECT_EQ(decisionsOf(world), decisionsOf(copy));
}

TEST(WorldAgents, NameAPopulationThatIsThere) {
    try {
        World world(sceneWith(agentOn("places.sells")));
        FAIL();
    } catch (const Error& error) {
        EXPECT_EQ(error.field(), "agent.body.state");
        EXPECT_NE(error.message().find("places.cells"), std::string::npos) << error.message();
    }
}

TEST(WorldAgents, KeepTheBrainThatTheyLearnOn) {
    const Scene before = sceneWith(agentOn("places.cells"));
    World world(before);
    run(world, 20.0);
    Scene without = before;
    without.brains.clear();
    EXPECT_THROW(world.prepare(before, without), Error);
    run(world, 1.0); // and goes on
    EXPECT_GT(decisionsOf(world), 5);
}

TEST(WorldAgents, AreMadeAnewWithOtherUnitsAndKeptOtherwise) {
    const Scene before = sceneWith(agentOn("places.cells"));
    World world(before);
    run(world, 20.0);
    const long decisions = decisionsOf(world);
    Scene wall = before;
    wall.arena.walls.push_back({77, {0.0, -0.5}, {0.0, 0.0}});
    world.commit(world.prepare(before, wall));
    EXPECT_EQ(decisionsOf(world), decisions) << "a wall changes nothing in what was learned";
    Scene more = sceneWith(agentOn("places.cells"), 36);
    more.arena = wall.arena;
    world.commit(world.prepare(wall, more));
    EXPECT_EQ(decisionsOf(world), 0);
    run(world, 20.0);
    EXPECT_GT(decisionsOf(world), 5);
}

/// The experiments of agents can be watched: their scenes give the rat an agent with a body.
TEST(WorldAgents, LiveInTheScenesOfTheirExperiments) {
    const std::filesystem::path scenes = std::filesystem::path(HIPPODROME_SOURCE_DIR) / "scenes";
    std::vector<std::filesystem::path> files{scenes / "water_maze.json"};
    for (const auto& entry : std::filesystem::directory_iterator(scenes / "agents"))
        files.push_back(entry.path());
    EXPECT_GE(files.size(), 8u);
    for (const std::filesystem::path& file : files) {
        World world(loadScene(file));
        run(world, 30.0);
        EXPECT_GT(decisionsOf(world), 10) << file;
        EXPECT_FALSE(world.brains().empty()) << file;
    }
}

TEST(WorldAgents, ABrainWithoutCellsIsRefusedBeforeAnAgentCouldLearnOnIt) {
    try {
        sceneWith(agentOn("places.cells"), 0);
        FAIL();
    } catch (const Error& error) {
        EXPECT_NE(error.field().find("parameters.count"), std::string::npos) << error.what();
    }
}

Scene maze(double timeLimit, bool endsAtRewards, const Json& starts) {
    Json json = {{"format", "hippodrome-scene"}, {"version", 1}};
    json["arena"] = {{"boundary", {{"type", "rectangle"}, {"width", 1.0}, {"height", 1.0}}},
                     {"rewards",
                      {{{"position", {0.3, 0.3}}, {"radius", 0.1}},
                       {{"position", {0.3, -0.3}}, {"radius", 0.1}, {"magnitude", -1}}}}};
    json["agent"] = agentOn("tiles");
    json["task"] = {
        {"ends_at_rewards", endsAtRewards}, {"time_limit", timeLimit}, {"starts", starts}};
    json["recording"] = {{"time_step", 0.02}};
    return readScene(JsonDocument{json, {}, {}});
}

const Json corner = Json::array({{{"position", {-0.4, -0.4}}, {"radius", 0.05}}});

TEST(WorldEpisodes, EndAtRewardsAndBeginAtAStart) {
    World world(maze(0.0, true, corner));
    EXPECT_LT(length(world.rat().position - Vec2{-0.4, -0.4}), 0.05);
    long episodes = 0;
    for (int i = 0; i < 60000; ++i) {
        const Vec2 before = world.rat().position;
        world.tick();
        if (world.episodes().count() == episodes)
            continue;
        episodes = world.episodes().count();
        EXPECT_TRUE(world.episodes().records().back().reached);
        EXPECT_LT(length(world.rat().position - Vec2{-0.4, -0.4}), 0.05 + 1e-9);
        EXPECT_LT(length(before - Vec2{0.3, 0.3}), 0.15) << "it was at the reward, not elsewhere";
    }
    EXPECT_GT(episodes, 10);
}

/// Episodes that come to the reward in the last 200 of 1400 seconds.
long rewardedInTheEnd(bool learning) {
    Scene scene = maze(0.0, true, corner);
    scene.agent.parameters["body"]["learning"] = learning;
    World world(scene);
    run(world, 1200.0);
    const long before = world.episodes().count();
    run(world, 200.0);
    return world.episodes().count() - before;
}

TEST(WorldEpisodes, AreLearnedFrom) {
    EXPECT_GT(rewardedInTheEnd(true), 2 * rewardedInTheEnd(false));
}

TEST(WorldEpisodes, EndWhenTheirTimeIsUp) {
    World world(maze(5.0, false, Json::array()));
    for (int i = 0; i < 3; ++i) {
        run(world, 4.9);
        EXPECT_EQ(world.episodes().count(), i);
        run(world, 0.1 + 1e-9);
        EXPECT_EQ(world.episodes().count(), i + 1);
        EXPECT_FALSE(world.episodes().records().back().reached);
        EXPECT_NEAR(world.episodes().records().back().seconds, 5.0, 1e-9);
    }
}

TEST(WorldEpisodes, ARewardThatNobodyReachesLetsTheRatRunOn) {
    Scene scene = maze(0.0, true, corner);
    // Walled in.
    scene.arena.walls = {{91, {0.15, 0.15}, {0.15, 0.5}}, {92, {0.15, 0.15}, {0.5, 0.15}}};
    World world(scene);
    run(world, 120.0);
    EXPECT_EQ(world.episodes().count(), 0);
    EXPECT_GT(decisionsOf(world), 50);
}

TEST(WorldEpisodes, GoOnFromACheckpointWithTheSameBits) {
    const Scene scene = maze(20.0, true, corner);
    World world(scene);
    run(world, 47.0);
    Checkpoint checkpoint;
    world.save(checkpoint);
    World copy(scene);
    copy.restore(Checkpoint::fromBytes(checkpoint.bytes()));
    run(world, 90.0);
    run(copy, 90.0);
    EXPECT_EQ(world.rat(), copy.rat());
    EXPECT_EQ(world.episodes().count(), copy.episodes().count());
    EXPECT_GT(world.episodes().count(), 4);
}

TEST(WorldEpisodes, AreRefusedWhereTheyMakeNoSense) {
    EXPECT_THROW(maze(1.0, true, Json::array({{{"position", {3.0, 0.0}}}})), Error);
    EXPECT_THROW(maze(-1.0, true, corner), Error);
    JsonDocument document{writeScene(maze(1.0, true, corner)), {}, {}};
    EXPECT_EQ(readScene(document), maze(1.0, true, corner)) << "written and read again";
    document.root["motion"] = {{"type", "recorded_path"}, {"parameters", {{"file", "path.csv"}}}};
    EXPECT_THROW(readScene(document), Error);
}

} // namespace
} // namespace hippodrome::test_world_agents
