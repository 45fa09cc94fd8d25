#include "core/motion/ornstein_uhlenbeck.h"

#include "core/motion/collision.h"
#include "core/motion/speed_process.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace hippodrome {

namespace {

constexpr int mostBounces = 8;
/// Ends of walls this near to each other are joined [m].
constexpr double joint = 1e-9;

/// A wall within reach of the rat.
struct FeltWall {
    Vec2 point; ///< nearest of the wall
    double distance = 0.0;
    std::size_t segment = 0;
};

/// Keeps what is a nearest point of a whole chain of joined segments, not only of its own segment:
/// an end that a joined segment brings nearer, or brings as near, says nothing new.
std::vector<FeltWall> wallsWithin(const ArenaGeometry& arena, Vec2 position, double reach) {
    std::vector<FeltWall> felt;
    arena.forEachWallWithin(position, reach, [&](Vec2 point, std::size_t segment) {
        felt.push_back({point, length(point - position), segment});
    });
    if (felt.size() < 2)
        return felt;
    const auto isEnd = [&](const FeltWall& wall) {
        const Segment& segment = arena.segments()[wall.segment];
        return length(arena.displacement(wall.point, segment.a)) < joint ||
               length(arena.displacement(wall.point, segment.b)) < joint;
    };
    const auto touches = [&](const FeltWall& wall, Vec2 point) {
        const Segment& segment = arena.segments()[wall.segment];
        const Vec2 image = wall.point + arena.displacement(wall.point, point);
        return length(nearestPoint(segment, image) - image) < joint;
    };
    std::vector<FeltWall> kept;
    for (std::size_t i = 0; i < felt.size(); ++i) {
        bool repeated = false;
        for (std::size_t j = 0; j < felt.size() && !repeated; ++j) {
            const bool nearer = felt[j].distance < felt[i].distance - joint ||
                                (j < i && felt[j].distance < felt[i].distance + joint);
            repeated = j != i && nearer && isEnd(felt[i]) && touches(felt[j], felt[i].point);
        }
        if (!repeated)
            kept.push_back(felt[i]);
    }
    return kept;
}

} // namespace

const Fields<OrnsteinUhlenbeckParameters>& OrnsteinUhlenbeckParameters::fields() {
    using P = OrnsteinUhlenbeckParameters;
    static const std::string source = "RatInABox 1.15";
    static const Fields<P> list =
        Fields<P>()
            .real("speed_coherence_time", &P::speedCoherenceTime,
                  {.label = "Speed coherence time",
                   .unit = "s",
                   .minimum = 1e-3,
                   .maximum = 1e3,
                   .help = "How long the speed stays alike.",
                   .source = source,
                   .effect = Effect::live})
            .real("speed_mean", &P::speedMean,
                  {.label = "Speed scale",
                   .unit = "m/s",
                   .minimum = 1e-4,
                   .maximum = 10.0,
                   .help = "Scale of the Rayleigh distribution of speeds; their mean is 1.25 times "
                           "this.",
                   .source = source,
                   .effect = Effect::live})
            .real("speed_std", &P::speedStd,
                  {.label = "Speed spread",
                   .unit = "m/s",
                   .minimum = 0.0,
                   .maximum = 10.0,
                   .help = "0 keeps the speed constant; other values change nothing in two "
                           "dimensions.",
                   .source = source,
                   .effect = Effect::live})
            .real("rotational_velocity_coherence_time", &P::rotationCoherenceTime,
                  {.label = "Turning coherence time",
                   .unit = "s",
                   .minimum = 1e-3,
                   .maximum = 1e3,
                   .help = "How long the rate of turning stays alike.",
                   .source = source,
                   .effect = Effect::live})
            .real("rotational_velocity_std", &P::rotationStd,
                  {.label = "Turning spread",
                   .unit = "rad/s",
                   .minimum = 0.0,
                   .maximum = 100.0,
                   .help = "Standard deviation of the rate of turning.",
                   .source = source,
                   .effect = Effect::live})
            .real("head_direction_smoothing_time", &P::headSmoothingTime,
                  {.label = "Head smoothing time",
                   .unit = "s",
                   .minimum = 0.0,
                   .maximum = 100.0,
                   .help = "How slowly the head follows the direction of movement.",
                   .source = source,
                   .effect = Effect::live})
            .real("thigmotaxis", &P::thigmotaxis,
                  {.label = "Thigmotaxis",
                   .minimum = 0.0,
                   .maximum = 1.0,
                   .help = "Love of walls: 0 turns the rat away from them, 1 lets it follow them.",
                   .source = source,
                   .effect = Effect::live})
            .real("wall_repel_distance", &P::wallRepelDistance,
                  {.label = "Reach of walls",
                   .unit = "m",
                   .minimum = 1e-3,
                   .maximum = 10.0,
                   .help = "Distance up to which a wall acts on the rat.",
                   .source = source,
                   .effect = Effect::live})
            .real("wall_repel_strength", &P::wallRepelStrength,
                  {.label = "Strength of walls",
                   .minimum = 0.0,
                   .maximum = 100.0,
                   .help = "How strongly walls act on the rat; 0 not at all.",
                   .source = source,
                   .effect = Effect::live})
            .real("drift_to_random_strength_ratio", &P::driftRatio,
                  {.label = "Drift to random ratio",
                   .minimum = 0.0,
                   .maximum = 1e3,
                   .help = "How strongly the movement that an agent wants acts, against the random "
                           "motion.",
                   .source = source,
                   .effect = Effect::live});
    return list;
}

