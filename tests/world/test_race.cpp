#include "core/world/race.h"
#include "core/world/simulation.h"

#include "tests/world/race_scene.h"

#include <gtest/gtest.h>

namespace hippodrome::test_race {
namespace {

using testing::raceScene;

std::string stateOf(const World& world) {
    Checkpoint checkpoint;
    world.save(checkpoint);
    return checkpoint.bytes();
}

TEST(Race, ARivalOfTheSameKindRunsTheSameRunAsTheAgent) {
    Simulation simulation(raceScene({"q_learning", "dyna_q"}), 1);
    for (int i = 0; i < 4000; ++i)
        simulation.tick();
    const auto& rivals = simulation.race().rivals();
    ASSERT_EQ(rivals.size(), 2u);
    EXPECT_EQ(stateOf(*rivals[0].world), stateOf(simulation.world()));
    EXPECT_NE(rivals[1].world->rat().position, simulation.world().rat().position);
    EXPECT_GT(rivals[1].world->episodes().count(), 3);
}

TEST(Race, RivalsChangeNothingForTheAgent) {
    Simulation alone(raceScene(), 1), beside(raceScene({"model_based"}), 1);
    for (int i = 0; i < 2000; ++i) {
        alone.tick();
        beside.tick();
    }
    EXPECT_EQ(stateOf(alone.world()), stateOf(beside.world()));
}

TEST(Race, ACopyHasOnlyTheBrainsThatItsAgentLearnsOn) {
    Scene scene = raceScene({"q_learning", "sarsa"});
    Json json = writeScene(scene);
    json["brains"] = {{{"name", "places"}, {"type", "place_cells"}},
                      {{"name", "grids"}, {"type", "grid_modules"}}};
    json["rivals"][1]["parameters"]["body"]["state"] = "grids.cells";
    const Race race(readScene({json, {}, {}}));
    EXPECT_TRUE(race.rivals()[0].world->brains().empty());
    ASSERT_EQ(race.rivals()[1].world->brains().size(), 1u);
    EXPECT_EQ(race.rivals()[1].world->brains()[0].name, "grids");
    // A name that another one ends with is not meant.
    json["brains"].push_back({{"name", "ids"}, {"type", "place_cells"}});
    EXPECT_EQ(Race(readScene({json, {}, {}})).rivals()[1].world->brains().size(), 1u);
}

TEST(Race, EditsReachEveryoneAndNewRivalsBeginAnew) {
    const Scene scene = raceScene({"dyna_q"});
    Simulation simulation(scene, 1);
    for (int i = 0; i < 100; ++i)
        simulation.tick();
    Scene edited = scene;
    edited.arena.walls.push_back({77, {-0.5, 0.0}, {0.2, 0.0}});
    EXPECT_FALSE(simulation.changeScene(edited)) << "it goes on";
    EXPECT_EQ(simulation.race().rivals()[0].world->arena()->arena().walls.size(), 1u);
    EXPECT_EQ(simulation.race().rivals()[0].world->ticks(), 100);
    Scene live = withValue(edited, "rivals.dyna_q.replays", "25");
    EXPECT_FALSE(simulation.changeScene(live));
    EXPECT_EQ(simulation.race().rivals()[0].world->ticks(), 100);
    Scene more = live;
    more.rivals.push_back({"sarsa", live.agent});
    more.rivals.back().agent = withValue(live, "agent.type", "sarsa").agent;
    EXPECT_TRUE(simulation.changeScene(more)) << "all begin at the same time";
    EXPECT_EQ(simulation.race().rivals().size(), 2u);
    EXPECT_EQ(simulation.world().ticks(), 0);
}

TEST(Race, GoesOnFromACheckpointWithTheSameBits) {
    const Scene scene = raceScene({"dqn", "successor_td"});
    Simulation simulation(scene, 1);
    for (int i = 0; i < 1000; ++i)
        simulation.tick();
    const Checkpoint checkpoint = Checkpoint::fromBytes(simulation.checkpoint().bytes());
    Race copy(scene);
    restoreState(copy, checkpoint.section("world"));
    for (int i = 0; i < 500; ++i) {
        simulation.tick();
        copy.tick();
    }
    for (std::size_t i = 0; i < 2; ++i)
        EXPECT_EQ(stateOf(*copy.rivals()[i].world), stateOf(*simulation.race().rivals()[i].world));
}

TEST(Race, SaysWhatIsWrongWithARival) {
    const auto messageOf = [](const std::string& field, const Json& value) {
        Json json = writeScene(raceScene({"dyna_q"}));
        json["brains"] = {{{"name", "network"}, {"type", "grid_network"}}};
        if (field == "name")
            json["rivals"].push_back(json["rivals"][0]);
        else
            json["rivals"][0]["parameters"]["body"][field] = value;
        try {
            const Race race(readScene({json, {}, {}}));
        } catch (const Error& error) {
            return std::string(error.what());
        }
        return std::string();
    };
    EXPECT_NE(messageOf("state", "places.cells").find("rivals.dyna_q.body.state"),
              std::string::npos);
    EXPECT_NE(messageOf("state", "network.units").find("which is trained"), std::string::npos);
    EXPECT_NE(messageOf("name", {}).find("dyna_q"), std::string::npos) << "the name is taken";
    EXPECT_EQ(messageOf("speed", 0.3), "");
}

TEST(Steering, LeadsTheRatAndIsRepeatedByTheJournal) {
    const Scene scene = raceScene({"dyna_q"}, "steered");
    Simulation simulation(scene, 1);
    const auto tick = [&](int ticks) {
        for (int i = 0; i < ticks; ++i)
            simulation.tick();
    };
    tick(40);
    const Vec2 before = simulation.world().rat().position;
    simulation.steer(Vec2{1.0, 0.0});
    tick(40); // 2 s at 0.25 m/s
    EXPECT_GT(simulation.world().rat().position.x, before.x + 0.2);
    simulation.steer(std::nullopt);
    tick(40);
    simulation.closeJournal();

    const Journal journal = Journal::parse(simulation.journal().text());
    Simulation again(journal.start(), 1);
    for (const Journal::Entry& entry : journal.entries()) {
        while (again.world().ticks() < entry.tick)
            again.tick();
        again.repeat(entry);
    }
    EXPECT_EQ(stateOf(again.world()), stateOf(simulation.world()));
}

} // namespace
} // namespace hippodrome::test_race
