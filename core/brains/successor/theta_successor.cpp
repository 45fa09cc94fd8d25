#include "core/brains/successor/theta_successor.h"

#include "core/brains/probe_maps.h"
#include "core/cells/centres.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace hippodrome {

namespace {

constexpr double refractory = 0.002; // [s]

PlaceFieldParameters fieldsOf(const ThetaSuccessorParameters& parameters) {
    PlaceFieldParameters fields;
    fields.shape = &placeFieldShape("gaussian_threshold");
    fields.width = parameters.width;
    fields.maximumRate = 1.0;
    return fields;
}

} // namespace

const Fields<ThetaSuccessorParameters>& ThetaSuccessorParameters::fields() {
    using P = ThetaSuccessorParameters;
    static const Fields<P> list =
        Fields<P>()
            .integer("count", &P::count,
                     {.label = "Cells",
                      .minimum = 2,
                      .maximum = 500,
                      .help = "Place cells, on a jittered lattice.",
                      .source = "George et al. 2023: 50"})
            .real("width", &P::width,
                  {.label = "Field radius",
                   .unit = "m",
                   .minimum = 0.01,
                   .maximum = 10.0,
                   .help = "Beyond it a cell is silent."})
            .real("peak_rate", &P::peakRate,
                  {.label = "Peak rate",
                   .unit = "Hz",
                   .minimum = 0.0,
                   .maximum = 1000.0,
                   .help = "Mean over a theta cycle, in the middle of a field.",
                   .source = "George et al. 2023: 5",
                   .effect = Effect::live})
            .group("theta", &P::theta, ThetaParameters::fields())
            .group("timing", &P::timing, SpikeTimingParameters::fields())
            .real("horizon", &P::horizon,
                  {.label = "Horizon",
                   .unit = "s",
                   .minimum = 0.01,
                   .maximum = 100.0,
                   .help = "How far temporal differences look ahead.",
                   .source = "George et al. 2023: 4",
                   .effect = Effect::live})
            .real("learning_rate", &P::learningRate,
                  {.label = "Rate of differences",
                   .unit = "1/s",
                   .minimum = 0.0,
                   .maximum = 100.0,
                   .help = "Of the map that temporal differences learn beside.",
                   .source = "George et al. 2023: 0.01",
                   .effect = Effect::live});
    return list;
}

ThetaSuccessor::ThetaSuccessor(const ThetaSuccessorParameters& parameters,
                               const BrainSetting& setting)
    : parameters_(parameters), arena_(setting.arena), precession_(parameters.theta),
      spikes_(0, refractory, Rng::stream(setting.seed, setting.name + ".spikes")), weights_(0) {
    Rng rng = Rng::stream(setting.seed, setting.name + ".centres");
    makeCells(latticeCentres(*arena_, parameters.count, 0.45, rng));
}

void ThetaSuccessor::makeCells(std::vector<Vec2> centres) {
    centres_ = std::move(centres);
    makeFields();
    const std::size_t n = centres_.size();
    spikes_ = PoissonSpikes(static_cast<int>(n), refractory, spikes_.rng());
    weights_ = SpikeTimingWeights(static_cast<int>(n));
    map_.assign(n * n, 0.0);
    before_.assign(n, 0.0f);
    now_.assign(n, 0.0f);
    const int units = static_cast<int>(n);
    populations_ = {{"cells", units, false, "Hz", true},
                    {"spike_timing", units, true, ""},
                    {"differences", units, true, ""}};
    rates_.assign(populations_.size(), std::vector<float>(n));
}

void ThetaSuccessor::makeFields() {
    edges_.assign(centres_.size(), fieldEdge(*fieldsOf(parameters_).shape, parameters_.width));
    fields_ = std::make_unique<PlaceFields>(fieldsOf(parameters_), centres_, arena_);
    precession_ = Precession(parameters_.theta);
}

void ThetaSuccessor::ratesFrom(std::size_t population, std::span<const float> active,
                               std::span<float> rates) const {
    const std::size_t n = centres_.size();
    if (population == cells) {
        for (std::size_t k = 0; k < n; ++k)
            rates[k] = static_cast<float>(parameters_.peakRate) * active[k];
        return;
    }
    const std::span<const double> map = population == spikeTiming ? weights_.weights() : map_;
    for (std::size_t to = 0; to < n; ++to) {
        double sum = 0.0;
        for (std::size_t from = 0; from < n; ++from)
            sum += map[to * n + from] * active[from];
        rates[to] = static_cast<float>(sum);
    }
}

/// M <- M + rate T (f_t dt / T + exp(-dt / T) M f_t+1 - M f_t) f_t^T with the horizon T. The
/// bracket is proportional to dt, so that neither M nor how fast it is learned depends on the
/// ticks.
void ThetaSuccessor::learnDifferences(double dt) {
    const std::size_t n = centres_.size();
    const double discount = std::exp(-dt / parameters_.horizon);
    std::vector<std::size_t> active;
    for (std::size_t k = 0; k < n; ++k)
        if (before_[k] > 0.0f || now_[k] > 0.0f)
            active.push_back(k);
    // A longer step would overshoot the error that it is to mend, and the map would grow for ever.
    double size = 0.0;
    for (const std::size_t k : active)
        size += static_cast<double>(before_[k]) * before_[k];
    double step = parameters_.learningRate * parameters_.horizon;
    if (step * size > 1.0)
        step = 1.0 / size;
    for (std::size_t to = 0; to < n; ++to) {
        double* row = map_.data() + to * n;
        double error = before_[to] * dt / parameters_.horizon;
        for (const std::size_t k : active)
            error += row[k] * (discount * now_[k] - before_[k]);
        if (error == 0.0)
            continue;
        for (const std::size_t k : active)
            row[k] += step * error * before_[k];
    }
}