OrnsteinUhlenbeckMotion::OrnsteinUhlenbeckMotion(const OrnsteinUhlenbeckParameters& parameters)
    : parameters_(parameters) {}

void OrnsteinUhlenbeckMotion::start(const ArenaGeometry& arena, RatState& rat, Rng& rng) {
    const double heading = rng.uniform(-std::numbers::pi, std::numbers::pi);
    const double speed =
        parameters_.speedStd == 0.0 ? parameters_.speedMean : rng.rayleigh(parameters_.speedMean);
    hidden_.velocity = speed * unitVector(heading);
    hidden_.rotationalVelocity = parameters_.rotationStd * rng.normal();
    rat.position = randomPlace(arena, rng);
    rat.velocity = hidden_.velocity;
    rat.headDirection = heading;
    rat.angularVelocity = 0.0;
}

void OrnsteinUhlenbeckMotion::step(const ArenaGeometry& arena, double dt,
                                   std::optional<Vec2> desiredVelocity, RatState& rat, Rng& rng) {
    const double rotationDraw = rng.normal();
    const double speedDraw = rng.normal();
    stepWithDraws(arena, dt, desiredVelocity, rat, rotationDraw, speedDraw);
}

void OrnsteinUhlenbeckMotion::stepWithDraws(const ArenaGeometry& arena, double dt,
                                            std::optional<Vec2> desiredVelocity, RatState& rat,
                                            double rotationDraw, double speedDraw) {
    const Vec2 from = settled(arena, rat.position);
    if (squaredLength(hidden_.velocity) == 0.0)
        hidden_.velocity = 1e-8 * unitVector(rat.headDirection);
    changeVelocity(dt, desiredVelocity, rotationDraw, speedDraw);
    const Vec2 conveyor = feelWalls(arena, from, dt);
    const Vec2 to = moveAndBounce(arena, from, dt * (hidden_.velocity + conveyor), dt);

    const Vec2 velocity = (to - from) / dt;
    if (squaredLength(velocity) > 0.0 && squaredLength(rat.velocity) > 0.0)
        rat.angularVelocity = wrapAngle(std::atan2(velocity.y, velocity.x) -
                                        std::atan2(rat.velocity.y, rat.velocity.x)) /
                              dt;
    else
        rat.angularVelocity = 0.0;
    if (const double speed = length(velocity); speed > 0.0) {
        const double share =
            parameters_.headSmoothingTime <= dt ? 1.0 : dt / parameters_.headSmoothingTime;
        const Vec2 head =
            (1.0 - share) * unitVector(rat.headDirection) + (share / speed) * velocity;
        rat.headDirection = wrapAngle(std::atan2(head.y, head.x));
    }
    rat.velocity = velocity;
    rat.position = arena.wrap(to);
}

