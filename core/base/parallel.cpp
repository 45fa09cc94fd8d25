#include "core/base/parallel.h"

#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>

namespace hippodrome {

namespace {

constexpr auto waitingInterval = std::chrono::milliseconds(2);

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
    {
        const std::lock_guard lock(mutex_);
        body_ = &body;
        count_ = count;
        next_ = 0;
        pending_ = count;
        fault_ = nullptr;
    }
    started_.notify_all();
    drain();
    std::exception_ptr waitingFault;
    try {
        waitForOthers(whileWaiting);
    } catch (...) {
        waitingFault = std::current_exception();
        waitForOthers({});
    }
    const std::lock_guard lock(mutex_);
    body_ = nullptr;
    if (fault_)
        std::rethrow_exception(fault_);
    if (waitingFault)
        std::rethrow_exception(waitingFault);
}

void ThreadPool::waitForOthers(const std::function<void()>& whileWaiting) {
    const auto done = [this] { return pending_ == 0; };
    std::unique_lock lock(mutex_);
    if (!whileWaiting)
        return finished_.wait(lock, done);
    while (!finished_.wait_for(lock, waitingInterval, done)) {
        lock.unlock();
        whileWaiting();
        lock.lock();
    }
}

void ThreadPool::drain() {
    std::unique_lock lock(mutex_);
    while (body_ && next_ < count_) {
        const std::size_t index = next_++;
        const auto* body = body_;
        lock.unlock();
        std::exception_ptr fault;
        try {
            (*body)(index);
        } catch (...) {
            fault = std::current_exception();
        }
        lock.lock();
        if (fault && (!fault_ || index < firstFault_)) {
            fault_ = fault;
            firstFault_ = index;
        }
        if (--pending_ == 0)
            finished_.notify_all();
    }
}

void ThreadPool::work(const std::stop_token& stop) {
    lowerThreadPriority();
    while (true) {
        {
            std::unique_lock lock(mutex_);
            if (!started_.wait(lock, stop, [this] { return body_ && next_ < count_; }))
                return;
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
