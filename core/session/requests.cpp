#include "core/session/requests.h"

#include <utility>

namespace hippodrome {

void RequestBox::leave(Urgency urgency, const std::function<void(Requests&)>& change) {
    {
        const std::lock_guard lock(mutex_);
        change(requests_);
        waiting_ = true;
        if (urgency == Urgency::abandonsStep)
            abandonStep_ = true;
    }
    wake_.notify_all();
}

std::optional<Requests> RequestBox::take(Urgency most) {
    if (!waiting_)
        return std::nullopt;
    const std::lock_guard lock(mutex_);
    if (most == Urgency::betweenParts && abandonStep_)
        return std::nullopt;
    Requests taken = std::exchange(requests_, Requests{});
    requests_.settings = taken.settings;
    requests_.sceneRevision = taken.sceneRevision;
    waiting_ = abandonStep_ = false;
    return taken;
}

void RequestBox::wait(const std::stop_token& stop) {
    std::unique_lock lock(mutex_);
    wake_.wait(lock, stop, [this] { return waiting_.load(); });
}

void RequestBox::wait(const std::stop_token& stop, std::chrono::milliseconds most) {
    std::unique_lock lock(mutex_);
    wake_.wait_for(lock, stop, most, [this] { return waiting_.load(); });
}

} // namespace hippodrome
