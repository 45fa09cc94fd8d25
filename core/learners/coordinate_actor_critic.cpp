#include "core/learners/coordinate_actor_critic.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace hippodrome {

namespace {

/// Coordinates that are as close as this are the same [m].
constexpr double samePlace = 1e-9;

/// Shares of possible actions in proportion to `weight(action)`, with a sum of 1, or of 0 when none
/// of them has any.
template <class Weight>
void spread(const LearnerState& state, std::span<double> shares, Weight weight) {
    double sum = 0.0;
    for (std::size_t a = 0; a < shares.size(); ++a) {
        shares[a] = state.allows(static_cast<int>(a)) ? weight(a) : 0.0;
        sum += shares[a];
    }
    for (double& share : shares)
        share = sum > 0.0 ? share / sum : 0.0;
}

} // namespace

const Fields<CoordinateActorCriticParameters>& CoordinateActorCriticParameters::fields() {
    using P = CoordinateActorCriticParameters;
    static const Fields<P> list =
        ActorCriticParameters::declare<P>()
            .real("coordinate_rate", &P::coordinateRate, learningRateText("of the coordinates"))
            .real("trace", &P::trace,
                  {.label = "Trace",
                   .minimum = 0,
                   .maximum = 1,
                   .help = "Lambda of the coordinates: earlier places learn from a surprise too, "
                           "each decision back by this factor less.",
                   .source = "Foster, Morris and Dayan 2000, as recalled: 0.9",
                   .effect = Effect::live})
            .real("goal_radius", &P::goalRadius,
                  {.label = "Goal radius",
                   .unit = "m",
                   .minimum = 0,
                   .maximum = 10,
                   .help = "How near to where it should be a goal is looked for.",
                   .effect = Effect::live})
            .integer("patience", &P::patience,
                     {.label = "Patience",
                      .minimum = 1,
                      .maximum = 1e6,
                      .help = "Decisions made near a goal that is not found until it is forgotten.",
                      .effect = Effect::live});
    return list;
}

CoordinateActorCritic::CoordinateActorCritic(const CoordinateActorCriticParameters& parameters,
                                             const LearnerSetting& setting)
    : Learner(setting), parameters_(parameters), actorCritic_(parameters, setting),
      trace_(featureCount()), shares_(actionCount()), preferences_(actionCount()) {
    for (std::vector<double>& weights : weights_)
        weights.resize(featureCount());
}

Vec2 CoordinateActorCritic::coordinates(const LearnerState& state) const {
    return {weightedSum(state, weights_[0]), weightedSum(state, weights_[1])};
}

void CoordinateActorCritic::directions(const LearnerState& state, std::span<double> shares) const {
    std::fill(shares.begin(), shares.end(), 0.0);
    // Two directions do not span a plane.
    if (!usesCoordinates_ || actions() < 3)
        return;
    const Vec2 way = goal_ - coordinates(state);
    if (!knowsGoal_ || length(way) < samePlace) {
        spread(state, shares, [](std::size_t) { return 1.0; });
        return;
    }
    // A direction between two neighbouring ones is a sum of both with positive shares.
    const double turn = 2.0 * std::numbers::pi / actions();
    const double angle = std::atan2(way.y, way.x);
    const double below = std::floor(angle / turn);
    const double past = angle - below * turn;
    const auto direction = [&](double index) {
        const int wrapped = static_cast<int>(index) % actions();
        return static_cast<std::size_t>(wrapped < 0 ? wrapped + actions() : wrapped);
    };
    const std::size_t first = direction(below), second = direction(below + 1.0);
    spread(state, shares, [&](std::size_t action) {
        return action == first ? std::sin(turn - past) : action == second ? std::sin(past) : 0.0;
    });
}

void CoordinateActorCritic::actionValues(const LearnerState& state, std::span<double> values) {
    actorCritic_.actionValues(state, values);
    const double beta = parameters_.inverseTemperature;
    if (!usesCoordinates_ || beta <= 0.0)
        return;
    directions(state, shares_);
    // log(exp(beta z) + share exp(beta u)) / beta, from the larger of the two exponents.
    for (std::size_t a = 0; a < values.size(); ++a) {
        if (shares_[a] <= 0.0)
            continue;
        const double own = beta * values[a];
        const double byCoordinates = beta * goalPreference_ + std::log(shares_[a]);
        const double larger = std::max(own, byCoordinates);
        values[a] = (larger + std::log1p(std::exp(std::min(own, byCoordinates) - larger))) / beta;
    }
}

