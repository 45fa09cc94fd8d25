#include "docs/guides/skeletons/my_brain.h"

#include "core/brains/probe_maps.h"
#include "core/cells/centres.h"

#include <algorithm>

namespace hippodrome {

const Fields<MyBrainParameters>& MyBrainParameters::fields() {
    using P = MyBrainParameters;
    static const Fields<P> list =
        Fields<P>()
            .integer("count", &P::count,
                     {.label = "Cells",
                      .minimum = 1,
                      .maximum = 10000,
                      .help = "Number of cells, spread at random over the arena."})
            .real("width", &P::width,
                  {.label = "Width of a field",
                   .unit = "m",
                   .minimum = 0.01,
                   .maximum = 10.0,
                   .help = "Standard deviation of the Gaussian.",
                   .source = "where the default comes from",
                   .effect = Effect::live})
            .real("time_constant", &P::timeConstant,
                  {.label = "Time constant",
                   .unit = "s",
                   .minimum = 0.0,
                   .maximum = 100.0,
                   .help = "How slowly the rate follows the place.",
                   .effect = Effect::live});
    return list;
}

MyBrain::MyBrain(const MyBrainParameters& parameters, const BrainSetting& setting)
    : parameters_(parameters), arena_(setting.arena) {
    // A stream of its own, so that no other brain and not the path changes with it.
    Rng rng = Rng::stream(setting.seed, setting.name + ".centres");
    centres_ = randomCentres(*arena_, parameters_.count, rng);
    rates_.resize(centres_.size());
    populations_ = {{.name = "cells", .units = parameters_.count}};
}

double MyBrain::drive(std::size_t cell, Vec2 place) const {
    const double square = squaredLength(arena_->displacement(centres_[cell], place));
    return std::exp(-square / (2.0 * parameters_.width * parameters_.width));
}

void MyBrain::begin(const Observation& first) {
    for (std::size_t cell = 0; cell < rates_.size(); ++cell)
        rates_[cell] = static_cast<float>(drive(cell, first.position));
}

double MyBrain::observe(const Observation& observation) {
    // The exact solution over a step, which no step can make unstable.
    const double share = parameters_.timeConstant > 0.0
                             ? -std::expm1(-observation.dt / parameters_.timeConstant)
                             : 1.0;
    for (std::size_t cell = 0; cell < rates_.size(); ++cell)
        rates_[cell] += static_cast<float>(share) *
                        (static_cast<float>(drive(cell, observation.position)) - rates_[cell]);
    return observation.dt; // new rates at every tick
}

void MyBrain::update(const JsonCursor& parameters) {
    parameters_ = MyBrainParameters::fields().read(parameters);
}

std::optional<PopulationMaps> MyBrain::probe(std::size_t, const BinGrid& grid) const {
    return probeMaps(grid, *arena_, centres_.size(), [this](Vec2 place, std::span<float> rates) {
        for (std::size_t cell = 0; cell < rates.size(); ++cell)
            rates[cell] = static_cast<float>(drive(cell, place));
    });
}

void MyBrain::state(StateVisitor& s) {
    s("centres", centres_)("rates", rates_, Allowed::from(0.0, 1.0));
}

BrainType MyBrain::type() {
    return describeBrain<MyBrain, MyBrainParameters>(
        "my_brain", "My brain", Nature::biological,
        "Cells that follow the place of the rat with a delay.");
}

} // namespace hippodrome
