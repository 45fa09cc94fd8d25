#include "core/study/sweep_plan.h"

#include "tests/run/tiny_scene.h"

#include <set>

namespace hippodrome::test_sweep {

namespace {

/// The text of a sweep of the tiny scene; `rest` follows.
std::string sweepText(const std::string& rest) {
    return "{\"format\": \"hippodrome-sweep\", \"version\": 1,\n\"scene\": \"tiny.json\",\n" +
           rest + "\n}";
}

class SweepFile : public ::testing::Test {
protected:
    void SetUp() override { folder_.write("tiny.json", tinySceneText()); }

    Sweep read(const std::string& rest) const {
        return loadSweep(folder_.write("sweep.json", sweepText(rest)));
    }
    std::string faultOf(const std::string& rest) const {
        try {
            read(rest);
        } catch (const Error& error) {
            EXPECT_EQ(error.kind(), ErrorKind::badInput) << error.what();
            std::string text = error.what();
            const std::size_t name = text.find("sweep.json:");
            return name == std::string::npos ? text : text.substr(name);
        }
        return "nothing was wrong";
    }
    void expectFault(const std::string& rest, const std::string& part) const {
        const std::string fault = faultOf(rest);
        EXPECT_NE(fault.find(part), std::string::npos) << rest << "\n" << fault;
    }

    TestFolder folder_;
};

TEST_F(SweepFile, AloneItIsOneRunOfTheScene) {
    const Sweep sweep = read(R"("updates": 20)");
    ASSERT_EQ(sweep.runs.size(), 1u);
    EXPECT_EQ(sweep.runs[0].variant, "base");
    EXPECT_EQ(sweep.runs[0].seed, 5u);
    EXPECT_EQ(sceneHash(sweep.sceneOf(sweep.runs[0])), sceneHash(tinyScene()));
    EXPECT_EQ(sweep.goal, (SweepGoal{SweepGoal::Kind::updates, 20.0}));
    EXPECT_TRUE(sweep.maps);
    EXPECT_FALSE(sweep.checkpoints);
}

TEST_F(SweepFile, IsEveryVariantWithEveryCombinationFromEverySeed) {
    const Sweep sweep = read(R"("title": "All", "notes": "why", "seconds": 2.5, "maps": false,
        "seeds": [3, 18446744073709551615],
        "values": {"brains.net.units": [12, 16, 20], "brains.net.cell": ["relu_rnn", "tanh_lstm"]},
        "variants": [{"name": "one", "set": {}},
                     {"name": "two", "set": {"brains.net.batch": 4, "arena.periodic": true}}])");
    ASSERT_EQ(sweep.runs.size(), 2u * 2 * 3 * 2);
    std::set<std::string> hashes, resolved;
    for (const PlannedRun& run : sweep.runs) {
        hashes.insert(run.hash);
        const Scene scene = sweep.sceneOf(run);
        const Json& parameters = scene.findBrain("net")->brain.parameters;
        EXPECT_EQ(parameters.at("units"), run.values[0]);
        EXPECT_EQ(parameters.at("cell"), run.values[1]);
        EXPECT_EQ(parameters.at("batch"), run.variant == "two" ? 4 : 8);
        EXPECT_EQ(scene.arena.periodic, run.variant == "two");
        EXPECT_EQ(scene.seed, run.seed);
        EXPECT_EQ(run.hash, runHash(sceneHash(scene), sweep.goal));
        resolved.insert(sceneHash(scene));
    }
    EXPECT_EQ(hashes.size(), sweep.runs.size());
    EXPECT_EQ(resolved.size(), sweep.runs.size());
    // The first half is all conditions, once.
    for (std::size_t i = 0; i < sweep.runs.size(); ++i)
        EXPECT_EQ(sweep.runs[i].seed, i < 12 ? 3u : 18446744073709551615u);
    EXPECT_FALSE(sweep.maps);
}

TEST_F(SweepFile, SeedsMayBeCounted) {
    const Sweep sweep = read(R"("updates": 20, "seeds": {"first": 7, "count": 3})");
    EXPECT_EQ(sweep.seeds, (std::vector<std::uint64_t>{7, 8, 9}));
}

TEST_F(SweepFile, TheHashTellsWhatMattersAndNothingElse) {
    const std::string hash = read(R"("updates": 20)").runs[0].hash;
    EXPECT_EQ(read(R"("updates": 20, "title": "Other", "maps": false)").runs[0].hash, hash);
    EXPECT_NE(read(R"("updates": 21)").runs[0].hash, hash);
    EXPECT_NE(read(R"("wall_seconds": 20)").runs[0].hash, hash);
    EXPECT_NE(read(R"("seconds": 20)").runs[0].hash, hash);
    EXPECT_NE(read(R"("updates": 20, "seeds": [6])").runs[0].hash, hash);
    EXPECT_EQ(read(R"("updates": 20, "values": {"brains.net.units": [11, 12]})").runs[1].hash,
              hash);
}

TEST_F(SweepFile, SaysWhatIsWrongAndWhere) {
    expectFault(R"("updates": 20, "sedes": [1])", "did you mean \"seeds\"");
    expectFault(R"("updates": 20, "sedes": [1])", "sweep.json:");
    expectFault(R"("seeds": [1])", "expected one of \"updates\"");
    expectFault(R"("updates": 20, "seconds": 3)", "found 2");
    expectFault(R"("updates": 0)", "sweep.json:3:12: updates: expected a whole number from 1");
    expectFault(R"("updates": 2.5)", "whole number");
    expectFault(R"("wall_seconds": -1)", "wall_seconds: expected a number from");
    expectFault("\"updates\": 20,\n\"seeds\": [1, 2, 1]", "sweep.json:4:17: seeds[2]");
    expectFault(R"("updates": 20, "seeds": [])", "size");
    expectFault(R"("updates": 20, "seeds": [-1])", "at least 0");
    expectFault(R"("updates": 20, "seeds": 4)", "expected a list of seeds");
    expectFault(R"("updates": 20, "seeds": {"first": 0, "count": 0})", "seeds.count");
    expectFault(R"("updates": 20, "seeds": {"first": 0, "count": 1, "step": 2})", "step");
    expectFault("\"updates\": 20,\n\"values\": {\"brains.net.unit\": [12]}",
                "sweep.json:4:32: values.brains.net.unit[0]: no such value");
    expectFault(R"("updates": 20, "values": {"brains.net.units": [12, -3]})",
                "values.brains.net.units[1]: expected a whole number");
    expectFault(R"("updates": 20, "values": {"brains.net.units": ["many"]})", "found \"many\"");
    expectFault(R"("updates": 20, "values": {"brains.net.units": [12, 12]})", "twice");
    expectFault(R"("updates": 20, "values": {"brains.net.units": []})", "size");
    expectFault(R"("updates": 20, "values": {"brains.net.units": 12})", "expected a list");
    expectFault(R"("updates": 20, "values": {"seed": [1]})", "expected seeds in the list");
    expectFault(R"("updates": 20, "variants": [{"name": "a", "set": {"brains.no.units": 4}}])",
                "variants[0].set.brains.no.units: no such value");
    expectFault(R"("updates": 20, "variants": [{"name": "A b", "set": {}}])", "lower-case");
    expectFault(R"("updates": 20, "variants": [{"name": "a"}])", "\"set\"");
    expectFault(R"("updates": 20, "variants": [{"name": "a", "set": {}, "seed": 1}])", "seed");
    expectFault(
        R"("updates": 20, "variants": [{"name": "a", "set": {}}, {"name": "a", "set": {}}])",
        "taken");
    expectFault(R"("updates": 20, "values": {"brains.net.units": [3]},
                   "variants": [{"name": "a", "set": {"brains.net.units": 4}}])",
                "under \"values\" too");
    EXPECT_THROW(loadSweep(folder_ / "missing.json"), Error);
}

TEST_F(SweepFile, RefusesTwoRunsThatAreTheSame) {
    expectFault(R"("updates": 20,
        "variants": [{"name": "a", "set": {}}, {"name": "b", "set": {"brains.net.units": 12}}])",
                "two runs are the same: a and b");
    // A title makes no other run.
    expectFault(R"("updates": 20, "values": {"title": ["x", "y"]})", "two runs are the same");
}

