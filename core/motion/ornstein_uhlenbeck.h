#pragma once

#include "core/motion/motion_model.h"

namespace hippodrome {

/// Parameters of the random motion of RatInABox (George et al. 2024, eLife 13:e85274), with the
/// defaults of version 1.15, which were fitted to rats in an open field (Sargolini et al. 2006).
struct OrnsteinUhlenbeckParameters {
    double speedCoherenceTime = 0.7;         ///< [s]
    double speedMean = 0.08;                 ///< scale of the Rayleigh distribution [m/s]
    double speedStd = 0.08;                  ///< only 0 has a meaning: constant speed [m/s]
    double rotationCoherenceTime = 0.08;     ///< [s]
    double rotationStd = 2.0943951023931953; ///< 120 degrees per second [rad/s]
    double headSmoothingTime = 0.15;         ///< [s]
    double thigmotaxis = 0.5;                ///< 0 to 1
    double wallRepelDistance = 0.1;          ///< [m]
    double wallRepelStrength = 1.0;
    double driftRatio = 1.0; ///< strength of a desired velocity against the random motion

    static const Fields<OrnsteinUhlenbeckParameters>& fields();
};

/// The random motion of RatInABox in two dimensions: the turning rate follows an
/// Ornstein-Uhlenbeck process, the speed one that is mapped to a Rayleigh distribution, walls push
/// the rat away or along, and it bounces off those that it would cross. Order of operations and
/// discretisation are those of the published program; what differs is that the rat never leaves the
/// arena, and that a chain of short segments repels as the curve that it draws, not once per
/// segment.
///
/// The angular velocity that it reports is that of the direction of movement, as RatInABox does.
class OrnsteinUhlenbeckMotion : public MotionModel {
public:
    explicit OrnsteinUhlenbeckMotion(const OrnsteinUhlenbeckParameters& parameters);

    void start(const ArenaGeometry& arena, RatState& rat, Rng& rng) override;
    void step(const ArenaGeometry& arena, double dt, std::optional<Vec2> desiredVelocity,
              RatState& rat, Rng& rng) override;
    bool update(const JsonCursor& parameters) override;
    Json saveState() const override;
    void restoreState(const JsonCursor& cursor) override;

    /// What the random motion remembers.
    struct Hidden {
        Vec2 velocity;                   ///< before collisions and conveyors are measured [m/s]
        double rotationalVelocity = 0.0; ///< [rad/s]
    };
    const Hidden& hidden() const { return hidden_; }
    void setHidden(const Hidden& hidden) { hidden_ = hidden; }

    /// One step with given standard normal draws, for the rotation and for the speed.
    void stepWithDraws(const ArenaGeometry& arena, double dt, std::optional<Vec2> desiredVelocity,
                       RatState& rat, double rotationDraw, double speedDraw);

private:
    void changeVelocity(double dt, std::optional<Vec2> desiredVelocity, double rotationDraw,
                        double speedDraw);
    /// Changes the velocity near walls; returns the velocity of the conveyor [m/s].
    Vec2 feelWalls(const ArenaGeometry& arena, Vec2 position, double dt);
    Vec2 moveAndBounce(const ArenaGeometry& arena, Vec2 from, Vec2 way, double dt);

    OrnsteinUhlenbeckParameters parameters_;
    Hidden hidden_;
};

MotionType ornsteinUhlenbeckType();

} // namespace hippodrome
