#include "core/brains/cells/formula_cells.h"

#include "core/brains/probe_maps.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <utility>

namespace hippodrome {

FormulaCells::FormulaCells(const BrainSetting& setting, const SpikingParameters& spiking)
    : arena_(setting.arena), spiking_(spiking), populations_{{"cells", 0, false, "Hz", spiking.on}},
      spikes_(0, spiking.refractory, Rng::stream(setting.seed, setting.name + ".spikes")) {}

void FormulaCells::setCells(std::size_t count, bool signedActivity) {
    populations_[0].signedActivity = signedActivity;
    if (rates_.size() == count)
        return;
    populations_[0].units = static_cast<int>(count);
    rates_.assign(count, 0.0f);
    spikes_ = PoissonSpikes(static_cast<int>(count), spiking_.refractory, spikes_.rng());
}

void FormulaCells::setSpiking(const SpikingParameters& spiking) {
    spiking_ = spiking;
    spikes_.setRefractory(spiking.refractory);
}

void FormulaCells::begin(const Observation& first) {
    tuning({first.position, first.headDirection, length(first.velocity), first.angularVelocity},
           rates_);
    modulate(first, rates_);
}

double FormulaCells::observe(const Observation& now) {
    time_ = now.time;
    tuning({now.position, now.headDirection, length(now.velocity), now.angularVelocity}, rates_);
    learn(now, rates_);
    modulate(now, rates_);
    if (spiking_.on)
        spikes_.advance(rates_, now.dt);
    return now.dt;
}

void FormulaCells::arenaChanged(ArenaPointer arena) {
    const ArenaPointer before = std::exchange(arena_, std::move(arena));
    if (!sameGround(before->arena(), arena_->arena()) ||
        !(before->arena().objects == arena_->arena().objects))
        rebuild();
}

std::optional<PopulationMaps> FormulaCells::probe(std::size_t, const BinGrid& grid) const {
    if (!tunedToPlace())
        return std::nullopt;
    const int directions = probeDirections();
    std::vector<float> there(rates_.size());
    return probeMaps(grid, *arena_, rates_.size(), [&](Vec2 place, std::span<float> rates) {
        std::fill(rates.begin(), rates.end(), 0.0f);
        for (int direction = 0; direction < directions; ++direction) {
            tuning({place, 2.0 * std::numbers::pi * direction / directions}, there);
            for (std::size_t cell = 0; cell < rates.size(); ++cell)
                rates[cell] += there[cell] / static_cast<float>(directions);
        }
    });
}

std::vector<float> FormulaCells::ratesAt(std::size_t, std::span<const Vec2> places,
                                         std::span<const double> headDirections) const {
    std::vector<float> all(places.size() * rates_.size());
    for (std::size_t i = 0; i < places.size(); ++i)
        tuning({places[i], headDirections.empty() ? 0.0 : headDirections[i]},
               std::span(all).subspan(i * rates_.size(), rates_.size()));
    return all;
}

void FormulaCells::state(StateVisitor& s) {
    preferences(s);
    if (s.reading())
        rebuild();
    s("rates", rates_);
    if (s.holds("spikes_rng"))
        spikes_.state(s);
}

} // namespace hippodrome
