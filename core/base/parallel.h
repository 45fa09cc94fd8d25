#pragma once

#include <atomic>
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace hippodrome {

/// A few threads that share the iterations of a loop. The calling thread takes part, so a pool of
/// one has no threads of its own. Which thread runs which iteration is not defined: a result that
/// must not depend on it goes to a place of its own and is summed in the order of the indices
/// afterwards.
class ThreadPool {
public:
    /// `threads` = 0 takes as many as the machine has processors.
    explicit ThreadPool(int threads = 0);
    ~ThreadPool();
    ThreadPool(const ThreadPool&) = delete;
    ThreadPool& operator=(const ThreadPool&) = delete;

    int threads() const { return static_cast<int>(workers_.size()) + 1; }

    /// Calls body(0) ... body(count - 1), each once, and returns when all are done. The first
    /// exception (by index) is thrown again. While the caller has nothing left to do but to wait
    /// for the others, it calls `whileWaiting` every few milliseconds. Not reentrant; one caller at
    /// a time.
    void forEach(std::size_t count, const std::function<void(std::size_t)>& body,
                 const std::function<void()>& whileWaiting = {});

private:
    /// A loop that was begun, and how many of its iterations were given away, in one word.
    struct Position {
        std::uint32_t loop;
        std::uint32_t given;
    };
    void begin(std::size_t count, const std::function<void(std::size_t)>& body);
    void work(const std::stop_token& stop);
    void drain();
    void runOne(std::size_t index, const std::function<void(std::size_t)>& body);
    void waitForOthers(const std::function<void()>& whileWaiting);
    bool somethingToDo() const;

    std::atomic<Position> position_{Position{0, closed}};
    std::atomic<const std::function<void(std::size_t)>*> body_ = nullptr;
    std::atomic<std::uint32_t> count_ = 0;
    std::atomic<std::uint32_t> pending_ = 0; ///< iterations that have not come to their end
    std::atomic<int> sleepers_ = 0;          ///< workers that have to be woken
    static constexpr std::uint32_t closed = 0xffffffffu;

    std::mutex mutex_;
    std::condition_variable_any started_;
    std::condition_variable finished_;
    std::size_t firstFault_ = 0;
    std::exception_ptr fault_;
    std::vector<std::jthread> workers_;
};

/// Lowers the priority of the calling thread, so that drawing stays smooth while all cores train.
/// `nice` is how far, from 1 to 19: the thread that moves the rat steps back less than those that
/// only compute.
void lowerThreadPriority(int nice = 10);

} // namespace hippodrome
