#include "core/brains/cells/random_cells.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace hippodrome {

namespace {

/// A value so many standard deviations above the mean counts as the peak.
constexpr double peak = 3.0;

/// The level above which the share `above` of a standard normal variable lies.
double normalLevel(double above) {
    double low = -6.0, high = 6.0;
    for (int i = 0; i < 60; ++i) {
        const double middle = 0.5 * (low + high);
        (0.5 * std::erfc(middle / std::numbers::sqrt2) > above ? low : high) = middle;
    }
    return 0.5 * (low + high);
}

} // namespace

const Fields<RandomCellsParameters>& RandomCellsParameters::fields() {
    using P = RandomCellsParameters;
    static const Fields<P> list =
        Fields<P>()
            .integer("count", &P::count,
                     {.label = "Cells",
                      .minimum = 1,
                      .maximum = 20000,
                      .help = "Number of cells, each with a map of its own."})
            .real("width", &P::width,
                  {.label = "Smoothness",
                   .unit = "m",
                   .minimum = 0.01,
                   .maximum = 10.0,
                   .help = "Places nearer than this have similar rates.",
                   .source = "RatInABox: 0.1"})
            .integer("waves", &P::waves,
                     {.label = "Waves",
                      .minimum = 10,
                      .maximum = 5000,
                      .help = "Plane waves that make up each map."})
            .real("active_share", &P::activeShare,
                  {.label = "Active share",
                   .minimum = 0.01,
                   .maximum = 0.99,
                   .help = "Of the plane in which a cell fires.",
                   .effect = Effect::live})
            .real("maximum_rate", &P::maximumRate,
                  {.label = "Peak rate",
                   .unit = "Hz",
                   .minimum = 0.0,
                   .maximum = 1000.0,
                   .help = "About that of the best places.",
                   .effect = Effect::live})
            .group("spikes", &P::spikes, SpikingParameters::fields());
    return list;
}

RandomCells::RandomCells(const RandomCellsParameters& parameters, const BrainSetting& setting)
    : FormulaCells(setting, parameters.spikes), parameters_(parameters),
      cut_(normalLevel(parameters.activeShare)) {
    Rng rng = Rng::stream(setting.seed, setting.name + ".maps");
    // The spectrum of a process with correlation exp(-d^2 / 2 width^2) is a Gaussian of width
    // 1 / width: wave numbers are drawn from it.
    for (int k = 0; k < parameters.count * parameters.waves; ++k) {
        const double x = rng.normal(), y = rng.normal();
        waves_.push_back({Vec2{x, y} / parameters.width, rng.uniform(0.0, 2.0 * std::numbers::pi)});
    }
    setCells(static_cast<std::size_t>(parameters.count));
}

void RandomCells::update(const JsonCursor& cursor) {
    parameters_ = RandomCellsParameters::fields().read(cursor);
    cut_ = normalLevel(parameters_.activeShare);
    setSpiking(parameters_.spikes);
}

void RandomCells::tuning(const CellInput& input, std::span<float> rates) const {
    const std::size_t each = static_cast<std::size_t>(parameters_.waves);
    const double scale = std::sqrt(2.0 / parameters_.waves); // variance 1
    for (std::size_t cell = 0; cell < rates.size(); ++cell) {
        double sum = 0.0;
        for (std::size_t k = cell * each; k < (cell + 1) * each; ++k)
            sum += std::cos(dot(waves_[k].number, input.position) + waves_[k].phase);
        const double above = std::max(0.0, scale * sum - cut_) / (peak - std::min(cut_, 0.0));
        rates[cell] = static_cast<float>(parameters_.maximumRate * above);
    }
}

void RandomCells::preferences(StateVisitor& s) {
    s("waves", waves_, [](const StateCheck& check, const Wave& wave) {
        check.place(wave.number);
        check.number(wave.phase, Allowed::from(-1e6, 1e6));
    });
}

BrainType RandomCells::type() {
    return describeBrain<RandomCells, RandomCellsParameters>(
        "random_cells", "Random-field cells", Nature::biological,
        "Smooth random maps: what every score must be held against.");
}

} // namespace hippodrome
