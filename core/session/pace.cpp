#include "core/session/pace.h"

#include <algorithm>

namespace hippodrome {

namespace {

double seconds(Pace::Clock::duration duration) {
    return std::chrono::duration<double>(duration).count();
}

} // namespace

void Pace::begin(double simulated, Clock::time_point now) {
    start_ = now;
    startTime_ = simulated;
}

double Pace::due(double speed, Clock::time_point now) const {
    return startTime_ + seconds(now - start_) * speed;
}

void Pace::beginRates(double simulated, long updates, Clock::time_point now) {
    rateStart_ = now;
    rateStartTime_ = simulated;
    rateStartUpdates_ = updates;
}

void Pace::measure(double simulated, long updates, Clock::time_point now) {
    const double since = seconds(now - rateStart_);
    if (since <= 1.0)
        return;
    updatesPerSecond_ = std::max(0.0, static_cast<double>(updates - rateStartUpdates_) / since);
    speedReached_ = std::max(0.0, (simulated - rateStartTime_) / since);
    beginRates(simulated, updates, now);
}

} // namespace hippodrome
