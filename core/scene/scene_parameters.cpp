#include "core/scene/scene.h"
#include "core/scene/sort_order.h"

namespace hippodrome {

const Fields<RecordingParameters>& RecordingParameters::fields() {
    using P = RecordingParameters;
    static const Fields<P> list =
        Fields<P>()
            .real("time_step", &P::timeStep,
                  {.label = "Time step",
                   .unit = "s",
                   .minimum = 0.0005,
                   .maximum = 0.5,
                   .help = "Simulated time of one tick.",
                   .effect = Effect::restartsRun})
            .real("bin_size", &P::binSize,
                  {.label = "Bin size",
                   .unit = "m",
                   .minimum = 0.001,
                   .maximum = 100,
                   .help = "Side of the square bins of path maps.",
                   .source = "opexebo: 0.025",
                   .effect = Effect::restartsRun})
            .real("smoothing", &P::smoothing,
                  {.label = "Smoothing",
                   .unit = "bins",
                   .minimum = 0,
                   .maximum = 20,
                   .help = "Standard deviation of the Gaussian that smooths path maps when shown.",
                   .source = "opexebo: 2",
                   .effect = Effect::live})
            .real("trajectory_interval", &P::trajectoryInterval,
                  {.label = "Trajectory interval",
                   .unit = "s",
                   .minimum = 0.001,
                   .maximum = 100,
                   .help = "Time between rows of trajectory.csv.",
                   .effect = Effect::live});
    return list;
}

const Fields<SensesParameters>& SensesParameters::fields() {
    using P = SensesParameters;
    static const Fields<P> list =
        Fields<P>()
            .boolean("dark", &P::dark,
                     {.label = "Darkness",
                      .help = "Nothing is seen: the network gets no position fixes, and attractor "
                              "grids are anchored by touching walls only.",
                      .effect = Effect::live})
            .real("movement_noise", &P::movementNoise,
                  {.label = "Movement noise",
                   .unit = "m/s^0.5",
                   .minimum = 0,
                   .maximum = 10,
                   .help = "Standard deviation, per axis, of the error that the sense of own "
                           "movement accumulates in one second; it grows with the square root of "
                           "time.",
                   .effect = Effect::live})
            .real("turn_noise", &P::turnNoise,
                  {.label = "Turn noise",
                   .unit = "rad/s^0.5",
                   .minimum = 0,
                   .maximum = 10,
                   .help = "The same for the sense of own turns.",
                   .effect = Effect::live});
    return list;
}

const Fields<TrainingParameters>& TrainingParameters::fields() {
    using P = TrainingParameters;
    static const Fields<P> list =
        Fields<P>()
            .real("updates_per_second", &P::updatesPerSecond,
                  {.label = "Updates per second",
                   .unit = "1/s",
                   .minimum = 0,
                   .maximum = 1e6,
                   .help =
                       "Optimiser steps per simulated second when no window decides; the window "
                       "trains as fast as the machine can.",
                   .effect = Effect::live})
            .real("evaluation_interval", &P::evaluationInterval,
                  {.label = "Evaluation interval",
                   .unit = "updates",
                   .minimum = 1,
                   .maximum = 1e6,
                   .help = "Updates between rows of history.csv.",
                   .effect = Effect::live});
    return list;
}

const Fields<ViewParameters>& ViewParameters::fields() {
    using P = ViewParameters;
    std::vector<std::pair<std::string, std::string>> orders;
    for (const SortOrder& order : sortOrders())
        orders.emplace_back(order.key, order.key);
    static const Fields<P> list =
        Fields<P>()
            .choice("sort_by", &P::sortBy, orders,
                    {.label = "Sort by", .help = "Order of the galleries.", .effect = Effect::live})
            .choice("maps", &P::maps,
                    {{"probe", P::MapKind::probe},
                     {"path", P::MapKind::path},
                     {"path_before", P::MapKind::pathBefore},
                     {"path_difference", P::MapKind::pathDifference}},
                    {.label = "Maps",
                     .help =
                         "Probe maps show the current tuning; path maps what an experimenter would "
                         "record from this rat, since the last edit of the arena or before it; "
                         "their difference what the edit has changed.",
                     .effect = Effect::live})
            .text("colour_map", &P::colourMap,
                  {.label = "Colour map",
                   .help = "viridis, cividis, magma or grey.",
                   .effect = Effect::live})
            .real("speed", &P::speed,
                  {.label = "Speed",
                   .unit = "s/s",
                   .minimum = 0,
                   .maximum = 1000,
                   .help = "Simulated seconds per second; 0 for as fast as possible.",
                   .effect = Effect::live})
            .boolean("train", &P::train,
                     {.label = "Train", .help = "Training runs.", .effect = Effect::live})
            .boolean(
                "trail", &P::trail,
                {.label = "Trail", .help = "Draw the rat's recent path.", .effect = Effect::live})
            .boolean("field_outlines", &P::fieldOutlines,
                     {.label = "Field outlines",
                      .help = "Draw the outlines of place fields in the arena.",
                      .effect = Effect::live})
            .text("panel", &P::panel,
                  {.label = "Panel below",
                   .help = "Key of the panel that the window shows below the brains, such as "
                           "charts, implementation, learning or memory.",
                   .effect = Effect::live})
            .text("overlay", &P::overlay,
                  {.label = "Map over the arena",
                   .help = "Which map of an agent lies over its arena: value, visits, successors "
                           "and others that its kind has; nothing for none.",
                   .effect = Effect::live})
            .boolean("choices", &P::choices,
                     {.label = "Policy",
                      .help = "Draw an arrow for what an agent would do in each tile.",
                      .effect = Effect::live})
            .boolean("replays", &P::replays,
                     {.label = "Replay",
                      .help = "Draw what an agent goes over from memory, as arrows that fade.",
                      .effect = Effect::live});
    return list;
}

} // namespace hippodrome
