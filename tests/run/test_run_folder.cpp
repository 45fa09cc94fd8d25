#include "core/base/npy.h"
#include "core/run/run_folder.h"

#include "tests/run/tiny_scene.h"

#include <cmath>
#include <set>

namespace hippodrome::test_run_folder {

namespace {

const ReportEffort quick{.probeSamples = 2000, .nullMaps = 20};

std::set<std::string> filesIn(const std::filesystem::path& folder) {
    std::set<std::string> names;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder))
        if (entry.is_regular_file())
            names.insert(std::filesystem::relative(entry.path(), folder).string());
    return names;
}

void runInto(const std::filesystem::path& path, long ticks, bool force = false) {
    RunFolder folder(path, force, tinyScene());
    HeadlessRun run(tinyScene(), 1);
    RunAccount account;
    account.verb = "run";
    account.outcome = run.runTo(ticks, {});
    folder.finish(run, account, quick);
}

} // namespace

TEST(RunFolder, HoldsTheFilesThatAreDocumented) {
    const TestFolder folder;
    runInto(folder / "out", 100);
    EXPECT_EQ(filesIn(folder / "out"),
              (std::set<std::string>{"scene.json", "provenance.json", "trajectory.csv",
                                     "occupancy.npy", "history.csv", "metrics.json",
                                     "checkpoint.hippo", "journal.jsonl", "ratemaps/net.units.npy",
                                     "ratemaps/net.place_output.npy", "ratemaps/cells.cells.npy",
                                     "probe/net.units.npy", "probe/cells.cells.npy"}));
    EXPECT_EQ(readNpy(folder / "out/probe/net.units.npy").shape,
              (std::vector<std::size_t>{12, 20, 20}));
    EXPECT_EQ(readNpy(folder / "out/ratemaps/cells.cells.npy").shape,
              (std::vector<std::size_t>{9, 10, 10}));
    EXPECT_EQ(writeScene(loadScene(folder / "out/scene.json")), writeScene(tinyScene()));
}

TEST(RunFolder, OccupancySumsToTheTimeRun) {
    const TestFolder folder;
    runInto(folder / "out", 200);
    double seconds = 0.0;
    for (const double value : readNpy(folder / "out/occupancy.npy").values)
        seconds += std::isnan(value) ? 0.0 : value;
    EXPECT_NEAR(seconds, 5.0, 1e-5);
}

TEST(RunFolder, SaysWhatRanWhere) {
    const TestFolder folder;
    runInto(folder / "out", 100);
    const Json json = readJsonFile(folder / "out/provenance.json").root;
    EXPECT_EQ(json.at("version"), programVersion());
    EXPECT_EQ(json.at("scene_hash"), sceneHash(tinyScene()));
    EXPECT_EQ(json.at("seed"), 5);
    EXPECT_EQ(json.at("ticks"), 100);
    EXPECT_EQ(json.at("updates"), 25);
    EXPECT_EQ(json.at("outcome"), "done");
    EXPECT_EQ(json.at("host").at("threads"), 1);
    EXPECT_FALSE(json.at("host").at("instruction_set").get<std::string>().empty());
}

TEST(RunFolder, MetricsAreThoseOfTheWrittenMaps) {
    const TestFolder folder;
    runInto(folder / "out", 100);
    const Json metrics = readJsonFile(folder / "out/metrics.json").root;
    ASSERT_EQ(metrics.at("populations").size(), 3u);
    for (const Json& entry : metrics.at("populations")) {
        const NpyArray array =
            readNpy(folder.path() / "out" / entry.at("source").get<std::string>() /
                    (entry.at("brain").get<std::string>() + "." +
                     entry.at("population").get<std::string>() + ".npy"));
        ASSERT_EQ(entry.at("maps").size(), array.shape[0]);
        if (entry.at("source") != "probe")
            continue; // weighted by occupancy
        RateMap map(static_cast<int>(array.shape[1]), static_cast<int>(array.shape[2]));
        std::copy_n(array.values.begin(), map.values.size(), map.values.begin());
        MetricOptions options;
        options.binSize = entry.at("bin_width");
        options.ratesInHertz = entry.at("unit") == "Hz";
        const ArenaGeometry arena(tinyScene().arena);
        const WalledBins walls =
            WalledBins::of(arena, BinGrid::covering(arena.bounds(), options.binSize));
        options.walls = &walls;
        EXPECT_EQ(toJson(computeMetrics(map, GridScorer(map.rows, map.columns), options)),
                  entry.at("maps").at(0));
    }
    EXPECT_EQ(metrics.at("populations").at(0).at("summary").at("null").at("maps"), 20);
}

TEST(RunFolder, LeavesNothingOfAnEarlierRunBehind) {
    const TestFolder folder;
    runInto(folder / "out", 100);
    folder.write("out/probe/former.units.npy", "old");
    folder.write("out/notes.txt", "mine");
    EXPECT_THROW(runInto(folder / "out", 0), Error);
    runInto(folder / "out", 0, true);
    EXPECT_EQ(filesIn(folder / "out"),
              (std::set<std::string>{"scene.json", "provenance.json", "history.csv", "metrics.json",
                                     "checkpoint.hippo", "journal.jsonl", "notes.txt",
                                     "probe/net.units.npy", "probe/cells.cells.npy"}));
}

TEST(RunFolder, TouchesNothingInAFolderThatIsNoRun) {
    const TestFolder folder;
    folder.write("out/probe/mine.npy", "mine");
    folder.write("out/trajectory.csv", "mine");
    RunFolder(folder / "out", true, tinyScene());
    EXPECT_EQ(contentOf(folder / "out/probe/mine.npy"), "mine");
    EXPECT_EQ(contentOf(folder / "out/trajectory.csv"), "mine");
}

TEST(RunFolder, SaysAtOnceThatItCannotBeWritten) {
    try {
        RunFolder("/proc/no/such/folder", false, tinyScene());
        FAIL() << "expected an Error";
    } catch (const Error& error) {
        EXPECT_EQ(error.kind(), ErrorKind::resource);
        EXPECT_EQ(error.file(), "/proc/no/such/folder");
    }
}

TEST(RunFolder, ReportingChangesNothing) {
    const TestFolder folder;
    HeadlessRun run(tinyScene(), 1);
    run.runTo(60, {});
    run.simulation().save(folder / "before");
    reportPopulations(run.simulation(), quick);
    run.simulation().save(folder / "after");
    EXPECT_EQ(contentOf(folder / "before"), contentOf(folder / "after"));
}

} // namespace hippodrome::test_run_folder
