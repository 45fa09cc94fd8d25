// Every kind of brain and agent in a run: a scene that names it is accepted, edited and resumed,
// and a damaged checkpoint leaves the run as it was, to the bit.
#include "core/world/simulation.h"

#include "tests/contract/checkpoint_damage.h"

#include <gtest/gtest.h>

#include <cmath>

namespace hippodrome::test_run_contract {
namespace {

/// A kind at its defaults, in a scene that has what an agent may learn on.
struct Named {
    std::string key;
    Json brains;
    Json agent;
    friend void PrintTo(const Named& kind, std::ostream* stream) { *stream << kind.key; }
};

Scene sceneOf(const Named& kind) {
    Json json = {{"format", "hippodrome-scene"}, {"version", 1}, {"title", kind.key}};
    json["arena"] = {
        {"boundary", {{"type", "rectangle"}, {"width", 1.2}, {"height", 1.0}}},
        {"walls", Json::array({{{"id", 1}, {"from", {0.0, -0.5}}, {"to", {0.0, 0.1}}}})},
        {"rewards", Json::array({{{"id", 2}, {"position", {0.35, 0.3}}, {"radius", 0.1}}})},
        {"objects", Json::array({{{"id", 3}, {"position", {-0.3, 0.2}}}})}};
    json["brains"] = kind.brains;
    json["agent"] = kind.agent;
    json["recording"] = {{"bin_size", 0.1}};
    return readScene(JsonDocument{json, {}, {}});
}

class RunContract : public ::testing::TestWithParam<Named> {
protected:
    Simulation simulation_{sceneOf(GetParam()), 1};

    void run(int ticks) {
        for (int tick = 0; tick < ticks; ++tick)
            simulation_.tick();
    }
    std::string state() const { return simulation_.checkpoint().bytes(); }
};

TEST_P(RunContract, ADamagedCheckpointLeavesTheRunAsItWas) {
    run(40);
    const Checkpoint checkpoint = simulation_.checkpoint();
    run(25);
    const std::string before = state();
    std::vector<std::string> names = checkpoint.names();
    std::erase_if(names, [](const std::string& name) {
        return testing::mayBeMissing(name) ||
               (!name.starts_with("world.agent") && !name.starts_with("world.brain"));
    });
    ASSERT_FALSE(names.empty());
    // What is read first, what is read last, and something in between.
    for (const std::string& name : {names.front(), names[names.size() / 2], names.back()}) {
        Checkpoint damaged = checkpoint;
        damaged.dropIf([&](const std::string& other) { return other == name; });
        EXPECT_THROW(simulation_.restore(damaged, "run.hippo"), Error) << name;
        ASSERT_TRUE(state() == before) << name;
    }
    simulation_.restore(checkpoint, "run.hippo");
    run(25);
    EXPECT_TRUE(state() == before);
}

TEST_P(RunContract, AnEditIsTakenOverAndTakenBack) {
    run(30);
    const Scene before = simulation_.scene();
    Scene edited = before;
    edited.arena.walls.push_back({7, {-0.3, -0.5}, {-0.3, -0.1}});
    edited.arena.rewards.clear();
    edited.arena.objects.clear();
    EXPECT_FALSE(simulation_.changeScene(edited));
    run(30);
    EXPECT_FALSE(simulation_.changeScene(before));
    run(30);
    for (const RidingBrain& riding : simulation_.world().brains())
        for (std::size_t p = 0; p < riding.brain->populations().size(); ++p)
            for (const float rate : riding.brain->rates(p))
                ASSERT_TRUE(std::isfinite(rate)) << riding.name;
}

std::vector<Named> allKinds() {
    const Json cells = {{{"name", "grid_modules"}, {"type", "grid_modules"}}};
    std::vector<Named> all;
    for (const BrainType& type : brainTypes())
        all.push_back({"brain_" + type.key,
                       {{{"name", "brain"}, {"type", type.key}}},
                       {{"type", "forager"}}});
    for (const AgentType& type : agentTypes())
        all.push_back({"agent_" + type.key, cells, {{"type", type.key}}});
    return all;
}

INSTANTIATE_TEST_SUITE_P(All, RunContract, ::testing::ValuesIn(allKinds()),
                         [](const auto& instance) { return instance.param.key; });

} // namespace
} // namespace hippodrome::test_run_contract
