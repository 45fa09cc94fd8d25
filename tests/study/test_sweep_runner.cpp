#include "core/run/run_claim.h"
#include "core/study/sweep_runner.h"

#include "tests/run/tiny_scene.h"

#include <atomic>
#include <map>

namespace hippodrome::test_sweep_runner {

namespace {

constexpr const char* header =
    R"({"format": "hippodrome-sweep", "version": 1, "scene": "tiny.json", )";
constexpr const char* fourRuns =
    R"("updates": 12, "metrics": false, "seeds": [1, 2],
       "values": {"brains.net.units": [8, 12]}})";

class SweepRun : public ::testing::Test {
protected:
    void SetUp() override { folder_.write("tiny.json", tinySceneText()); }

    Sweep read(const std::string& rest) const {
        return loadSweep(folder_.write("sweep.json", header + rest));
    }
    SweepOptions into(const std::string& name, int jobs = 1) const {
        SweepOptions options;
        options.folder = folder_ / name;
        options.jobs = jobs;
        return options;
    }

    TestFolder folder_;
};

/// Every file below a folder, without what depends on the clock.
std::map<std::string, std::string> repeatable(const std::filesystem::path& folder) {
    std::map<std::string, std::string> files;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
        const std::string name = std::filesystem::relative(entry.path(), folder).string();
        if (!entry.is_regular_file() || name.ends_with("provenance.json"))
            continue;
        const std::string content = contentOf(entry.path());
        files[name] = name.ends_with("history.csv") ? withoutLastColumn(content) : content;
    }
    return files;
}

/// Every run is what it is alone, and nothing else lies beside it.
void expectWhole(const Sweep& sweep, const std::filesystem::path& folder) {
    EXPECT_EQ(std::distance(std::filesystem::directory_iterator(folder / "runs"), {}),
              static_cast<std::ptrdiff_t>(sweep.runs.size()));
    for (const PlannedRun& run : sweep.runs)
        EXPECT_TRUE(isWhole(runFolder(folder, run))) << run.hash;
}

TEST_F(SweepRun, HasTheBitsOfARunAlone) {
    const Sweep sweep = read(std::string("\"checkpoints\": true, ") + fourRuns);
    const SweepResult result = runSweep(sweep, into("out", 2));
    EXPECT_EQ(result.runs, 4u);
    EXPECT_EQ(result.made, 4u);
    EXPECT_TRUE(result.failures.empty());
    expectWhole(sweep, folder_ / "out");
    for (const PlannedRun& run : sweep.runs) {
        const Scene scene = sweep.sceneOf(run);
        HeadlessRun alone(scene, 2);
        RunFolder whole(folder_ / ("alone." + run.hash), false, scene);
        RunAccount account;
        account.outcome = alone.trainTo(12, {});
        whole.finish(alone, account, {.metrics = false});
        EXPECT_EQ(repeatable(runFolder(folder_ / "out", run)), repeatable(whole.path()));
    }
}

TEST_F(SweepRun, ShardsMakeTheWholeAndNothingTwice) {
    const Sweep sweep = read(fourRuns);
    runSweep(sweep, into("whole"));
    std::size_t made = 0;
    for (std::size_t index = 1; index <= 3; ++index) {
        SweepOptions options = into("shards");
        options.shard = {index, 3};
        const SweepResult result = runSweep(sweep, options);
        EXPECT_EQ(result.present, 0u);
        made += result.made;
    }
    EXPECT_EQ(made, 4u);
    EXPECT_EQ(repeatable(folder_ / "shards"), repeatable(folder_ / "whole"));
}

TEST_F(SweepRun, MakesOnlyWhatIsNotThere) {
    const Sweep sweep = read(fourRuns);
    runSweep(sweep, into("out"));
    const std::map<std::string, std::string> before = repeatable(folder_ / "out");
    const std::filesystem::path lost = runFolder(folder_ / "out", sweep.runs[2]);
    std::filesystem::remove_all(lost);
    // What a killed process leaves behind.
    folder_.write("out/runs/" + sweep.runs[2].hash + ".part/history.csv", "half");
    folder_.write("out/runs/" + sweep.runs[2].hash + ".lock", "");
    // A copy that has not come to its end.
    std::filesystem::remove(runFolder(folder_ / "out", sweep.runs[0]) / "provenance.json");
    const SweepResult result = runSweep(sweep, into("out"));
    EXPECT_EQ(result.present, 2u);
    EXPECT_EQ(result.made, 2u);
    expectWhole(sweep, folder_ / "out");
    EXPECT_EQ(repeatable(folder_ / "out"), before);
}

TEST_F(SweepRun, LeavesARunToTheProcessThatMakesIt) {
    const Sweep sweep = read(fourRuns);
    std::filesystem::create_directories(folder_ / "out/runs");
    writePlan(planOf(sweep), folder_ / "other");
    std::filesystem::rename(folder_ / "other/plan.json", folder_ / "out/plan.json");
    const std::filesystem::path lock = runFolder(folder_ / "out", sweep.runs[1]).string() + ".lock";
    {
        const std::optional<RunClaim> claim = RunClaim::take(lock);
        ASSERT_TRUE(claim.has_value());
        const SweepResult result = runSweep(sweep, into("out"));
        EXPECT_EQ(result.claimed, 1u);
        EXPECT_EQ(result.made, 3u);
        EXPECT_FALSE(isWhole(runFolder(folder_ / "out", sweep.runs[1])));
    }
    EXPECT_FALSE(std::filesystem::exists(lock));
    EXPECT_EQ(runSweep(sweep, into("out")).made, 1u);
    expectWhole(sweep, folder_ / "out");
}

