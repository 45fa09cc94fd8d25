#include "core/base/csv.h"
#include "core/world/simulation.h"

#include "tests/app/program.h"

namespace hippodrome::test_run {

TEST(RunCommand, WritesTheSameFilesWithAnyNumberOfThreads) {
    const TestFolder folder;
    const std::string scene = folder.write("tiny.json", tinySceneText());
    for (const char* threads : {"1", "2"}) {
        const ProgramResult result =
            runProgram(folder, {"run", scene, "--ticks", "100", "--threads", threads, "--out",
                                (folder / threads).string()});
        ASSERT_EQ(result.status, 0) << result.err;
    }
    const auto one = repeatableFiles(folder / "1"), two = repeatableFiles(folder / "2");
    ASSERT_EQ(one.size(), two.size());
    EXPECT_GE(one.size(), 12u);
    for (const auto& [name, content] : one)
        EXPECT_TRUE(two.count(name) && two.at(name) == content) << name;
}

TEST(RunCommand, AnotherSeedIsAnotherRun) {
    const TestFolder folder;
    const std::string scene = folder.write("tiny.json", tinySceneText());
    for (const char* seed : {"5", "6"})
        runProgram(folder, {"run", scene, "--ticks", "40", "--seed", seed, "--out",
                            (folder / seed).string()});
    EXPECT_EQ(readJsonFile(folder / "6/scene.json").root.at("seed"), 6);
    EXPECT_NE(contentOf(folder / "5/trajectory.csv"), contentOf(folder / "6/trajectory.csv"));
}

TEST(RunCommand, ReplaysAJournalToTheSameBits) {
    const TestFolder folder;
    const std::string scene = folder.write("tiny.json", tinySceneText());
    // As a window leaves it: training when there was time, a wall drawn, a parameter changed.
    Simulation simulation(tinyScene(), 1);
    const auto ticks = [&](int count) {
        for (int i = 0; i < count; ++i)
            simulation.tick();
    };
    simulation.train();
    ticks(17);
    simulation.train();
    simulation.train();
    Scene changed = simulation.scene();
    changed.arena.walls.push_back({9, {0.0, -0.5}, {0.0, 0.2}});
    simulation.changeScene(changed);
    ticks(20);
    simulation.changeScene(withValue(simulation.scene(), "brains.cells.field.width", "0.3"));
    ticks(30);
    simulation.train();
    simulation.closeJournal();
    simulation.save(folder / "expected.hippo");
    const std::string journal = folder.write("journal.jsonl", simulation.journal().text());

    const ProgramResult result = runProgram(
        folder, {"run", scene, "--journal", journal, "--out", (folder / "replayed").string()});
    ASSERT_EQ(result.status, 0) << result.err;
    EXPECT_TRUE(stateIn(folder / "replayed/checkpoint.hippo") ==
                stateIn(folder / "expected.hippo"));
    EXPECT_EQ(contentOf(folder / "replayed/journal.jsonl"), contentOf(journal));

    // And the journal of a replay replays.
    const ProgramResult again =
        runProgram(folder, {"run", scene, "--journal", (folder / "replayed/journal.jsonl").string(),
                            "--out", (folder / "again").string()});
    ASSERT_EQ(again.status, 0) << again.err;
    EXPECT_EQ(repeatableFiles(folder / "again"), repeatableFiles(folder / "replayed"));
}

TEST(RunCommand, RefusesTheJournalOfAnotherScene) {
    const TestFolder folder;
    const std::string scene = folder.write("tiny.json", tinySceneText());
    const std::string journal = folder.write("journal.jsonl", Journal(tinyScene()).text());
    const ProgramResult result = runProgram(folder, {"run", scene, "--seed", "6", "--journal",
                                                     journal, "--out", (folder / "out").string()});
    Scene other = tinyScene();
    other.seed = 6;
    EXPECT_EQ(result.status, 3);
    EXPECT_NE(result.err.find(sceneHash(tinyScene())), std::string::npos) << result.err;
    EXPECT_NE(result.err.find(sceneHash(other)), std::string::npos) << result.err;
    EXPECT_FALSE(std::filesystem::exists(folder / "out"));
}

TEST(RunCommand, GoesOnFromACheckpointWithTheSameBits) {
    const TestFolder folder;
    const std::string scene = folder.write("tiny.json", tinySceneText());
    runProgram(folder, {"run", scene, "--ticks", "120", "--out", (folder / "whole").string()});
    runProgram(folder, {"run", scene, "--ticks", "50", "--out", (folder / "part").string()});
    const ProgramResult result =
        runProgram(folder, {"run", scene, "--ticks", "120", "--out", (folder / "part").string(),
                            "--force", "--resume", (folder / "part/checkpoint.hippo").string()});
    ASSERT_EQ(result.status, 0) << result.err;
    auto whole = repeatableFiles(folder / "whole"), part = repeatableFiles(folder / "part");
    // The journal tells in addition where the first part ended, and the checkpoints hold it.
    for (const char* name : {"journal.jsonl", "checkpoint.hippo", "film.hippo"}) {
        whole.erase(name);
        part.erase(name);
    }
    EXPECT_EQ(whole, part);
}

TEST(RunCommand, ItsPathIsARecordedPath) {
    const TestFolder folder;
    const std::string scene = folder.write("tiny.json", tinySceneText());
    runProgram(folder, {"run", scene, "--seconds", "10", "--out", (folder / "walked").string()});
    Scene path = tinyScene();
    path.motion = {"recorded_path", {{"file", "walked/trajectory.csv"}}};
    path.brains.pop_back();
    const std::string following = folder.write("following.json", writeScene(path).dump());
    const ProgramResult result = runProgram(
        folder, {"run", following, "--seconds", "100", "--out", (folder / "followed").string()});
    ASSERT_EQ(result.status, 0) << result.err;
    EXPECT_EQ(readJsonFile(folder / "followed/provenance.json").root.at("outcome"), "path_ended");
    const CsvTable walked = readCsv(folder / "walked/trajectory.csv");
    const CsvTable followed = readCsv(folder / "followed/trajectory.csv");
    ASSERT_EQ(followed.rows.size(), walked.rows.size());
    for (std::size_t row = 0; row < walked.rows.size(); ++row)
        for (const std::size_t column : {0u, 1u, 2u}) // time, x, y
            EXPECT_NEAR(followed.rows[row][column], walked.rows[row][column], 2e-6);
}

TEST(RunCommand, PrintsOneObject) {
    const TestFolder folder;
    const std::string scene = folder.write("tiny.json", tinySceneText());
    const ProgramResult result = runProgram(
        folder, {"run", scene, "--ticks", "40", "--json", "--out", (folder / "out").string(),
                 "--set", "brains.net.units=6", "--set", "title=Smaller"});
    ASSERT_EQ(result.status, 0) << result.err;
    EXPECT_EQ(result.err, "");
    const Json json = parseJson(result.out).root;
    EXPECT_EQ(json.at("ticks"), 40);
    EXPECT_EQ(json.at("updates"), 10);
    EXPECT_EQ(json.at("title"), "Smaller");
    EXPECT_EQ(json.at("networks").at(0).at("brain"), "net");
    const Scene run = loadScene(folder / "out/scene.json");
    EXPECT_EQ(run.findBrain("net")->brain.parameters.at("units"), 6);
}

TEST(RunCommand, IsQuietWhenToldSo) {
    const TestFolder folder;
    const std::string scene = folder.write("tiny.json", tinySceneText());
    const ProgramResult result = runProgram(
        folder, {"run", scene, "--ticks", "4", "--quiet", "--out", (folder / "out").string()});
    EXPECT_EQ(result.status, 0);
    EXPECT_EQ(result.out + result.err, "");
}

TEST(RunCommand, DivergedTrainingKeepsTheLastGoodCheckpoint) {
    const TestFolder folder;
    const std::string scene = folder.write("tiny.json", tinySceneText());
    const std::string out = (folder / "out").string();
    const std::vector<std::string> wild = {"--set", "brains.net.learning_rate=1", "--set",
                                           "brains.net.steps=100"};
    std::vector<std::string> first = {"train", scene, "--updates", "1", "--out", out};
    first.insert(first.end(), wild.begin(), wild.end());
    ASSERT_EQ(runProgram(folder, first).status, 0);
    const std::string good = contentOf(folder / "out/checkpoint.hippo");
    std::vector<std::string> second = {"train",   scene,      "--updates",
                                       "1000",    "--out",    out,
                                       "--force", "--resume", out + "/checkpoint.hippo"};
    second.insert(second.end(), wild.begin(), wild.end());
    const ProgramResult result = runProgram(folder, second);
    EXPECT_EQ(result.status, 4);
    EXPECT_NE(result.err.find("diverged"), std::string::npos) << result.err;
    EXPECT_NE(result.err.find(out + "/checkpoint.hippo"), std::string::npos) << result.err;
    EXPECT_EQ(contentOf(folder / "out/checkpoint.hippo"), good);
    EXPECT_EQ(readJsonFile(folder / "out/provenance.json").root.at("outcome"), "diverged");
}

} // namespace hippodrome::test_run
