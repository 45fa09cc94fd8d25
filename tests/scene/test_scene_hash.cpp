#include "core/agents/agent.h"
#include "core/brains/brain.h"
#include "core/motion/motion_model.h"
#include "core/scene/scene.h"

#include "tests/scene/random_scene.h"
#include "tests/test_folder.h"

#include <gtest/gtest.h>

#include <set>

namespace hippodrome::test_scene_hash {
namespace {

Scene firstLight() {
    return loadScene(HIPPODROME_SOURCE_DIR "/scenes/first_light.json");
}

TEST(SceneHash, IgnoresWhatIsNotRun) {
    const std::string hash = sceneHash(firstLight());
    EXPECT_EQ(hash.size(), 16u);
    Scene scene = firstLight();
    scene.title = "another title";
    scene.notes = "other notes";
    scene.view.colourMap = "magma";
    scene.view.speed = 99.0;
    scene.expectations = Json::array({{{"metric", "peak"}, {"relation", ">"}, {"value", 1}}});
    EXPECT_EQ(sceneHash(scene), hash);
}

/// Changes each value inside, one after the other; the hash must be new every time.
void tryChanges(const Json& root, const std::string& pointer, std::set<std::string>& hashes) {
    const Json& here = root.at(Json::json_pointer(pointer));
    if (here.is_structured()) {
        for (const auto& item : here.items())
            tryChanges(root, pointer + "/" + item.key(), hashes);
        return;
    }
    if (!here.is_number() && !here.is_boolean())
        return;
    Json changed = root;
    Json& value = changed.at(Json::json_pointer(pointer));
    if (value.is_boolean())
        value = !value.get<bool>();
    else if (value.is_number_float())
        value = value.get<double>() * 0.97 + 1.23e-3;
    else
        value = value.get<long>() + 1;
    try {
        EXPECT_TRUE(hashes.insert(sceneHash(testing::sceneOf(changed))).second) << pointer;
    } catch (const Error&) {
        // out of range, or no longer a sound arena
    }
}

TEST(SceneHash, SeesEverythingElse) {
    Json json = writeScene(firstLight());
    for (const char* key : {"view", "version"})
        json.erase(key);
    json["version"] = 1;
    std::set<std::string> hashes{sceneHash(firstLight())};
    for (const char* key : {"seed", "arena", "motion", "agent", "brains", "recording", "training"})
        tryChanges(json, std::string("/") + key, hashes);
    EXPECT_GT(hashes.size(), 60u);
}

TEST(SceneHash, DoesNotDependOnWhatWasSpeltOut) {
    const Scene scene = firstLight();
    EXPECT_EQ(sceneHash(testing::sceneOf(writeScene(scene))), sceneHash(scene));
}

/// The declared fields of a part of the schema that 0.1.0 did not have.
void expectSince(const std::string& what, const std::vector<FieldInfo>& fields,
                 const Json& frozen) {
    for (const FieldInfo& field : fields) {
        const Json* schema = &frozen;
        std::string rest = field.key;
        while (schema && !rest.empty()) {
            const std::string key = rest.substr(0, rest.find('.'));
            rest = key.size() < rest.size() ? rest.substr(key.size() + 1) : "";
            const Json& properties = schema->at("properties");
            schema = properties.contains(key) ? &properties.at(key) : nullptr;
        }
        EXPECT_EQ(schema == nullptr, !field.since.empty())
            << what << "." << field.key
            << ": a field that is younger than 0.1.0 says since when it is there, so that older "
               "scenes keep their hashes";
    }
}

template <class Types>
void expectSinceOfAll(const Types& types, const Json& alternatives) {
    for (const auto& type : types)
        for (const Json& alternative : alternatives)
            if (alternative["properties"]["type"]["const"] == type.key)
                expectSince(type.key, type.fields, alternative["properties"]["parameters"]);
}

TEST(SceneHash, FieldsThatAreYoungerThanTheFirstVersionSaySo) {
    const Json frozen =
        readJsonFile(HIPPODROME_TEST_DATA "/0.1.0/scene.schema.json").root.at("properties");
    expectSinceOfAll(motionTypes(), frozen["motion"]["oneOf"]);
    expectSinceOfAll(agentTypes(), frozen["agent"]["oneOf"]);
    expectSinceOfAll(brainTypes(), frozen["brains"]["items"]["oneOf"]);
    expectSince("task", Task::fields().infos(), frozen["task"]);
    expectSince("senses", SensesParameters::fields().infos(), frozen["senses"]);
    expectSince("recording", RecordingParameters::fields().infos(), frozen["recording"]);
    expectSince("training", TrainingParameters::fields().infos(), frozen["training"]);
}

TEST(SceneHash, IsThatOfTheFirstVersion) {
    const Json expected = readJsonFile(HIPPODROME_TEST_DATA "/0.1.0/expected.json").root;
    for (const auto& [name, values] : expected.items()) {
        const Scene scene = loadScene(HIPPODROME_TEST_DATA "/0.1.0/" + name + ".json");
        if (scene.motion.type == "recorded_path")
            continue; // whose data are part of the hash now
        EXPECT_EQ(sceneHash(scene), values["scene_hash"]) << name;
    }
}

TEST(SceneHash, OfASceneWithoutDataIsWhatItWas) {
    const Scene plain = loadScene(HIPPODROME_SOURCE_DIR "/scenes/first_light_plain.json");
    EXPECT_EQ(sceneHash(plain), "f9deec8cb2afe926"); // of first_light in 0.1.0
    // A number that is left to the program is another scene, though it may come out the same.
    EXPECT_NE(sceneHash(withValue(plain, "brains.lstm.place_code.width", "auto")),
              sceneHash(plain));
}

TEST(SceneHash, SeesTheDataOfAPathAndNotWhereTheyLie) {
    const TestFolder folder;
    std::filesystem::create_directory(folder / "elsewhere");
    folder.write("walk.csv", "time,x,y\n0,0,0\n1,0.1,0\n");
    folder.write("elsewhere/same.csv", "time,x,y\n0,0,0\n1,0.1,0\n");
    const auto sceneWith = [&](const std::string& file) {
        Json json = writeScene(firstLight());
        json["motion"] = {{"type", "recorded_path"}, {"parameters", {{"file", file}}}};
        return readScene({json, {}, {}}, folder.path());
    };
    const Scene scene = sceneWith("walk.csv");
    const std::string hash = sceneHash(scene);
    EXPECT_EQ(sceneHash(sceneWith("elsewhere/same.csv")), hash);
    EXPECT_EQ(sceneHash(withValue(scene, "motion.file", "elsewhere/same.csv")), hash);
    EXPECT_NE(sceneHash(sceneWith("none.csv")), hash);
    folder.write("walk.csv", "time,x,y\n0,0,0\n1,0.2,0\n");
    EXPECT_NE(sceneHash(sceneWith("walk.csv")), hash);
    EXPECT_EQ(sceneHash(scene), hash) << "a scene that was read keeps the data it was read with";
    EXPECT_THROW(requireSameData(scene, sceneWith("walk.csv")), Error);
    EXPECT_NO_THROW(requireSameData(scene, sceneWith("elsewhere/same.csv")));
    // What one works on is saved without; what a run has written has it.
    saveScene(scene, folder / "saved.json");
    EXPECT_EQ(readJsonFile(folder / "saved.json").root["motion"]["parameters"]["data_hash"], "");
    EXPECT_NE(writeScene(scene)["motion"]["parameters"]["data_hash"], "");
}

} // namespace
} // namespace hippodrome::test_scene_hash
