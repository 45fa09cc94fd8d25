#include "core/brains/network/path_rider.h"

#include <algorithm>
#include <cmath>

namespace hippodrome {

PathRider::PathRider(const PathIntegratorNetwork<float>& network, Rng rng)
    : network_(network), pass_(network, 1, 1), rng_(rng),
      units_(static_cast<std::size_t>(network.shape().representation())),
      placeOutput_(static_cast<std::size_t>(network.shape().heads[0].outputs)) {}

void PathRider::begin(const PathTask& task, const Observation& first) {
    lastPosition_ = start_ = first.position;
    startHeading_ = first.headDirection;
    elapsed_ = 0.0;
    moved_ = {};
    turnError_ = 0.0;
    std::fill(pass_.inputs.begin(), pass_.inputs.end(), 0.0f);
    takePositionFix(task, start_, startHeading_);
    forward();
}

double PathRider::observe(const GridNetworkParameters& parameters, const PathTask& task,
                          const Observation& observation) {
    moved_ +=
        task.arena().displacement(lastPosition_, observation.position) + observation.movementError;
    turnError_ += observation.turnError;
    lastPosition_ = observation.position;
    elapsed_ += observation.dt;
    if (elapsed_ < parameters.rideInterval - 1e-9)
        return 0.0;
    if (!observation.dark && rng_.uniform() < parameters.fixProbability)
        takePositionFix(task, start_, startHeading_);
    // The network knows steps of the length it was trained with, however long the rat took.
    task.encodeInput(parameters, moved_, observation.headDirection - startHeading_ + turnError_,
                     parameters.storedInterval, pass_.inputs.data());
    forward();
    if (!finite()) {
        // Without fixes the state of a rectified network can grow without bound. It starts again
        // from here; if even that fails, the weights are no longer numbers, and it falls silent.
        takePositionFix(task, observation.position, observation.headDirection);
        forward();
        if (!finite()) {
            std::fill(units_.begin(), units_.end(), 0.0f);
            std::fill(placeOutput_.begin(), placeOutput_.end(), 0.0f);
        }
    }
    const double interval = elapsed_;
    start_ = observation.position;
    startHeading_ = observation.headDirection;
    elapsed_ = 0.0;
    moved_ = {};
    turnError_ = 0.0;
    return interval;
}

void PathRider::takePositionFix(const PathTask& task, Vec2 place, double heading) {
    task.encodeStart(place, heading, pass_.initialCode.data());
    pass_.startsFromCode = true;
}

void PathRider::forward() {
    pass_.forward();
    // The next step goes on from here, unless a fix comes first.
    const int state = network_.shape().hidden;
    std::copy_n(pass_.lastHidden(), state, pass_.initialHidden());
    if (network_.shape().recurrence == Recurrence::lstm)
        std::copy_n(pass_.lastCell(), state, pass_.initialCell());
    pass_.startsFromCode = false;
    std::copy_n(pass_.representation(), units_.size(), units_.begin());
    std::copy_n(pass_.outputs(0), placeOutput_.size(), placeOutput_.begin());
}

bool PathRider::finite() const {
    const auto isFinite = [](float value) { return std::isfinite(value); };
    return std::all_of(units_.begin(), units_.end(), isFinite) &&
           std::all_of(placeOutput_.begin(), placeOutput_.end(), isFinite);
}

void PathRider::state(StateVisitor& s) {
    const std::size_t hidden = static_cast<std::size_t>(network_.shape().hidden);
    s("rng", rng_)("hidden", std::span(pass_.initialHidden(), hidden), Allowed::any());
    if (network_.shape().recurrence == Recurrence::lstm)
        s("cell", std::span(pass_.initialCell(), hidden), Allowed::any());
    s("units", units_, Allowed::any())("place_output", placeOutput_, Allowed::any());
    const Allowed angles = Allowed::from(-1e6, 1e6);
    s("start", start_)("start_heading", startHeading_, angles);
    s("elapsed", elapsed_, Allowed::seconds())("moved", moved_);
    if (s.holds("turn_error")) // younger than some files
        s("turn_error", turnError_, angles);
    else
        turnError_ = 0.0;
    s("last_position", lastPosition_);
    if (s.reading())
        pass_.startsFromCode = false;
}

} // namespace hippodrome
