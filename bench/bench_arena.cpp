#include "core/arena/visibility.h"

#include <benchmark/benchmark.h>

namespace hippodrome {
namespace {

Arena withWalls(int walls) {
    Arena arena = Arena::rectangle(10.0, 10.0);
    Rng rng(1);
    while (static_cast<int>(arena.walls.size()) < walls) {
        const Vec2 from{rng.uniform(-4.5, 4.5), rng.uniform(-4.5, 4.5)};
        arena.walls.push_back(
            {arena.nextId(), from, from + rng.uniform(0.1, 0.4) * unitVector(rng.uniform(0, 6))});
    }
    return arena;
}

/// What an edit costs before the next tick.
void geometry(benchmark::State& state) {
    const Arena arena = withWalls(static_cast<int>(state.range(0)));
    for (auto _ : state)
        benchmark::DoNotOptimize(ArenaGeometry(arena).area());
}
BENCHMARK(geometry)->ArgName("walls")->Arg(0)->Arg(100)->Unit(benchmark::kMicrosecond);

/// A visibility graph and the shortest ways to one centre.
void visibilityGraph(benchmark::State& state) {
    const ArenaGeometry arena(withWalls(static_cast<int>(state.range(0))));
    for (auto _ : state) {
        const VisibilityGraph graph(arena);
        benchmark::DoNotOptimize(GeodesicField(graph, {0.1, 0.2}).distance({4.0, 4.0}));
    }
}
BENCHMARK(visibilityGraph)
    ->ArgName("walls")
    ->Arg(1)
    ->Arg(10)
    ->Arg(100)
    ->Unit(benchmark::kMicrosecond);

void geodesicDistance(benchmark::State& state) {
    const ArenaGeometry arena(withWalls(static_cast<int>(state.range(0))));
    const VisibilityGraph graph(arena);
    const GeodesicField field(graph, {0.1, 0.2});
    Rng rng(2);
    std::vector<Vec2> places;
    for (int i = 0; i < 256; ++i)
        places.push_back(arena.sampleInside(rng));
    std::size_t next = 0;
    for (auto _ : state)
        benchmark::DoNotOptimize(field.distance(places[next++ % places.size()]));
}
BENCHMARK(geodesicDistance)->ArgName("walls")->Arg(1)->Arg(10)->Arg(100);

} // namespace
} // namespace hippodrome