TEST_F(SweepFile, RefusesMoreRunsThanItCanHold) {
    expectFault(R"("updates": 20, "seeds": {"first": 0, "count": 50001},
        "variants": [{"name": "a", "set": {}}, {"name": "b", "set": {"brains.net.units": 4}}])",
                "at most 100000 runs, found 100002");
}

TEST_F(SweepFile, RefusesAnotherFormatOrVersion) {
    const auto fault = [&](const std::string& text) {
        try {
            loadSweep(folder_.write("other.json", text));
        } catch (const Error& error) {
            return std::string(error.what());
        }
        return std::string("nothing was wrong");
    };
    EXPECT_NE(fault(tinySceneText()).find("hippodrome-sweep"), std::string::npos);
    EXPECT_NE(fault(R"({"format": "hippodrome-sweep", "version": 2})").find("version 1"),
              std::string::npos);
    EXPECT_NE(fault(R"({"format": "hippodrome-sweep", "version": 1, "scene": "none.json",
                        "updates": 3})")
                  .find("none.json"),
              std::string::npos);
}

TEST_F(SweepFile, ThePlanComesBackFromItsFolder) {
    const SweepPlan plan = planOf(read(R"("title": "Two \"words\"", "updates": 20,
        "seeds": [1, 18446744073709551615], "values": {"brains.net.units": [11, 12]})"));
    writePlan(plan, folder_ / "out");
    EXPECT_EQ(readPlan(folder_ / "out"), plan);
    // More seeds later on take its place.
    const SweepPlan more = planOf(read(R"("updates": 20, "seeds": {"first": 0, "count": 9})"));
    writePlan(more, folder_ / "out");
    EXPECT_EQ(readPlan(folder_ / "out"), more);
    EXPECT_EQ(std::distance(std::filesystem::directory_iterator(folder_ / "out"), {}), 1);
}

TEST_F(SweepFile, ThePlanTouchesNoOtherFolder) {
    const SweepPlan plan = planOf(read(R"("updates": 20)"));
    folder_.write("mine/notes.txt", "mine");
    EXPECT_THROW(writePlan(plan, folder_ / "mine"), Error);
    EXPECT_THROW(readPlan(folder_ / "mine"), Error);
    EXPECT_EQ(std::distance(std::filesystem::directory_iterator(folder_ / "mine"), {}), 1);
    folder_.write("evil/plan.json", R"({"format": "hippodrome-sweep-plan", "version": 1,
        "title": "", "keys": [], "runs": [
        {"hash": "../../../../ab", "variant": "a", "values": [], "seed": 1}]})");
    EXPECT_THROW(readPlan(folder_ / "evil"), Error);
}

TEST(SweepExamples, AreWhole) {
    int sweeps = 0;
    for (const auto& entry :
         std::filesystem::directory_iterator(HIPPODROME_SOURCE_DIR "/scenes/sweeps")) {
        EXPECT_FALSE(loadSweep(entry.path()).notes.empty()) << entry.path();
        ++sweeps;
    }
    EXPECT_GT(sweeps, 0);
}

} // namespace
} // namespace hippodrome::test_sweep
