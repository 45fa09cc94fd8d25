#include "core/world/trainer.h"

#include "tests/world/small_scene.h"

#include <gtest/gtest.h>

namespace hippodrome::test_trainer {
namespace {

using testing::smallScene;
using testing::stateOf;

TrainingReport reportOf(World& world, std::size_t brain) {
    return world.brains()[brain].brain->trainable()->trainingReport();
}

TEST(Trainer, UpdatesEveryNetworkOncePerRound) {
    World world(smallScene(2));
    Trainer trainer;
    ThreadPool threads(2);
    EXPECT_TRUE(Trainer::anythingToTrain(world));
    for (int i = 0; i < 5; ++i)
        EXPECT_TRUE(trainer.step(world, threads, {}));
    EXPECT_EQ(trainer.updates(), 5);
    EXPECT_EQ(reportOf(world, 0).updates, 5);
    EXPECT_EQ(reportOf(world, 1).updates, 5);
    EXPECT_EQ(Trainer::divergedBrain(world), nullptr);
}

TEST(Trainer, HasNothingToDoWithoutNetworks) {
    World world(smallScene(0));
    Trainer trainer;
    ThreadPool threads(1);
    EXPECT_FALSE(Trainer::anythingToTrain(world));
    EXPECT_FALSE(trainer.step(world, threads, {}));
    EXPECT_EQ(trainer.updates(), 0);
}

TEST(Trainer, GoesOnWithTheBrainThatWasStopped) {
    World world(smallScene(2)), undisturbed(smallScene(2));
    Trainer trainer, other;
    ThreadPool threads(1);
    const auto stopInSecond = [&] { return reportOf(world, 0).updates == 1; };
    EXPECT_FALSE(trainer.step(world, threads, stopInSecond));
    EXPECT_EQ(trainer.updates(), 0);
    EXPECT_EQ(trainer.part(), 1);
    EXPECT_EQ(reportOf(world, 0).updates, 1);
    EXPECT_EQ(reportOf(world, 1).updates, 0);

    Checkpoint checkpoint;
    saveState(trainer, checkpoint, 2);
    Trainer resumed;
    restoreState(resumed, checkpoint, 2);
    EXPECT_TRUE(resumed.step(world, threads, {}));
    EXPECT_EQ(resumed.updates(), 1);
    EXPECT_EQ(resumed.part(), 0);
    other.step(undisturbed, threads, {});
    EXPECT_EQ(stateOf(world), stateOf(undisturbed));
}

TEST(Trainer, OneBrainAtATimeMakesTheSameRound) {
    World world(smallScene(2)), other(smallScene(2));
    Trainer trainer, whole;
    ThreadPool threads(1);
    EXPECT_TRUE(trainer.stepBrain(world, threads, {}));
    EXPECT_EQ(trainer.part(), 1);
    EXPECT_TRUE(trainer.stepBrain(world, threads, {}));
    EXPECT_EQ(trainer.updates(), 1);
    EXPECT_EQ(trainer.part(), 0);
    whole.step(other, threads, {});
    EXPECT_EQ(stateOf(world), stateOf(other));
}

TEST(Trainer, LeavesADivergedBrainAlone) {
    Scene scene = smallScene(2);
    for (const char* value : {"cell=relu_rnn", "learning_rate=1", "steps=30"}) {
        const std::string text = value;
        const std::size_t equals = text.find('=');
        scene = withValue(scene, "brains.net0." + text.substr(0, equals), text.substr(equals + 1));
    }
    World world(scene);
    Trainer trainer;
    ThreadPool threads(2);
    for (int i = 0; i < 500 && !Trainer::divergedBrain(world); ++i)
        trainer.step(world, threads, {});
    ASSERT_NE(Trainer::divergedBrain(world), nullptr);
    EXPECT_EQ(Trainer::divergedBrain(world)->name, "net0");
    const long updates = reportOf(world, 0).updates, others = reportOf(world, 1).updates;
    for (int i = 0; i < 3; ++i)
        EXPECT_TRUE(trainer.step(world, threads, {}));
    EXPECT_EQ(reportOf(world, 0).updates, updates);
    EXPECT_EQ(reportOf(world, 1).updates, others + 3);
}

} // namespace
} // namespace hippodrome::test_trainer
