#pragma once

#include "core/motion/collision.h"
#include "core/motion/rayleigh_walk.h"

#include <algorithm>
#include <cmath>
#include <numbers>

// The fine step of the Rayleigh walk, shared by the rat's motion and the training paths. What
// surrounds the walker is a template parameter, so that in a plain box, where networks are trained,
// neither grids nor virtual calls are in the way.

namespace hippodrome {

/// A walker and what it knows about its surroundings.
struct Walker {
    Vec2 position;              ///< [m]
    double heading = 0.0;       ///< not wrapped [rad]
    double freeDistance = -1.0; ///< no wall is nearer than this; negative when not known [m]
};

/// An axis-parallel box without anything in it.
struct BoxSurroundings {
    Bounds bounds;

    /// The direction of the nearest wall, if it is nearer than `band`.
    std::optional<double> wallWithin(Walker& walker, double band, double) const {
        const double east = bounds.maximum.x - walker.position.x;
        const double north = bounds.maximum.y - walker.position.y;
        const double west = walker.position.x - bounds.minimum.x;
        const double south = walker.position.y - bounds.minimum.y;
        const double nearest = std::min(std::min(east, north), std::min(west, south));
        if (nearest >= band)
            return std::nullopt;
        constexpr double quarter = 0.5 * std::numbers::pi;
        return nearest == east    ? 0.0
               : nearest == north ? quarter
               : nearest == west  ? 2.0 * quarter
                                  : -quarter;
    }
    /// Where the walker comes to.
    Vec2 move(const Walker& walker, Vec2 way) const {
        const Vec2 target = walker.position + way;
        constexpr double margin = 2.0 * smallestClearance;
        return {std::clamp(target.x, bounds.minimum.x + margin, bounds.maximum.x - margin),
                std::clamp(target.y, bounds.minimum.y + margin, bounds.maximum.y - margin)};
    }
};

/// Any arena.
struct ArenaSurroundings {
    const ArenaGeometry& arena;

    std::optional<double> wallWithin(Walker& walker, double band, double stepLength) const {
        // Far from walls the distance, once measured, is good for many steps.
        if (walker.freeDistance > band + stepLength + smallestClearance)
            return std::nullopt;
        const auto nearest = arena.nearestWall(walker.position);
        walker.freeDistance = nearest ? nearest->distance : 1e9;
        if (walker.freeDistance >= band)
            return std::nullopt;
        const Vec2 outward = nearest->point - walker.position;
        return std::atan2(outward.y, outward.x);
    }
    Vec2 move(Walker& walker, Vec2 way) const {
        const double stepLength = length(way);
        const bool mayMeetWalls = walker.freeDistance <= stepLength + 2.0 * smallestClearance;
        const Vec2 target =
            mayMeetWalls && !wayIsFree(arena, walker.position, walker.position + way)
                ? slide(arena, walker.position, way)
                : walker.position + way;
        walker.freeDistance -= stepLength + 2.0 * smallestClearance;
        return target;
    }
};

/// One fine step; returns the turn that follows it [rad]. The position is not wrapped, and the
/// heading is that in which the walker went. Order of operations as in grid-pattern-formation: the
/// wall slows the step and changes the turn, the step goes along the old heading, then the walker
/// turns.
template <class Surroundings>
double rayleighStep(const Surroundings& surroundings, const RayleighWalkParameters& parameters,
                    double speedFactor, std::optional<Vec2> desiredVelocity, Walker& walker,
                    Rng& rng) {
    double speed = speedFactor * rng.rayleigh(parameters.speedScale);
    double turn = parameters.fineStep * parameters.rotationStd * rng.normal();
    const double weight = parameters.driftRatio / (1.0 + parameters.driftRatio);
    double largestSpeed = speed;
    if (desiredVelocity)
        largestSpeed += length(*desiredVelocity);
    const auto wall =
        surroundings.wallWithin(walker, parameters.borderBand, largestSpeed * parameters.fineStep);
    if (wall) {
        constexpr double quarter = 0.5 * std::numbers::pi;
        const double fromWall = wrapAngle(walker.heading - *wall);
        if (std::abs(fromWall) < quarter) {
            speed *= parameters.slowDown;
            const double size =
                parameters.turnRule == TurnRule::parallel ? quarter - std::abs(fromWall) : quarter;
            turn += std::copysign(size, fromWall);
        }
    }
    Vec2 velocity = speed * unitVector(walker.heading);
    if (desiredVelocity) {
        // The speed has no memory, so the drift acts as in the steady state: it shares the velocity
        // with the random motion, and the heading follows.
        velocity += weight * (*desiredVelocity - velocity);
        if (squaredLength(velocity) > 0.0)
            walker.heading = std::atan2(velocity.y, velocity.x);
    }
    walker.position = surroundings.move(walker, parameters.fineStep * velocity);
    return turn;
}

} // namespace hippodrome
