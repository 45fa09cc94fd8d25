#include "core/cells/poisson_spikes.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <utility>

namespace hippodrome {

const Fields<SpikingParameters>& SpikingParameters::fields() {
    using P = SpikingParameters;
    static const Fields<P> list =
        Fields<P>()
            .boolean("on", &P::on,
                     {.label = "Spikes",
                      .help = "The cells emit spikes at random times with their rates."})
            .real("refractory", &P::refractory,
                  {.label = "Refractory period",
                   .unit = "s",
                   .minimum = 0.0,
                   .maximum = 0.1,
                   .help = "A cell is silent for so long after each of its spikes.",
                   .source = "typical of pyramidal cells: 2 ms",
                   .effect = Effect::live});
    return list;
}

PoissonSpikes::PoissonSpikes(int units, double refractory, Rng rng)
    : refractory_(refractory), rng_(rng), silentFor_(static_cast<std::size_t>(units)) {}

std::span<const Spike> PoissonSpikes::advance(std::span<const float> rates, double dt) {
    assert(rates.size() == silentFor_.size());
    spikes_.clear();
    for (std::size_t unit = 0; unit < rates.size(); ++unit) {
        // A Poisson process has no memory, so that it may be drawn again in every interval.
        double time = silentFor_[unit];
        const double rate = rates[unit];
        while (time < dt && rate > 0.0) {
            time -= std::log1p(-rng_.uniform()) / rate;
            if (time >= dt)
                break;
            spikes_.push_back({static_cast<int>(unit), time});
            silentFor_[unit] = time + refractory_;
            time = silentFor_[unit];
        }
        silentFor_[unit] = std::max(0.0, silentFor_[unit] - dt);
    }
    std::sort(spikes_.begin(), spikes_.end(), [](const Spike& a, const Spike& b) {
        return std::pair(a.delay, a.unit) < std::pair(b.delay, b.unit);
    });
    return spikes_;
}

void PoissonSpikes::state(StateVisitor& s) {
    s("spikes_rng", rng_)("silent_for", silentFor_, Allowed::seconds());
    if (s.reading())
        spikes_.clear();
}

} // namespace hippodrome