TEST_F(SweepRun, StopsCleanlyAndGoesOn) {
    const Sweep sweep = read(fourRuns);
    SweepOptions options = into("out");
    double done = 0.0;
    options.progress = [&](double runs) { done = runs; };
    options.stop = [&] { return done > 1.5; };
    const SweepResult result = runSweep(sweep, options);
    EXPECT_TRUE(result.stopped);
    EXPECT_EQ(result.made, 1u);
    EXPECT_EQ(std::distance(std::filesystem::directory_iterator(folder_ / "out/runs"), {}), 1);
    EXPECT_EQ(runSweep(sweep, into("out")).made, 3u);
    runSweep(sweep, into("whole"));
    EXPECT_EQ(repeatable(folder_ / "out"), repeatable(folder_ / "whole"));
}

TEST_F(SweepRun, ProgressEndsAtTheNumberOfRuns) {
    const Sweep sweep = read(fourRuns);
    SweepOptions options = into("out");
    double last = 0.0;
    options.progress = [&](double runs) {
        EXPECT_GE(runs, last);
        last = runs;
    };
    runSweep(sweep, options);
    EXPECT_NEAR(last, 4.0, 1e-9);
}

TEST_F(SweepRun, ADivergedRunIsAResult) {
    // Steps of the optimiser far too large, through a hundred steps of time.
    const Sweep sweep = read(R"("updates": 1000, "metrics": false,
        "values": {"training.evaluation_interval": [1000]}, "variants": [
        {"name": "wild", "set": {"brains.net.learning_rate": 1, "brains.net.steps": 100}},
        {"name": "calm", "set": {"brains.net.units": 2, "brains.net.batch": 1}}]})");
    const SweepResult result = runSweep(sweep, into("out"));
    EXPECT_EQ(result.made, 2u);
    EXPECT_EQ(result.diverged, 1u);
    const Json provenance =
        readJsonFile(runFolder(folder_ / "out", sweep.runs[0]) / "provenance.json").root;
    EXPECT_EQ(provenance.at("outcome"), "diverged");
    EXPECT_EQ(runSweep(sweep, into("out")).present, 2u);
}

TEST_F(SweepRun, AFaultyRunEndsOnlyItself) {
    folder_.write("path.csv", "time,x,y\n0,0,0\n0.5,0.1,0\n1,0.2,0\n");
    Scene scene = tinyScene();
    scene.motion = {"recorded_path", {{"file", "path.csv"}}};
    folder_.write("tiny.json", writeScene(scene).dump());
    const Sweep sweep =
        read(R"("seconds": 2, "values": {"motion.file": ["path.csv", "none.csv"]}})");
    const SweepResult result = runSweep(sweep, into("out"));
    EXPECT_EQ(result.made, 1u);
    ASSERT_EQ(result.failures.size(), 1u);
    EXPECT_EQ(result.failures[0].run.values[0], "none.csv");
    EXPECT_NE(result.failures[0].message.find("none.csv"), std::string::npos);
    EXPECT_EQ(std::distance(std::filesystem::directory_iterator(folder_ / "out/runs"), {}), 1);
    EXPECT_EQ(readJsonFile(runFolder(folder_ / "out", sweep.runs[0]) / "provenance.json")
                  .root.at("outcome"),
              "path_ended");
}

TEST_F(SweepRun, KeepsWhatTheFileAsksFor) {
    const auto filesOf = [&](const std::string& name, const std::string& rest) {
        const Sweep sweep = read(rest);
        runSweep(sweep, into(name));
        std::string names;
        for (const auto& [file, content] : repeatable(runFolder(folder_ / name, sweep.runs[0])))
            names += file + " ";
        return names;
    };
    EXPECT_EQ(filesOf("all", R"("updates": 2, "checkpoints": true})"),
              "checkpoint.hippo history.csv journal.jsonl metrics.json probe/cells.cells.npy "
              "probe/net.units.npy scene.json ");
    EXPECT_EQ(filesOf("few", R"("updates": 2, "maps": false})"),
              "history.csv journal.jsonl metrics.json scene.json ");
    EXPECT_EQ(filesOf("least", R"("updates": 2, "maps": false, "metrics": false})"),
              "history.csv journal.jsonl scene.json ");
}

TEST_F(SweepRun, NeedsSomethingToTrain) {
    Scene scene = tinyScene();
    scene.brains.erase(scene.brains.begin());
    folder_.write("tiny.json", writeScene(scene).dump());
    EXPECT_THROW(runSweep(read(R"("updates": 3})"), into("out")), Error);
    EXPECT_FALSE(std::filesystem::exists(folder_ / "out"));
    EXPECT_EQ(runSweep(read(R"("seconds": 1})"), into("out")).made, 1u);
}

TEST_F(SweepRun, SaysThatNothingCanBeWritten) {
    SweepOptions options;
    options.folder = "/proc/no/such/folder";
    try {
        runSweep(read(fourRuns), options);
        FAIL() << "expected an Error";
    } catch (const Error& error) {
        EXPECT_EQ(error.kind(), ErrorKind::resource) << error.what();
    }
}

TEST(RunClaim, IsHeldByOne) {
    const TestFolder folder;
    std::optional<RunClaim> first = RunClaim::take(folder / "lock");
    ASSERT_TRUE(first.has_value());
    EXPECT_FALSE(RunClaim::take(folder / "lock").has_value());
    first.reset();
    EXPECT_FALSE(std::filesystem::exists(folder / "lock"));
    EXPECT_TRUE(RunClaim::take(folder / "lock").has_value());
}

} // namespace
} // namespace hippodrome::test_sweep_runner
