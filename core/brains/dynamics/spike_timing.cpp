#include "core/brains/dynamics/spike_timing.h"

#include <algorithm>
#include <cmath>

namespace hippodrome {

const Fields<SpikeTimingParameters>& SpikeTimingParameters::fields() {
    using P = SpikeTimingParameters;
    static const Fields<P> list =
        Fields<P>()
            .real("potentiation_time", &P::potentiationTime,
                  {.label = "Potentiation within",
                   .unit = "s",
                   .minimum = 1e-4,
                   .maximum = 10.0,
                   .help = "Time constant for pairs whose sender fires first.",
                   .source = "George et al. 2023: 20 ms",
                   .effect = Effect::live})
            .real("depression_time", &P::depressionTime,
                  {.label = "Depression within",
                   .unit = "s",
                   .minimum = 1e-4,
                   .maximum = 10.0,
                   .help = "Time constant for pairs whose receiver fires first.",
                   .source = "George et al. 2023: 40 ms",
                   .effect = Effect::live})
            .real("depression", &P::depression,
                  {.label = "Depression",
                   .minimum = 0.0,
                   .maximum = 10.0,
                   .help = "Strength of depression relative to potentiation.",
                   .source = "George et al. 2023: 0.4",
                   .effect = Effect::live})
            .real("rate", &P::rate,
                  {.label = "Learning rate",
                   .minimum = 0.0,
                   .maximum = 10.0,
                   .help = "Change for a pair of spikes at the same time.",
                   .source = "George et al. 2023: 0.05",
                   .effect = Effect::live});
    return list;
}

SpikeTimingWeights::SpikeTimingWeights(int units)
    : units_(units), weights_(static_cast<std::size_t>(units) * static_cast<std::size_t>(units)),
      traces_(2 * static_cast<std::size_t>(units)) {}

void SpikeTimingWeights::fade(double seconds, const SpikeTimingParameters& how) {
    const std::size_t n = static_cast<std::size_t>(units_);
    const double before = std::exp(-seconds / how.potentiationTime);
    const double after = std::exp(-seconds / how.depressionTime);
    for (std::size_t k = 0; k < n; ++k) {
        traces_[k] *= before;
        traces_[n + k] *= after;
    }
}

void SpikeTimingWeights::advance(std::span<const Spike> spikes, double dt,
                                 const SpikeTimingParameters& how, double scale) {
    const std::size_t n = static_cast<std::size_t>(units_);
    double passed = 0.0;
    for (const Spike& spike : spikes) {
        const double delay = std::clamp(spike.delay, passed, dt);
        fade(delay - passed, how);
        passed = delay;
        const std::size_t unit = static_cast<std::size_t>(spike.unit);
        for (std::size_t other = 0; other < n; ++other) {
            if (other == unit)
                continue;
            weights_[unit * n + other] += scale * how.rate * traces_[other];
            weights_[other * n + unit] -= scale * how.rate * how.depression * traces_[n + other];
        }
        traces_[unit] += 1.0;
        traces_[n + unit] += 1.0;
    }
    fade(dt - passed, how);
}

void SpikeTimingWeights::hold(double lowest, double highest) {
    for (double& weight : weights_)
        weight = std::clamp(weight, lowest, highest);
}

void SpikeTimingWeights::forgetTraces() {
    std::fill(traces_.begin(), traces_.end(), 0.0);
}

InsideTable SpikeTimingWeights::lookAt(const std::string& unit, WeightChange& change) const {
    const std::size_t n = static_cast<std::size_t>(units_);
    const std::span<const double> before = std::span(traces_).first(n);
    const std::size_t last =
        static_cast<std::size_t>(std::max_element(before.begin(), before.end()) - before.begin());
    const std::vector<double> changes = change.sinceLastLook(weights_);
    std::vector<double> synapses(n), grown(n);
    for (std::size_t to = 0; to < n; ++to) {
        synapses[to] = weights_[to * n + last];
        grown[to] = changes[to * n + last];
    }
    InsideTable table;
    table.label = "synapses from cell " + std::to_string(last);
    table.unit = unit;
    table.across = "cell";
    table.help = "Every column is a cell. Traces of the last spikes: a cell that fires now "
                 "strengthens its synapses from cells with the first trace and weakens those to "
                 "cells with the second. Below, the synapses of the cell that fired last, and how "
                 "they have changed since the last look, a tenth of a second ago: stronger is red, "
                 "weaker is blue. All a synapse needs to know is when its own two cells fired.";
    table.addStrip("fired before", before);
    table.addStrip("fired after", std::span(traces_).subspan(n, n));
    table.addStrip("weight", std::span<const double>(synapses),
                   std::any_of(weights_.begin(), weights_.end(), [](double w) { return w < 0.0; }));
    table.addStrip("change", std::span<const double>(grown), true);
    return table;
}

void pairedCentres(StateVisitor& s, std::vector<Vec2>& centres) {
    s.list("centres", centres);
    const std::size_t cells = centres.size();
    s.require("centres", cells > 0 && s.bytesOf("weights") / cells / sizeof(double) == cells,
              "expected the square root of the number of weights, found " + std::to_string(cells) +
                  " cells");
}

} // namespace hippodrome
