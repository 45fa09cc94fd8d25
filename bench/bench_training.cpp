// Whole training steps, with paths, targets and maps, and the parts of one.
#include "core/brains/network/grid_network.h"
#include "core/net/kernels/float_kernels.h"
#include "core/scene/scene.h"

#include <benchmark/benchmark.h>

namespace hippodrome {
namespace {

ArenaPointer box() {
    return std::make_shared<const ArenaGeometry>(Arena::rectangle(2.2, 2.2));
}

/// The network of a scene that comes along.
GridNetworkParameters networkOf(const std::string& name) {
    const Scene scene = loadScene(HIPPODROME_SOURCE_DIR "/scenes/" + name + ".json");
    for (const BrainEntry& entry : scene.brains)
        if (entry.brain.type == "grid_network") {
            const JsonDocument document{entry.brain.parameters, {}, {}};
            return GridNetworkParameters::fields().read(JsonCursor(document));
        }
    throw Error("the scene has no network");
}

/// Work item W, for comparisons with other programs (see peers/torch_step.py): LSTM 128, 2 inputs,
/// ReLU bottleneck 256, 256 outputs, batch 100, 10 steps, squared error, Adam.
GridNetworkParameters workItem() {
    GridNetworkParameters parameters;
    parameters.cell = GridNetworkParameters::Cell::tanhLstm;
    parameters.units = 128;
    parameters.bottleneck = 256;
    parameters.bottleneckRelu = true;
    parameters.candidateBias = true;
    parameters.batch = 100;
    parameters.steps = 10;
    return parameters;
}

void trainingStep(benchmark::State& state, const GridNetworkParameters& parameters) {
    GridNetwork network(parameters, {"net", 1, box()});
    ThreadPool threads(static_cast<int>(state.range(0)));
    for (int i = 0; i < 20; ++i)
        network.trainStep(threads, {});
    for (auto _ : state)
        network.trainStep(threads, {});
    state.counters["steps/s"] =
        benchmark::Counter(static_cast<double>(state.iterations()), benchmark::Counter::kIsRate);
}
BENCHMARK_CAPTURE(trainingStep, firstLight, networkOf("first_light"))
    ->ArgName("threads")
    ->Arg(1)
    ->Arg(2)
    ->UseRealTime()
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(trainingStep, firstLightPlain, networkOf("first_light_plain"))
    ->ArgName("threads")
    ->Arg(1)
    ->Arg(2)
    ->UseRealTime()
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(trainingStep, workItem, workItem())
    ->ArgName("threads")
    ->Arg(1)
    ->Arg(2)
    ->UseRealTime()
    ->Unit(benchmark::kMillisecond);

/// W with another batch or width, on all threads: GFLOP/s of its products.
void stepOfSize(benchmark::State& state) {
    GridNetworkParameters parameters = workItem();
    parameters.batch = static_cast<int>(state.range(0));
    parameters.units = static_cast<int>(state.range(1));
    ThreadPool threads;
    parameters.shards = threads.threads();
    GridNetwork network(parameters, {"net", 1, box()});
    for (int i = 0; i < 5; ++i)
        network.trainStep(threads, {});
    for (auto _ : state)
        network.trainStep(threads, {});
    const double units = parameters.units, rows = parameters.batch * parameters.steps;
    // Multiply and add, forward once and backward twice.
    const double perRow = units * 4 * units + units * 4 * 2 + units * parameters.bottleneck +
                          256.0 * parameters.bottleneck;
    state.counters["GFLOP/s"] =
        benchmark::Counter(6e-9 * rows * perRow, benchmark::Counter::kIsIterationInvariantRate);
}
BENCHMARK(stepOfSize)
    ->ArgNames({"batch", "units"})
    ->Args({25, 128})
    ->Args({50, 128})
    ->Args({100, 128})
    ->Args({200, 128})
    ->Args({400, 128})
    ->Args({100, 64})
    ->Args({100, 256})
    ->Args({100, 512})
    ->UseRealTime()
    ->Unit(benchmark::kMillisecond);

/// The parts of a step, each for the whole batch on one thread.
struct Parts {
    explicit Parts(const GridNetworkParameters& p)
        : parameters(p), brain(p, {"net", 1, box()}), network(brain.network()),
          pass(network, p.steps, p.batch), gradient(network.weights().size()), rng(1) {
        brain.task().fill(parameters, {1.0}, rng, batch, pass);
        pass.forward();
        losses();
    }
    void losses() { pass.lossAndOutputGradients(brain.task().lossScales(pass.rows())); }
    GridNetworkParameters parameters;
    GridNetwork brain;
    PathIntegratorNetwork<float> network;
    PathIntegratorPass<float> pass;
    PathTask::Batch batch;
    std::vector<float> gradient;
    Rng rng;
};

void partPathsAndTargets(benchmark::State& state) {
    Parts parts(networkOf("first_light_plain"));
    for (auto _ : state)
        parts.brain.task().fill(parts.parameters, {1.0}, parts.rng, parts.batch, parts.pass);
}
BENCHMARK(partPathsAndTargets)->Unit(benchmark::kMicrosecond);

void partForward(benchmark::State& state) {
    Parts parts(networkOf("first_light_plain"));
    for (auto _ : state)
        parts.pass.forward();
}
BENCHMARK(partForward)->Unit(benchmark::kMicrosecond);

void partDecodingAndLoss(benchmark::State& state) {
    Parts parts(networkOf("first_light_plain"));
    const PlaceCode& code = parts.brain.task().placeCode();
    for (auto _ : state) {
        for (int row = 0; row < parts.pass.rows(); ++row)
            benchmark::DoNotOptimize(floatKernels().indexOfLargest(
                code.cells(), parts.pass.outputs(0) + static_cast<long>(row) * code.cells()));
        parts.losses();
    }
}
BENCHMARK(partDecodingAndLoss)->Unit(benchmark::kMicrosecond);

void partBackward(benchmark::State& state) {
    Parts parts(networkOf("first_light_plain"));
    for (auto _ : state)
        parts.pass.backward(parts.gradient);
}
BENCHMARK(partBackward)->Unit(benchmark::kMicrosecond);

void partLiveMaps(benchmark::State& state) {
    Parts parts(networkOf("first_light_plain"));
    const std::size_t units = static_cast<std::size_t>(parts.network.shape().representation());
    MapAccumulator maps(BinGrid::withCounts(box()->bounds(), 20, 20), static_cast<int>(units));
    for (auto _ : state) {
        maps.forget(0.995);
        for (std::size_t row = 0; row < parts.batch.places.size(); ++row)
            maps.add(parts.batch.places[row], {parts.pass.representation() + row * units, units});
    }
}
BENCHMARK(partLiveMaps)->Unit(benchmark::kMicrosecond);

} // namespace
} // namespace hippodrome
