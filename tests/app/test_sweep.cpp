#include "tests/app/program.h"

#include <algorithm>
#include <chrono>
#include <map>
#include <memory>
#include <thread>

namespace hippodrome::test_sweep {

namespace {

/// Two recipes from two seeds.
constexpr const char* fourRuns = R"({
  "format": "hippodrome-sweep", "version": 1, "title": "Four runs", "scene": "tiny.json",
  "updates": 12, "seeds": [1, 2], "values": {"brains.net.units": [8, 12]}
})";

class SweepCommand : public ::testing::Test {
protected:
    void SetUp() override { folder_.write("tiny.json", tinySceneText()); }

    ProgramResult sweep(const std::string& text, const std::string& out,
                        const std::vector<std::string>& more = {}) const {
        std::vector<std::string> arguments = {"sweep", folder_.write("sweep.json", text), "--out",
                                              (folder_ / out).string()};
        arguments.insert(arguments.end(), more.begin(), more.end());
        return runProgram(folder_, arguments);
    }
    ProgramResult collect(const std::string& out, const std::vector<std::string>& more = {}) const {
        std::vector<std::string> arguments = {"sweep", "--collect", (folder_ / out).string()};
        arguments.insert(arguments.end(), more.begin(), more.end());
        return runProgram(folder_, arguments);
    }
    /// The folders of the runs, in order of their names.
    std::vector<std::filesystem::path> runs(const std::string& out) const {
        std::vector<std::filesystem::path> result;
        for (const auto& entry : std::filesystem::directory_iterator(folder_ / out / "runs"))
            result.push_back(entry.path());
        std::sort(result.begin(), result.end());
        return result;
    }

    TestFolder folder_;
};

/// What a sweep keeps of a run: no film.
std::map<std::string, std::string> filesWithoutFilm(const std::filesystem::path& folder) {
    std::map<std::string, std::string> files = repeatableFiles(folder);
    files.erase("film.hippo");
    return files;
}

TEST_F(SweepCommand, RunsHaveTheBitsOfTrain) {
    std::string text = fourRuns;
    text.insert(1, "\"checkpoints\": true,");
    const ProgramResult result = sweep(text, "out", {"--jobs", "2"});
    ASSERT_EQ(result.status, 0) << result.err;
    EXPECT_NE(result.out.find("4 runs: 4 made"), std::string::npos) << result.out;
    ASSERT_EQ(runs("out").size(), 4u);
    for (const std::filesystem::path& run : runs("out")) {
        const Json provenance = readJsonFile(run / "provenance.json").root;
        EXPECT_EQ(provenance.at("verb"), "train");
        const Scene scene = loadScene(run / "scene.json");
        const std::string units = scene.findBrain("net")->brain.parameters.at("units").dump();
        const std::filesystem::path alone = folder_ / ("alone." + run.filename().string());
        const ProgramResult trained = runProgram(
            folder_, {"train", (folder_ / "tiny.json").string(), "--updates", "12", "--seed",
                      std::to_string(scene.seed), "--set", "brains.net.units=" + units, "--out",
                      alone.string(), "--no-film"});
        ASSERT_EQ(trained.status, 0) << trained.err;
        EXPECT_EQ(repeatableFiles(run), filesWithoutFilm(alone));
    }
}

TEST_F(SweepCommand, RunsHaveTheBitsOfRun) {
    const ProgramResult result = sweep(R"({"format": "hippodrome-sweep", "version": 1,
        "checkpoints": true, "scene": "tiny.json", "seconds": 3})",
                                       "out");
    ASSERT_EQ(result.status, 0) << result.err;
    ASSERT_EQ(runs("out").size(), 1u);
    const ProgramResult alone =
        runProgram(folder_, {"run", (folder_ / "tiny.json").string(), "--seconds", "3", "--out",
                             (folder_ / "alone").string(), "--no-film"});
    ASSERT_EQ(alone.status, 0) << alone.err;
    EXPECT_EQ(repeatableFiles(runs("out")[0]), filesWithoutFilm(folder_ / "alone"));
    EXPECT_EQ(readJsonFile(runs("out")[0] / "provenance.json").root.at("options"),
              readJsonFile(folder_ / "alone/provenance.json").root.at("options"));
}

TEST_F(SweepCommand, ShardsAtTheSameTimeShareAFolder) {
    ASSERT_EQ(sweep(fourRuns, "whole").status, 0);
    const std::string file = (folder_ / "sweep.json").string();
    std::vector<std::unique_ptr<Program>> shards;
    // One shard twice, as when a scheduler starts a job again too early.
    for (const char* shard : {"1/3", "2/3", "2/3", "3/3"})
        shards.push_back(std::make_unique<Program>(
            std::vector<std::string>{"sweep", file, "--out", (folder_ / "shards").string(),
                                     "--shard", shard, "--quiet"},
            folder_.path().string() + ".output/" + std::to_string(shards.size())));
    for (const std::unique_ptr<Program>& shard : shards) {
        const ProgramResult result = shard->finish();
        EXPECT_EQ(result.status, 0) << result.err;
        EXPECT_EQ(result.out, "");
    }
    ASSERT_EQ(runs("shards").size(), 4u);
    for (const std::filesystem::path& run : runs("whole"))
        EXPECT_EQ(repeatableFiles(folder_ / "shards/runs" / run.filename()), repeatableFiles(run));
}

