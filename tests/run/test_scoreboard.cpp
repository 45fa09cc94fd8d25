#include "core/run/scoreboard.h"

#include <gtest/gtest.h>

namespace hippodrome::test_scoreboard {
namespace {

std::filesystem::path scenes() {
    return std::filesystem::path(HIPPODROME_SOURCE_DIR) / "scenes" / "revaluation";
}

/// Without `seeds` as many as the expectations ask for.
std::vector<ScoreboardRow> check(const Scene& scene, std::optional<int> seeds, int threads = 2) {
    ThreadPool pool(threads);
    return checkExpectations(scene, pool, seeds);
}

/// The whole table of agents by protocol, with fewer seeds than the scenes ask for.
class RevaluationScenes : public ::testing::TestWithParam<std::string> {};

TEST_P(RevaluationScenes, HoldTheirExpectations) {
    const Scene scene = loadScene(scenes() / (GetParam() + ".json"));
    // A choice that is drawn needs many seeds to look like one.
    const bool drawn = GetParam() == "latent_learning";
    const std::vector<ScoreboardRow> rows = check(scene, drawn ? std::nullopt : std::optional(20));
    EXPECT_GE(rows.size(), 9u);
    for (const ScoreboardRow& row : rows) {
        ASSERT_TRUE(row.found) << row.population;
        EXPECT_TRUE(row.fulfilled)
            << row.population << ": expected " << row.expectedWord << ", found " << *row.found;
    }
}

INSTANTIATE_TEST_SUITE_P(Lab, RevaluationScenes,
                         ::testing::Values("detour", "latent_learning", "policy_revaluation",
                                           "policy_revaluation_tree", "reward_revaluation",
                                           "reward_revaluation_six_states", "shortcut",
                                           "transition_revaluation",
                                           "transition_revaluation_six_states"),
                         [](const auto& instance) { return instance.param; });

TEST(Scoreboard, DoesNotDependOnThreads) {
    const Scene scene = loadScene(scenes() / "latent_learning.json");
    const auto one = check(scene, 5, 1), three = check(scene, 5, 3);
    for (std::size_t i = 0; i < one.size(); ++i) {
        EXPECT_EQ(one[i].found, three[i].found);
        EXPECT_EQ(one[i].before, three[i].before);
    }
}

TEST(Scoreboard, SaysWhatDoesNotHold) {
    Scene scene = loadScene(scenes() / "transition_revaluation_six_states.json");
    for (Json& expectation : scene.expectations) {
        expectation["relation"] = ">=";
        expectation["value"] = 0.8;
    }
    int held = 0, failed = 0;
    for (const ScoreboardRow& row : check(scene, 5)) {
        (row.fulfilled ? held : failed) += 1;
        EXPECT_EQ(row.expectedWord, "pass");
        EXPECT_EQ(row.foundWord, row.fulfilled ? "pass" : "fail") << row.population;
    }
    EXPECT_GE(held, 5);
    EXPECT_GE(failed, 4);
}

TEST(Scoreboard, LeavesWhatItDoesNotMeasureUnmeasured) {
    const Scene scene =
        loadScene(std::filesystem::path(HIPPODROME_SOURCE_DIR) / "scenes" / "hairpin.json");
    const std::vector<ScoreboardRow> rows = check(scene, 1);
    ASSERT_FALSE(rows.empty());
    for (const ScoreboardRow& row : rows) {
        EXPECT_FALSE(row.found);
        EXPECT_FALSE(row.fulfilled);
    }
}

TEST(Scoreboard, AChoiceNeedsAnAgentOfTheProtocol) {
    const auto refused = [](const std::string& change) {
        JsonDocument document =
            parseJson(readTextFile(scenes() / "transition_revaluation_six_states.json"), "a.json");
        if (change == "agent")
            document.root["expectations"][0]["population"] = "nobody";
        else
            document.root.erase("protocol");
        try {
            readScene(document);
        } catch (const Error& error) {
            return std::string(error.what());
        }
        return std::string();
    };
    EXPECT_NE(refused("agent").find("expectations[0].population"), std::string::npos);
    EXPECT_NE(refused("protocol").find("protocol"), std::string::npos);
}

std::filesystem::path agentScenes() {
    return std::filesystem::path(HIPPODROME_SOURCE_DIR) / "scenes" / "agents";
}

TEST(Scoreboard, MeasuresWhatAProtocolTellsOfItsEpisodes) {
    const std::vector<ScoreboardRow> rows =
        check(loadScene(agentScenes() / "detour_three_paths.json"), 3);
    ASSERT_GT(rows.size(), 10u);
    for (const ScoreboardRow& row : rows) {
        ASSERT_TRUE(row.found) << row.population;
        EXPECT_EQ(row.metric, "first_choice");
        EXPECT_FALSE(row.phase.empty());
        EXPECT_FALSE(row.place.empty());
        EXPECT_TRUE(row.fulfilled) << row.population << ", " << row.phase << ", " << row.place;
        EXPECT_TRUE(row.foundWord.empty()) << "a verdict is about choices at the end";
    }
}

TEST(Scoreboard, RefusesPhasesAndPlacesThatAreNotThere) {
    for (const char* key : {"phase", "place"}) {
        JsonDocument document =
            parseJson(readTextFile(agentScenes() / "detour_three_paths.json"), "detour.json");
        document.root["expectations"][0][key] = "nowhere";
        try {
            readScene(document);
            ADD_FAILURE() << key << " was taken";
        } catch (const Error& error) {
            EXPECT_NE(std::string(error.what()).find(std::string("expectations[0].") + key),
                      std::string::npos)
                << error.what();
        }
    }
}

TEST(Scoreboard, SaysThatTheWayToAnUnreachableRewardHasNoLength) {
    Scene scene = loadScene(agentScenes() / "replay_track.json");
    scene.arena.walls = {{9, {0.5, -0.05}, {0.5, 0.05}}};
    scene.protocol["phases"][0]["decisions"] = 100;
    scene.expectations = Json::array(
        {{{"metric", "path_ratio"}, {"population", "replay"}, {"relation", "<="}, {"value", 2}}});
    try {
        check(scene, 1);
        FAIL();
    } catch (const Error& error) {
        EXPECT_NE(error.message().find("can come to an end"), std::string::npos);
    }
}

} // namespace
} // namespace hippodrome::test_scoreboard
