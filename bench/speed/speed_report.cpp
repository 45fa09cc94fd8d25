#include "bench/speed/speed_report.h"

#include "core/analysis/grid_scorer.h"
#include "core/analysis/metrics.h"
#include "core/base/median_time.h"
#include "core/brains/network/grid_network.h"
#include "core/net/blas.h"
#include "core/net/kernels/instruction_set.h"

#include <algorithm>
#include <cmath>

namespace hippodrome {

namespace {

constexpr int paths = 100, steps = 10, lstmUnits = 128, bottleneck = 256, codeCells = 256;
constexpr int mapUnits = 256, mapSide = 20;

ArenaPointer box() {
    return std::make_shared<const ArenaGeometry>(Arena::rectangle(2.2, 2.2));
}

GridNetworkParameters workItem(int threads) {
    GridNetworkParameters parameters;
    parameters.cell = GridNetworkParameters::Cell::tanhLstm;
    parameters.units = lstmUnits;
    parameters.bottleneck = bottleneck;
    parameters.bottleneckRelu = true;
    parameters.candidateBias = true;
    parameters.placeCode.cells = codeCells;
    parameters.batch = paths;
    parameters.steps = steps;
    parameters.shards = threads;
    return parameters;
}

/// C (m, n) += op(A) op(B) over k.
struct Product {
    Transposed transposedA, transposedB;
    int m, n, k;
    int times = 1;

