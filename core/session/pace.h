#pragma once

#include <chrono>

namespace hippodrome {

/// How fast a simulation runs by the clock: which time is due, and how many seconds and updates a
/// second it came to.
class Pace {
public:
    using Clock = std::chrono::steady_clock;

    /// From this simulated time [s] on.
    void begin(double simulated, Clock::time_point now);
    /// The simulated time that is due at `now` at so many simulated seconds per second.
    double due(double speed, Clock::time_point now) const;

    /// Measures again from here.
    void beginRates(double simulated, long updates, Clock::time_point now);
    /// Once a second new rates.
    void measure(double simulated, long updates, Clock::time_point now);
    double updatesPerSecond() const { return updatesPerSecond_; }
    double speedReached() const { return speedReached_; } ///< simulated seconds per second

private:
    Clock::time_point start_;
    double startTime_ = 0.0; ///< simulated time then [s]
    Clock::time_point rateStart_;
    double rateStartTime_ = 0.0;
    long rateStartUpdates_ = 0;
    double updatesPerSecond_ = 0.0;
    double speedReached_ = 0.0;
};

} // namespace hippodrome
