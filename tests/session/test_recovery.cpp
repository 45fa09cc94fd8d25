#include "core/session/recovery.h"

#include "tests/world/small_scene.h"

#include <gtest/gtest.h>

#include <fstream>

namespace hippodrome::test_recovery {
namespace {

using testing::smallScene;

class Recovery : public ::testing::Test {
protected:
    void SetUp() override { folder_ = testing::temporaryFile("recovery"); }
    void TearDown() override { std::filesystem::remove_all(folder_); }
    std::filesystem::path folder_;
};

TEST_F(Recovery, GoesOnWithTheSameBits) {
    Simulation simulation(smallScene(), 1);
    testing::run(simulation, 40);
    writeRecovery(simulation, folder_, "/home/someone/scene.json");
    testing::run(simulation, 20);
    writeRecovery(simulation, folder_, "/home/someone/scene.json");
    const auto note = readRecovery(folder_);
    ASSERT_TRUE(note);
    EXPECT_EQ(note->origin, "/home/someone/scene.json");
    EXPECT_EQ(note->title, simulation.scene().title);
    EXPECT_EQ(note->updates, simulation.trainer().updates());
    EXPECT_FALSE(note->savedAt.empty());
    Simulation again(recoveredScene(*note), 1);
    EXPECT_EQ(again.scene().folder, "/home/someone");
    again.restore(note->checkpoint);
    EXPECT_EQ(again.world().ticks(), simulation.world().ticks());
    testing::run(simulation, 30);
    testing::run(again, 30);
    EXPECT_EQ(again.world().rat().position, simulation.world().rat().position);
    EXPECT_EQ(again.trainer().updates(), simulation.trainer().updates());
}

TEST_F(Recovery, KeepsTheOneBeforeUntilTheNextIsWhole) {
    Simulation simulation(smallScene(), 1);
    testing::run(simulation, 10);
    writeRecovery(simulation, folder_, "");
    const long before = readRecovery(folder_)->updates;
    // Killed while the next was being written.
    std::filesystem::create_directories(folder_ / "next");
    std::ofstream(folder_ / "next/scene.json") << "{";
    EXPECT_EQ(readRecovery(folder_)->updates, before);
    // Killed between the two renames.
    std::filesystem::rename(folder_ / "latest", folder_ / "previous");
    ASSERT_TRUE(readRecovery(folder_));
    EXPECT_EQ(readRecovery(folder_)->updates, before);
    testing::run(simulation, 10);
    writeRecovery(simulation, folder_, "");
    EXPECT_EQ(readRecovery(folder_)->updates, simulation.trainer().updates());
    EXPECT_FALSE(std::filesystem::exists(folder_ / "next"));
    EXPECT_FALSE(std::filesystem::exists(folder_ / "previous"));
}

TEST_F(Recovery, IsNothingWhereNothingIsWhole) {
    EXPECT_FALSE(readRecovery(folder_));
    std::filesystem::create_directories(folder_ / "latest");
    std::ofstream(folder_ / "latest/note.json") << "not json";
    EXPECT_FALSE(readRecovery(folder_));
}

TEST_F(Recovery, SaysWhyItCannotBeWritten) {
    std::ofstream(folder_) << "a file where the folder should be";
    const Simulation simulation(smallScene(), 1);
    EXPECT_THROW(writeRecovery(simulation, folder_, ""), Error);
}

} // namespace
} // namespace hippodrome::test_recovery
