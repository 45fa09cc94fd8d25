#include "core/brains/cells/head_direction.h"

namespace hippodrome {

const Fields<HeadDirectionParameters>& HeadDirectionParameters::fields() {
    using P = HeadDirectionParameters;
    static const Fields<P> list = Fields<P>()
                                      .integer("count", &P::count,
                                               {.label = "Cells",
                                                .minimum = 1,
                                                .maximum = 20000,
                                                .help = "Preferred directions are evenly spaced."})
                                      .real("spread", &P::spread,
                                            {.label = "Spread",
                                             .unit = "rad",
                                             .minimum = 0.02,
                                             .maximum = 3.15,
                                             .help = "Standard deviation of the tuning.",
                                             .source = "RatInABox: 45 degrees",
                                             .effect = Effect::live})
                                      .real("minimum_rate", &P::minimumRate,
                                            {.label = "Lowest rate",
                                             .unit = "Hz",
                                             .minimum = 0.0,
                                             .maximum = 1000.0,
                                             .help = "Far from the preferred direction.",
                                             .effect = Effect::live})
                                      .real("maximum_rate", &P::maximumRate,
                                            {.label = "Peak rate",
                                             .unit = "Hz",
                                             .minimum = 0.0,
                                             .maximum = 1000.0,
                                             .help = "In the preferred direction.",
                                             .effect = Effect::live})
                                      .group("spikes", &P::spikes, SpikingParameters::fields());
    return list;
}

HeadDirection::HeadDirection(const HeadDirectionParameters& parameters, const BrainSetting& setting)
    : FormulaCells(setting, parameters.spikes), parameters_(parameters), seed_(setting.seed) {
    makeCells();
    rebuild();
}

void HeadDirection::makeCells() {
    cells_.emplace(HeadDirectionCells::evenDirections(parameters_.count), parameters_.spread,
                   parameters_.minimumRate, parameters_.maximumRate);
    setCells(static_cast<std::size_t>(parameters_.count));
}

void HeadDirection::rebuild() {
    zero_ = directionZero(arena(), seed_);
}

double HeadDirection::preferred(int cell) const {
    return wrapAngle(cells_->preferred()[static_cast<std::size_t>(cell)] + zero_);
}

void HeadDirection::update(const JsonCursor& cursor) {
    parameters_ = HeadDirectionParameters::fields().read(cursor);
    setSpiking(parameters_.spikes);
    makeCells();
}

void HeadDirection::tuning(const CellInput& input, std::span<float> rates) const {
    cells_->rates(input.headDirection - zero_, rates);
}

BrainType HeadDirection::type() {
    return describeBrain<HeadDirection, HeadDirectionParameters>(
        "head_direction_cells", "Head-direction cells", Nature::biological,
        "Cells that fire when the head points their way, anchored to the cue card.");
}

} // namespace hippodrome
