#include "core/brains/dynamics/oscillator_grid.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <utility>

namespace hippodrome {

const Fields<OscillatorGridParameters>& OscillatorGridParameters::fields() {
    using P = OscillatorGridParameters;
    static const Fields<P> list =
        Fields<P>()
            .integer("cells", &P::cells,
                     {.label = "Cells",
                      .minimum = 1,
                      .maximum = 1024,
                      .help = "Grid cells, whose fields are displaced evenly against each other."})
            .real("spacing", &P::spacing,
                  {.label = "Grid spacing",
                   .unit = "m",
                   .minimum = 0.05,
                   .maximum = 10.0,
                   .help = "Between neighbouring fields; 2 / (sqrt(3) spacing) is how much faster "
                           "an oscillator runs for a speed its way.",
                   .source = "Burgess et al. 2007: 0.23 (0.05 x 2 pi rad/cm, as recalled)"})
            .real("orientation", &P::orientation,
                  {.label = "Orientation",
                   .unit = "rad",
                   .minimum = -3.15,
                   .maximum = 3.15,
                   .help = "Of the first oscillator's axis."})
            .real("base_frequency", &P::baseFrequency,
                  {.label = "Baseline frequency",
                   .unit = "Hz",
                   .minimum = 0.5,
                   .maximum = 20.0,
                   .help = "Of the rhythm that the oscillators are compared with.",
                   .source = "Burgess et al. 2007: 7 to 8, as recalled",
                   .effect = Effect::live})
            .real("phase_noise", &P::phaseNoise,
                  {.label = "Phase noise",
                   .unit = "rad/s^0.5",
                   .minimum = 0.0,
                   .maximum = 20.0,
                   .help = "Error of every oscillator's phase after a second; it accumulates.",
                   .effect = Effect::live})
            .real("reset_distance", &P::resetDistance,
                  {.label = "Reset at walls",
                   .unit = "m",
                   .minimum = 0.0,
                   .maximum = 1.0,
                   .help = "A wall nearer than this corrects the place across it; 0: never.",
                   .effect = Effect::live})
            .real("maximum_rate", &P::maximumRate,
                  {.label = "Peak rate",
                   .unit = "Hz",
                   .minimum = 0.0,
                   .maximum = 1000.0,
                   .help = "Mean rate over a cycle in the middle of a field.",
                   .effect = Effect::live})
            .group("spikes", &P::spikes, SpikingParameters::fields());
    return list;
}

OscillatorGrid::OscillatorGrid(const OscillatorGridParameters& parameters,
                               const BrainSetting& setting)
    : parameters_(parameters), arena_(setting.arena),
      rng_(Rng::stream(setting.seed, setting.name + ".phases")),
      populations_{{"cells", parameters.cells, false, "Hz", parameters.spikes.on}},
      rates_(static_cast<std::size_t>(parameters.cells)),
      spikes_(parameters.cells, parameters.spikes.refractory,
              Rng::stream(setting.seed, setting.name + ".spikes")) {
    // Even over the lattice's unit cell, which two neighbouring fields span with the first.
    const double c = std::cos(parameters.orientation + std::numbers::pi / 6.0);
    const double s = std::sin(parameters.orientation + std::numbers::pi / 6.0);
    const Vec2 one{c * parameters.spacing, s * parameters.spacing};
    const Vec2 other{0.5 * one.x - std::sqrt(0.75) * one.y, std::sqrt(0.75) * one.x + 0.5 * one.y};
    for (int i = 0; i < parameters.cells; ++i) {
        const double share = i * (std::numbers::phi - 1.0);
        offsets_.push_back(one * ((i + 0.5) / parameters.cells) +
                           other * (share - std::floor(share)));
    }
}

double OscillatorGrid::frequencyPerSpeed() const {
    return 2.0 / (std::sqrt(3.0) * parameters_.spacing);
}

Vec2 OscillatorGrid::axis(std::size_t oscillator) const {
    const double angle = parameters_.orientation + fullTurn * static_cast<double>(oscillator) / 3.0;
    return {std::cos(angle), std::sin(angle)};
}

void OscillatorGrid::begin(const Observation& first) {
    lastPosition_ = first.position;
    for (std::size_t i = 0; i < oscillators; ++i)
        ahead_[i] = frequencyPerSpeed() * dot(first.position, axis(i));
    fire(first.time);
}

double OscillatorGrid::observe(const Observation& now) {
    const Vec2 moved = arena_->displacement(lastPosition_, now.position) + now.movementError;
    lastPosition_ = now.position;
    const double noise = parameters_.phaseNoise / fullTurn * std::sqrt(now.dt);
    for (std::size_t i = 0; i < oscillators; ++i) {
        ahead_[i] += frequencyPerSpeed() * dot(moved, axis(i));
        if (noise > 0.0)
            ahead_[i] += noise * rng_.normal();
    }
    reset(now);
    fire(now.time);
    if (parameters_.spikes.on)
        spikes_.advance(rates_, now.dt);
    return now.dt;
}

/// Touching a wall tells the place across it, and sets the phases that stand for it.
void OscillatorGrid::reset(const Observation& now) {
    if (parameters_.resetDistance <= 0.0)
        return;
    const std::optional<NearestWall> wall = arena_->nearestWall(now.position);
    if (!wall || wall->distance > parameters_.resetDistance || wall->distance < 1e-9)
        return;
    const Vec2 away = (now.position - wall->point) / wall->distance;
    const Vec2 error = arena_->displacement(*decodedPosition(), now.position);
    for (std::size_t i = 0; i < oscillators; ++i)
        ahead_[i] += frequencyPerSpeed() * dot(away * dot(error, away), axis(i));
}

void OscillatorGrid::fire(double time) {
    const double baseline = std::cos(fullTurn * parameters_.baseFrequency * time);
    const double sine = std::sin(fullTurn * parameters_.baseFrequency * time);
    // Mean over a cycle of the product in the middle of a field, where all agree: of (2 cos)^3, and
    // zero in the half in which that is negative.
    constexpr double meanAtPeak = 32.0 / (3.0 * fullTurn);
    for (std::size_t cell = 0; cell < rates_.size(); ++cell) {
        double product = 1.0;
        for (std::size_t i = 0; i < oscillators; ++i) {
            const double phase =
                fullTurn * (ahead_[i] - frequencyPerSpeed() * dot(offsets_[cell], axis(i)));
            // cos(baseline + phase) + cos(baseline)
            product *=
                std::max(0.0, baseline * std::cos(phase) - sine * std::sin(phase) + baseline);
        }
        rates_[cell] = static_cast<float>(parameters_.maximumRate / meanAtPeak * product);
    }
}

std::optional<Vec2> OscillatorGrid::decodedPosition() const {
    // Three axes 120 degrees apart: the least-squares solution is two thirds of the sum.
    Vec2 sum;
    for (std::size_t i = 0; i < oscillators; ++i)
        sum += axis(i) * (ahead_[i] / frequencyPerSpeed());
    return arena_->wrap(sum * (2.0 / 3.0));
}

std::vector<Reading> OscillatorGrid::readings() const {
    // Phases along three axes must agree on a place in the plane; noise makes them disagree.
    double sum = 0.0;
    for (const double cycles : ahead_)
        sum += cycles;
    return {{"disagreement", "Disagreement of the oscillators", "rad", std::abs(sum) * fullTurn}};
}

void OscillatorGrid::update(const JsonCursor& parameters) {
    parameters_ = OscillatorGridParameters::fields().read(parameters);
    spikes_.setRefractory(parameters_.spikes.refractory);
}

void OscillatorGrid::state(StateVisitor& s) {
    s("ahead", ahead_, Allowed::from(-1e9, 1e9))("last_position", lastPosition_)("rng", rng_);
    s("rates", rates_);
    spikes_.state(s);
}

BrainType OscillatorGrid::type() {
    return describeBrain<OscillatorGrid, OscillatorGridParameters>(
        "oscillator_grid", "Oscillatory interference", Nature::biological,
        "Grid cells that fire where three oscillators, faster the faster the rat runs their way, "
        "agree with a baseline.");
}

} // namespace hippodrome
