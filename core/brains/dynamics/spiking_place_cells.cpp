#include "core/brains/dynamics/spiking_place_cells.h"

#include "core/cells/centres.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace hippodrome {

namespace {

constexpr double rateTime = 0.25; // over which rates are smoothed [s]

} // namespace

const Fields<SpikingPlaceCellsParameters>& SpikingPlaceCellsParameters::fields() {
    using P = SpikingPlaceCellsParameters;
    static const Fields<P> list =
        Fields<P>()
            .integer("count", &P::count,
                     {.label = "Cells",
                      .minimum = 2,
                      .maximum = 500,
                      .help = "Neurons, with place fields on a jittered lattice."})
            .real("width", &P::width,
                  {.label = "Width of the input",
                   .unit = "m",
                   .minimum = 0.01,
                   .maximum = 10.0,
                   .help = "Standard deviation of the place field that a neuron is driven by."})
            .real("input", &P::input,
                  {.label = "Place input",
                   .unit = "mV",
                   .minimum = 0.0,
                   .maximum = 1000.0,
                   .help = "Depolarisation in the middle of a field; from rest to threshold are "
                           "16 mV.",
                   .effect = Effect::live})
            .real("noise", &P::noise,
                  {.label = "Noise",
                   .unit = "mV",
                   .minimum = 0.0,
                   .maximum = 100.0,
                   .help = "Standard deviation of the potential of a neuron that never fires.",
                   .effect = Effect::live})
            .real("membrane_time", &P::membraneTime,
                  {.label = "Membrane time",
                   .unit = "s",
                   .minimum = 0.002,
                   .maximum = 1.0,
                   .help = "In which the potential returns to rest.",
                   .source = "Song et al. 2000: 20 ms",
                   .effect = Effect::live})
            .real("synapse_time", &P::synapseTime,
                  {.label = "Synapse time",
                   .unit = "s",
                   .minimum = 0.001,
                   .maximum = 1.0,
                   .help = "In which the effect of a spike decays.",
                   .source = "Song et al. 2000: 5 ms",
                   .effect = Effect::live})
            .real("inhibition", &P::inhibition,
                  {.label = "Inhibition",
                   .unit = "mV",
                   .minimum = 0.0,
                   .maximum = 100.0,
                   .help = "Of all neurons by every spike.",
                   .effect = Effect::live})
            .real("largest_weight", &P::largestWeight,
                  {.label = "Largest weight",
                   .unit = "mV",
                   .minimum = 0.0,
                   .maximum = 100.0,
                   .help = "That a synapse between two neurons can reach.",
                   .effect = Effect::live})
            .real("initial_weight", &P::initialWeight,
                  {.label = "Weight at the start",
                   .unit = "mV",
                   .minimum = 0.0,
                   .maximum = 100.0,
                   .help = "Of every synapse."})
            .boolean("plastic", &P::plastic,
                     {.label = "Plastic",
                      .help = "Weights change with the times of spikes.",
                      .effect = Effect::live})
            .group("timing", &P::timing, SpikeTimingParameters::fields());
    return list;
}

SpikingPlaceCells::SpikingPlaceCells(const SpikingPlaceCellsParameters& parameters,
                                     const BrainSetting& setting)
    : parameters_(parameters), arena_(setting.arena),
      rng_(Rng::stream(setting.seed, setting.name + ".noise")), weights_(0) {
    Rng rng = Rng::stream(setting.seed, setting.name + ".centres");
    makeCells(latticeCentres(*arena_, parameters.count, 0.45, rng));
}

void SpikingPlaceCells::makeCells(std::vector<Vec2> centres) {
    centres_ = std::move(centres);
    const std::size_t n = centres_.size();
    makeFields();
    input_.assign(n, 0.0f);
    potential_.assign(n, restPotential);
    synaptic_.assign(n, 0.0);
    silentFor_.assign(n, 0.0);
    rates_.assign(n, 0.0f);
    weights_ = SpikeTimingWeights(static_cast<int>(n));
    for (std::size_t to = 0; to < n; ++to)
        for (std::size_t from = 0; from < n; ++from)
            weights_.weights()[to * n + from] = to == from ? 0.0 : parameters_.initialWeight;
    populations_ = {{"cells", static_cast<int>(n), false, "Hz", true}};
}

void SpikingPlaceCells::makeFields() {
    PlaceFieldParameters field;
    field.width = parameters_.width;
    field.maximumRate = 1.0;
    fields_ = std::make_unique<PlaceFields>(field, centres_, arena_);
}

void SpikingPlaceCells::begin(const Observation& first) {
    fields_->rates(first.position, input_);
    weights_.forgetTraces();
    std::fill(potential_.begin(), potential_.end(), restPotential);
    std::fill(synaptic_.begin(), synaptic_.end(), 0.0);
    std::fill(rates_.begin(), rates_.end(), 0.0f);
    spikes_.clear();
    carried_ = 0.0;
}

