#include "core/scene/scene.h"

#include <gtest/gtest.h>

namespace hippodrome::test_scene_value {
namespace {

Scene firstLight() {
    return loadScene(HIPPODROME_SOURCE_DIR "/scenes/first_light.json");
}

Error faultOf(const std::string& key, const std::string& value) {
    try {
        withValue(firstLight(), key, value);
    } catch (const Error& error) {
        return error;
    }
    return Error("nothing was wrong");
}

TEST(SceneValue, ANumberThatIsLeftToTheProgramTakesBoth) {
    const std::string key = "brains.lstm.place_code.width";
    Scene scene = firstLight();
    for (const auto& [typed, value] : std::vector<std::pair<std::string, Json>>{
             {"0.2", 0.2}, {"auto", "auto"}, {"0.15", 0.15}, {"\"auto\"", "auto"}}) {
        scene = withValue(scene, key, typed);
        EXPECT_EQ(valueAt(scene, key), value) << typed;
    }
    EXPECT_THROW(withValue(scene, key, "wide"), Error);
    EXPECT_THROW(withValue(scene, key, "0"), Error);
    EXPECT_THROW(withValue(scene, "brains.lstm.learning_rate", "auto"), Error);
}

TEST(SceneValue, ReachesEveryPart) {
    const Scene scene = firstLight();
    EXPECT_EQ(withValue(scene, "seed", "7").seed, 7u);
    EXPECT_EQ(withValue(scene, "title", "New").title, "New");
    EXPECT_EQ(withValue(scene, "title", "\"quoted\"").title, "quoted");
    EXPECT_EQ(withValue(scene, "title", "42").title, "42");
    EXPECT_EQ(withValue(scene, "recording.time_step", "0.02").recording.timeStep, 0.02);
    EXPECT_TRUE(withValue(scene, "arena.periodic", "true").arena.periodic);
    EXPECT_EQ(withValue(scene, "view.maps", "path").view.maps, ViewParameters::MapKind::path);
    EXPECT_EQ(withValue(scene, "motion.speed_mean", "0.1").motion.parameters["speed_mean"], 0.1);
    EXPECT_EQ(withValue(scene, "agent.attraction", "0.5").agent.parameters["attraction"], 0.5);
    const Scene wider = withValue(scene, "brains.place_cells.field.width", "0.3");
    EXPECT_EQ(wider.findBrain("place_cells")->brain.parameters["field"]["width"], 0.3);
    EXPECT_EQ(withValue(scene, "brains.lstm.cell", "relu_rnn")
                  .findBrain("lstm")
                  ->brain.parameters["cell"],
              "relu_rnn");
}

TEST(SceneValue, ChangesNothingElse) {
    const Scene scene = firstLight();
    Scene changed = withValue(scene, "brains.place_cells.field.width", "0.3");
    changed.brains[1].brain.parameters["field"]["width"] =
        scene.brains[1].brain.parameters["field"]["width"];
    EXPECT_EQ(changed, scene);
    EXPECT_EQ(changed.folder, scene.folder);
}

TEST(SceneValue, AnotherTypeKeepsWhatBothTypesKnow) {
    Scene scene = withValue(firstLight(), "agent.type", "q_learning");
    EXPECT_EQ(scene.agent.type, "q_learning");
    scene = withValue(scene, "agent.discount", "0.8");
    scene = withValue(scene, "agent.body.tile_size", "0.25");
    scene = withValue(scene, "agent.trace", "0.3");
    const Scene other = withValue(scene, "agent.type", "\"dyna_q\"");
    EXPECT_EQ(other.agent.type, "dyna_q");
    EXPECT_EQ(other.agent.parameters["discount"], 0.8);
    EXPECT_EQ(other.agent.parameters["body"]["tile_size"], 0.25);
    EXPECT_FALSE(other.agent.parameters.contains("trace"));
    EXPECT_EQ(withValue(other, "agent.type", "forager").agent.type, "forager");
    EXPECT_EQ(withValue(scene, "motion.type", "rayleigh_walk").motion.type, "rayleigh_walk");
    EXPECT_EQ(faultOf("agent.type", "q_leaning").field(), "agent.type");
}

TEST(SceneValue, RefusesUnknownKeysAsWrongUsage) {
    for (const char* key : {"sead", "brains.lstm.untis", "brains.nobody.units", "brains.lstm",
                            "brains.", "motion.speed", "", ".", "recording."}) {
        const Error fault = faultOf(key, "1");
        EXPECT_EQ(fault.kind(), ErrorKind::usage) << key;
        EXPECT_EQ(fault.field(), key);
    }
}

TEST(SceneValue, RefusesValuesThatDoNotFit) {
    EXPECT_EQ(faultOf("recording.time_step", "fast").kind(), ErrorKind::usage);
    EXPECT_EQ(faultOf("recording.time_step", "-1").field(), "recording.time_step");
    EXPECT_EQ(faultOf("recording.time_step", "\"0.1\"").field(), "recording.time_step");
    EXPECT_EQ(faultOf("recording.time_step", "nan").kind(), ErrorKind::usage);
    EXPECT_EQ(faultOf("brains.lstm.cell", "gru").field(), "brains[0].parameters.cell");
    EXPECT_EQ(faultOf("brains.lstm.units", "1.5").field(), "brains[0].parameters.units");
}

} // namespace
} // namespace hippodrome::test_scene_value
