#include "core/world/recorder.h"

#include "tests/world/small_scene.h"

#include <gtest/gtest.h>

#include <cmath>

namespace hippodrome::test_recorder {
namespace {

using testing::smallScene;

void run(World& world, Recorder& recorder, int ticks) {
    for (int i = 0; i < ticks; ++i) {
        world.tick();
        recorder.record(world);
    }
}

double seconds(const Recorder& recorder) {
    double sum = 0.0;
    for (const float value : recorder.occupancy())
        sum += std::isnan(value) ? 0.0 : value;
    return sum;
}

TEST(Recorder, OccupancySumsToTheTime) {
    const Scene scene = smallScene();
    World world(scene);
    Recorder recorder(scene.recording, world);
    EXPECT_EQ(seconds(recorder), 0.0);
    run(world, recorder, 4000);
    EXPECT_NEAR(seconds(recorder), world.time(), 1e-3);
    EXPECT_NEAR(recorder.tuning(1, 0).place.totalWeight(), world.time(), 1e-9);
    EXPECT_NEAR(recorder.tuning(1, 0).direction.totalWeight(), world.time(), 1e-9);
    // The network's own steps cover the same time, but for the one under way.
    EXPECT_NEAR(recorder.tuning(0, 0).place.totalWeight(), world.time(), 0.11);
}

TEST(Recorder, MapsHoldTheMeanRateWhereTheRatWasAndNothingElse) {
    const Scene scene = smallScene(0);
    World world(scene);
    Recorder recorder(scene.recording, world);
    const BinGrid grid = recorder.grid();
    std::vector<double> sums(static_cast<std::size_t>(grid.bins()));
    std::vector<double> counts(sums.size());
    for (int i = 0; i < 4000; ++i) {
        world.tick();
        recorder.record(world);
        const auto bin = static_cast<std::size_t>(grid.binOf(world.rat().position));
        sums[bin] += world.brains()[0].brain->rates(0)[5];
        counts[bin] += 1.0;
    }
    const PopulationMaps maps = recorder.tuning(0, 0).place.means();
    int unvisited = 0;
    for (std::size_t bin = 0; bin < sums.size(); ++bin) {
        if (counts[bin] == 0.0) {
            EXPECT_TRUE(std::isnan(maps.map(5)[bin]));
            ++unvisited;
        } else {
            EXPECT_NEAR(maps.map(5)[bin], sums[bin] / counts[bin], 1e-4);
        }
    }
    EXPECT_GT(unvisited, 0) << "the rat was everywhere, so that nothing is tested";
}

TEST(Recorder, AnEditStartsAnEpochAndKeepsTheOneBefore) {
    const Scene scene = smallScene();
    World world(scene);
    Recorder recorder(scene.recording, world);
    EXPECT_EQ(recorder.tuningBefore(0, 0), nullptr);
    EXPECT_EQ(recorder.arenaBefore(), nullptr);
    const ArenaPointer arena = world.arena();
    run(world, recorder, 1000);
    const PopulationMaps before = recorder.tuning(1, 0).place.means();
    world.commit(world.prepare(scene, testing::withExtraWall(scene)));
    recorder.startEpoch(world);
    EXPECT_EQ(recorder.epoch(), 1);
    EXPECT_EQ(recorder.arenaBefore(), arena);
    EXPECT_NE(recorder.arenaBefore(), world.arena());
    EXPECT_EQ(seconds(recorder), 0.0);
    EXPECT_EQ(recorder.tuning(1, 0).place.totalWeight(), 0.0);
    ASSERT_NE(recorder.tuningBefore(1, 0), nullptr);
    const PopulationMaps kept = recorder.tuningBefore(1, 0)->place.means();
    EXPECT_EQ(std::vector<float>(kept.map(3).begin(), kept.map(3).end()).size(),
              before.map(3).size());
    for (std::size_t k = 0; k < before.values.size(); ++k)
        EXPECT_TRUE(kept.values[k] == before.values[k] ||
                    (std::isnan(kept.values[k]) && std::isnan(before.values[k])));
    run(world, recorder, 10);
    EXPECT_NEAR(seconds(recorder), 10 * world.timeStep(), 1e-6);
}

TEST(Recorder, DraggingAWallDoesNotLoseTheEpochBefore) {
    const Scene scene = smallScene();
    World world(scene);
    Recorder recorder(scene.recording, world);
    run(world, recorder, 1000);
    const double kept = recorder.tuning(1, 0).place.totalWeight();
    const ArenaPointer arena = world.arena();
    for (int i = 0; i < 20; ++i) {
        world.commit(world.prepare(scene, testing::withExtraWall(scene)));
        recorder.startEpoch(world);
        run(world, recorder, 3);
    }
    EXPECT_EQ(recorder.epoch(), 20);
    ASSERT_NE(recorder.tuningBefore(1, 0), nullptr);
    EXPECT_EQ(recorder.tuningBefore(1, 0)->place.totalWeight(), kept);
    EXPECT_EQ(recorder.arenaBefore(), arena) << "not one of those that were dragged through";
}

TEST(Recorder, FollowsBrainsByNameNotByIndex) {
    const Scene scene = smallScene();
    World world(scene);
    Recorder recorder(scene.recording, world);
    run(world, recorder, 1000);
    const double network = recorder.tuning(0, 0).place.totalWeight();
    const double cells = recorder.tuning(1, 0).place.totalWeight();
    const std::vector<double> sums = recorder.tuning(1, 0).place.sums(4);

    // Another one comes before the others.
    Scene more = scene;
    BrainEntry extra = scene.brains[1];
    extra.name = "extra";
    extra.brain.parameters["count"] = 9;
    more.brains.insert(more.brains.begin(), extra);
    world.commit(world.prepare(scene, more));
    recorder.followBrains(world);
    EXPECT_EQ(recorder.epoch(), 0);
    EXPECT_EQ(recorder.tuning(0, 0).place.totalWeight(), 0.0);
    EXPECT_EQ(recorder.tuning(0, 0).place.units(), 9);
    EXPECT_EQ(recorder.tuning(1, 0).place.totalWeight(), network);
    EXPECT_EQ(recorder.tuning(2, 0).place.totalWeight(), cells);
    EXPECT_EQ(recorder.tuning(2, 0).place.sums(4), sums);
    run(world, recorder, 500);

    // The first two go; an epoch begins; then another brain of the same name.
    const double later = recorder.tuning(2, 0).place.totalWeight();
    Scene fewer = scene;
    fewer.brains.erase(fewer.brains.begin());
    world.commit(world.prepare(more, fewer));
    recorder.followBrains(world);
    EXPECT_EQ(recorder.tuning(0, 0).place.totalWeight(), later);
    recorder.startEpoch(world);
    ASSERT_NE(recorder.tuningBefore(0, 0), nullptr);
    EXPECT_EQ(recorder.tuningBefore(0, 0)->place.totalWeight(), later);
    run(world, recorder, 10);
    Scene other = fewer;
    other.brains[0].brain.parameters["count"] = 33;
    world.commit(world.prepare(fewer, other));
    recorder.followBrains(world);
    EXPECT_EQ(recorder.tuning(0, 0).place.totalWeight(), 0.0);
    EXPECT_EQ(recorder.tuningBefore(0, 0), nullptr) << "it has another number of units";
}

TEST(Recorder, OnlyFormulaCellsBeginAnewWithALiveParameter) {
    const Scene scene = smallScene();
    World world(scene);
    Recorder recorder(scene.recording, world);
    run(world, recorder, 1000);
    const double network = recorder.tuning(0, 0).place.totalWeight();
    Scene changed = withValue(scene, "brains.net0.learning_rate", "0.01");
    changed = withValue(changed, "brains.cells.field.width", "0.3");
    world.commit(world.prepare(scene, changed));
    recorder.followBrains(world);
    EXPECT_EQ(recorder.tuning(0, 0).place.totalWeight(), network);
    EXPECT_EQ(recorder.tuning(1, 0).place.totalWeight(), 0.0);
    EXPECT_GT(seconds(recorder), 1.0);
}

TEST(Recorder, RefusesBinsThatDoNotFitIntoMemory) {
    Scene scene = smallScene();
    scene.recording.binSize = 0.001;
    const World world(scene);
    EXPECT_NO_THROW(Recorder(scene.recording, world)); // 1.2 million bins for 20 cells
    scene.arena = Arena::rectangle(100.0, 100.0);
    const World large(scene);
    try {
        Recorder recorder(scene.recording, large);
        FAIL();
    } catch (const Error& error) {
        EXPECT_EQ(error.field(), "recording.bin_size");
    }
}

TEST(Recorder, DirectionsFillTheirOwnBins) {
    const Scene scene = smallScene(0);
    World world(scene);
    Recorder recorder(scene.recording, world);
    std::vector<double> expected(Recorder::directionBins);
    for (int i = 0; i < 2000; ++i) {
        world.tick();
        recorder.record(world);
        double angle = world.rat().headDirection;
        if (angle < 0.0)
            angle += 2.0 * std::numbers::pi;
        const int bin = static_cast<int>(angle / (2.0 * std::numbers::pi) * 24.0);
        expected[static_cast<std::size_t>(std::min(bin, 23))] += world.timeStep();
    }
    const std::vector<double> weights = recorder.tuning(0, 0).direction.rawWeights();
    for (std::size_t bin = 0; bin < expected.size(); ++bin)
        EXPECT_NEAR(weights[bin], expected[bin], 1e-9);
}

TEST(Recorder, ContinuesFromACheckpointWithBothEpochs) {
    const Scene scene = smallScene();
    World world(scene);
    Recorder recorder(scene.recording, world);
    run(world, recorder, 600);
    const Scene larger = [&] {
        Scene edited = scene;
        edited.arena.boundary = Arena::rectangle(2.0, 1.0).boundary;
        return edited;
    }();
    world.commit(world.prepare(scene, larger));
    recorder.startEpoch(world);
    run(world, recorder, 300);
    Checkpoint checkpoint;
    saveState(recorder, checkpoint);
    Recorder restored(scene.recording, world);
    restoreState(restored, checkpoint);
    run(world, recorder, 0);
    EXPECT_EQ(restored.epoch(), 1);
    world.tick();
    recorder.record(world);
    restored.record(world);
    Checkpoint a, b;
    saveState(recorder, a);
    saveState(restored, b);
    EXPECT_EQ(testing::bytesOf(a), testing::bytesOf(b));
    ASSERT_NE(restored.tuningBefore(1, 0), nullptr);
    EXPECT_EQ(restored.tuningBefore(1, 0)->place.grid().columns, 24);
    EXPECT_EQ(restored.tuning(1, 0).place.grid().columns, 40);
}

} // namespace
} // namespace hippodrome::test_recorder