    /// A and B as they are stored.
    template <class T>
    Matrix<T> a(T* data) const {
        return transposedA == Transposed::yes ? matrixOf(data, k, m) : matrixOf(data, m, k);
    }
    template <class T>
    Matrix<T> b(T* data) const {
        return transposedB == Transposed::yes ? matrixOf(data, n, k) : matrixOf(data, k, n);
    }
};

/// Those of W for a share of the paths.
std::vector<Product> productsOfStep(int share) {
    using enum Transposed;
    const int rows = share * steps, gates = 4 * lstmUnits;
    return {
        {no, yes, share, lstmUnits, codeCells, 2}, // initial state and cell
        {no, yes, share, gates, lstmUnits, steps}, // recurrence
        {no, yes, rows, gates, 2},                 // inputs
        {no, yes, rows, bottleneck, lstmUnits},    // bottleneck
        {no, yes, rows, codeCells, bottleneck},    // read-out
        {yes, no, codeCells, bottleneck, rows},    // and back: weights,
        {no, no, rows, bottleneck, codeCells},     // what comes before,
        {yes, no, bottleneck, lstmUnits, rows},    //
        {no, no, rows, lstmUnits, bottleneck},     //
        {no, no, share, lstmUnits, gates, steps},  // recurrence
        {yes, no, gates, lstmUnits, rows},         //
        {yes, no, gates, 2, rows},                 //
        {yes, no, lstmUnits, codeCells, share, 2}, // initial state and cell
    };
}

/// Operands for every product, so that each finds its own in the cache or not, as in training.
class ProductsOfStep {
public:
    explicit ProductsOfStep(int share) : products_(productsOfStep(share)) {
        for (const Product& p : products_) {
            a_.emplace_back(std::size_t(p.m) * std::size_t(p.k), 0.01f);
            b_.emplace_back(std::size_t(p.k) * std::size_t(p.n), 0.01f);
            c_.emplace_back(std::size_t(p.m) * std::size_t(p.n), 0.0f);
        }
    }
    void byBlas() {
        each([](const Product& p, const float* a, const float* b, float* c) {
            for (int i = 0; i < p.times; ++i)
                multiplyByBlas<float>(p.transposedA, p.a(a), p.transposedB, p.b(b), Write::over,
                                      matrixOf(c, p.m, p.n));
        });
    }
    void byOwnKernels() {
        each([this](const Product& p, const float* a, const float* b, float* c) {
            factor_.set(p.transposedB, p.b(b));
            for (int i = 0; i < p.times; ++i)
                factor_.multiply(p.transposedA, p.a(a), Write::over, matrixOf(c, p.m, p.n));
        });
    }

private:
    template <class Multiply>
    void each(Multiply multiply) {
        for (std::size_t i = 0; i < products_.size(); ++i)
            multiply(products_[i], a_[i].data(), b_[i].data(), c_[i].data());
    }
    std::vector<Product> products_;
    std::vector<std::vector<float>> a_, b_, c_;
    RightFactor<float> factor_;
};

template <class Multiply>
double productsMilliseconds(int threads, double seconds, Multiply multiply) {
    ThreadPool pool(threads);
    std::vector<ProductsOfStep> shares;
    for (int i = 0; i < pool.threads(); ++i)
        shares.emplace_back(paths * (i + 1) / pool.threads() - paths * i / pool.threads());
    return medianMilliseconds(
        seconds, [&] { pool.forEach(shares.size(), [&](std::size_t i) { multiply(shares[i]); }); });
}

double onlineStep(const GridNetworkParameters& parameters, double seconds) {
    GridNetwork network(parameters, {"net", 1, box()});
    Observation observation;
    observation.dt = parameters.rideInterval; // every observation makes the network step
    network.begin(observation);
    Rng rng(1);
    constexpr int batch = 200;
    const double milliseconds = medianMilliseconds(seconds, [&] {
        for (int i = 0; i < batch; ++i) {
            observation.position += {0.01 * rng.normal(), 0.01 * rng.normal()};
            network.observe(observation);
        }
    });
    return 1e3 * milliseconds / batch;
}

double binning(double seconds) {
    Rng rng(1);
    constexpr std::size_t samples = 100000;
    std::vector<float> activity(mapUnits);
    for (float& value : activity)
        value = static_cast<float>(rng.uniform());
    std::vector<Vec2> places(samples);
    for (Vec2& place : places)
        place = {rng.uniform(-1.1, 1.1), rng.uniform(-1.1, 1.1)};
    MapAccumulator maps(BinGrid::withCounts(box()->bounds(), mapSide, mapSide), mapUnits);
    return medianMilliseconds(seconds, [&] {
        for (const Vec2& place : places)
            maps.add(place, activity);
    });
}

double gridScores(int threads, double seconds) {
    Rng rng(1);
    constexpr std::size_t bins = std::size_t(mapSide) * mapSide;
    std::vector<float> maps(mapUnits * bins);
    for (float& value : maps)
        value = static_cast<float>(rng.uniform());
    const GridScorer scorer(mapSide, mapSide);
    ThreadPool pool(threads);
    std::vector<GridScores> scores(mapUnits);
    return medianMilliseconds(seconds, [&] {
        pool.forEach(mapUnits, [&](std::size_t unit) {
            scores[unit] = scorer.score(std::span<const float>(maps).subspan(unit * bins, bins));
        });
    });
}

/// A map of `side` x `side` bins over one metre with 3 to 12 fields and some noise [Hz].
RateMap mapOfFields(int side, int fields, Rng& rng) {
    RateMap map(side, side);
    for (double& value : map.values)
        value = 0.3 * rng.uniform();
    for (int field = 0; field < fields; ++field) {
        const Vec2 centre{rng.uniform(0.0, side), rng.uniform(0.0, side)};
        const double width = side * rng.uniform(0.04, 0.09), peak = rng.uniform(5.0, 20.0);
        for (int r = 0; r < side; ++r)
            for (int c = 0; c < side; ++c)
                map.at(r, c) +=
                    peak * std::exp(-0.5 * squaredLength(Vec2{c + 0.5, r + 0.5} - centre) /
                                    (width * width));
    }
    return map;
}

double allMetrics(int side, double seconds) {
    constexpr int count = 20;
    Rng rng(1);
    std::vector<RateMap> maps;
    for (int map = 0; map < count; ++map)
        maps.push_back(mapOfFields(side, 3 + map % 10, rng));
    const GridScorer scorer(side, side);
    MetricOptions options;
    options.binSize = 1.0 / side;
    std::size_t fields = 0;
    return medianMilliseconds(seconds,
                              [&] {
                                  for (const RateMap& map : maps)
                                      fields += computeMetrics(map, scorer, options).fields.size();
                              }) /
           count;
}

} // namespace

double openblasProductsOfStep(int threads, double seconds) {
    return productsMilliseconds(threads, seconds, [](ProductsOfStep& share) { share.byBlas(); });
}

SpeedReport measureSpeed(int threads, double seconds) {
    SpeedReport report;
    ThreadPool pool(threads);
    report.threads = pool.threads();
    const GridNetworkParameters parameters = workItem(report.threads);
    GridNetwork network(parameters, {"net", 1, box()});
    report.stepMilliseconds =
        medianMilliseconds(3.0 * seconds, [&] { network.trainStep(pool, [] { return false; }); });
    report.openblasMilliseconds = openblasProductsOfStep(report.threads, seconds);
    report.ownProductsMilliseconds = productsMilliseconds(
        report.threads, seconds, [](ProductsOfStep& share) { share.byOwnKernels(); });
    report.productsMilliseconds =
        std::min(report.openblasMilliseconds, report.ownProductsMilliseconds);
    report.onlineStepMicroseconds = onlineStep(parameters, seconds);
    report.mapsMilliseconds = binning(seconds);
    report.gridScoresMilliseconds = gridScores(report.threads, seconds);
    report.allMetrics44Milliseconds = allMetrics(44, seconds);
    report.allMetrics88Milliseconds = allMetrics(88, seconds);
    return report;
}

Json speedJson(const SpeedReport& report) {
    return {{"isa", nameOf(instructionSet())},
            {"threads", report.threads},
            {"w_ms_per_step", report.stepMilliseconds},
            {"w_gemm_only_ms", report.productsMilliseconds},
            {"w_gemm_openblas_ms", report.openblasMilliseconds},
            {"w_gemm_own_ms", report.ownProductsMilliseconds},
            {"openblas", blasName()},
            {"online_step_us", report.onlineStepMicroseconds},
            {"probe_maps_256_ms", report.mapsMilliseconds},
            {"grid_scores_256_ms", report.gridScoresMilliseconds},
            {"all_metrics_44_ms", report.allMetrics44Milliseconds},
            {"all_metrics_88_ms", report.allMetrics88Milliseconds}};
}

} // namespace hippodrome
