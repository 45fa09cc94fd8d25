#include "core/cells/place_code.h"
#include "core/cells/place_fields.h"
#include "core/motion/rayleigh_walk.h"

#include <benchmark/benchmark.h>

namespace hippodrome {
namespace {

ArenaPointer boxWithWalls(int walls = 0) {
    Arena arena = Arena::rectangle(2.2, 2.2);
    for (int i = 0; i < walls; ++i)
        arena.walls.push_back({arena.nextId(),
                               {-1.0 + 2.0 * i / walls, i % 2 ? -1.1 : -0.6},
                               {-1.0 + 2.0 * i / walls, i % 2 ? 0.6 : 1.1}});
    return std::make_shared<const ArenaGeometry>(arena);
}

/// Targets of one step's batch: 1000 places, 256 cells.
void placeCode(benchmark::State& state) {
    PlaceCodeParameters parameters;
    parameters.code = static_cast<PlaceCodeParameters::Code>(state.range(0));
    parameters.centres = state.range(1) ? PlaceCodeParameters::Centres::random
                                        : PlaceCodeParameters::Centres::lattice;
    const ArenaPointer arena = boxWithWalls();
    Rng rng(1);
    const PlaceCode code(parameters, *arena, rng);
    std::vector<Vec2> places;
    for (int i = 0; i < 1000; ++i)
        places.push_back(arena->sampleInside(rng));
    std::vector<float> out(places.size() * static_cast<std::size_t>(code.cells()));
    for (auto _ : state)
        code.encode(std::span<const Vec2>(places), out.data());
}
BENCHMARK(placeCode)
    ->ArgNames({"code", "random"})
    ->Args({2, 0}) // difference of Gaussians on a lattice
    ->Args({0, 1}) // softmax, random centres
    ->Unit(benchmark::kMicrosecond);

/// Paths of one step's batch: 50 of 20 steps.
void trajectories(benchmark::State& state) {
    const ArenaPointer arena = boxWithWalls(static_cast<int>(state.range(0)));
    TrajectoryBatch batch;
    Rng rng(1);
    for (auto _ : state)
        simulateRayleighWalks(*arena, {}, 1.0, 0.02, 50, 20, rng, batch);
}
BENCHMARK(trajectories)->ArgName("walls")->Arg(0)->Arg(4)->Unit(benchmark::kMicrosecond);

/// Rates of 100 place cells at one place.
void placeFields(benchmark::State& state) {
    const ArenaPointer arena = boxWithWalls(static_cast<int>(state.range(0)));
    Rng rng(1);
    PlaceFieldParameters parameters;
    parameters.geometry = static_cast<WallGeometry>(state.range(1));
    const PlaceFields fields(parameters, latticeCentres(*arena, 100, 0.4, rng), arena);
    std::vector<Vec2> places;
    for (int i = 0; i < 256; ++i)
        places.push_back(arena->sampleInside(rng));
    std::vector<float> rates(static_cast<std::size_t>(fields.cells()));
    std::size_t next = 0;
    for (auto _ : state)
        fields.rates(places[next++ % places.size()], rates);
}
BENCHMARK(placeFields)
    ->ArgNames({"walls", "geometry"})
    ->Args({0, 0})
    ->Args({0, 2})
    ->Args({1, 2})
    ->Args({8, 1})
    ->Args({8, 2})
    ->Unit(benchmark::kMicrosecond);

} // namespace
} // namespace hippodrome