/// One step of the neurons, which ends at `at` after the tick before.
void SpikingPlaceCells::advance(double seconds, double at) {
    const std::size_t n = centres_.size();
    const double leak = seconds / parameters_.membraneTime;
    const double shake = parameters_.noise * std::sqrt(2.0 * leak);
    const double fading = std::exp(-seconds / parameters_.synapseTime);
    const std::size_t first = spikes_.size();
    for (std::size_t k = 0; k < n; ++k) {
        const double drive = parameters_.input * input_[k] + synaptic_[k];
        const double noise = shake * rng_.normal();
        synaptic_[k] *= fading;
        if (silentFor_[k] > 0.0) {
            silentFor_[k] -= seconds;
            potential_[k] = resetPotential;
            continue;
        }
        potential_[k] += leak * (restPotential - potential_[k] + drive) + noise;
        if (potential_[k] < threshold)
            continue;
        potential_[k] = resetPotential;
        silentFor_[k] = refractory;
        spikes_.push_back({static_cast<int>(k), at});
    }
    // The charge that a spike brings does not depend on how fast its synapses are.
    const double charge = parameters_.membraneTime / parameters_.synapseTime;
    for (std::size_t s = first; s < spikes_.size(); ++s) {
        const std::size_t from = static_cast<std::size_t>(spikes_[s].unit);
        for (std::size_t to = 0; to < n; ++to)
            if (to != from)
                synaptic_[to] +=
                    charge * (weights_.weights()[to * n + from] - parameters_.inhibition);
    }
}

double SpikingPlaceCells::observe(const Observation& now) {
    fields_->rates(now.position, input_);
    spikes_.clear();
    double passed = -carried_;
    while (passed + step <= now.dt + 1e-12) {
        passed += step;
        advance(step, std::max(0.0, passed));
    }
    carried_ = now.dt - passed;
    if (parameters_.plastic) {
        weights_.advance(spikes_, now.dt, parameters_.timing, parameters_.largestWeight);
        weights_.hold(0.0, parameters_.largestWeight);
    }
    const double fading = std::exp(-now.dt / rateTime);
    for (float& rate : rates_)
        rate *= static_cast<float>(fading);
    for (const Spike& spike : spikes_)
        rates_[static_cast<std::size_t>(spike.unit)] += static_cast<float>((1.0 - fading) / now.dt);
    return now.dt;
}

std::vector<Reading> SpikingPlaceCells::readings() const {
    double rate = 0.0, weight = 0.0;
    for (const float one : rates_)
        rate += one / static_cast<double>(rates_.size());
    for (const double one : weights_.weights())
        weight += one / static_cast<double>(weights_.weights().size());
    return {{"mean_rate", "Mean rate", "Hz", rate}, {"mean_weight", "Mean weight", "mV", weight}};
}

Inside SpikingPlaceCells::inside() {
    InsideTable neurons;
    neurons.label = "membrane potential";
    neurons.unit = "mV above rest";
    neurons.across = "neuron";
    neurons.help = "Every column is a neuron. It leaks back to rest (-70 mV), is driven by its "
                   "place input and its synapses, fires at 16 mV above rest and is reset.";
    std::vector<double> above;
    for (const double potential : potential_)
        above.push_back(std::max(0.0, potential - restPotential));
    neurons.addStrip("potential", std::span<const double>(above));
    neurons.addStrip("synapses", std::span<const double>(synaptic_), true);
    neurons.addStrip("place input", std::span<const float>(input_));
    Inside inside;
    inside.tables.push_back(std::move(neurons));
    inside.tables.push_back(weights_.lookAt("mV", looked_));
    return inside;
}

void SpikingPlaceCells::arenaChanged(ArenaPointer arena) {
    const ArenaPointer before = std::exchange(arena_, std::move(arena));
    if (!sameGround(before->arena(), arena_->arena()))
        makeFields();
}

void SpikingPlaceCells::update(const JsonCursor& cursor) {
    parameters_ = SpikingPlaceCellsParameters::fields().read(cursor);
}

void SpikingPlaceCells::state(StateVisitor& s) {
    pairedCentres(s, centres_);
    if (s.reading())
        makeCells(std::move(centres_));
    s("noise_rng", rng_)("potential", potential_)("synaptic", synaptic_);
    s("silent_for", silentFor_, Allowed::seconds());
    s("weights", weights_.weights())("traces", weights_.traces());
    s("carried", carried_, Allowed::from(-1.0, 1.0))("rates", rates_);
}

BrainType SpikingPlaceCells::type() {
    return describeBrain<SpikingPlaceCells, SpikingPlaceCellsParameters>(
        "spiking_place_cells", "Spiking place cells", Nature::biological,
        "Leaky integrate-and-fire place cells whose synapses learn from the times of spikes.");
}

} // namespace hippodrome
