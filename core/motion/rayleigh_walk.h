#pragma once

#include "core/motion/motion_model.h"

namespace hippodrome {

/// What the walk does near a wall that it heads for.
enum class TurnRule {
    parallel,   ///< turns just as far as the wall's direction
    quarterTurn ///< turns by a quarter away from the wall
};

/// Parameters of the walk that grid-cell networks are trained on: each step has a new speed, drawn
/// from a Rayleigh distribution, and a normally distributed turn (after Raudies and Hasselmo 2012).
/// The defaults are those of Sorscher et al. 2019 (grid-pattern-formation).
struct RayleighWalkParameters {
    double fineStep = 0.02;                 ///< duration of a step [s]
    double speedScale = 0.8168140899333463; ///< 0.13 * 2 pi [m/s]
    double rotationStd = 11.52;             ///< of the rate of turning [rad/s]
    double borderBand = 0.03;               ///< [m]
    double slowDown = 0.25;                 ///< factor of the speed in the band
    TurnRule turnRule = TurnRule::parallel;
    double driftRatio = 1.0; ///< strength of a desired velocity against the random motion

    static const Fields<RayleighWalkParameters>& fields();
    /// The values of Banino et al. 2018, supplementary table 1: a rat's speed, half the turning.
    static RayleighWalkParameters banino();
};

/// The walk as a rat's motion. Between fine steps the rat moves evenly, so that any tick will do.
/// The published walk may step out of the box; this one slides along walls, and takes walls and
/// holes for boundaries like any other. The head points where the walk goes.
class RayleighWalk : public MotionModel {
public:
    explicit RayleighWalk(const RayleighWalkParameters& parameters);

    void start(const ArenaGeometry& arena, RatState& rat, Rng& rng) override;
    void step(const ArenaGeometry& arena, double dt, std::optional<Vec2> desiredVelocity,
              RatState& rat, Rng& rng) override;
    bool update(const JsonCursor& parameters) override;
    Json saveState() const override;
    void restoreState(const JsonCursor& cursor) override;

private:
    RayleighWalkParameters parameters_;
    // The fine step under way: from here, by this much, and how much of it is done.
    Vec2 from_;
    Vec2 way_;
    double heading_ = 0.0; ///< [rad]
    double turn_ = 0.0;    ///< [rad]
    double done_ = 1.0;    ///< 0 to 1
};

MotionType rayleighWalkType();

/// Paths of many independent walkers.
struct TrajectoryBatch {
    int sequences = 0;
    int steps = 0;
    std::vector<Vec2> positions;  ///< (steps + 1, sequences), time-major [m]
    std::vector<double> headings; ///< the same shape, not wrapped [rad]
};

/// Lets `sequences` walkers start uniformly over the arena with any heading, and stores where they
/// are at the start and after each of `steps` intervals of `storedInterval` seconds. An interval
/// that is not a whole number of fine steps gets now one more and now one less, so that the total
/// is always right to a fine step (7.5 fine steps: 7, 8, 7, 8, ...); it must be at least one fine
/// step. `speedFactor` multiplies the speed, not the turning. The memory of `batch` is used again.
/// In a periodic arena positions are wrapped; ArenaGeometry::displacement gives the steps.
void simulateRayleighWalks(const ArenaGeometry& arena, const RayleighWalkParameters& parameters,
                           double speedFactor, double storedInterval, int sequences, int steps,
                           Rng& rng, TrajectoryBatch& batch);

} // namespace hippodrome
