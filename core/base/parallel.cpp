#include "core/base/parallel.h"

#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <algorithm>
#include <cassert>
#include <chrono>
#include <utility>

namespace hippodrome {

namespace {

constexpr auto waitingInterval = std::chrono::milliseconds(2);
/// A thread looks for so long whether it has something to do before it sleeps: waking it takes a
/// good part of that, and in training one loop follows another.
constexpr auto attentiveTime = std::chrono::microseconds(200);

/// Whether the condition became true while it was looked at again and again.
template <class Condition>
bool soon(Condition condition) {
    const auto begin = std::chrono::steady_clock::now();
    while (!condition()) {
        if (std::chrono::steady_clock::now() - begin > attentiveTime)
            return false;
        std::this_thread::yield();
    }
    return true;
}

} // namespace

ThreadPool::ThreadPool(int threads) {
    if (threads <= 0)
        threads = std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
    for (int i = 1; i < threads; ++i)
        workers_.emplace_back([this](const std::stop_token& stop) { work(stop); });
}

ThreadPool::~ThreadPool() = default;

void ThreadPool::forEach(std::size_t count, const std::function<void(std::size_t)>& body,
                         const std::function<void()>& whileWaiting) {
    if (workers_.empty() || count < 2) {
        for (std::size_t i = 0; i < count; ++i)
            body(i);
        return;
    }
    begin(count, body);
    drain();
    std::exception_ptr waitingFault;
    try {
        waitForOthers(whileWaiting);
    } catch (...) {
        waitingFault = std::current_exception();
        waitForOthers({});
    }
    if (fault_)
        std::rethrow_exception(std::exchange(fault_, nullptr));
    if (waitingFault)
        std::rethrow_exception(waitingFault);
}

void ThreadPool::begin(std::size_t count, const std::function<void(std::size_t)>& body) {
    assert(count < closed && pending_ == 0);
    fault_ = nullptr;
    // Closed while it changes: a late worker that still holds the position from before finds that
    // it is gone.
    const std::uint32_t loop = position_.load().loop + 1;
    position_ = Position{loop, closed};
    body_ = &body;
    count_ = static_cast<std::uint32_t>(count);
    pending_ = static_cast<std::uint32_t>(count);
    position_ = Position{loop, 0};
    if (sleepers_ > 0) {
        const std::lock_guard lock(mutex_);
        started_.notify_all();
    }
}

bool ThreadPool::somethingToDo() const {
    return position_.load().given < count_;
}

void ThreadPool::drain() {
    Position position = position_;
    while (true) {
        const std::uint32_t count = count_;
        const auto* body = body_.load();
        if (position.given >= count)
            return;
        // While the position stays, so do count and body.
        if (position_.compare_exchange_strong(position,
                                              Position{position.loop, position.given + 1})) {
            runOne(position.given, *body);
            position = position_;
        }
    }
}

void ThreadPool::runOne(std::size_t index, const std::function<void(std::size_t)>& body) {
    try {
        body(index);
    } catch (...) {
        const std::lock_guard lock(mutex_);
        if (!fault_ || index < firstFault_) {
            fault_ = std::current_exception();
            firstFault_ = index;
        }
    }
    if (--pending_ == 0) {
        const std::lock_guard lock(mutex_);
        finished_.notify_all();
    }
}

void ThreadPool::waitForOthers(const std::function<void()>& whileWaiting) {
    const auto done = [this] { return pending_ == 0; };
    if (soon(done))
        return;
    std::unique_lock lock(mutex_);
    if (!whileWaiting)
        return finished_.wait(lock, done);
    while (!finished_.wait_for(lock, waitingInterval, done)) {
        lock.unlock();
        whileWaiting();
        lock.lock();
    }
}

void ThreadPool::work(const std::stop_token& stop) {
    lowerThreadPriority();
    while (!stop.stop_requested()) {
        if (!soon([&] { return somethingToDo() || stop.stop_requested(); })) {
            std::unique_lock lock(mutex_);
            ++sleepers_;
            started_.wait(lock, stop, [this] { return somethingToDo(); });
            --sleepers_;
        }
        drain();
    }
}

void lowerThreadPriority(int nice) {
    // On Linux a thread has a nice value of its own; a refusal only means an equal priority.
    const auto thread = static_cast<id_t>(::syscall(SYS_gettid));
    (void)::setpriority(PRIO_PROCESS, thread, nice);
}

} // namespace hippodrome
