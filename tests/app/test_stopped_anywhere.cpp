// The program is stopped, as by a kill or a power failure, before each of its renames, removals and
// flushes of files. Afterwards everything is there as it was or as it was to be, can be gone on
// with, and comes to what it would have come to.
#include "core/base/rng.h"

#include "tests/app/program.h"

#include <chrono>
#include <functional>
#include <thread>

namespace hippodrome::test_stopped_anywhere {

namespace {

namespace fs = std::filesystem;

const char* spikingSceneText() {
    return R"({"format": "hippodrome-scene", "version": 1, "title": "tiny", "seed": 3,
      "arena": {"boundary": {"type": "rectangle", "width": 1, "height": 1},
                "rewards": [{"position": [0.2, 0.2], "radius": 0.2}]},
      "task": {"ends_at_rewards": true, "time_limit": 0.3}, "agent": {"type": "dyna_q"},
      "recording": {"bin_size": 0.2, "trajectory_interval": 0.05},
      "brains": [{"name": "pc", "type": "spiking_place_cells", "parameters": {"count": 8}}]})";
}

/// One way of using the program, and what must hold however far it came.
struct Story {
    std::function<void()> prepare;      ///< the folder as it is before
    std::vector<std::string> arguments; ///< of the call that is stopped
    std::function<void()> check;        ///< afterwards: goes on, and compares
};

class StoppedAnywhere : public ::testing::Test {
protected:
    std::string path(const std::string& name) const { return (folder_ / name).string(); }

    void call(const std::vector<std::string>& arguments) {
        const ProgramResult result = runProgram(folder_, arguments);
        ASSERT_EQ(result.status, 0) << result.err;
    }

    /// Stops it before step `at`; false when it came to its end without so many.
    bool stopAt(const Story& story, long at) {
        story.prepare();
        const ProgramResult result = runProgram(folder_, story.arguments,
                                                {{"LD_PRELOAD", HIPPODROME_STOP_AT_LIBRARY},
                                                 {"HIPPODROME_STOP_AT", std::to_string(at)}});
        if (result.status == 0)
            return false;
        EXPECT_EQ(result.status, -1) << result.err; // by a signal
        story.check();
        return true;
    }

    /// Everywhere, or at ten places.
    void tell(const Story& story) {
        long steps = 1;
        for (; stopAt(story, steps) && !HasFailure(); steps *= 2)
            ;
        // The last power of two was too far: how far is it?
        long low = steps / 2, high = steps;
        while (high - low > 1 && !HasFailure()) {
            const long middle = (low + high) / 2;
            (stopAt(story, middle) ? low : high) = middle;
        }
        RecordProperty("steps", std::to_string(low));
        const bool everywhere = std::getenv("HIPPODROME_STOP_EVERYWHERE") != nullptr;
        Rng rng(static_cast<std::uint64_t>(low));
        for (long at = 1; at <= low && everywhere && !HasFailure(); ++at) {
            SCOPED_TRACE("stopped before step " + std::to_string(at));
            stopAt(story, at);
        }
        std::printf("    %s %ld steps\n", everywhere ? "stopped at each of" : "stopped at ten of",
                    low);
    }

    /// Stopped after a random time.
    void tellAtRandom(const Story& story, int times) {
        Rng rng(7);
        for (int i = 0; i < times && !HasFailure(); ++i) {
            SCOPED_TRACE("kill " + std::to_string(i));
            story.prepare();
            Program program(story.arguments, folder_.path().string() + ".output");
            std::this_thread::sleep_for(std::chrono::microseconds(rng.below(150000)));
            program.kill();
            (void)program.finish();
            story.check();
        }
    }

    /// A run into `out`, in parts or whole, is what a run that was never stopped is.
    void expectWhole(const std::string& out) {
        auto found = repeatableFiles(path(out)), expected = repeatableFiles(path("whole"));
        for (const auto& [name, content] : expected)
            EXPECT_TRUE(found.contains(name) && found[name] == content) << name;
        for (const auto& [name, content] : found)
            EXPECT_TRUE(expected.contains(name)) << name << " is left";
    }

    /// Goes on from what is there, or begins again where nothing is.
    void goOn(const std::vector<std::string>& arguments) {
        std::vector<std::string> again = arguments;
        again.push_back("--force");
        fs::path out = path("out");
        ProgramResult result;
        if (fs::exists(out / "checkpoint.hippo") || fs::exists(out / "changes.json")) {
            std::vector<std::string> resumed = again;
            resumed.insert(resumed.end(), {"--resume", (out / "checkpoint.hippo").string()});
            result = runProgram(folder_, resumed);
        }
        if (!fs::exists(out / "checkpoint.hippo")) // it had not come so far
            result = runProgram(folder_, again);
        EXPECT_EQ(result.status, 0) << result.err;
    }

    void copyTo(const std::string& from, const std::string& to) {
        fs::remove_all(path(to));
        if (!from.empty())
            fs::copy(path(from), path(to), fs::copy_options::recursive);
    }

