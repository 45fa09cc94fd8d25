#include "tests/app/program.h"

#include <chrono>
#include <thread>

namespace hippodrome::test_interrupt {

namespace {

/// Waits until the run has begun, as its first file shows.
void waitForFile(const std::filesystem::path& file) {
    for (int i = 0; i < 3000 && !std::filesystem::exists(file); ++i)
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
    // A few steps more: the signals are caught right after the first file is written.
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
}

} // namespace

TEST(Interrupt, TrainingStopsCleanlyAndGoesOn) {
    const TestFolder folder;
    const std::string scene = folder.write("tiny.json", tinySceneText());
    const std::string out = (folder / "out").string();
    Program program({"train", scene, "--updates", "100000000", "--out", out},
                    folder.path().string() + ".output");
    waitForFile(folder / "out/scene.json");
    program.interrupt();
    const ProgramResult stopped = program.finish();
    ASSERT_EQ(stopped.status, 0) << stopped.err;
    EXPECT_NE(stopped.err.find("go on with"), std::string::npos) << stopped.err;
    EXPECT_NE(stopped.err.find("--resume " + out + "/checkpoint.hippo"), std::string::npos)
        << stopped.err;
    const Json provenance = readJsonFile(folder / "out/provenance.json").root;
    EXPECT_EQ(provenance.at("outcome"), "stopped");

    // Ten updates more from there are the same as all of them in one go.
    const std::string goal = std::to_string(provenance.at("updates").get<long>() + 10);
    const ProgramResult resumed =
        runProgram(folder, {"train", scene, "--updates", goal, "--out", out, "--force", "--resume",
                            out + "/checkpoint.hippo"});
    ASSERT_EQ(resumed.status, 0) << resumed.err;
    const ProgramResult whole = runProgram(
        folder, {"train", scene, "--updates", goal, "--out", (folder / "whole").string()});
    ASSERT_EQ(whole.status, 0) << whole.err;
    auto two = repeatableFiles(out), one = repeatableFiles(folder / "whole");
    // Weights in the film hold journals, which tell where the first part ended.
    EXPECT_EQ(two.erase("film.hippo") + one.erase("film.hippo"), 2u);
    EXPECT_EQ(two, one);
}

TEST(Interrupt, ARunLeavesWhatIsThere) {
    const TestFolder folder;
    const std::string scene = folder.write("tiny.json", tinySceneText());
    Program program({"run", scene, "--seconds", "1e8", "--out", (folder / "out").string()},
                    folder.path().string() + ".output");
    waitForFile(folder / "out/scene.json");
    program.interrupt();
    const ProgramResult stopped = program.finish();
    ASSERT_EQ(stopped.status, 0) << stopped.err;
    for (const char* name : {"checkpoint.hippo", "trajectory.csv", "journal.jsonl", "history.csv",
                             "ratemaps/cells.cells.npy", "provenance.json"})
        EXPECT_TRUE(std::filesystem::exists(folder.path() / "out" / name)) << name;
    EXPECT_NE(stopped.err.find("hippodrome run " + scene), std::string::npos) << stopped.err;
}

} // namespace hippodrome::test_interrupt