void CoordinateActorCritic::learnCoordinates(const Experience& now) {
    const double squared = now.from.squaredLength();
    if (squared <= 0.0)
        return;
    for (double& trace : trace_)
        trace *= parameters_.trace;
    addFeatures(now.from, 1.0 / squared, trace_);
    const Vec2 surprise = coordinates(now.to) - now.displacement - coordinates(now.from);
    for (std::size_t i = 0; i < trace_.size(); ++i) {
        weights_[0][i] += parameters_.coordinateRate * surprise.x * trace_[i];
        weights_[1][i] += parameters_.coordinateRate * surprise.y * trace_[i];
    }
}

void CoordinateActorCritic::learn(const Experience& now, Rng& rng) {
    // Relying on coordinates and a direction of its own may be the same action. Which of the two it
    // was is drawn here, as likely as it would have been when the action was chosen.
    bool byCoordinates = false;
    const auto action = static_cast<std::size_t>(now.action);
    directions(now.from, shares_);
    if (shares_[action] > 0.0) {
        actorCritic_.actionValues(now.from, preferences_);
        const double own = parameters_.inverseTemperature * preferences_[action];
        const double way = parameters_.inverseTemperature * goalPreference_;
        byCoordinates = rng.uniform() < shares_[action] / (shares_[action] + std::exp(own - way));
    }
    const double surprise = actorCritic_.learnValue(now);
    if (byCoordinates)
        goalPreference_ += parameters_.actorRate * surprise;
    else
        actorCritic_.learnPreference(now, surprise);
    learnCoordinates(now);
    hasMoved_ = hasMoved_ || length(now.displacement) > 0.0;
    if (now.reward > 0.0) {
        knowsGoal_ = true;
        usesCoordinates_ = hasMoved_;
        goal_ = coordinates(now.to);
        searched_ = 0;
    } else if (knowsGoal_ && length(goal_ - coordinates(now.to)) < parameters_.goalRadius) {
        knowsGoal_ = ++searched_ < parameters_.patience;
    }
}

void CoordinateActorCritic::endEpisode() {
    std::fill(trace_.begin(), trace_.end(), 0.0);
}

void CoordinateActorCritic::look(std::span<const LearnerState> states,
                                 std::vector<StateLayer>& layers) {
    StateLayer x{"coordinate_x",
                 "Coordinate x",
                 "How far to the east it takes the place to be [m]; where zero is has no meaning.",
                 {}};
    StateLayer y{"coordinate_y",
                 "Coordinate y",
                 "How far to the north it takes the place to be [m]; where zero is has no meaning.",
                 {}};
    for (const LearnerState& state : states) {
        const Vec2 place = coordinates(state);
        x.values.push_back(place.x);
        y.values.push_back(place.y);
    }
    layers.push_back(std::move(x));
    layers.push_back(std::move(y));
}

void CoordinateActorCritic::update(const JsonCursor& parameters) {
    parameters_ = CoordinateActorCriticParameters::fields().read(parameters);
    actorCritic_.setParameters(parameters_);
}

void CoordinateActorCritic::state(StateVisitor& s) {
    actorCritic_.state(s);
    s("x", weights_[0], Allowed::any())("y", weights_[1], Allowed::any());
    s("coordinate_trace", trace_)("uses_coordinates", usesCoordinates_)("has_moved", hasMoved_);
    s("knows_goal", knowsGoal_)("goal", goal_)("searched", searched_, Allowed::counts());
    s("goal_preference", goalPreference_, Allowed::any());
}

LearnerType CoordinateActorCritic::type() {
    return describeLearner<CoordinateActorCriticParameters>(
        "coordinate_actor_critic", "Actor and critic with coordinates",
        "An actor and critic that also learns coordinates from its own movement, and may choose to "
        "go straight to where the goal was last found, or to search when it is not there.",
        [](const CoordinateActorCriticParameters& p, const LearnerSetting& setting) {
            return std::make_unique<CoordinateActorCritic>(p, setting);
        });
}

} // namespace hippodrome
