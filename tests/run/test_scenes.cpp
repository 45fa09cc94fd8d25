#include "core/run/headless_run.h"

#include "tests/run/tiny_scene.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace hippodrome::test_scenes {

namespace {

std::vector<std::string> sceneNames() {
    std::vector<std::string> names;
    for (const auto& entry : std::filesystem::directory_iterator(HIPPODROME_SOURCE_DIR "/scenes"))
        if (entry.path().extension() == ".json")
            names.push_back(entry.path().stem().string());
    std::sort(names.begin(), names.end());
    return names;
}

class ScenesThatComeAlong : public ::testing::TestWithParam<std::string> {
protected:
    std::filesystem::path file() const {
        return std::filesystem::path(HIPPODROME_SOURCE_DIR "/scenes") / (GetParam() + ".json");
    }
};

TEST(Scenes, AreAllThere) {
    const std::vector<std::string> names = sceneNames();
    for (const char* name : {"banino_2018", "barrier", "circle", "first_light", "first_light_plain",
                             "recorded_path", "sorscher_2019", "two_rooms"})
        EXPECT_NE(std::find(names.begin(), names.end(), name), names.end()) << name;
}

TEST_P(ScenesThatComeAlong, RunAndTrain) {
    const Scene asWritten = loadScene(file());
    Scene scene = asWritten;
    EXPECT_FALSE(scene.title.empty());
    EXPECT_GT(scene.notes.size(), 100u);
    scene.training.updatesPerSecond = 1.0;
    // As many cells as published make a slow test. A policy that was trained on them needs them
    // all.
    const std::string agent = asWritten.agent.parameters.dump();
    for (const BrainEntry& brain : asWritten.brains)
        if (brain.brain.type == "grid_network" && agent.find(brain.name + ".") == std::string::npos)
            scene = withValue(scene, "brains." + brain.name + ".units", "32");
    HeadlessRun run(scene, 2);
    const long ticks = std::lround(2.0 / scene.recording.timeStep);
    EXPECT_EQ(run.runTo(ticks, {}), RunOutcome::done);
    const World& world = run.simulation().world();
    EXPECT_EQ(run.simulation().trainer().updates(), Trainer::anythingToTrain(world) ? 2 : 0);
    EXPECT_TRUE(world.arena()->contains(world.rat().position));
    for (const RidingBrain& riding : world.brains()) {
        const std::vector<Population>& populations = riding.brain->populations();
        for (std::size_t p = 0; p < populations.size(); ++p)
            for (const float rate : riding.brain->rates(p))
                ASSERT_TRUE(std::isfinite(rate)) << riding.name << "." << populations[p].name;
    }
}

TEST_P(ScenesThatComeAlong, AreResolvedToThemselves) {
    const Scene scene = loadScene(file());
    const Scene again = readScene({writeScene(scene), {}, {}}, scene.folder);
    EXPECT_EQ(again, scene);
    EXPECT_EQ(sceneHash(again), sceneHash(scene));
}

INSTANTIATE_TEST_SUITE_P(All, ScenesThatComeAlong, ::testing::ValuesIn(sceneNames()),
                         [](const auto& scene) { return scene.param; });

TEST(Scenes, PublishedRecipesAreWhatThePapersSay) {
    const Scene banino = loadScene(HIPPODROME_SOURCE_DIR "/scenes/banino_2018.json");
    const Json& lstm = banino.findBrain("lstm")->brain.parameters;
    EXPECT_EQ(lstm.at("cell"), "tanh_lstm");
    EXPECT_EQ(lstm.at("units"), 128);
    EXPECT_EQ(lstm.at("bottleneck"), 512);
    EXPECT_EQ(lstm.at("dropout"), 0.5);
    EXPECT_EQ(lstm.at("clip"), 1e-5);
    EXPECT_EQ(lstm.at("optimiser"), "rmsprop");
    EXPECT_EQ(lstm.at("place_code").at("width"), 0.01);
    EXPECT_NEAR(lstm.at("walk").at("rotation_std"), 330.0 * std::numbers::pi / 180.0, 1e-12);
    const Scene sorscher = loadScene(HIPPODROME_SOURCE_DIR "/scenes/sorscher_2019.json");
    const Json& rnn = sorscher.findBrain("rnn")->brain.parameters;
    EXPECT_EQ(rnn.at("cell"), "relu_rnn");
    EXPECT_EQ(rnn.at("units"), 512); // published: 4096
    EXPECT_EQ(rnn.at("place_code").at("cells"), 512);
    EXPECT_EQ(rnn.at("batch"), 200);
    EXPECT_EQ(rnn.at("steps"), 20);
    EXPECT_EQ(rnn.at("recurrent_bias"), false);
    EXPECT_NEAR(rnn.at("walk").at("speed_scale"), 0.13 * 2.0 * std::numbers::pi, 1e-12);
}

} // namespace
} // namespace hippodrome::test_scenes