TEST_F(SweepCommand, StopsAtAnInterruptAndGoesOn) {
    std::string text = fourRuns;
    text.replace(text.find("12,"), 2, "100000000");
    const std::string out = (folder_ / "out").string();
    Program program({"sweep", folder_.write("sweep.json", text), "--out", out, "--jobs", "2"},
                    folder_.path().string() + ".output");
    for (int i = 0; i < 3000 && !std::filesystem::exists(out + "/runs"); ++i)
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
    program.interrupt();
    const ProgramResult stopped = program.finish();
    EXPECT_EQ(stopped.status, 0) << stopped.err;
    EXPECT_NE(stopped.err.find("stopped"), std::string::npos) << stopped.err;
    EXPECT_TRUE(runs("out").empty());
    const ProgramResult again = sweep(fourRuns, "out", {"--json"});
    ASSERT_EQ(again.status, 0) << again.err;
    EXPECT_EQ(parseJson(again.out).root.at("made"), 4);
    EXPECT_EQ(parseJson(sweep(fourRuns, "out", {"--json"}).out).root.at("present"), 4);
}

TEST_F(SweepCommand, CollectsTables) {
    ASSERT_EQ(sweep(fourRuns, "out", {"--shard", "1/2"}).status, 0);
    const ProgramResult part = collect("out");
    ASSERT_EQ(part.status, 0) << part.err;
    EXPECT_NE(part.out.find("Four runs: 2 of 4 runs"), std::string::npos) << part.out;
    ASSERT_EQ(sweep(fourRuns, "out", {"--shard", "2/2"}).status, 0);
    const ProgramResult whole = collect("out");
    ASSERT_EQ(whole.status, 0) << whole.err;
    EXPECT_NE(whole.out.find("above null 99"), std::string::npos) << whole.out;
    const std::string rows = contentOf(folder_ / "out/sweep.csv");
    EXPECT_EQ(std::count(rows.begin(), rows.end(), '\n'), 5) << rows;
    EXPECT_TRUE(rows.starts_with("hash,variant,brains.net.units,seed,outcome,updates,brain,"))
        << rows;
    const std::string summary = contentOf(folder_ / "out/sweep_summary.csv");
    EXPECT_EQ(std::count(summary.begin(), summary.end(), '\n'), 3) << summary;
    EXPECT_NE(summary.find("\nbase,8,net,2,0,"), std::string::npos) << summary;
    // Tables do not stand in the way of further runs.
    EXPECT_EQ(sweep(fourRuns, "out").status, 0);
}

TEST_F(SweepCommand, DrawsTheBestMaps) {
    ASSERT_EQ(sweep(fourRuns, "out").status, 0);
    const ProgramResult result =
        collect("out", {"--picture", (folder_ / "maps.svg").string(), "--quiet"});
    if (!HIPPODROME_HAS_WINDOW) {
        EXPECT_EQ(result.status, 2);
        EXPECT_NE(result.err.find("cannot draw"), std::string::npos) << result.err;
        return;
    }
    ASSERT_EQ(result.status, 0) << result.err;
    const std::string svg = contentOf(folder_ / "maps.svg");
    EXPECT_NE(svg.find("Four runs"), std::string::npos);
    EXPECT_NE(svg.find("base 12, seed 2"), std::string::npos);
    std::string without = fourRuns;
    without.insert(1, "\"maps\": false,");
    ASSERT_EQ(sweep(without, "numbers").status, 0);
    EXPECT_EQ(collect("numbers", {"--picture", (folder_ / "none.svg").string()}).status, 3);
}

TEST_F(SweepCommand, SaysWhatIsWrong) {
    std::string misspelled = fourRuns;
    misspelled.replace(misspelled.find("net.units"), 9, "net.unit");
    const ProgramResult key = sweep(misspelled, "out");
    EXPECT_EQ(key.status, 3);
    EXPECT_NE(key.err.find("sweep.json:3:66: values.brains.net.unit[0]"), std::string::npos)
        << key.err;
    EXPECT_FALSE(std::filesystem::exists(folder_ / "out"));
    folder_.write("mine/notes.txt", "mine");
    EXPECT_EQ(sweep(fourRuns, "mine").status, 3);
    EXPECT_EQ(collect("mine").status, 3);
    EXPECT_EQ(filesBelow(folder_ / "mine").size(), 1u);
    for (const char* shard : {"0/2", "3/2", "1", "a/b", "1/2x", "-1/2", "1/0"})
        EXPECT_EQ(sweep(fourRuns, "out", {"--shard", shard}).status, 2) << shard;
    EXPECT_EQ(sweep(fourRuns, "out", {"--collect", "out"}).status, 2);
    EXPECT_EQ(sweep(fourRuns, "out", {"--picture", "a.png"}).status, 2);
    EXPECT_EQ(runProgram(folder_, {"sweep"}).status, 2);
    EXPECT_FALSE(std::filesystem::exists(folder_ / "out"));
}

} // namespace
} // namespace hippodrome::test_sweep
