// What this machine can do at most, for the roofline in docs/performance.md: multiplications and
// additions with everything in the first-level cache, and copying from farther and farther away.
#include "core/net/kernels/float_kernels.h"

#include <benchmark/benchmark.h>

#include <cstring>
#include <vector>

namespace hippodrome {
namespace {

void peakProducts(benchmark::State& state) {
    const FloatKernels& kernels = floatKernels();
    const int rows = 12, columns = kernels.panelWidth, depth = 160;
    std::vector<float> a(static_cast<std::size_t>(rows * depth), 0.5f);
    const std::vector<float> b(static_cast<std::size_t>(depth * columns), 0.25f);
    std::vector<float> packed(static_cast<std::size_t>(kernels.packedSize(depth, columns)));
    kernels.pack(Transposed::no, matrixOf(b.data(), depth, columns), packed.data());
    std::vector<float> c(static_cast<std::size_t>(rows * columns));
    const auto factor = matrixOf<const float>(a.data(), rows, depth);
    const auto product = matrixOf(c.data(), rows, columns);
    for (auto _ : state) {
        kernels.multiplyPacked(Transposed::no, factor, packed.data(), Write::over, product);
        benchmark::DoNotOptimize(c.data());
    }
    state.counters["GFLOP/s"] = benchmark::Counter(2e-9 * rows * columns * depth,
                                                   benchmark::Counter::kIsIterationInvariantRate);
}
BENCHMARK(peakProducts);

void copyBandwidth(benchmark::State& state) {
    // Half of it is read, half is written.
    const std::size_t count = static_cast<std::size_t>(state.range(0)) * 1024 / 8;
    const std::vector<float> from(count, 1.0f);
    std::vector<float> to(count);
    for (auto _ : state) {
        std::memcpy(to.data(), from.data(), 4 * count);
        benchmark::DoNotOptimize(to.data());
        benchmark::ClobberMemory();
    }
    state.counters["GB/s"] = benchmark::Counter(8e-9 * static_cast<double>(count),
                                                benchmark::Counter::kIsIterationInvariantRate);
}
// Within the first, second and third cache, and beyond.
BENCHMARK(copyBandwidth)->ArgName("KiB")->Arg(24)->Arg(512)->Arg(8192)->Arg(262144);

} // namespace
} // namespace hippodrome
