// What must go wrong in the lab when the mechanism is taken away, and what mends the seeds that
// miss.
#include "core/run/scoreboard.h"

#include <gtest/gtest.h>

#include <cstdio>

namespace hippodrome::test_revaluation_controls {
namespace {

constexpr int seeds = 100;

/// The scene with one agent, some of whose parameters are others.
Scene with(const std::string& name, const std::string& agent, const Json& parameters) {
    Scene scene = loadScene(std::filesystem::path(HIPPODROME_SOURCE_DIR) / "scenes" /
                            "revaluation" / (name + ".json"));
    Json agents = Json::array(), expectations = Json::array();
    for (Json one : scene.protocol["agents"])
        if (one["name"] == agent) {
            one["parameters"].update(parameters);
            agents.push_back(one);
        }
    for (const Json& one : scene.expectations)
        if (one["population"] == agent)
            expectations.push_back(one);
    scene.protocol["agents"] = agents;
    scene.expectations = expectations;
    return scene;
}

/// Share of right choices in per cent.
double right(const Scene& scene, const std::string& what) {
    ThreadPool threads(2);
    const double share = 100.0 * *checkExpectations(scene, threads, seeds).at(0).found;
    std::printf("    measured: %s: %.0f %%\n", what.c_str(), share);
    return share;
}

double withoutReplay(const std::string& name, const std::string& agent) {
    Scene scene = with(name, agent, {{"replays", 0}});
    for (Json& phase : scene.protocol["phases"])
        phase.erase("replays");
    return right(scene, name + ", " + agent + " without replay");
}

TEST(RevaluationControls, WithoutReplayDynaQFailsEverywhere) {
    for (const char* name :
         {"detour", "latent_learning", "policy_revaluation", "policy_revaluation_tree",
          "reward_revaluation", "reward_revaluation_six_states", "shortcut",
          "transition_revaluation", "transition_revaluation_six_states"})
        EXPECT_LE(withoutReplay(name, "dyna_q"), 60.0);
}

TEST(RevaluationControls, WithoutReplayTheSuccessorMapFailsWhereTheWorldOrThePolicyChanges) {
    for (const char* name :
         {"detour", "latent_learning", "policy_revaluation", "policy_revaluation_tree",
          "reward_revaluation", "shortcut", "transition_revaluation"})
        EXPECT_LE(withoutReplay(name, "successor_dyna"), 60.0);
    // On six states its weights of pairs of state and action make all changes those of rewards.
    for (const char* name : {"reward_revaluation_six_states", "transition_revaluation_six_states"})
        EXPECT_GE(withoutReplay(name, "successor_dyna"), 80.0);
}

TEST(RevaluationControls, WithMoreEpisodesNobodyMissesTheLastEnd) {
    for (const char* agent : {"dyna_q", "successor_dyna", "model_based", "prioritised_sweeping"}) {
        Scene scene = with("policy_revaluation_tree", agent, Json::object());
        scene.protocol["phases"][0]["episodes"] = 5000;
        EXPECT_EQ(right(scene, std::string("tree, 5000 episodes, ") + agent), 100.0);
    }
}

TEST(RevaluationControls, AnActorThatLearnsSlowlyDoesNotSettleOnThePoorerBranch) {
    const double fast = right(with("policy_revaluation_tree", "actor_critic", Json::object()),
                              "tree, actor and critic");
    const double slow =
        right(with("policy_revaluation_tree", "actor_critic", {{"actor_rate", 0.01}}),
              "tree, actor and critic with actor rate 0.01");
    EXPECT_GT(fast, 10.0);
    EXPECT_EQ(slow, 0.0);
}

} // namespace
} // namespace hippodrome::test_revaluation_controls
