#include "tests/app/program.h"

#include <fstream>

namespace hippodrome::test_usage {

TEST(Usage, VersionAndHelp) {
    const TestFolder folder;
    const ProgramResult version = runProgram(folder, {"--version"});
    EXPECT_EQ(version.status, 0);
    EXPECT_TRUE(version.out.starts_with("hippodrome ")) << version.out;
    const ProgramResult help = runProgram(folder, {"--help"});
    EXPECT_EQ(help.status, 0);
    for (const char* verb : {"run", "train", "score", "export"}) {
        EXPECT_NE(help.out.find(std::string("\n  ") + verb), std::string::npos) << verb;
        const ProgramResult more = runProgram(folder, {verb, "--help"});
        EXPECT_EQ(more.status, 0);
        EXPECT_NE(more.out.find(std::string("hippodrome ") + verb), std::string::npos) << more.out;
    }
}

TEST(Usage, WhatIsNotOfferedEndsWithStatus2) {
    const TestFolder folder;
    const std::string scene = folder.write("tiny.json", tinySceneText());
    const std::string out = (folder / "out").string();
    const std::vector<std::vector<std::string>> calls = {
        {"run"},
        {"run", scene},
        {"run", "--out", out},
        {"run", scene, "--out", out, "--minutes", "1"},
        {"run", scene, "--out", out, "--seconds", "long"},
        {"run", scene, "--out", out, "--seconds", "-1"},
        {"run", scene, "--out", out, "--seconds", "nan"},
        {"run", scene, "--out", out, "--seconds", "1", "--ticks", "1"},
        {"run", scene, "--out", out, "--ticks", "-5"},
        {"run", scene, "--out", out, "--ticks", "1.5"},
        {"run", scene, "--out", out, "--ticks", "1", "--journal", "j"},
        {"run", scene, "--out", out, "--seed", "-1"},
        {"run", scene, "--out", out, "--seed", "1e3"},
        {"run", scene, "--out", out, "--threads", "-1"},
        {"run", scene, "--out", out, "--set", "recording.bin_size"},
        {"run", scene, "--out", out, "--set", "=1"},
        {"run", scene, "--out", out, "--set", "recording.bin_sise=1"},
        {"run", scene, "--out", out, "--set", "recording.bin_size=wide"},
        {"train", scene, "--out", out, "--updates", "5", "--wall-seconds", "5"},
        {"train", scene, "--out", out, "--wall-seconds", "0"},
        {"score"},
        {"score", "maps.npy", "--bin-size", "0"},
        {"export", scene},
        {"export", scene, "--what", "probe", "--format", "gif"},
        {"trian"},
        {"train", scene, "extra", "--out", out},
        {"--theme", "pink"},
    };
    for (const std::vector<std::string>& call : calls) {
        std::string text;
        for (const std::string& word : call)
            text += word + " ";
        const ProgramResult result = runProgram(folder, call);
        EXPECT_EQ(result.status, 2) << text << result.err;
        EXPECT_FALSE(result.err.empty()) << text;
        EXPECT_FALSE(std::filesystem::exists(out)) << text;
    }
}

TEST(Usage, AMisspelledVerbIsRecognised) {
    const TestFolder folder;
    const ProgramResult result = runProgram(folder, {"trian"});
    EXPECT_NE(result.err.find("did you mean train"), std::string::npos) << result.err;
}

TEST(Usage, ScenesThatComeWithTheProgramAreKnownByName) {
    const TestFolder folder;
    const std::string out = (folder / "out").string();
    const ProgramResult run =
        runProgram(folder, {"run", "barrier", "--seconds", "0.1", "--out", out});
    ASSERT_EQ(run.status, 0) << run.err;
    EXPECT_EQ(readJsonFile(folder / "out/scene.json").root.at("title"),
              readJsonFile(std::filesystem::path(HIPPODROME_SOURCE_DIR) / "scenes/barrier.json")
                  .root.at("title"));
    EXPECT_EQ(runProgram(folder, {"check", "detour", "--seeds", "1"}).status, 0)
        << "from a folder of the scenes";
    EXPECT_EQ(runProgram(folder, {"check", "revaluation/detour", "--seeds", "1"}).status, 0);
    // A file of that name goes first.
    std::ofstream(folder.path().string() + ".output/barrier") << tinySceneText();
    const ProgramResult own =
        runProgram(folder, {"run", "barrier", "--seconds", "0.1", "--out", out, "--force"});
    ASSERT_EQ(own.status, 0) << own.err;
    EXPECT_EQ(readJsonFile(folder / "out/scene.json").root.at("title"), tinyScene().title);
}

TEST(Usage, WhatIsMistypedIsAnsweredWithTheNearestThereIs) {
    const TestFolder folder;
    const std::string scene = folder.write("tiny.json", tinySceneText());
    const std::string out = (folder / "out").string();
    const auto said = [&](const std::vector<std::string>& call, int status,
                          const std::string& text) {
        const ProgramResult result = runProgram(folder, call);
        EXPECT_EQ(result.status, status) << result.err;
        EXPECT_NE(result.err.find(text), std::string::npos) << result.err;
    };
    said({"first_lihgt"}, 2, "did you mean first_light?");
    said({"run", "bariier", "--out", out}, 3, "did you mean barrier?");
    said({"run", (folder / "tinny.json").string(), "--out", out}, 3,
         "tinny.json: no such file; did you mean " + scene + "?");
    said({"sweep", "arena", "--out", out}, 3, "did you mean arenas?");
    said({"run", scene, "--out", out, "--set", "recording.bin_sise=1"}, 2,
         "did you mean recording.bin_size?");
    said({"run", "first_light", "--out", out, "--set", "brains.lstm.unit=3"}, 2,
         "did you mean brains.lstm.units?");
    said({"run", "first_light", "--out", out, "--set", "motion.sped=1"}, 2, "did you mean motion.");
    said({"run", scene, "--out", out, "--set", "nothing_like_it=1"}, 2,
         "nothing_like_it: no such value in the scene\n");
}

TEST(Usage, WithoutADisplayTheSceneRunsAndTheFolderIsNamed) {
    const TestFolder folder;
    Scene scene = tinyScene();
    scene.training.updatesPerSecond = 0.1;
    const std::string file = folder.write("tiny.json", writeScene(scene).dump());
    const std::map<std::string, std::string> noDisplay = {
        {"DISPLAY", ""}, {"WAYLAND_DISPLAY", ""}, {"QT_QPA_PLATFORM", ""}};
    const std::filesystem::path place = folder.path().string() + ".output";
    for (const char* name : {"hippodrome-results-tiny", "hippodrome-results-tiny-2"}) {
        const ProgramResult result = runProgram(folder, {file}, noDisplay);
        ASSERT_EQ(result.status, 0) << result.err;
        EXPECT_NE(result.err.find(name), std::string::npos) << result.err;
        EXPECT_EQ(readJsonFile(place / name / "provenance.json").root.at("simulated_seconds"),
                  60.0);
    }
    // A screen that does not answer is none.
    const ProgramResult dead = runProgram(
        folder, {file}, {{"DISPLAY", ":987"}, {"WAYLAND_DISPLAY", ""}, {"QT_QPA_PLATFORM", ""}});
    EXPECT_EQ(dead.status, 0) << dead.err;
    EXPECT_TRUE(std::filesystem::exists(place / "hippodrome-results-tiny-3"));
}

} // namespace hippodrome::test_usage
