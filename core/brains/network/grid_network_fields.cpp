// What a network's parameters are called, their units, ranges, sources and effects.
#include "core/brains/network/grid_network_parameters.h"

namespace hippodrome {

namespace {

using P = GridNetworkParameters;

void declareNetwork(Fields<P>& list) {
    list.choice("cell", &P::cell,
                {{"relu_lstm", P::Cell::reluLstm},
                 {"tanh_lstm", P::Cell::tanhLstm},
                 {"linear_lstm", P::Cell::linearLstm},
                 {"relu_rnn", P::Cell::reluRnn},
                 {"tanh_rnn", P::Cell::tanhRnn},
                 {"linear_rnn", P::Cell::linearRnn}},
                {.label = "Recurrent cell",
                 .help =
                     "LSTM as published (tanh), or with rectified or linear candidate and output; "
                     "or a plain recurrent layer.",
                 .source = "Banino et al. 2018; Sorscher et al. 2019"})
        .integer("units", &P::units,
                 {.label = "Recurrent units",
                  .minimum = 1,
                  .maximum = 4096,
                  .help = "Size of the recurrent layer."})
        .integer(
            "bottleneck", &P::bottleneck,
            {.label = "Bottleneck units",
             .minimum = 0,
             .maximum = 4096,
             .help =
                 "Size of the layer between the recurrent one and the read-out; 0 leaves it out.",
             .source = "Banino et al. 2018: 512"})
        .boolean(
            "bottleneck_relu", &P::bottleneckRelu,
            {.label = "Rectified bottleneck", .help = "Bottleneck units cannot fall below zero."})
        .real("dropout", &P::dropout,
              {.label = "Dropout",
               .minimum = 0,
               .maximum = 0.95,
               .help = "Probability that the read-out misses a unit in a training step. The units "
                       "are those of the bottleneck, or of the recurrent layer where there is "
                       "none.",
               .source = "Banino et al. 2018: 0.5"})
        .integer("dropout_fall", &P::dropoutFall,
                 {.label = "Dropout falls over",
                  .unit = "updates",
                  .minimum = 0,
                  .maximum = 10000000,
                  .help = "Updates over which dropout falls to zero; 0: it does not fall.",
                  .effect = Effect::live})
        .choice("inputs", &P::inputs,
                {{"displacement", P::Inputs::displacement},
                 {"speed_and_turn", P::Inputs::speedAndTurn}},
                {.label = "Inputs",
                 .help = "Displacement (dx, dy) per step [m], or speed [m/s] with sine and cosine "
                         "of the turn.",
                 .source = "Sorscher et al. 2019; Banino et al. 2018"})
        .integer("head_direction_cells", &P::headDirectionCells,
                 {.label = "Head-direction cells",
                  .minimum = 0,
                  .maximum = 360,
                  .help = "A second read-out of head direction; 0 leaves it out.",
                  .source = "Banino et al. 2018: 12"})
        .real("head_direction_concentration", &P::headDirectionConcentration,
              {.label = "Head-direction concentration",
               .minimum = 0.1,
               .maximum = 1000,
               .help = "Concentration of the von Mises tuning.",
               .source = "Banino et al. 2018: 20"})
        .boolean("recurrent_bias", &P::recurrentBias,
                 {.label = "Recurrent biases", .help = "The recurrent layer has biases."})
        .boolean("candidate_bias", &P::candidateBias,
                 {.label = "Candidate biases",
                  .help = "The candidates of an LSTM have biases, with which its units may become "
                          "active in one "
                          "or two places only; without, fields repeat over the whole arena.",
                  .effect = Effect::live})
        .boolean("initial_bias", &P::initialBias,
                 {.label = "Initial-state biases",
                  .help = "The maps from the code at the start to the state have biases."})
        .boolean("read_out_bias", &P::readOutBias,
                 {.label = "Read-out biases", .help = "The read-outs have biases."})
        .real("forget_offset", &P::forgetOffset,
              {.label = "Forget offset",
               .minimum = -10,
               .maximum = 10,
               .help = "Added inside the forget gate, not learned.",
               .source = "Sonnet LSTM: 1"})
        .boolean("velocity_gate", &P::velocityGate,
                 {.label = "Velocity gate",
                  .help = "The candidates of an LSTM, or the units of a plain network, also see "
                          "their state times the displacement: what moves a map by a displacement "
                          "is of this kind.",
                  .source = "Sutskever et al. 2011: multiplicative recurrence",
                  .since = "0.2.0"})
        .realOrAuto("displacement_scale", &P::displacementScale,
                    {.label = "Displacement scale",
                     .unit = "m",
                     .minimum = 0.001,
                     .maximum = 10.0,
                     .help =
                         "What the velocity gate divides displacements by. \"auto\": 0.1 m in an "
                         "arena of 2.2 m x 2.2 m, and in proportion to the root of the free "
                         "area in others, when training starts.",
                     .since = "0.2.0"})
        .realOrAuto("input_unit", &P::inputUnit,
                    {.label = "Unit of movement",
                     .unit = "m",
                     .minimum = 0.001,
                     .maximum = 100.0,
                     .help = "What movements are divided by before the network is told of them. "
                             "\"auto\": 1 m in an arena of 2.2 m x 2.2 m, and in proportion to the "
                             "root of the free area in others, when training starts; so weights "
                             "start alike for every arena.",
                     .since = "0.2.0"})
        .boolean("rectified_start", &P::rectifiedStart,
                 {.label = "Rectified start",
                  .help = "The state that the place code sets is rectified, as those after it are.",
                  .since = "0.2.0"});
}

void declareStart(Fields<P>& list) {
    list.choice("start", &P::start,
                {{"uniform", P::Start::uniform}, {"truncated_normal", P::Start::truncatedNormal}},
                {.label = "Start of weights", .help = "Distribution, with width 1/sqrt(fan-in)."})
        .real("recurrent_gate_scale", &P::recurrentGateScale,
              {.label = "Gate weight scale",
               .minimum = 0,
               .maximum = 10,
               .help =
                   "Multiplies the recurrent weights of the gates at the start: near 0 the LSTM "
                   "starts as a plain recurrent layer."})
        .real("input_gate_bias", &P::inputGateBias,
              {.label = "Input-gate bias", .minimum = -10, .maximum = 10, .help = "At the start."})
        .real("forget_gate_bias", &P::forgetGateBias,
              {.label = "Forget-gate bias", .minimum = -10, .maximum = 10, .help = "At the start."})
        .real("output_gate_bias", &P::outputGateBias,
              {.label = "Output-gate bias", .minimum = -10, .maximum = 10, .help = "At the start."})
        .real(
            "recurrent_start_scale", &P::recurrentStartScale,
            {.label = "Recurrent start scale",
             .minimum = 0,
             .maximum = 10,
             .help = "Multiplies all recurrent weights at the start, those of a velocity gate too.",
             .since = "0.2.0"})
        .real("candidate_identity", &P::candidateIdentity,
              {.label = "Start near identity",
               .minimum = 0,
               .maximum = 10,
               .help =
                   "Added at the start to the weight of each unit onto its own candidate: near 1 "
                   "the state lasts.",
               .since = "0.2.0"});
}

void declarePaths(Fields<P>& list) {
    list.group("place_code", &P::placeCode, PlaceCodeParameters::fields())
        .group("walk", &P::walk, RayleighWalkParameters::fields())
        .real("stored_interval", &P::storedInterval,
              {.label = "Training step",
               .unit = "s",
               .minimum = 0.001,
               .maximum = 10,
               .help = "Path time per network step while training.",
               .source = "Sorscher et al. 2019: 0.02; Banino et al. 2018: 0.15"})
        .real("speed_start", &P::speedStart,
              {.label = "Speed factor at the start",
               .minimum = 0.01,
               .maximum = 100,
               .help =
                   "Multiplies the walk's speed at the first update; slow paths are learned first.",
               .effect = Effect::live})
        .real("speed_end", &P::speedEnd,
              {.label = "Speed factor at the end",
               .minimum = 0.01,
               .maximum = 100,
               .help = "Multiplies the walk's speed after the ramp; long paths make integration "
                       "the task.",
               .effect = Effect::live})
        .integer("speed_ramp", &P::speedRamp,
                 {.label = "Speed ramp",
                  .unit = "updates",
                  .minimum = 0,
                  .maximum = 10000000,
                  .help = "Updates over which the speed factor goes from start to end.",
                  .effect = Effect::live});
}

void declareLearning(Fields<P>& list) {
    list.choice("optimiser", &P::optimiser,
                {{"adam", P::OptimiserKind::adam}, {"rmsprop", P::OptimiserKind::rmsprop}},
                {.label = "Optimiser",
                 .help = "Adam, or RMSProp as TensorFlow 1 has it (decay 0.9, momentum 0.9).",
                 .source = "Kingma and Ba 2015; Banino et al. 2018"})
        .boolean("feedback_alignment", &P::feedbackAlignment,
                 {.label = "Random feedback",
                  .help = "Errors go back through fixed random weights instead of the transposed "
                          "forward ones, which no synapse knows.",
                  .source = "Lillicrap et al. 2016"})
        .real("learning_rate", &P::learningRate,
              {.label = "Learning rate",
               .minimum = 1e-9,
               .maximum = 1,
               .help = "Step size of the optimiser.",
               .effect = Effect::live})
        .real("rate_fall", &P::rateFall,
              {.label = "Rate falls tenfold in",
               .unit = "updates",
               .minimum = 0,
               .maximum = 1e9,
               .help = "Updates in which the learning rate falls to a tenth; 0 keeps it.",
               .effect = Effect::live})
        .real(
            "clip", &P::clip,
            {.label = "Gradient clip",
             .minimum = 0,
             .maximum = 1000,
             .help = "Every element of the gradient is held to plus or minus this; 0 for no limit.",
             .source = "Banino et al. 2018: 1e-5",
             .effect = Effect::live})
        .real("recurrent_decay", &P::recurrentDecay,
              {.label = "Recurrent weight decay",
               .minimum = 0,
               .maximum = 10,
               .help = "This times the sum of the squared recurrent weights is added to the loss.",
               .source = "Sorscher et al. 2019: 1e-4",
               .effect = Effect::live})
        .real("read_out_decay", &P::readOutDecay,
              {.label = "Read-out weight decay",
               .minimum = 0,
               .maximum = 10,
               .help = "The same for the weights that read place cells out.",
               .effect = Effect::live})
        .real("initial_decay", &P::initialDecay,
              {.label = "Initial-state weight decay",
               .minimum = 0,
               .maximum = 10,
               .help = "The same for the maps from the place code to the first state.",
               .effect = Effect::live})
        .real("activity_cost", &P::activityCost,
              {.label = "Activity cost",
               .minimum = 0,
               .maximum = 1000,
               .help = "This times the mean squared activity of the units is added to the loss.",
               .source = "Cueva and Wei 2018: a metabolic cost",
               .effect = Effect::live})
        .real("state_noise", &P::stateNoise,
              {.label = "State noise",
               .minimum = 0,
               .maximum = 10,
               .help = "Standard deviation of the uniform noise that is added to every unit of the "
                       "recurrent layer at every step of training.",
               .effect = Effect::live})
        .real("output_noise", &P::outputNoise,
              {.label = "Output noise",
               .minimum = 0,
               .maximum = 2,
               .help = "Standard deviation of the nearly normal noise by which the output of every "
                       "unit of the recurrent layer is multiplied at every step of training (1 and "
                       "the noise, never less than 0).",
               .effect = Effect::live,
               .since = "0.2.0"})
        .integer("output_noise_fall", &P::outputNoiseFall,
                 {.label = "Output noise falls over",
                  .unit = "updates",
                  .minimum = 0,
                  .maximum = 10000000,
                  .help = "Updates over which it falls to nothing; 0: it stays.",
                  .effect = Effect::live,
                  .since = "0.2.0"})
        .real("solo", &P::solo,
              {.label = "Solo",
               .minimum = 0,
               .maximum = 1000,
               .help = "Weight of the objective by which every unit alone is to explain as much of "
                       "the place code as one unit can; the more, the more units are grid cells, "
                       "and the later the network knows where it is.",
               .source = "Dordek et al. 2016: non-negative principal components",
               .effect = Effect::live,
               .since = "0.2.0"})
        .real("solo_end", &P::soloEnd,
              {.label = "Solo in the end",
               .minimum = 0,
               .maximum = 1000,
               .help = "Its weight when it has fallen.",
               .effect = Effect::live,
               .since = "0.2.0"})
        .integer("solo_hold", &P::soloHold,
                 {.label = "Solo stays for",
                  .unit = "updates",
                  .minimum = 0,
                  .maximum = 10000000,
                  .help = "Updates for which its weight stays as it is at the start, at least.",
                  .effect = Effect::live,
                  .since = "0.2.0"})
        .real("solo_level", &P::soloLevel,
              {.label = "Solo stays until level",
               .minimum = 0,
               .maximum = 1,
               .help = "Its weight stays until the loss falls by less than this share within a "
                       "hundred updates; 0: for the updates above, whatever the loss.",
               .effect = Effect::live,
               .since = "0.2.0"})
        .integer(
            "solo_fall", &P::soloFall,
            {.label = "Solo falls over",
             .unit = "updates",
             .minimum = 0,
             .maximum = 10000000,
             .help = "Updates over which its weight then goes to that of the end; 0: it stays.",
             .effect = Effect::live,
             .since = "0.2.0"})
        .integer("modules", &P::modules,
                 {.label = "Modules",
                  .minimum = 1,
                  .maximum = 8,
                  .help = "Blocks of units that are to be useful alone, each for place fields "
                          "wider than those of the one before. What all explain together stays.",
                  .source = "Stensola et al. 2012: grid scales come in steps",
                  .since = "0.2.0"})
        .real("module_ratio", &P::moduleRatio,
              {.label = "Module ratio",
               .minimum = 1.01,
               .maximum = 4,
               .help = "Of the width of place fields from one module to the next.",
               .source = "Stensola et al. 2012: 1.42",
               .since = "0.2.0"})
        .integer("batch", &P::batch,
                 {.label = "Batch",
                  .unit = "paths",
                  .minimum = 1,
                  .maximum = 10000,
                  .help = "Paths per update."})
        .integer("steps", &P::steps,
                 {.label = "Steps per path",
                  .minimum = 1,
                  .maximum = 10000,
                  .help = "Network steps per path, through which the gradient flows back."})
        .integer(
            "shards", &P::shards,
            {.label = "Shards",
             .minimum = 1,
             .maximum = 64,
             .help =
                 "Parts of a batch that threads share. Part of the result: sums keep their order."})
        .real("ride_interval", &P::rideInterval,
              {.label = "Riding step",
               .unit = "s",
               .minimum = 0.001,
               .maximum = 10,
               .help = "Path time per network step while it rides in the rat.",
               .effect = Effect::live})
        .real(
            "fix_probability", &P::fixProbability,
            {.label = "Position fixes",
             .minimum = 0,
             .maximum = 1,
             .help =
                 "Probability per riding step that the state is set from the place code, as vision "
                 "would; 0 shows the drift.",
             .source = "Banino et al. 2018: 0.05",
             .effect = Effect::live});
}

} // namespace

const Fields<GridNetworkParameters>& GridNetworkParameters::fields() {
    static const Fields<P> list = [] {
        Fields<P> fields;
        declareNetwork(fields);
        declareStart(fields);
        declarePaths(fields);
        declareLearning(fields);
        return fields;
    }();
    return list;
}

} // namespace hippodrome
