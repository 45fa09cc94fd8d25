#include "core/brains/cells/grid_modules.h"

#include <cmath>
#include <numbers>

namespace hippodrome {

const Fields<GridModulesParameters>& GridModulesParameters::fields() {
    using P = GridModulesParameters;
    static const Fields<P> list =
        Fields<P>()
            .integer("modules", &P::modules,
                     {.label = "Modules",
                      .minimum = 1,
                      .maximum = 10,
                      .help = "Groups of cells with one spacing and orientation."})
            .integer("cells", &P::cells,
                     {.label = "Cells per module",
                      .minimum = 1,
                      .maximum = 400,
                      .help = "With phases all over the lattice."})
            .real("spacing", &P::spacing,
                  {.label = "Spacing",
                   .unit = "m",
                   .minimum = 0.05,
                   .maximum = 10.0,
                   .help = "Between neighbouring fields of the first module."})
            .real("ratio", &P::ratio,
                  {.label = "Ratio of spacings",
                   .minimum = 1.0,
                   .maximum = 3.0,
                   .help = "From each module to the next.",
                   .source = "Stensola et al. 2012: 1.42"})
            .real("orientation", &P::orientation,
                  {.label = "Orientation",
                   .unit = "rad",
                   .minimum = -3.15,
                   .maximum = 3.15,
                   .help = "Of one axis of the first module, counter-clockwise from +x."})
            .real("turn", &P::turn,
                  {.label = "Turn",
                   .unit = "rad",
                   .minimum = -3.15,
                   .maximum = 3.15,
                   .help = "From each module to the next.",
                   .source = "RatInABox: 0.1"})
            .choice("shape", &P::shape,
                    {{"rectified", GridShape::rectified}, {"shifted", GridShape::shifted}},
                    {.label = "Shape",
                     .help = "Sums of three waves above a threshold, or lifted above zero.",
                     .source = "RatInABox"})
            .real("maximum_rate", &P::maximumRate,
                  {.label = "Peak rate",
                   .unit = "Hz",
                   .minimum = 0.0,
                   .maximum = 1000.0,
                   .help = "In the middle of a field.",
                   .effect = Effect::live})
            .group("spikes", &P::spikes, SpikingParameters::fields());
    return list;
}

GridModules::GridModules(const GridModulesParameters& parameters, const BrainSetting& setting)
    : FormulaCells(setting, parameters.spikes), parameters_(parameters) {
    Rng rng = Rng::stream(setting.seed, setting.name + ".phases");
    std::vector<GridTuning> tunings;
    for (int module = 0; module < parameters.modules; ++module) {
        const double spacing = parameters.spacing * std::pow(parameters.ratio, module);
        const double orientation = parameters.orientation + module * parameters.turn;
        for (int cell = 0; cell < parameters.cells; ++cell) {
            // Uniform over the rhombus that the lattice repeats.
            const Vec2 along = spacing * unitVector(orientation);
            const Vec2 across = spacing * unitVector(orientation + std::numbers::pi / 3.0);
            const double first = rng.uniform(), second = rng.uniform();
            tunings.push_back({spacing, orientation, first * along + second * across});
        }
    }
    cells_.emplace(std::move(tunings), parameters.shape);
    setCells(static_cast<std::size_t>(cells_->cells()));
}

void GridModules::update(const JsonCursor& cursor) {
    parameters_ = GridModulesParameters::fields().read(cursor);
    setSpiking(parameters_.spikes);
}

void GridModules::tuning(const CellInput& input, std::span<float> rates) const {
    cells_->rates(input.position, rates);
    for (float& rate : rates)
        rate *= static_cast<float>(parameters_.maximumRate);
}

void GridModules::preferences(StateVisitor& s) {
    std::vector<GridTuning> tunings = cells_->tunings();
    s("tunings", tunings, [](const StateCheck& check, const GridTuning& tuning) {
        check.number(tuning.spacing, Allowed::from(1e-6, 1e6));
        check.number(tuning.orientation, Allowed::from(-1e6, 1e6));
        check.place(tuning.origin);
    });
    if (s.reading())
        cells_.emplace(std::move(tunings), parameters_.shape);
}

BrainType GridModules::type() {
    return describeBrain<GridModules, GridModulesParameters>(
        "grid_modules", "Grid modules", Nature::biological,
        "Perfect grid cells in modules, as a formula of the place.");
}

} // namespace hippodrome
