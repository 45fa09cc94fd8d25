#include "core/agents/navigator/vector_navigator_parameters.h"

namespace hippodrome {

namespace {

FieldText live(const std::string& label, double minimum, double maximum, const std::string& help,
               const std::string& source = {}) {
    return {.label = label,
            .minimum = minimum,
            .maximum = maximum,
            .help = help,
            .source = source,
            .effect = Effect::live};
}

FieldText anew(const std::string& label, double minimum, double maximum, const std::string& help,
               const std::string& source = {}) {
    FieldText text = live(label, minimum, maximum, help, source);
    text.effect = Effect::restartsTraining;
    return text;
}

} // namespace

const Fields<NavigatorBody>& NavigatorBody::fields() {
    using P = NavigatorBody;
    static const Fields<P> list =
        Fields<P>()
            .real("decision_interval", &P::decisionInterval,
                  {.label = "Decision interval",
                   .unit = "s",
                   .minimum = 0.01,
                   .maximum = 100,
                   .help = "Between choices of a heading.",
                   .effect = Effect::live})
            .real("speed", &P::speed,
                  {.label = "Speed",
                   .unit = "m/s",
                   .minimum = 0.01,
                   .maximum = 10,
                   .help = "That it wants along the chosen heading.",
                   .effect = Effect::live})
            .real("whisker_reach", &P::whiskerReach,
                  {.label = "Reach of whiskers",
                   .unit = "m",
                   .minimum = 0,
                   .maximum = 10,
                   .help = "How far walls are felt along each heading; 0 feels none.",
                   .effect = Effect::live})
            .boolean("learning", &P::learning,
                     {.label = "Learning",
                      .help = "Off: it acts on what it has learned, and learns nothing more.",
                      .effect = Effect::live});
    return list;
}

const Fields<NavigatorSizes>& NavigatorSizes::fields() {
    using P = NavigatorSizes;
    static const Fields<P> list =
        Fields<P>()
            .integer("products", &P::products,
                     anew("Products", 1, 1024, "Units that compare the codes of here and goal."))
            .integer("hidden", &P::hidden,
                     anew("Units of the LSTM", 1, 1024, "Which the policy and the value read.",
                          "Banino et al. 2018: 256"));
    return list;
}

const Fields<NavigatorTraining>& NavigatorTraining::fields() {
    using P = NavigatorTraining;
    static const Fields<P> list =
        Fields<P>()
            .integer("segments", &P::segments,
                     anew("Segments", 1, 256,
                          "Stretches of decisions that it learns from at a "
                          "time."))
            .integer("segment", &P::segment,
                     anew("Segment", 1, 1024,
                          "Decisions in each, through which errors go back in time.",
                          "Banino et al. 2018: 100"))
            .integer("passes", &P::passes,
                     live("Passes", 1, 100,
                          "Over the same segments; 1 is plain advantage "
                          "actor-critic."))
            .real("learning_rate", &P::learningRate, live("Learning rate", 0, 1, "Of Adam."))
            .real("discount", &P::discount,
                  live("Discount", 0, 0.9999, "Of rewards, per decision.",
                       "Banino et al. 2018: 0.99"))
            .real("trace", &P::trace,
                  live("Trace", 0, 1, "How far advantages look at what came after.",
                       "Schulman et al. 2016"))
            .real("entropy_cost", &P::entropyCost,
                  live("Worth of entropy", 0, 10, "Keeps it trying, per nat."))
            .real("value_cost", &P::valueCost,
                  live("Cost of wrong values", 0, 100, "Of half their squared error.",
                       "Banino et al. 2018: 0.5"))
            .real("ratio_limit", &P::ratioLimit,
                  live("Limit of change", 0.01, 10,
                       "Of a probability, as a share of what it was, in the passes over the same "
                       "segments.",
                       "Schulman et al. 2017: 0.2"))
            .real("gradient_limit", &P::gradientLimit,
                  live("Limit of gradients", 1e-6, 1e6, "Longest gradient."));
    return list;
}

const Fields<NavigatorLesion>& NavigatorLesion::fields() {
    using P = NavigatorLesion;
    static const Fields<P> list =
        Fields<P>()
            .text("population", &P::population,
                  {.label = "Population",
                   .help = "Of the code, in which units are silenced; empty for all of them.",
                   .effect = Effect::live})
            .text("units", &P::units,
                  {.label = "Silenced units",
                   .help = "Their numbers in the population, from 0, as in 3, 7, 12.",
                   .effect = Effect::live})
            .integer("count", &P::count,
                     live("Silenced at random", 0, 100000, "Units besides those named."))
            .integer("seed", &P::seed, live("Draw", 0, 1e9, "Which units are drawn."));
    return list;
}

const Fields<VectorNavigatorParameters>& VectorNavigatorParameters::fields() {
    using P = VectorNavigatorParameters;
    static const Fields<P> list =
        Fields<P>()
            .text("code", &P::code,
                  {.label = "Code",
                   .help = "What it knows of a place: a population of a brain in this scene, as "
                           "in grid_modules.cells, or several joined by +."})
            .boolean("goal_code", &P::goalCode,
                     {.label = "Goal code",
                      .help = "Off: it does not get the code that it had at the last reward.",
                      .effect = Effect::live})
            .boolean("told_of_new_goals", &P::toldOfNewGoals,
                     {.label = "Told of new goals",
                      .help = "It forgets the goal when rewards are moved; off: only after a trial "
                              "without reward.",
                      .effect = Effect::live})
            .text("trained", &P::trained,
                  {.label = "Trained policy",
                   .help = "File to begin with: the checkpoint of a run of such an agent; empty "
                           "for random weights."})
            .group("body", &P::body, NavigatorBody::fields())
            .group("network", &P::network, NavigatorSizes::fields())
            .group("training", &P::training, NavigatorTraining::fields())
            .group("lesion", &P::lesion, NavigatorLesion::fields());
    return list;
}

} // namespace hippodrome