void OrnsteinUhlenbeckMotion::changeVelocity(double dt, std::optional<Vec2> desiredVelocity,
                                             double rotationDraw, double speedDraw) {
    const OrnsteinUhlenbeckParameters& p = parameters_;
    hidden_.rotationalVelocity = ornsteinUhlenbeckStep(hidden_.rotationalVelocity, p.rotationStd,
                                                       dt / p.rotationCoherenceTime, rotationDraw);
    Vec2 velocity = rotated(hidden_.velocity, hidden_.rotationalVelocity * dt);
    const double speed = length(velocity);
    const double newSpeed =
        p.speedStd == 0.0
            ? p.speedMean
            : rayleighSpeedStep(speed, p.speedMean, dt / p.speedCoherenceTime, speedDraw);
    velocity = (newSpeed / speed) * velocity;
    if (desiredVelocity)
        velocity +=
            std::min(1.0, p.driftRatio * dt / p.speedCoherenceTime) * (*desiredVelocity - velocity);
    hidden_.velocity = velocity;
}

Vec2 OrnsteinUhlenbeckMotion::feelWalls(const ArenaGeometry& arena, Vec2 position, double dt) {
    // George et al. 2024, methods: walls act as springs, which turn the rat away, and as conveyor
    // belts, which carry it off without turning it; thigmotaxis is the balance of the two.
    const OrnsteinUhlenbeckParameters& p = parameters_;
    if (p.wallRepelStrength == 0.0 || arena.segments().empty())
        return {};
    const double reach = p.wallRepelDistance;
    const double wallSpeed = p.wallRepelStrength * p.speedMean;
    const double stiffness = wallSpeed * wallSpeed / (reach * reach);
    Vec2 acceleration, conveyor;
    for (const FeltWall& wall : wallsWithin(arena, position, reach)) {
        const Vec2 away = (position - wall.point) / wall.distance;
        const double depth = reach - wall.distance;
        acceleration += stiffness * depth * away;
        conveyor += wallSpeed * (1.0 - std::sqrt(1.0 - depth * depth / (reach * reach))) * away;
    }
    const double h = p.thigmotaxis;
    hidden_.velocity += (3.0 * (1.0 - h) * (1.0 - h) * dt) * acceleration;
    return 6.0 * h * h * conveyor;
}

Vec2 OrnsteinUhlenbeckMotion::moveAndBounce(const ArenaGeometry& arena, Vec2 from, Vec2 way,
                                            double dt) {
    for (int bounce = 0; bounce < mostBounces; ++bounce) {
        const auto hit = arena.firstCrossing(from, from + way);
        if (!hit) {
            if (standsFree(arena, from + way))
                return from + way;
            break;
        }
        const Segment& wall = arena.segments()[hit->segment];
        const Vec2 along = (wall.b - wall.a) / length(wall.b - wall.a);
        const Vec2 mirrored = 2.0 * dot(hidden_.velocity, along) * along - hidden_.velocity;
        const double speed = length(mirrored);
        if (speed == 0.0)
            break;
        hidden_.velocity = (0.5 * parameters_.speedMean / speed) * mirrored;
        way = dt * hidden_.velocity;
    }
    // In a sharp corner bouncing need not end; sliding does.
    return slide(arena, from, way);
}

bool OrnsteinUhlenbeckMotion::update(const JsonCursor& parameters) {
    parameters_ = OrnsteinUhlenbeckParameters::fields().read(parameters);
    return true;
}

Json OrnsteinUhlenbeckMotion::saveState() const {
    return {{"velocity", Json::array({hidden_.velocity.x, hidden_.velocity.y})},
            {"rotational_velocity", hidden_.rotationalVelocity}};
}

void OrnsteinUhlenbeckMotion::restoreState(const JsonCursor& cursor) {
    ObjectReader object(cursor);
    const auto velocity = object.required("velocity").elements({2, 2});
    Hidden hidden;
    hidden.velocity = {velocity[0].number(), velocity[1].number()};
    hidden.rotationalVelocity = object.required("rotational_velocity").number();
    object.finish();
    hidden_ = hidden;
}

MotionType ornsteinUhlenbeckType() {
    MotionType type{describe<OrnsteinUhlenbeckParameters>(
        "ornstein_uhlenbeck", "Foraging rat (RatInABox)",
        "Smooth random motion fitted to rats in an open field; walls repel the rat.")};
    type.create = [](const JsonCursor& parameters, const std::filesystem::path&) {
        return std::make_unique<OrnsteinUhlenbeckMotion>(
            OrnsteinUhlenbeckParameters::fields().read(parameters));
    };
    return type;
}

} // namespace hippodrome
