#include "core/run/headless_run.h"
#include "core/run/run_folder.h"

#include "tests/run/tiny_scene.h"

namespace hippodrome::test_spike_log {
namespace {

Scene spikingScene() {
    return withValue(tinyScene(), "brains.cells.spikes.on", "true");
}

TEST(SpikeLog, HoldsEverySpikeInTheOrderOfTime) {
    World world(spikingScene());
    SpikeLog log;
    std::size_t spikes = 0;
    for (int tick = 0; tick < 800; ++tick) {
        world.tick();
        spikes += world.brains()[1].brain->spikes(0).size();
        log.note(world);
    }
    EXPECT_GT(spikes, 50u);
    ASSERT_EQ(log.rows().size(), spikes);
    for (std::size_t i = 1; i < log.rows().size(); ++i)
        EXPECT_LE(log.rows()[i - 1].time, log.rows()[i].time);
    EXPECT_LT(log.rows().back().time, world.time());
    EXPECT_EQ(log.sources(), std::vector<std::string>{"cells,cells"});
    EXPECT_TRUE(log.text().starts_with("time,brain,population,unit\n"));
}

TEST(SpikeLog, GoesOnWithWhatAnEarlierPartHasWritten) {
    const TestFolder folder;
    const auto file = folder.path() / "spikes.csv";
    World world(spikingScene());
    SpikeLog whole;
    double half = 0.0;
    for (int tick = 0; tick < 800; ++tick) {
        world.tick();
        whole.note(world);
        if (tick == 400)
            half = world.time();
    }
    std::ofstream(file) << whole.text();
    SpikeLog part;
    part.continueFrom(file, half);
    ASSERT_FALSE(part.rows().empty());
    EXPECT_LE(part.rows().back().time, half + 1e-6);
    EXPECT_TRUE(whole.text().starts_with(part.text()));
    part.continueFrom(folder.path() / "missing.csv", half); // nothing to go on with
    for (const char* damaged : {"something else\n", "time,brain,population,unit\n1.0,cells\n",
                                "time,brain,population,unit\nx,cells,cells,3\n"}) {
        std::ofstream(file) << damaged;
        EXPECT_THROW(part.continueFrom(file, half), Error) << damaged;
    }
}

TEST(SpikeLog, IsWrittenByARunAndRepeatsToTheBit) {
    std::string first;
    for (const int threads : {1, 2}) {
        HeadlessRun run(spikingScene(), threads);
        ASSERT_EQ(run.runTo(200, {}), RunOutcome::done);
        EXPECT_FALSE(run.spikes().rows().empty());
        if (first.empty())
            first = run.spikes().text();
        EXPECT_EQ(run.spikes().text(), first);
    }
}

TEST(SpikeLog, PathMapsOfSpikingCellsCountSpikes) {
    const Scene scene = spikingScene();
    HeadlessRun run(scene, 1);
    ASSERT_EQ(run.runTo(1200, {}), RunOutcome::done);
    std::vector<double> counts(static_cast<std::size_t>(
        run.simulation().world().brains()[1].brain->populations()[0].units));
    for (const SpikeLog::Row& row : run.spikes().rows())
        ++counts[static_cast<std::size_t>(row.unit)];
    const MapAccumulator& maps = run.simulation().recorder().tuning(1, 0).place;
    for (std::size_t unit = 0; unit < counts.size(); ++unit) {
        double sum = 0.0;
        for (const double value : maps.sums(static_cast<int>(unit)))
            sum += value;
        EXPECT_NEAR(sum, counts[unit], 1e-3) << unit;
    }
}

} // namespace
} // namespace hippodrome::test_spike_log
