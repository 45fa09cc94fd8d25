// A journal repeats a run to the bit, whatever a person and the clock did to it.
#include "core/world/simulation.h"

#include "tests/world/small_scene.h"

#include <gtest/gtest.h>

namespace hippodrome::test_simulation_replay {
namespace {

using testing::smallScene;
using testing::stateOf;

/// Repeats a run from its journal.
std::unique_ptr<Simulation> replayed(const Journal& journal, int threads) {
    auto simulation = std::make_unique<Simulation>(journal.start(), threads);
    for (const Journal::Entry& entry : journal.entries()) {
        while (simulation->world().ticks() < entry.tick)
            simulation->tick();
        while (simulation->trainer().updates() < entry.updates)
            if (!simulation->train())
                break;
        while (simulation->trainer().part() < entry.part)
            if (!simulation->trainBrain())
                break;
        simulation->repeat(entry);
    }
    return simulation;
}

/// What a person might do, at random.
Scene edited(const Scene& scene, Rng& rng) {
    Scene changed = scene;
    switch (rng.below(7)) {
    case 0:
        changed.arena.walls.push_back({changed.arena.nextId(),
                                       {rng.uniform(-0.5, 0.5), rng.uniform(-0.4, 0.4)},
                                       {rng.uniform(-0.5, 0.5), rng.uniform(-0.4, 0.4)}});
        break;
    case 1:
        if (!changed.arena.walls.empty())
            changed.arena.walls.pop_back();
        break;
    case 2:
        changed = testing::withReward(scene, {rng.uniform(-0.5, 0.5), rng.uniform(-0.4, 0.4)});
        break;
    case 3:
        changed =
            withValue(scene, "brains.cells.field.width", formatNumber(rng.uniform(0.05, 0.4)));
        break;
    case 4:
        changed = withValue(scene, "agent.attraction", formatNumber(rng.uniform()));
        break;
    case 5:
        if (scene.findBrain("net1"))
            std::erase_if(changed.brains, [](const BrainEntry& b) { return b.name == "net1"; });
        else
            changed.brains.insert(changed.brains.begin(), smallScene(2).brains[1]);
        break;
    default:
        changed =
            withValue(scene, "brains.net0.learning_rate", formatNumber(rng.uniform(1e-4, 1e-2)));
    }
    return validate(changed.arena).empty() ? changed : scene;
}

TEST(SimulationReplay, RepeatsARunWithEditsToTheBit) {
    for (const std::uint64_t seed : {1, 2, 3, 4}) {
        Rng rng(seed);
        Simulation simulation(smallScene(2), 1);
        for (int i = 0; i < 200; ++i) {
            // Ticks fall between the parts of an update, as in the window; some updates are
            // abandoned, also between two brains.
            int parts = 0;
            const int stopAt = rng.uniform() < 0.3 ? static_cast<int>(rng.below(60)) : 1000000;
            if (rng.uniform() < 0.7)
                simulation.train([&] {
                    if (rng.uniform() < 0.03)
                        simulation.tick();
                    return ++parts > stopAt;
                });
            simulation.tick();
            if (rng.uniform() < 0.1)
                simulation.trainBrain(); // leaves the round half done where there are two
            if (rng.uniform() < 0.1)
                simulation.changeScene(edited(simulation.scene(), rng));
        }
        simulation.closeJournal();
        const Journal journal = Journal::parse(simulation.journal().text());
        EXPECT_GT(journal.entries().size(), 50u);
        const auto again = replayed(journal, 2);
        ASSERT_EQ(again->scene(), simulation.scene());
        EXPECT_EQ(again->world().ticks(), simulation.world().ticks());
        EXPECT_EQ(again->trainer().updates(), simulation.trainer().updates());
        EXPECT_EQ(again->trainer().part(), simulation.trainer().part());
        EXPECT_EQ(stateOf(*again), stateOf(simulation)) << "seed " << seed;
    }
}

TEST(SimulationReplay, RepeatsAResumedRunFromItsBeginning) {
    const auto file = testing::temporaryFile("replay_checkpoint");
    Simulation simulation(smallScene(), 1);
    testing::run(simulation, 100);
    simulation.changeScene(testing::withExtraWall(simulation.scene()));
    testing::run(simulation, 50);
    simulation.save(file);
    Simulation resumed(simulation.scene(), 1);
    resumed.restore(file);
    testing::run(resumed, 50);
    resumed.changeScene(testing::withReward(resumed.scene(), {-0.4, -0.2}));
    testing::run(resumed, 50);
    resumed.closeJournal();
    EXPECT_EQ(stateOf(*replayed(Journal::parse(resumed.journal().text()), 1)), stateOf(resumed));
    std::filesystem::remove(file);
}

} // namespace
} // namespace hippodrome::test_simulation_replay
