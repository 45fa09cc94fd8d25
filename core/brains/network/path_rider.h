#pragma once

#include "core/brains/brain.h"
#include "core/brains/network/path_task.h"

#include <span>
#include <vector>

namespace hippodrome {

/// A path-integrating network as it rides in the rat: it moves in steps of its own, is told the
/// displacement since the last one, now and then gets its position from the place code, and drifts
/// in between.
class PathRider {
public:
    /// The network must outlive it.
    PathRider(const PathIntegratorNetwork<float>& network, Rng rng);

    /// The rat was put somewhere: the network knows where.
    void begin(const PathTask& task, const Observation& first);
    /// Returns the seconds that a network step covered, 0 when none was due.
    double observe(const GridNetworkParameters& parameters, const PathTask& task,
                   const Observation& observation);

    std::span<const float> units() const { return units_; }
    std::span<const float> placeOutput() const { return placeOutput_; }
    /// The last step, of one path.
    const PathIntegratorPass<float>& pass() const { return pass_; }

    void state(StateVisitor& s);

private:
    void takePositionFix(const PathTask& task, Vec2 place, double heading);
    void forward();
    bool finite() const;

    const PathIntegratorNetwork<float>& network_;
    PathIntegratorPass<float> pass_;
    Rng rng_;
    std::vector<float> units_;       ///< after the last step
    std::vector<float> placeOutput_; ///< the same

    // The step under way
    Vec2 start_; ///< where it began [m]
    double startHeading_ = 0.0;
    double elapsed_ = 0.0;   ///< since then [s]
    Vec2 moved_;             ///< displacement since then, as it is sensed [m]
    double turnError_ = 0.0; ///< of the sensed turn since then [rad]
    Vec2 lastPosition_;
};

} // namespace hippodrome
