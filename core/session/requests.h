#pragma once

#include "core/session/publisher.h"

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <optional>
#include <stop_token>
#include <vector>

namespace hippodrome {

class RunLoop;

/// What is in force until it is changed.
struct SessionSettings {
    double speed = 1.0; ///< simulated seconds per second; 0: as fast as possible
    bool training = true;
    Watched watched;
};

/// What the window left to do.
struct Requests {
    SessionSettings settings;
    std::optional<bool> running; ///< start or pause
    int steps = 0;
    bool restart = false;
    std::optional<Scene> scene;
    long sceneRevision = 0;
    std::vector<std::function<void(RunLoop&)>> errands;
};

/// Whether a request can wait until a training step is whole.
enum class Urgency { betweenParts, abandonsStep };

/// Where the window's thread leaves requests, and the simulation's thread finds them: the only
/// place of a session that both write to.
class RequestBox {
public:
    // On the window's thread
    void leave(Urgency urgency, const std::function<void(Requests&)>& change);

    // On the simulation's thread
    /// A training step under way is to be given up.
    bool abandonsStep() const { return abandonStep_.load(std::memory_order_relaxed); }
    /// All requests, if there are any and none is more urgent than `most`. What is in force stays.
    std::optional<Requests> take(Urgency most);
    /// Returns when there is one, or a stop was asked for.
    void wait(const std::stop_token& stop);
    void wait(const std::stop_token& stop, std::chrono::milliseconds most);

private:
    std::mutex mutex_;
    std::condition_variable_any wake_;
    Requests requests_;
    std::atomic<bool> waiting_ = false;
    std::atomic<bool> abandonStep_ = false;
};

} // namespace hippodrome
