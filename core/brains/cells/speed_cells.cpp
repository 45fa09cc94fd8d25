#include "core/brains/cells/speed_cells.h"

#include <algorithm>

namespace hippodrome {

const Fields<SpeedCellsParameters>& SpeedCellsParameters::fields() {
    using P = SpeedCellsParameters;
    static const Fields<P> list =
        Fields<P>()
            .integer("count", &P::count,
                     {.label = "Cells",
                      .minimum = 1,
                      .maximum = 20000,
                      .help = "Slopes are spread evenly; every fourth cell falls with speed."})
            .real("baseline", &P::baseline,
                  {.label = "Rate at rest",
                   .unit = "Hz",
                   .minimum = 0.0,
                   .maximum = 1000.0,
                   .help = "Of cells that rise; the others rest at their peak.",
                   .effect = Effect::live})
            .real("largest_gain", &P::largestGain,
                  {.label = "Largest slope",
                   .unit = "Hz s/m",
                   .minimum = 0.0,
                   .maximum = 10000.0,
                   .help = "Of the rate over the speed.",
                   .effect = Effect::live})
            .real("saturation", &P::saturation,
                  {.label = "Saturation",
                   .unit = "m/s",
                   .minimum = 0.01,
                   .maximum = 10.0,
                   .help = "Above this speed rates stay as they are.",
                   .source = "Kropff et al. 2015: linear up to some 0.5",
                   .effect = Effect::live})
            .group("spikes", &P::spikes, SpikingParameters::fields());
    return list;
}

SpeedCells::SpeedCells(const SpeedCellsParameters& parameters, const BrainSetting& setting)
    : FormulaCells(setting, parameters.spikes), parameters_(parameters) {
    setCells(static_cast<std::size_t>(parameters.count));
}

void SpeedCells::update(const JsonCursor& cursor) {
    parameters_ = SpeedCellsParameters::fields().read(cursor);
    setSpiking(parameters_.spikes);
}

void SpeedCells::tuning(const CellInput& input, std::span<float> rates) const {
    const double speed = std::min(input.speed, parameters_.saturation);
    for (std::size_t cell = 0; cell < rates.size(); ++cell) {
        const double slope = parameters_.largestGain * static_cast<double>(cell + 1) /
                             static_cast<double>(rates.size());
        const double rise = slope * (cell % 4 == 3 ? parameters_.saturation - speed : speed);
        rates[cell] = static_cast<float>(parameters_.baseline + rise);
    }
}

BrainType SpeedCells::type() {
    return describeBrain<SpeedCells, SpeedCellsParameters>(
        "speed_cells", "Speed cells", Nature::biological,
        "Cells whose rate follows the running speed.");
}

} // namespace hippodrome
