#include "core/maps/map_scorer.h"
#include "core/world/simulation.h"

#include <benchmark/benchmark.h>

namespace hippodrome {
namespace {

/// The first scene, with only the brains of one type or all; perhaps with a wall.
Scene scene(const std::string& onlyType, int walls) {
    Scene scene = loadScene(HIPPODROME_SOURCE_DIR "/scenes/first_light.json");
    if (!onlyType.empty())
        std::erase_if(scene.brains, [&](const BrainEntry& e) { return e.brain.type != onlyType; });
    for (int i = 0; i < walls; ++i)
        scene.arena.walls.push_back(
            {scene.arena.nextId(), {-0.9 + 0.2 * i, -1.1}, {-0.9 + 0.2 * i, 0.2}});
    return scene;
}

/// One tick of the world: rat, agent, brains; without and with the maps that it adds to.
void tick(benchmark::State& state, const std::string& onlyType) {
    World world(scene(onlyType, static_cast<int>(state.range(0))));
    for (auto _ : state)
        world.tick();
}
BENCHMARK_CAPTURE(tick, noBrains, "none")->ArgName("walls")->Arg(0)->Arg(5);
BENCHMARK_CAPTURE(tick, placeCells, "place_cells")->ArgName("walls")->Arg(0)->Arg(1)->Arg(5);
BENCHMARK_CAPTURE(tick, network, "grid_network")->ArgName("walls")->Arg(0);
BENCHMARK_CAPTURE(tick, firstLight, "")->ArgName("walls")->Arg(0)->Arg(5);

void tickAndRecord(benchmark::State& state) {
    Simulation simulation(scene("", static_cast<int>(state.range(0))), 1);
    for (auto _ : state)
        simulation.tick();
}
BENCHMARK(tickAndRecord)->ArgName("walls")->Arg(0)->Arg(5);

/// What the recorder adds per tick, for 100 cells.
void record(benchmark::State& state) {
    const Scene one = scene("place_cells", 0);
    World world(one);
    Recorder recorder(one.recording, world);
    world.tick();
    for (auto _ : state)
        recorder.record(world);
}
BENCHMARK(record);

/// The maps of all populations for the window: copies, and formula cells after an edit.
void gatherMaps(benchmark::State& state) {
    Scene now = scene("", static_cast<int>(state.range(0)));
    Simulation simulation(now, 1);
    simulation.train();
    MapScorer scorer;
    const bool edited = state.range(1) != 0;
    for (auto _ : state) {
        if (edited) {
            state.PauseTiming();
            now.arena.rewards[0].radius = 0.2 - now.arena.rewards[0].radius + 0.05;
            simulation.changeScene(now);
            state.ResumeTiming();
        }
        benchmark::DoNotOptimize(scorer.gather(simulation.world(), simulation.recorder(),
                                               ViewParameters::MapKind::probe));
    }
}
BENCHMARK(gatherMaps)
    ->ArgNames({"walls", "edited"})
    ->Args({0, 0})
    ->Args({0, 1})
    ->Args({5, 1})
    ->Unit(benchmark::kMillisecond);

/// From the edit to the world that has taken it over.
void takeOverAnEdit(benchmark::State& state) {
    Scene now = scene("", static_cast<int>(state.range(0)));
    Simulation simulation(now, 1);
    for (auto _ : state) {
        now.arena.walls.back().b.y = -0.1 - now.arena.walls.back().b.y;
        simulation.changeScene(now);
    }
}
BENCHMARK(takeOverAnEdit)->ArgName("walls")->Arg(1)->Arg(5)->Unit(benchmark::kMillisecond);

} // namespace
} // namespace hippodrome
