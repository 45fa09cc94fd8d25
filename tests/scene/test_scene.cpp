#include "core/scene/scene.h"

#include "tests/scene/random_scene.h"
#include "tests/test_folder.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <set>

namespace hippodrome::test_scene {
namespace {

using testing::randomSceneJson;
using testing::sceneOf;

Json smallScene() {
    return {{"format", "hippodrome-scene"},
            {"version", 1},
            {"arena", {{"boundary", {{"type", "rectangle"}, {"width", 1.0}, {"height", 1.0}}}}}};
}

/// What reading it complains about.
Error faultOf(const Json& json) {
    try {
        sceneOf(json);
    } catch (const Error& error) {
        return error;
    }
    return Error("nothing was wrong");
}

std::vector<std::filesystem::path> shippedScenes() {
    std::vector<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::directory_iterator(HIPPODROME_SOURCE_DIR "/scenes"))
        if (entry.path().extension() == ".json")
            files.push_back(entry.path());
    return files;
}

TEST(Scene, ComesBackEqualFromItsFile) {
    Rng rng(1);
    for (int i = 0; i < 200; ++i) {
        const Scene scene = sceneOf(randomSceneJson(rng));
        const Json written = writeScene(scene);
        EXPECT_EQ(sceneOf(written), scene) << written.dump(2);
        EXPECT_EQ(writeScene(sceneOf(written)), written);
    }
}

TEST(Scene, IsSavedAndLoaded) {
    const TestFolder folder;
    const auto file = folder / "scene.json";
    Rng rng(2);
    Scene scene = sceneOf(randomSceneJson(rng));
    saveScene(scene, file);
    scene.folder = file.parent_path();
    EXPECT_EQ(loadScene(file), scene);
    std::filesystem::remove(file);
    EXPECT_THROW(loadScene(file), Error);
}

TEST(Scene, ShippedScenesAreReadAndSpeltOut) {
    const auto files = shippedScenes();
    ASSERT_FALSE(files.empty());
    for (const auto& file : files) {
        const Scene scene = loadScene(file);
        EXPECT_FALSE(scene.title.empty()) << file;
        EXPECT_EQ(sceneOf(writeScene(scene)).brains, scene.brains) << file;
    }
}

TEST(Scene, ThoseThatComeWithTheProgramSayWhatTheyAreFor) {
    std::set<std::string> questions;
    for (const char* folder : {"", "agents", "revaluation"})
        for (const auto& entry : std::filesystem::directory_iterator(
                 std::filesystem::path(HIPPODROME_SOURCE_DIR "/scenes") / folder)) {
            if (entry.path().extension() != ".json")
                continue;
            const Scene scene = loadScene(entry.path());
            EXPECT_TRUE(findSceneTopic(scene.about.topic)) << entry.path();
            EXPECT_TRUE(questions.insert(scene.about.question).second) << entry.path();
            EXPECT_LE(scene.about.question.size(), 110u) << "no more than two lines of a card";
            EXPECT_GT(scene.about.minutes, 0) << entry.path();
        }
    EXPECT_GT(questions.size(), 50u);
}

TEST(Scene, WhatIsForPeopleIsNotPartOfItsHash) {
    Json json = smallScene();
    const std::string hash = sceneHash(sceneOf(json));
    EXPECT_FALSE(writeScene(sceneOf(json)).contains("about")) << "nothing is said where nothing is";
    json["about"] = {{"topic", "rooms"}, {"level", "goal"}, {"question", "Why?"}, {"minutes", 3}};
    const Scene scene = sceneOf(json);
    EXPECT_EQ(sceneHash(scene), hash);
    EXPECT_EQ(scene.about.level, MarrLevel::goal);
    EXPECT_EQ(sceneOf(writeScene(scene)).about, scene.about);
    json["about"]["topic"] = "room";
    EXPECT_EQ(faultOf(json).field(), "about.topic");
    EXPECT_NE(faultOf(json).message().find("grid_cells, prediction, rooms"), std::string::npos);
}

TEST(Scene, HasDefaultsForAllButTheArena) {
    const Scene scene = sceneOf(smallScene());
    EXPECT_FALSE(scene.motion.type.empty());
    EXPECT_FALSE(scene.motion.parameters.empty());
    EXPECT_EQ(scene.agent.type, "forager");
    EXPECT_TRUE(scene.brains.empty());
    EXPECT_EQ(scene.recording, RecordingParameters{});
    EXPECT_EQ(scene.training, TrainingParameters{});
    EXPECT_EQ(scene.view, ViewParameters{});
}

/// Adds an unknown key to every object inside, one after the other.
void tryUnknownKeys(Json& root, Json& here, const std::string& path) {
    if (here.is_array()) {
        for (std::size_t i = 0; i < here.size(); ++i)
            tryUnknownKeys(root, here[i], path + "[" + std::to_string(i) + "]");
        return;
    }
    if (!here.is_object())
        return;
    here["unknown_key"] = 1;
    const Error fault = faultOf(root);
    EXPECT_EQ(fault.field(), memberPath(path, "unknown_key")) << fault.what();
    EXPECT_EQ(fault.file(), "test.json");
    EXPECT_GT(fault.line(), 0);
    here.erase("unknown_key");
    for (const auto& item : here.items())
        tryUnknownKeys(root, item.value(), memberPath(path, item.key()));
}

TEST(Scene, RefusesEveryUnknownKey) {
    Rng rng(3);
    for (int i = 0; i < 5; ++i) {
        Json json = writeScene(sceneOf(randomSceneJson(rng)));
        tryUnknownKeys(json, json, "");
    }
    Json json = writeScene(loadScene(HIPPODROME_SOURCE_DIR "/scenes/first_light.json"));
    tryUnknownKeys(json, json, "");
}

TEST(Scene, NamesTheNearestKey) {
    Json json = smallScene();
    json["recording"] = {{"bin_sise", 0.1}};
    EXPECT_NE(std::string(faultOf(json).what()).find("did you mean \"bin_size\""),
              std::string::npos);
}

TEST(Scene, RefusesValuesOutOfRangeWithTheirPlace) {
    Json json = smallScene();
    json["brains"] = Json::array(
        {{{"name", "a"}, {"type", "place_cells"}, {"parameters", {{"field", {{"width", -1}}}}}}});
    EXPECT_EQ(faultOf(json).field(), "brains[0].parameters.field.width");
    json = smallScene();
    json["recording"] = {{"time_step", 0}};
    EXPECT_EQ(faultOf(json).field(), "recording.time_step");
    json = smallScene();
    json["seed"] = -1;
    EXPECT_EQ(faultOf(json).field(), "seed");
    json = smallScene();
    json["motion"] = {{"type", "teleport"}};
    EXPECT_EQ(faultOf(json).field(), "motion.type");
}

TEST(Scene, RefusesOtherFormatsAndVersions) {
    Json json = smallScene();
    json["format"] = "something";
    EXPECT_EQ(faultOf(json).field(), "format");
    json = smallScene();
    json.erase("format");
    EXPECT_THROW(sceneOf(json), Error);
    json = smallScene();
    json["version"] = 2;
    EXPECT_NE(faultOf(json).message().find("newer version"), std::string::npos);
    json["version"] = 0;
    EXPECT_EQ(faultOf(json).field(), "version");
}

TEST(Scene, NamesOfBrainsAreUniqueAndFitIntoFileNames) {
    const auto withNames = [](std::vector<std::string> names) {
        Json json = smallScene();
        for (const std::string& name : names)
            json["brains"].push_back({{"name", name}, {"type", "place_cells"}});
        return json;
    };
    EXPECT_NO_THROW(sceneOf(withNames({"a_1", "b"})));
    EXPECT_EQ(faultOf(withNames({"a", "b", "a"})).field(), "brains[2].name");
    for (const char* name : {"", "A", "a b", "../a", "a.b", "\xc3\xbc"})
        EXPECT_EQ(faultOf(withNames({name})).field(), "brains[0].name") << name;
    EXPECT_THROW(sceneOf(withNames(std::vector<std::string>(17, "a"))), Error);
}

TEST(Scene, RefusesAnArenaThatIsNotSound) {
    Json json = smallScene();
    json["arena"]["walls"] = Json::array({{{"from", {0, 0}}, {"to", {5, 0}}}});
    EXPECT_TRUE(faultOf(json).field().starts_with("arena.walls[0]")) << faultOf(json).what();
}

TEST(Scene, FindsBrainsByName) {
    Json json = smallScene();
    json["brains"].push_back({{"name", "cells"}, {"type", "place_cells"}});
    const Scene scene = sceneOf(json);
    ASSERT_NE(scene.findBrain("cells"), nullptr);
    EXPECT_EQ(scene.findBrain("cells")->brain.type, "place_cells");
    EXPECT_EQ(scene.findBrain("other"), nullptr);
}

} // namespace
} // namespace hippodrome::test_scene
