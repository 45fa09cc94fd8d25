#include "core/world/simulation.h"

#include "tests/world/small_scene.h"

#include <gtest/gtest.h>

namespace hippodrome::test_simulation {
namespace {

using testing::run;
using testing::smallScene;
using testing::stateOf;
using testing::temporaryFile;
using testing::withExtraWall;
using testing::withReward;

TEST(Simulation, RunsToTheSameBitsWhateverTheThreads) {
    Simulation one(smallScene(2), 1), two(smallScene(2), 2);
    run(one, 200);
    run(two, 200);
    EXPECT_EQ(stateOf(one), stateOf(two));
    EXPECT_EQ(one.trainer().updates(), 49); // 20 a second, before the last tick of 0.0125 s
}

TEST(Simulation, TakesANewArenaWithoutStartingAnew) {
    Simulation simulation(smallScene(), 1);
    run(simulation, 500);
    EXPECT_FALSE(simulation.changeScene(withExtraWall(simulation.scene())));
    EXPECT_EQ(simulation.world().ticks(), 500);
    EXPECT_EQ(simulation.recorder().epoch(), 1);
    EXPECT_EQ(simulation.scene().arena.walls.size(), 2u);
    run(simulation, 10);
}

TEST(Simulation, TheSameSceneAgainChangesNothing) {
    Simulation simulation(smallScene(), 1);
    run(simulation, 100);
    const std::string before = stateOf(simulation);
    const std::size_t entries = simulation.journal().entries().size();
    EXPECT_FALSE(simulation.changeScene(simulation.scene()));
    Scene retitled = simulation.scene();
    retitled.title = "other";
    EXPECT_FALSE(simulation.changeScene(retitled));
    EXPECT_EQ(stateOf(simulation), before);
    EXPECT_EQ(simulation.journal().entries().size(), entries + 1);
    EXPECT_EQ(simulation.scene().title, "other");
}

TEST(Simulation, ANewSeedOrTimeStepStartsAnew) {
    for (const char* key : {"seed", "recording.time_step"}) {
        Simulation simulation(smallScene(), 1);
        run(simulation, 100);
        EXPECT_TRUE(simulation.changeScene(
            withValue(simulation.scene(), key, std::string(key) == "seed" ? "9" : "0.02")));
        EXPECT_EQ(simulation.world().ticks(), 0);
        EXPECT_EQ(simulation.trainer().updates(), 0);
        Simulation fresh(simulation.scene(), 1);
        run(simulation, 50);
        run(fresh, 50);
        EXPECT_EQ(stateOf(simulation), stateOf(fresh));
    }
}

TEST(Simulation, RestartsFromTheSceneAsItIsNow) {
    Simulation simulation(smallScene(), 1);
    run(simulation, 100);
    simulation.changeScene(withExtraWall(simulation.scene()));
    run(simulation, 100);
    simulation.restart();
    Simulation fresh(withExtraWall(smallScene()), 1);
    run(simulation, 60);
    run(fresh, 60);
    EXPECT_EQ(stateOf(simulation), stateOf(fresh));
}

TEST(Simulation, ASceneThatCannotBeRunChangesNothing) {
    Simulation simulation(smallScene(), 1);
    run(simulation, 100);
    const std::string before = stateOf(simulation);
    const Scene scene = simulation.scene();
    const std::string journal = simulation.journal().text();
    // The maps of a larger arena would not fit, which shows only when everything else is ready.
    Scene vast = scene;
    vast.arena.boundary = Arena::rectangle(900.0, 900.0).boundary;
    EXPECT_THROW(simulation.changeScene(vast), Error);
    Scene fine = scene;
    fine.recording.binSize = 0.001;
    fine.arena.boundary = Arena::rectangle(90.0, 90.0).boundary;
    EXPECT_THROW(simulation.changeScene(fine), Error);
    Scene hungry = withExtraWall(scene);
    hungry.brains[0].brain.parameters["steps"] = 10000;
    hungry.brains[0].brain.parameters["batch"] = 10000;
    EXPECT_THROW(simulation.changeScene(hungry), Error);
    EXPECT_EQ(stateOf(simulation), before);
    EXPECT_EQ(simulation.scene(), scene);
    EXPECT_EQ(simulation.journal().text(), journal);
    run(simulation, 10);
}

TEST(Simulation, BrainsComeAndGo) {
    Simulation simulation(smallScene(1), 1);
    run(simulation, 100);
    simulation.changeScene(smallScene(2));
    run(simulation, 100);
    EXPECT_EQ(simulation.world().brains().size(), 3u);
    EXPECT_EQ(simulation.world().brains()[1].brain->trainable()->trainingReport().updates,
              simulation.trainer().updates() - 24);
    simulation.changeScene(smallScene(0));
    run(simulation, 100);
    EXPECT_EQ(simulation.world().brains().size(), 1u);
}

TEST(SimulationCheckpoint, ResumesToTheSameBits) {
    const auto file = temporaryFile("checkpoint");
    Simulation simulation(smallScene(2), 2);
    run(simulation, 150);
    simulation.save(file);
    Simulation resumed(smallScene(2), 1);
    run(resumed, 20);
    resumed.restore(file);
    EXPECT_EQ(stateOf(resumed), stateOf(simulation));
    run(simulation, 150);
    run(resumed, 150);
    EXPECT_EQ(stateOf(resumed), stateOf(simulation));
    EXPECT_EQ(resumed.trainer().updates(), simulation.trainer().updates());
    EXPECT_EQ(resumed.journal().text(), simulation.journal().text());
    std::filesystem::remove(file);
}

TEST(SimulationCheckpoint, ResumesToTheSameBitsAfterEdits) {
    const auto file = temporaryFile("checkpoint_edited");
    Simulation simulation(smallScene(), 1);
    run(simulation, 500);
    // Chosen so that the lattices in the new arena have other numbers of centres.
    Scene edited = withExtraWall(simulation.scene());
    edited.arena.holes.push_back({9, {{0.1, -0.45}, {0.55, -0.45}, {0.55, 0.15}, {0.1, 0.15}}});
    simulation.changeScene(edited);
    run(simulation, 100);
    simulation.changeScene(withReward(simulation.scene(), {-0.4, -0.3}));
    simulation.changeScene(withValue(simulation.scene(), "brains.net0.learning_rate", "0.01"));
    run(simulation, 30);
    simulation.save(file);
    Simulation resumed(simulation.scene(), 2);
    ASSERT_NE(resumed.world().brains()[0].brain->populations()[1].units,
              simulation.world().brains()[0].brain->populations()[1].units)
        << "the edit does not change the number of centres, so that nothing is tested";
    resumed.restore(file);
    EXPECT_EQ(stateOf(resumed), stateOf(simulation));
    run(simulation, 200);
    run(resumed, 200);
    EXPECT_EQ(stateOf(resumed), stateOf(simulation));
    EXPECT_EQ(resumed.recorder().epoch(), simulation.recorder().epoch());
    EXPECT_EQ(resumed.journal().text(), simulation.journal().text());
    std::filesystem::remove(file);
}

TEST(SimulationCheckpoint, ResumesInTheMiddleOfARoundOfUpdates) {
    const auto file = temporaryFile("checkpoint_part");
    Simulation simulation(smallScene(2), 1);
    run(simulation, 50);
    simulation.trainBrain();
    simulation.save(file);
    Simulation resumed(smallScene(2), 1);
    resumed.restore(file);
    EXPECT_EQ(resumed.trainer().part(), 1);
    run(simulation, 50);
    run(resumed, 50);
    EXPECT_EQ(stateOf(resumed), stateOf(simulation));
    std::filesystem::remove(file);
}

TEST(SimulationCheckpoint, RefusesOthersAndKeepsTheRun) {
    const auto file = temporaryFile("checkpoint_other");
    Simulation simulation(smallScene(), 1);
    run(simulation, 20);
    simulation.save(file);
    Simulation other(withExtraWall(smallScene()), 1);
    run(other, 30);
    const std::string before = stateOf(other);
    try {
        other.restore(file);
        FAIL();
    } catch (const Error& error) {
        EXPECT_EQ(error.file(), file.string());
        EXPECT_NE(error.message().find("another scene"), std::string::npos);
    }
    EXPECT_THROW(other.restore(temporaryFile("missing")), Error);
    // Damaged anywhere, it is refused.
    std::string bytes = testing::contentOf(file);
    for (const std::size_t cut : {bytes.size() / 3, bytes.size() - 1}) {
        std::ofstream(file, std::ios::binary) << bytes.substr(0, cut);
        EXPECT_THROW(simulation.restore(file), Error);
    }
    bytes[bytes.size() / 2] ^= 1;
    std::ofstream(file, std::ios::binary) << bytes;
    EXPECT_THROW(simulation.restore(file), Error);
    EXPECT_EQ(stateOf(other), before);
    std::filesystem::remove(file);
}

TEST(SimulationCheckpoint, ReadsAFileThatIsOlderThanAField) {
    const auto file = temporaryFile("checkpoint_older");
    Simulation simulation(smallScene(), 1);
    run(simulation, 20);
    Checkpoint older = simulation.checkpoint();
    Json scene = parseJson(older.text("scene")).root;
    EXPECT_EQ(scene.at("brains").at(0).at("parameters").erase("dropout_fall"), 1u);
    older.putText("scene", scene.dump());
    older.putText("scene_hash", "0123456789abcdef");
    older.write(file);
    Simulation resumed(smallScene(), 1);
    resumed.restore(file);
    EXPECT_EQ(stateOf(resumed), stateOf(simulation));
    // Had the field been used, it would be another scene.
    Simulation other(withValue(smallScene(), "brains.net0.dropout_fall", "100"), 1);
    EXPECT_THROW(other.restore(file), Error);
    std::filesystem::remove(file);
}

} // namespace
} // namespace hippodrome::test_simulation
