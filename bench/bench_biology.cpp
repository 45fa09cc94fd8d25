// What a tick of 20 ms costs on the biological side, over walls, cells and states.
#include "core/world/simulation.h"

#include <benchmark/benchmark.h>

#include <cmath>
#include <numbers>
#include <string>

namespace {

using namespace hippodrome;

/// A box of 2 m with `count` short walls in the middle of the tiles of a lattice, turned a little
/// each.
Json arenaWithWalls(int count) {
    constexpr double side = 2.0;
    Json walls = Json::array();
    const int columns = std::max(1, static_cast<int>(std::ceil(std::sqrt(count))));
    const double tile = side / columns;
    for (int i = 0; i < count; ++i) {
        const Vec2 middle{tile * (i % columns + 0.5) - side / 2,
                          tile * (i / columns + 0.5) - side / 2};
        const Vec2 half = 0.3 * tile * unitVector(i * std::numbers::phi);
        walls.push_back({{"from", {middle.x - half.x, middle.y - half.y}},
                         {"to", {middle.x + half.x, middle.y + half.y}}});
    }
    return {{"boundary", {{"type", "rectangle"}, {"width", side}, {"height", side}}},
            {"walls", walls}};
}

/// Ticks of a scene with one brain; the time for one without is not taken away.
void tick(benchmark::State& state, int walls, const char* type, Json parameters) {
    Json json = {{"format", "hippodrome-scene"},
                 {"version", 1},
                 {"arena", arenaWithWalls(walls)},
                 {"recording", {{"time_step", 0.02}, {"bin_size", 0.05}}}};
    json["brains"] = Json::array();
    if (*type)
        json["brains"].push_back(
            {{"name", "brain"}, {"type", type}, {"parameters", std::move(parameters)}});
    Simulation simulation(readScene(JsonDocument{json, {}, {}}), 1);
    for (int i = 0; i < 50; ++i)
        simulation.tick();
    for (auto _ : state)
        simulation.tick();
}

/// Ticks of `scenes/all_models.json` with one of its brains, or all of them; nothing trains.
void tickOfScene(benchmark::State& state, const std::string& brain) {
    Scene scene = loadScene(HIPPODROME_SOURCE_DIR "/scenes/all_models.json");
    if (!brain.empty())
        std::erase_if(scene.brains, [&](const BrainEntry& entry) { return entry.name != brain; });
    Simulation simulation(scene, 1);
    for (int i = 0; i < 50; ++i)
        simulation.tick();
    for (auto _ : state)
        simulation.tick();
}

/// One benchmark for each brain of that scene, `brain/NAME`, and `brain/all`.
const bool everyBrain = [] {
    const auto add = [](const std::string& name, const std::string& brain) {
        benchmark::RegisterBenchmark(("brain/" + name).c_str(), [brain](benchmark::State& state) {
            tickOfScene(state, brain);
        })->Unit(benchmark::kMicrosecond);
    };
    for (const BrainEntry& entry :
         loadScene(HIPPODROME_SOURCE_DIR "/scenes/all_models.json").brains)
        add(entry.name, entry.name);
    add("all", "");
    return true;
}();

void ratAloneOverWalls(benchmark::State& state) {
    tick(state, static_cast<int>(state.range(0)), "", {});
}
void placeCellsOverWalls(benchmark::State& state) {
    tick(state, static_cast<int>(state.range(0)), "place_cells", {{"count", 100}});
}
void boundaryCellsOverWalls(benchmark::State& state) {
    tick(state, static_cast<int>(state.range(0)), "boundary_cells", {{"count", 200}});
}
void placeCellsOverCells(benchmark::State& state) {
    tick(state, 10, "place_cells", {{"count", state.range(0)}});
}
void boundaryCellsOverCells(benchmark::State& state) {
    tick(state, 10, "boundary_cells", {{"count", state.range(0)}});
}
void spikingPlaceCellsOverCells(benchmark::State& state) {
    tick(state, 10, "spiking_place_cells", {{"count", state.range(0)}});
}
void successorOverStates(benchmark::State& state) {
    tick(state, 0, "successor",
         {{"tile_size", 2.0 / std::sqrt(static_cast<double>(state.range(0)))}});
}

void overWalls(benchmark::internal::Benchmark* bench) {
    for (const int walls : {0, 10, 100, 1000})
        bench->Arg(walls)->Unit(benchmark::kMicrosecond);
}
void overCells(benchmark::internal::Benchmark* bench) {
    for (const int cells : {100, 300, 1000, 3000, 10000})
        bench->Arg(cells)->Unit(benchmark::kMicrosecond);
}

BENCHMARK(ratAloneOverWalls)->Apply(overWalls);
BENCHMARK(placeCellsOverWalls)->Apply(overWalls);
BENCHMARK(boundaryCellsOverWalls)->Apply(overWalls);
BENCHMARK(placeCellsOverCells)->Apply(overCells);
BENCHMARK(boundaryCellsOverCells)->Apply(overCells);
// Each may have a synapse to each: their number is limited.
BENCHMARK(spikingPlaceCellsOverCells)->Arg(100)->Arg(300)->Arg(500)->Unit(benchmark::kMicrosecond);
BENCHMARK(successorOverStates)->Arg(100)->Arg(400)->Arg(900)->Unit(benchmark::kMicrosecond);

} // namespace
