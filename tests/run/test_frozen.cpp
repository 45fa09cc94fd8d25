// Files that 0.1.0 wrote open for ever.
#include "core/run/headless_run.h"
#include "core/study/sweep.h"
#include "core/study/sweep_runner.h"

#include "tests/test_folder.h"

#include <gtest/gtest.h>

#include <cmath>
#include <filesystem>

namespace hippodrome::test_frozen {

namespace {

const std::filesystem::path folder = HIPPODROME_TEST_DATA "/0.1.0";

const Json& expectations() {
    static const Json expected = readJsonFile(folder / "expected.json").root;
    return expected;
}

std::vector<std::string> sceneNames() {
    std::vector<std::string> names;
    for (const auto& [name, values] : expectations().items())
        if (std::filesystem::exists(folder / (name + ".hippo")))
            names.push_back(name);
    return names;
}

/// The rat is where 0.1.0 saw it; on another instruction set sums round otherwise.
void expectAt(const Vec2& place, const Json& expected, const std::string& name) {
    EXPECT_NEAR(place.x, expected.at("x").get<double>(), 2e-3) << name;
    EXPECT_NEAR(place.y, expected.at("y").get<double>(), 2e-3) << name;
}

const RunHooks untilTheEnd;

} // namespace

TEST(Frozen, CheckpointsOfEveryKindResume) {
    EXPECT_GE(sceneNames().size(), 37u);
    for (const std::string& name : sceneNames()) {
        SCOPED_TRACE(name);
        const Scene scene = loadScene(folder / (name + ".json"));
        Simulation simulation(scene, 1);
        ASSERT_NO_THROW(simulation.restore(folder / (name + ".hippo")));
        EXPECT_NEAR(simulation.world().time(), 0.6, 1e-9);
        while (simulation.world().time() < 1.0 - 1e-9) {
            while (simulation.trainer().updates() < simulation.updatesDue() &&
                   Trainer::anythingToTrain(simulation.world()))
                simulation.train({});
            simulation.tick();
        }
        expectAt(simulation.world().rat().position, expectations().at(name), name);
    }
}

TEST(Frozen, EveryKindOfBrainAgentAndMotionIsAmongThem) {
    const std::vector<std::string> names = sceneNames();
    const auto among = [&](const std::string& name) {
        return std::find(names.begin(), names.end(), name) != names.end();
    };
    const Json schema = readJsonFile(folder / "scene.schema.json").root.at("properties");
    for (const Json& type : schema["brains"]["items"]["oneOf"]) {
        const std::string key = type["properties"]["type"]["const"];
        EXPECT_TRUE(key == "grid_network" ? among("brain_relu_lstm") : among("brain_" + key));
    }
    for (const Json& type : schema["agent"]["oneOf"])
        EXPECT_TRUE(among("agent_" + type["properties"]["type"]["const"].get<std::string>()));
    for (const Json& type : schema["motion"]["oneOf"])
        EXPECT_TRUE(among("motion_" + type["properties"]["type"]["const"].get<std::string>()));
}

TEST(Frozen, AJournalWithEditsSteeringAndTrainingRepeats) {
    const Journal journal = Journal::read(folder / "edited" / "journal.jsonl");
    EXPECT_EQ(sceneHash(journal.start()), expectations()["edited"]["scene_hash"]);
    HeadlessRun run(loadScene(folder / "edited.json"), 1);
    EXPECT_EQ(run.replay(journal, untilTheEnd), RunOutcome::done);
    EXPECT_EQ(run.simulation().world().ticks(), 300); // of its last entry
    EXPECT_EQ(run.simulation().scene().arena.walls.size(), 2u);
    expectAt(run.simulation().world().rat().position, expectations()["edited"], "edited");
}

TEST(Frozen, AnEditedRunGoesOnWithItsRecordsAndFilm) {
    const TestFolder copy;
    std::filesystem::copy(folder / "edited", copy.path(),
                          std::filesystem::copy_options::recursive |
                              std::filesystem::copy_options::overwrite_existing);
    const Journal journal = Journal::read(copy / "journal.jsonl");
    Scene scene = journal.start();
    for (const Journal::Entry& entry : journal.entries())
        if (!entry.change.is_null())
            scene = Journal::changed(scene, entry);
    HeadlessRun run(scene, 1);
    run.keepFilm();
    run.resume(copy / "checkpoint.hippo");
    EXPECT_EQ(run.simulation().world().ticks(), 310);
    EXPECT_EQ(run.simulation().recorder().epoch(), 2);
    EXPECT_NE(run.simulation().recorder().tuningBefore(0, 0), nullptr);
    EXPECT_EQ(run.runTo(320, untilTheEnd), RunOutcome::done);
    ASSERT_NE(run.film(), nullptr);
    EXPECT_GE(run.film()->frames().size(), 3u);
}

TEST(Frozen, FilmsOpenPackedAndNot) {
    for (const char* name : {"edited/film.hippo", "packed_film.hippo", "wide_arena.film.hippo"}) {
        SCOPED_TRACE(name);
        ASSERT_TRUE(Film::isFilm(folder / name));
        Film film;
        ASSERT_NO_THROW(film.load(folder / name));
        ASSERT_FALSE(film.frames().empty());
        const MapsSnapshot maps = film.frames().back()->snapshot();
        ASSERT_FALSE(maps.populations.empty());
        EXPECT_GT(maps.populations.front().maps.units, 0);
        ASSERT_FALSE(film.weights().empty());
        Simulation simulation(loadScene(folder / "edited.json"), 1);
        EXPECT_NO_THROW(simulation.goBackTo(film.checkpoint(film.weights().back())));
    }
}

TEST(Frozen, ATrainedPolicyIsTaken) {
    Scene scene = loadScene(folder / "agent_vector_navigator.json");
    scene = withValue(scene, "agent.trained", (folder / "vector_navigator.policy").string());
    Simulation simulation(scene, 1);
    for (int i = 0; i < 20; ++i)
        EXPECT_NO_THROW(simulation.tick());
}

TEST(Frozen, RunsOfASweepAreWholeStill) {
    const TestFolder copy;
    std::filesystem::copy(folder / "sweep", copy.path(),
                          std::filesystem::copy_options::recursive |
                              std::filesystem::copy_options::overwrite_existing);
    SweepOptions options;
    options.folder = copy.path();
    options.jobs = 1;
    const SweepResult result = runSweep(loadSweep(folder / "sweep.json"), options);
    EXPECT_EQ(result.present, 2u);
    EXPECT_EQ(result.made, 0u);
    EXPECT_TRUE(result.failures.empty());
}

} // namespace hippodrome::test_frozen
