#include "core/motion/rayleigh_walk.h"

#include "core/base/error.h"
#include "core/motion/rayleigh_step.h"

#include <cmath>

namespace hippodrome {

namespace {

constexpr double anyHeading = std::numbers::pi;
/// Fractions of a fine step below this are rounding.
constexpr double tiny = 1e-9;

} // namespace

const Fields<RayleighWalkParameters>& RayleighWalkParameters::fields() {
    using P = RayleighWalkParameters;
    static const std::string source = "Sorscher et al. 2019, grid-pattern-formation";
    static const Fields<P> list =
        Fields<P>()
            .real("fine_step", &P::fineStep,
                  {.label = "Step",
                   .unit = "s",
                   .minimum = 1e-3,
                   .maximum = 1.0,
                   .help = "Time between two draws of speed and turn.",
                   .source = source,
                   .effect = Effect::live})
            .realOrAuto(
                "speed_scale", &P::speedScale,
                {.label = "Speed scale",
                 .unit = "m/s",
                 .minimum = 1e-4,
                 .maximum = 10.0,
                 .help = "Scale of the Rayleigh distribution of speeds; their mean is 1.25 times "
                         "this. Banino et al. 2018: 0.13. \"auto\", for networks only: 0.817 in an "
                         "arena of 2.2 m x 2.2 m, and in proportion to the root of the free area "
                         "in others, when training starts.",
                 .source = source,
                 .effect = Effect::live})
            .real("rotation_std", &P::rotationStd,
                  {.label = "Turning spread",
                   .unit = "rad/s",
                   .minimum = 0.0,
                   .maximum = 1000.0,
                   .help = "Standard deviation of the rate of turning. Banino et al. 2018: 5.76.",
                   .source = source,
                   .effect = Effect::live})
            .realOrAuto(
                "border_band", &P::borderBand,
                {.label = "Border band",
                 .unit = "m",
                 .minimum = 0.0,
                 .maximum = 1.0,
                 .help = "Distance from a wall within which the walk slows down and turns. "
                         "\"auto\", for networks only: 0.03 m in an arena of 2.2 m x 2.2 m, and in "
                         "proportion to the root of the free area in others, when training starts.",
                 .source = source,
                 .effect = Effect::live})
            .real("slow_down", &P::slowDown,
                  {.label = "Slow-down",
                   .minimum = 0.0,
                   .maximum = 1.0,
                   .help = "Factor of the speed in the band when the walk heads for the wall.",
                   .source = source,
                   .effect = Effect::live})
            .choice("turn_rule", &P::turnRule,
                    {{"parallel", TurnRule::parallel}, {"quarter_turn", TurnRule::quarterTurn}},
                    {.label = "Turn at walls",
                     .help = "Turn until parallel to the wall, or by a quarter away from it.",
                     .source = source,
                     .effect = Effect::live})
            .real("drift_to_random_strength_ratio", &P::driftRatio,
                  {.label = "Drift to random ratio",
                   .minimum = 0.0,
                   .maximum = 1e3,
                   .help = "How strongly the movement that an agent wants acts, against the random "
                           "motion.",
                   .effect = Effect::live});
    return list;
}

namespace {

/// Those of a rat, whose speed does not follow the arena. Throws Error.
RayleighWalkParameters ofRat(const RayleighWalkParameters& parameters) {
    const auto require = [](double value, const char* field, const char* unit) {
        if (std::isnan(value))
            throw Error(std::string("expected a number of ") + unit +
                        ", found \"auto\", which is for the walks that networks are trained on")
                .atField(field);
    };
    require(parameters.speedScale, "motion.speed_scale", "metres per second");
    require(parameters.borderBand, "motion.border_band", "metres");
    return parameters;
}

} // namespace

RayleighWalkParameters RayleighWalkParameters::banino() {
    RayleighWalkParameters parameters;
    parameters.speedScale = 0.13;
    parameters.rotationStd = 330.0 * std::numbers::pi / 180.0;
    return parameters;
}

RayleighWalk::RayleighWalk(const RayleighWalkParameters& parameters)
    : parameters_(ofRat(parameters)) {}

void RayleighWalk::start(const ArenaGeometry& arena, RatState& rat, Rng& rng) {
    heading_ = rng.uniform(-anyHeading, anyHeading);
    turn_ = 0.0;
    done_ = 1.0;
    from_ = randomPlace(arena, rng);
    way_ = {};
    rat.position = from_;
    rat.velocity = {};
    rat.headDirection = heading_;
    rat.angularVelocity = 0.0;
}

void RayleighWalk::step(const ArenaGeometry& arena, double dt, std::optional<Vec2> desiredVelocity,
                        RatState& rat, Rng& rng) {
    const Vec2 place = settled(arena, rat.position);
    // The rat may have been put elsewhere, and after an edit the way under way may lead through a
    // wall: then a new one is begun.
    const bool moved = place != arena.wrap(from_ + done_ * way_);
    const bool blocked = done_ < 1.0 && !wayIsFree(arena, place, place + (1.0 - done_) * way_);
    if (moved || blocked) {
        from_ = place;
        way_ = {};
        heading_ = rat.headDirection;
        turn_ = 0.0;
        done_ = 1.0;
    }
    Vec2 travelled;
    Vec2 legStart = from_ + done_ * way_;
    double remaining = dt / parameters_.fineStep;
    while (remaining > tiny) {
        if (done_ > 1.0 - tiny) {
            Walker walker{arena.wrap(from_ + way_), wrapAngle(heading_ + turn_), -1.0};
            from_ = walker.position;
            turn_ = rayleighStep(ArenaSurroundings{arena}, parameters_, 1.0, desiredVelocity,
                                 walker, rng);
            heading_ = walker.heading;
            way_ = walker.position - from_;
            done_ = 0.0;
            legStart = from_;
        }
        const double share = std::min(remaining, 1.0 - done_);
        done_ += share;
        remaining -= share;
        const Vec2 legEnd = from_ + done_ * way_;
        travelled += legEnd - legStart;
        legStart = legEnd;
    }
    const double heading = wrapAngle(heading_ + done_ * turn_);
    rat.angularVelocity = wrapAngle(heading - rat.headDirection) / dt;
    rat.headDirection = heading;
    rat.velocity = travelled / dt;
    rat.position = arena.wrap(from_ + done_ * way_);
}

bool RayleighWalk::update(const JsonCursor& parameters) {
    parameters_ = ofRat(RayleighWalkParameters::fields().read(parameters));
    return true;
}

Json RayleighWalk::saveState() const {
    return {{"from", Json::array({from_.x, from_.y})},
            {"way", Json::array({way_.x, way_.y})},
            {"heading", heading_},
            {"turn", turn_},
            {"done", done_}};
}

void RayleighWalk::restoreState(const JsonCursor& cursor) {
    ObjectReader object(cursor);
    const auto from = object.required("from").elements({2, 2});
    const auto way = object.required("way").elements({2, 2});
    const Vec2 start{from[0].number(), from[1].number()};
    const Vec2 along{way[0].number(), way[1].number()};
    const double heading = object.required("heading").number();
    const double turn = object.required("turn").number();
    const double done = object.required("done").number({0.0, 1.0});
    object.finish();
    from_ = start;
    way_ = along;
    heading_ = heading;
    turn_ = turn;
    done_ = done;
}

MotionType rayleighWalkType() {
    MotionType type{describe<RayleighWalkParameters>(
        "rayleigh_walk", "Rayleigh walk (training paths)",
        "The jittery walk that grid-cell networks are trained on.")};
    type.create = [](const JsonCursor& parameters, const std::filesystem::path&) {
        return std::make_unique<RayleighWalk>(RayleighWalkParameters::fields().read(parameters));
    };
    return type;
}

} // namespace hippodrome