    std::vector<std::string> runTo(const std::string& ticks, const std::string& out) {
        return {"run",     path("scene.json"),   "--ticks", ticks,     "--out",
                path(out), "--checkpoint-every", "0",       "--quiet", "--threads",
                "1"};
    }
    std::vector<std::string> trainTo(const std::string& updates, const std::string& out) {
        return {"train",   path("scene.json"),   "--updates", updates,   "--out",
                path(out), "--checkpoint-every", "0",         "--quiet", "--threads",
                "1"};
    }

    void begin(const char* scene) {
        for (const char* name : {"whole", "part", "before", "out"})
            copyTo("", name);
        folder_.write("scene.json", scene);
    }

    Story freshRun() {
        begin(spikingSceneText());
        call(runTo("12", "whole"));
        return {[&] { copyTo("", "out"); }, runTo("12", "out"),
                [&] {
                    goOn(runTo("12", "out"));
                    expectWhole("out");
                }};
    }
    Story resumedRun() {
        begin(spikingSceneText());
        call(runTo("12", "whole"));
        call(runTo("6", "part"));
        std::vector<std::string> arguments = runTo("12", "out");
        arguments.insert(arguments.end(), {"--force", "--resume", path("out/checkpoint.hippo")});
        return {[&] { copyTo("part", "out"); }, arguments,
                [&] {
                    // Nothing of the first part is lost at any time.
                    EXPECT_TRUE(fs::exists(path("out/checkpoint.hippo")));
                    EXPECT_GE(contentOf(path("out/trajectory.csv")).size(),
                              contentOf(path("part/trajectory.csv")).size());
                    goOn(runTo("12", "out"));
                    expectWhole("out");
                }};
    }
    Story resumedTraining() {
        begin(tinySceneText());
        call(trainTo("24", "whole"));
        call(trainTo("18", "part"));
        std::vector<std::string> arguments = trainTo("24", "out");
        arguments.insert(arguments.end(), {"--force", "--resume", path("out/checkpoint.hippo")});
        return {[&] { copyTo("part", "out"); }, arguments,
                [&] {
                    goOn(trainTo("24", "out"));
                    expectWhole("out");
                }};
    }
    /// Another run with --force where results are.
    Story replacedRun() {
        begin(spikingSceneText());
        call(runTo("6", "part"));
        call(runTo("12", "before"));
        std::vector<std::string> arguments = runTo("6", "out");
        arguments.push_back("--force");
        arguments.insert(arguments.end(), {"--seed", "9"});
        std::vector<std::string> whole = runTo("6", "whole");
        whole.insert(whole.end(), {"--seed", "9"});
        call(whole);
        return {[&] { copyTo("before", "out"); }, arguments,
                [&, arguments] {
                    // What was committed is carried out by whoever reads next.
                    std::vector<std::string> resumed = arguments;
                    resumed.insert(resumed.end(), {"--resume", path("out/checkpoint.hippo")});
                    if (runProgram(folder_, resumed).status == 0)
                        return expectWhole("out");
                    // Not one file of the run before is gone, or changed.
                    const auto before = filesBelow(path("before"));
                    for (const auto& [name, content] : before)
                        EXPECT_EQ(contentOf(path("out/" + name)), content) << name;
                }};
    }
    Story sweep() {
        begin(spikingSceneText());
        folder_.write("sweep.json", R"({"format": "hippodrome-sweep", "version": 1,
            "scene": "scene.json", "seconds": 0.2, "seeds": {"first": 1, "count": 2}})");
        const auto into = [&](const std::string& out) {
            return std::vector<std::string>{
                "sweep", path("sweep.json"), "--out", path(out), "--jobs", "1", "--quiet"};
        };
        call(into("whole"));
        return {[&] { copyTo("", "out"); }, into("out"),
                [&, into] {
                    call(into("out"));
                    auto found = filesBelow(path("out")), expected = filesBelow(path("whole"));
                    for (auto* files : {&found, &expected})
                        std::erase_if(*files, [](const auto& file) {
                            return file.first.ends_with("provenance.json") ||
                                   file.first.ends_with("history.csv");
                        });
                    EXPECT_EQ(found, expected);
                }};
    }

    TestFolder folder_;
};

} // namespace

TEST_F(StoppedAnywhere, ARunBegins) {
    tell(freshRun());
}
TEST_F(StoppedAnywhere, ARunGoesOn) {
    tell(resumedRun());
}
TEST_F(StoppedAnywhere, TrainingGoesOn) {
    tell(resumedTraining());
}
TEST_F(StoppedAnywhere, ARunTakesThePlaceOfAnother) {
    tell(replacedRun());
}
TEST_F(StoppedAnywhere, ASweepIsMade) {
    tell(sweep());
}
TEST_F(StoppedAnywhere, AtRandom) {
    const int times = std::getenv("HIPPODROME_STOP_EVERYWHERE") ? 70 : 3;
    tellAtRandom(freshRun(), times);
    tellAtRandom(resumedRun(), times);
    tellAtRandom(sweep(), times);
}

} // namespace hippodrome::test_stopped_anywhere
