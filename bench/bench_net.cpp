// The pieces of a training step at the sizes of first_light's network: LSTM 160, a quarter of a
// batch of 50 paths.
#include "core/base/rng.h"
#include "core/net/activation_kernels.h"
#include "core/net/blas.h"
#include "core/net/optimisers.h"
#include "core/net/products.h"

#include <benchmark/benchmark.h>

#include <vector>

namespace hippodrome {
namespace {

std::vector<float> randomValues(int count) {
    Rng rng(1);
    std::vector<float> values(static_cast<std::size_t>(count));
    for (float& value : values)
        value = static_cast<float>(rng.normal());
    return values;
}

constexpr int rows = 13, units = 160;

void lstmGatesForward(benchmark::State& state) {
    const Activation activation = state.range(0) ? Activation::relu : Activation::tanh;
    const std::vector<float> before = randomValues(rows * units);
    const std::vector<float> weighted = randomValues(rows * 4 * units);
    std::vector<float> gates(weighted.size()), c(before.size()), h(before.size());
    for (auto _ : state) {
        gates = weighted;
        hippodrome::lstmGatesForward<float>(
            activation, 0.0f, {rows, units, gates.data(), before.data(), c.data(), h.data()});
        benchmark::DoNotOptimize(h.data());
    }
    state.SetItemsProcessed(state.iterations() * rows * units);
}
BENCHMARK(lstmGatesForward)->ArgName("relu")->Arg(0)->Arg(1);

void lstmGatesBackward(benchmark::State& state) {
    const Activation activation = state.range(0) ? Activation::relu : Activation::tanh;
    const std::vector<float> before = randomValues(rows * units);
    std::vector<float> gates = randomValues(rows * 4 * units), c(before.size()), h(before.size());
    hippodrome::lstmGatesForward<float>(
        activation, 0.0f, {rows, units, gates.data(), before.data(), c.data(), h.data()});
    const std::vector<float> dh = randomValues(rows * units);
    std::vector<float> dc(before.size()), dGates(gates.size());
    for (auto _ : state) {
        hippodrome::lstmGatesBackward<float>(activation,
                                             {rows, units, gates.data(), before.data(), c.data(),
                                              dh.data(), dc.data(), dGates.data()});
        benchmark::DoNotOptimize(dGates.data());
    }
    state.SetItemsProcessed(state.iterations() * rows * units);
}
BENCHMARK(lstmGatesBackward)->ArgName("relu")->Arg(0)->Arg(1);

/// C (m, n) += op(A) op(B) over k, as the step needs it: packing and product, or OpenBLAS.
void product(benchmark::State& state, bool blas) {
    const int m = static_cast<int>(state.range(0)), n = static_cast<int>(state.range(1)),
              k = static_cast<int>(state.range(2));
    const auto turned = [&](int argument) {
        return state.range(argument) != 0 ? Transposed::yes : Transposed::no;
    };
    const Transposed tA = turned(3), tB = turned(4);
    const auto stored = [](std::vector<float>& values, int height, int width, Transposed t) {
        return t == Transposed::yes ? matrixOf(values.data(), width, height)
                                    : matrixOf(values.data(), height, width);
    };
    std::vector<float> a = randomValues(m * k), b = randomValues(k * n);
    std::vector<float> c(static_cast<std::size_t>(m) * static_cast<std::size_t>(n));
    const Matrix<float> A = stored(a, m, k, tA), B = stored(b, k, n, tB);
    const Matrix<float> C = matrixOf(c.data(), m, n);
    RightFactor<float> factor;
    for (auto _ : state) {
        if (blas) {
            multiplyByBlas<float>(tA, A, tB, B, Write::add, C);
        } else {
            factor.set(tB, B);
            factor.multiply(tA, A, Write::add, C);
        }
        benchmark::DoNotOptimize(c.data());
    }
    state.counters["GFLOP/s"] =
        benchmark::Counter(2e-9 * m * n * k, benchmark::Counter::kIsIterationInvariantRate);
}
void productShapes(benchmark::internal::Benchmark* benchmark) {
    benchmark->ArgNames({"m", "n", "k", "tA", "tB"})
        ->Args({13, 640, 160, 0, 1})   // recurrence, forward
        ->Args({13, 160, 640, 0, 0})   // recurrence, backward
        ->Args({640, 160, 260, 1, 0})  // its weights
        ->Args({260, 256, 160, 0, 1})  // read-out, forward
        ->Args({260, 160, 256, 0, 0})  // read-out, backward
        ->Args({256, 160, 260, 1, 0}); // its weights
}
BENCHMARK_CAPTURE(product, ours, false)->Apply(productShapes);
BENCHMARK_CAPTURE(product, openblas, true)->Apply(productShapes);

void adam(benchmark::State& state) {
    const std::vector<float> gradient = randomValues(227000);
    std::vector<float> weights = gradient;
    Adam<float> optimiser({1e-3}, weights.size());
    for (auto _ : state)
        optimiser.step(weights, gradient);
    state.SetItemsProcessed(state.iterations() * static_cast<long>(weights.size()));
}
BENCHMARK(adam)->Unit(benchmark::kMicrosecond);

} // namespace
} // namespace hippodrome