void ThetaSuccessor::begin(const Observation& first) {
    fields_->rates(first.position, now_);
    before_ = now_;
    started_ = true;
    weights_.forgetTraces();
    for (std::size_t p = 0; p < rates_.size(); ++p)
        ratesFrom(p, now_, rates_[p]);
}

double ThetaSuccessor::observe(const Observation& now) {
    time_ = now.time;
    fields_->rates(now.position, now_);
    if (started_)
        learnDifferences(now.dt);
    before_ = now_;
    started_ = true;
    for (std::size_t p = 0; p < rates_.size(); ++p)
        ratesFrom(p, now_, rates_[p]);
    precession_.modulate(*arena_, now.position, now.velocity, now.time, centres_, edges_,
                         rates_[cells]);
    weights_.advance(spikes_.advance(rates_[cells], now.dt), now.dt, parameters_.timing);
    return now.dt;
}

double ThetaSuccessor::correlation() const {
    const std::size_t n = centres_.size();
    double sumA = 0.0, sumB = 0.0, squaresA = 0.0, squaresB = 0.0, products = 0.0, count = 0.0;
    for (std::size_t to = 0; to < n; ++to) {
        double largestA = 1e-300, largestB = 1e-300;
        for (std::size_t from = 0; from < n; ++from)
            if (from != to) {
                largestA = std::max(largestA, std::abs(weights_.weights()[to * n + from]));
                largestB = std::max(largestB, std::abs(map_[to * n + from]));
            }
        for (std::size_t from = 0; from < n; ++from) {
            if (from == to)
                continue;
            const double a = weights_.weights()[to * n + from] / largestA;
            const double b = map_[to * n + from] / largestB;
            sumA += a;
            sumB += b;
            squaresA += a * a;
            squaresB += b * b;
            products += a * b;
            count += 1.0;
        }
    }
    const double varianceA = squaresA - sumA * sumA / count;
    const double varianceB = squaresB - sumB * sumB / count;
    if (varianceA <= 1e-12 || varianceB <= 1e-12)
        return std::nan("");
    return (products - sumA * sumB / count) / std::sqrt(varianceA * varianceB);
}

std::vector<Reading> ThetaSuccessor::readings() const {
    return {{"correlation", "Correlation with temporal differences", "", correlation()}};
}

Inside ThetaSuccessor::inside() {
    Inside inside;
    if (parameters_.theta.on)
        inside.theta = ThetaMoment{parameters_.theta.phase(time_), parameters_.theta.frequency};
    inside.tables.push_back(weights_.lookAt("", looked_));
    return inside;
}

void ThetaSuccessor::arenaChanged(ArenaPointer arena) {
    const ArenaPointer before = std::exchange(arena_, std::move(arena));
    if (sameGround(before->arena(), arena_->arena()))
        return;
    makeFields();
    started_ = false; // the walls leapt, not the rat
}

void ThetaSuccessor::update(const JsonCursor& cursor) {
    parameters_ = ThetaSuccessorParameters::fields().read(cursor);
    precession_ = Precession(parameters_.theta);
}

void ThetaSuccessor::ratesThere(std::size_t population, Vec2 place, std::span<float> rates) const {
    std::vector<float> active(centres_.size());
    fields_->rates(place, active);
    ratesFrom(population, active, rates);
}

std::vector<float> ThetaSuccessor::ratesAt(std::size_t population, std::span<const Vec2> places,
                                           std::span<const double>) const {
    return probeRates(places, centres_.size(), [&](Vec2 place, std::span<float> rates) {
        ratesThere(population, place, rates);
    });
}

std::optional<PopulationMaps> ThetaSuccessor::probe(std::size_t population,
                                                    const BinGrid& grid) const {
    return probeMaps(grid, *arena_, centres_.size(), [&](Vec2 place, std::span<float> rates) {
        ratesThere(population, place, rates);
    });
}

void ThetaSuccessor::state(StateVisitor& s) {
    pairedCentres(s, centres_);
    if (s.reading()) // they may have been drawn in another arena, in which there were more of them
        makeCells(std::move(centres_));
    s("weights", weights_.weights())("traces", weights_.traces())("map", map_);
    s("before", before_)("now", now_)("started", started_);
    spikes_.state(s);
    for (std::size_t p = 0; p < rates_.size(); ++p)
        s("rates_" + std::to_string(p), rates_[p]);
}

BrainType ThetaSuccessor::type() {
    return describeBrain<ThetaSuccessor, ThetaSuccessorParameters>(
        "theta_successor", "Theta sweeps and spike timing", Nature::biological,
        "Place cells that precess, and spike-timing plasticity that learns a successor map.");
}

} // namespace hippodrome
