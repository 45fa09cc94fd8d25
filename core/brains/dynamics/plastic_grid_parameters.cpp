#include "core/brains/dynamics/plastic_grid.h"

namespace hippodrome {

const Fields<PlasticGridParameters>& PlasticGridParameters::fields() {
    using P = PlasticGridParameters;
    static const Fields<P> list =
        Fields<P>()
            .choice("rule", &P::rule, {{"balance", Rule::balance}, {"hebb", Rule::hebb}},
                    {.label = "Rule",
                     .help = "Excitation and inhibition that both learn, or Hebbian weights that "
                             "cannot be negative, from centre-surround inputs.",
                     .source = "Weber and Sprekeler 2018; Dordek et al. 2016"})
            .integer("cells", &P::cells,
                     {.label = "Cells",
                      .minimum = 1,
                      .maximum = 256,
                      .help = "Each learns for itself, on the same walk."})
            .real("width", &P::width,
                  {.label = "Width of fields",
                   .unit = "m",
                   .minimum = 0.005,
                   .maximum = 1.0,
                   .help = "Standard deviation of the excitatory inputs' fields.",
                   .source = "Weber and Sprekeler 2018: 0.05 in a box of side 1"})
            .real("width_ratio", &P::widthRatio,
                  {.label = "Inhibition wider by",
                   .minimum = 0.25,
                   .maximum = 8.0,
                   .help =
                       "Width of inhibitory fields, or of the surround, over that of excitatory "
                       "ones.",
                   .source = "Weber and Sprekeler 2018: 2"})
            .real("spacing", &P::spacing,
                  {.label = "Input spacing",
                   .unit = "m",
                   .minimum = 0.002,
                   .maximum = 0.5,
                   .help = "Between neighbouring excitatory inputs; inhibitory ones are twice as "
                           "far apart.",
                   .source = "Weber and Sprekeler 2018: 1/70 and 1/35"})
            .real("excitatory_rate", &P::excitatoryRate,
                  {.label = "Excitatory learning rate",
                   .minimum = 0.0,
                   .maximum = 1.0,
                   .help = "Per step of the walk.",
                   .source = "Weber and Sprekeler 2018: 6.7e-5",
                   .effect = Effect::live})
            .real("inhibitory_rate", &P::inhibitoryRate,
                  {.label = "Inhibitory learning rate",
                   .minimum = 0.0,
                   .maximum = 1.0,
                   .help = "Per step of the walk.",
                   .source = "Weber and Sprekeler 2018: 2.7e-4",
                   .effect = Effect::live})
            .real("target_rate", &P::targetRate,
                  {.label = "Target rate",
                   .unit = "Hz",
                   .minimum = 0.001,
                   .maximum = 100.0,
                   .help = "That inhibition keeps on average.",
                   .source = "Weber and Sprekeler 2018: 1",
                   .effect = Effect::live})
            .real("surround", &P::surround,
                  {.label = "Surround",
                   .minimum = 0.0,
                   .maximum = 2.0,
                   .help = "Strength of the inputs' inhibitory surround, for the rule hebb. 1 "
                           "makes their mean zero, 0 leaves plain place fields.",
                   .source = "Dordek et al. 2016: 1"})
            .boolean("non_negative", &P::nonNegative,
                     {.label = "No negative weights",
                      .help = "Weights cannot fall below zero, for the rule hebb.",
                      .source = "Dordek et al. 2016"})
            .real("hebbian_rate", &P::hebbianRate,
                  {.label = "Hebbian learning rate",
                   .minimum = 0.0,
                   .maximum = 1.0,
                   .help = "Per step of the walk, for the rule hebb.",
                   .effect = Effect::live})
            .real("initial_spread", &P::initialSpread,
                  {.label = "Spread at the start",
                   .minimum = 0.0,
                   .maximum = 1.0,
                   .help = "Weights begin within this share of their mean.",
                   .source = "Weber and Sprekeler 2018: 0.05"})
            .real("step_length", &P::stepLength,
                  {.label = "Step of the walk",
                   .unit = "m",
                   .minimum = 0.0005,
                   .maximum = 0.2,
                   .help = "Of the simulated walk that it learns from.",
                   .source = "Weber and Sprekeler 2018: 0.01",
                   .effect = Effect::live})
            .real("turn_spread", &P::turnSpread,
                  {.label = "Turn per step",
                   .unit = "rad",
                   .minimum = 0.0,
                   .maximum = 3.15,
                   .help = "Standard deviation.",
                   .source = "Dordek et al. 2016: 0.2",
                   .effect = Effect::live})
            .integer("steps_per_update", &P::stepsPerUpdate,
                     {.label = "Steps per update",
                      .minimum = 1,
                      .maximum = 1000000,
                      .help = "Of the walk.",
                      .effect = Effect::live});
    return list;
}

} // namespace hippodrome
