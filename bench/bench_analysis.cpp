#include "core/analysis/autocorrelogram.h"
#include "core/analysis/grid_scorer.h"
#include "core/analysis/metrics.h"
#include "core/analysis/noise_null.h"
#include "core/base/rng.h"

#include <benchmark/benchmark.h>

#include <cmath>

namespace hippodrome {
namespace {

constexpr int side = 20;

/// Grid-like maps with some noise.
std::vector<float> maps(int count) {
    Rng rng(1);
    std::vector<float> values;
    for (int map = 0; map < count; ++map) {
        const double angle = rng.uniform(0.0, 1.0), period = rng.uniform(5.0, 9.0);
        for (int bin = 0; bin < side * side; ++bin) {
            double value = 0.3 * rng.normal();
            for (int wave = 0; wave < 3; ++wave) {
                const double direction = angle + wave * 1.0471975511965976;
                value += std::cos(
                    (std::cos(direction) * (bin % side) + std::sin(direction) * (bin / side)) *
                    6.283185307179586 / period);
            }
            values.push_back(static_cast<float>(std::max(0.0, value)));
        }
    }
    return values;
}

/// Grid scores of a whole gallery.
void gridScores256(benchmark::State& state) {
    const std::vector<float> all = maps(256);
    const GridScorer scorer(side, side);
    for (auto _ : state)
        for (std::size_t map = 0; map < 256; ++map)
            benchmark::DoNotOptimize(
                scorer.score(std::span(all).subspan(map * side * side, side * side)));
}
BENCHMARK(gridScores256)->Unit(benchmark::kMillisecond);

void autocorrelogram(benchmark::State& state) {
    const int size = static_cast<int>(state.range(0));
    std::vector<double> map(static_cast<std::size_t>(size * size));
    Rng rng(1);
    for (double& value : map)
        value = rng.uniform();
    std::vector<double> result(static_cast<std::size_t>((2 * size - 1) * (2 * size - 1)));
    for (auto _ : state)
        autocorrelate(map, size, size, result);
}
BENCHMARK(autocorrelogram)->Arg(20)->Arg(44)->Arg(88)->Arg(176)->Unit(benchmark::kMicrosecond);

void metricsOfOneMap(benchmark::State& state) {
    const std::vector<float> one = maps(1);
    const GridScorer scorer(side, side);
    const RateMap map = RateMap::fromFloats(one, side, side);
    for (auto _ : state)
        benchmark::DoNotOptimize(computeMetrics(map, scorer));
}
BENCHMARK(metricsOfOneMap)->Unit(benchmark::kMicrosecond);

/// Maps with 3 to 12 fields, with noise or without.
std::vector<RateMap> mapsOfFields(int count, int bins, bool noisy) {
    Rng rng(1);
    std::vector<RateMap> result;
    for (int index = 0; index < count; ++index) {
        RateMap& map = result.emplace_back(bins, bins);
        for (int field = 0; field < 3 + index % 10; ++field) {
            const double row = rng.uniform(0.0, bins), column = rng.uniform(0.0, bins);
            const double width = bins * rng.uniform(0.04, 0.09), peak = rng.uniform(5.0, 20.0);
            for (int r = 0; r < bins; ++r)
                for (int c = 0; c < bins; ++c)
                    map.at(r, c) +=
                        peak * std::exp(-((r - row) * (r - row) + (c - column) * (c - column)) /
                                        (2.0 * width * width));
        }
        if (noisy)
            for (double& value : map.values)
                value = std::max(0.0, value + 0.5 * rng.normal());
    }
    return result;
}

/// Bins along a side, and whether the maps are noisy; the time is that of 100 maps.
void allMetricsOf100Maps(benchmark::State& state) {
    const int bins = static_cast<int>(state.range(0));
    const std::vector<RateMap> all = mapsOfFields(100, bins, state.range(1) != 0);
    const GridScorer scorer(bins, bins);
    for (auto _ : state)
        for (const RateMap& map : all)
            benchmark::DoNotOptimize(computeMetrics(map, scorer));
}
BENCHMARK(allMetricsOf100Maps)
    ->ArgsProduct({{20, 44, 88, 176}, {0, 1}})
    ->Unit(benchmark::kMillisecond);

/// Place fields alone.
void fieldsOf100Maps(benchmark::State& state) {
    const std::vector<RateMap> all = mapsOfFields(100, static_cast<int>(state.range(0)), true);
    for (auto _ : state)
        for (const RateMap& map : all)
            benchmark::DoNotOptimize(findFields(map));
}
BENCHMARK(fieldsOf100Maps)->Arg(20)->Arg(44)->Arg(88)->Arg(176)->Unit(benchmark::kMillisecond);

void noiseNull200(benchmark::State& state) {
    const std::vector<float> all = maps(100);
    const GridScorer scorer(side, side);
    const PopulationSpectrum spectrum = meanSpectrum(all, side, side);
    Rng rng(1);
    for (auto _ : state)
        benchmark::DoNotOptimize(noiseNull(spectrum, scorer, 200, rng));
}
BENCHMARK(noiseNull200)->Unit(benchmark::kMillisecond);

} // namespace
} // namespace hippodrome
