// The JSON Schema of scenes accepts what the reader accepts and refuses what it refuses.
#include "core/scene/scene.h"

#include "tests/scene/random_scene.h"
#include "tests/scene/schema_check.h"

#include <gtest/gtest.h>

#include <filesystem>

namespace hippodrome::test_scene_schema {
namespace {

using testing::schemaFault;

TEST(SceneSchema, AcceptsTheShippedScenes) {
    const Json schema = sceneSchema();
    int scenes = 0;
    for (const auto& entry : std::filesystem::directory_iterator(HIPPODROME_SOURCE_DIR "/scenes")) {
        if (entry.path().extension() != ".json")
            continue;
        ++scenes;
        EXPECT_EQ(schemaFault(schema, readJsonFile(entry.path()).root, ""), "") << entry.path();
        EXPECT_EQ(schemaFault(schema, writeScene(loadScene(entry.path())), ""), "") << entry.path();
    }
    EXPECT_GT(scenes, 0);
}

TEST(SceneSchema, AcceptsRandomScenes) {
    const Json schema = sceneSchema();
    Rng rng(11);
    for (int i = 0; i < 50; ++i) {
        const Json json = testing::randomSceneJson(rng);
        EXPECT_EQ(schemaFault(schema, json, ""), "");
        EXPECT_EQ(schemaFault(schema, writeScene(testing::sceneOf(json)), ""), "");
    }
}

/// The places of all values inside, as JSON pointers.
void collect(const Json& value, const std::string& pointer, std::vector<std::string>& places) {
    places.push_back(pointer);
    if (value.is_structured())
        for (const auto& item : value.items())
            collect(item.value(), pointer + "/" + item.key(), places);
}

TEST(SceneSchema, RefusesValuesOfTheWrongKind) {
    const Json schema = sceneSchema();
    const Json scene = writeScene(loadScene(HIPPODROME_SOURCE_DIR "/scenes/first_light.json"));
    std::vector<std::string> places;
    collect(scene, "", places);
    for (const std::string& place : places) {
        if (place.empty())
            continue;
        Json changed = scene;
        Json& value = changed.at(Json::json_pointer(place));
        value = value.is_number() ? Json("a text") : Json(-1.5);
        EXPECT_THROW(testing::sceneOf(changed), Error) << place;
        EXPECT_NE(schemaFault(schema, changed, ""), "") << place;
        if (scene.at(Json::json_pointer(place)).is_object()) {
            changed = scene;
            changed.at(Json::json_pointer(place))["unknown_key"] = 1;
            EXPECT_NE(schemaFault(schema, changed, ""), "") << place;
        }
    }
}

TEST(SceneSchema, HoldsEveryRegisteredType) {
    const std::string text = sceneSchema().dump();
    for (const MotionType& type : motionTypes())
        EXPECT_NE(text.find("\"const\":\"" + type.key + "\""), std::string::npos);
    for (const AgentType& type : agentTypes())
        EXPECT_NE(text.find("\"const\":\"" + type.key + "\""), std::string::npos);
    for (const BrainType& type : brainTypes())
        EXPECT_NE(text.find("\"const\":\"" + type.key + "\""), std::string::npos);
}

TEST(SceneSchema, RefusesScenesWithoutTheirHeader) {
    const Json schema = sceneSchema();
    const Json scene = writeScene(loadScene(HIPPODROME_SOURCE_DIR "/scenes/first_light.json"));
    for (const char* key : {"format", "version", "arena"}) {
        Json changed = scene;
        changed.erase(key);
        EXPECT_NE(schemaFault(schema, changed, ""), "") << key;
        EXPECT_THROW(testing::sceneOf(changed), Error) << key;
    }
}

} // namespace
} // namespace hippodrome::test_scene_schema
