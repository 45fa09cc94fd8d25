#include "core/base/parallel.h"

#include <gtest/gtest.h>

#include <atomic>
#include <stdexcept>
#include <thread>
#include <vector>

namespace hippodrome::test_parallel {
namespace {

TEST(ThreadPool, RunsEveryIterationOnce) {
    for (const int threads : {1, 2, 5}) {
        ThreadPool pool(threads);
        EXPECT_EQ(pool.threads(), threads);
        for (int round = 0; round < 200; ++round) {
            std::vector<std::atomic<int>> hits(17);
            pool.forEach(hits.size(), [&](std::size_t i) { ++hits[i]; });
            for (const auto& hit : hits)
                EXPECT_EQ(hit, 1);
        }
    }
}

TEST(ThreadPool, ThrowsTheFirstFaultAndStaysUsable) {
    ThreadPool pool(3);
    for (int round = 0; round < 50; ++round) {
        try {
            pool.forEach(8, [](std::size_t i) {
                if (i >= 2)
                    throw std::runtime_error(std::to_string(i));
            });
            FAIL();
        } catch (const std::runtime_error& error) {
            EXPECT_STREQ(error.what(), "2");
        }
    }
    int sum = 0;
    pool.forEach(1, [&](std::size_t) { ++sum; });
    EXPECT_EQ(sum, 1);
}

TEST(ThreadPool, CallsBackWhileItWaitsForTheOthers) {
    ThreadPool pool(2);
    const std::thread::id caller = std::this_thread::get_id();
    std::atomic<bool> otherIsWaiting = false, released = false;
    int calls = 0;
    // The caller has nothing to do until the other thread is let go, and only the callback can.
    pool.forEach(
        2,
        [&](std::size_t) {
            if (std::this_thread::get_id() == caller) {
                while (!otherIsWaiting)
                    std::this_thread::yield();
                return;
            }
            otherIsWaiting = true;
            while (!released)
                std::this_thread::yield();
        },
        [&] {
            EXPECT_EQ(std::this_thread::get_id(), caller);
            if (++calls == 3)
                released = true; // stays so, however late the other thread sees it
        });
    EXPECT_GE(calls, 3);
}

TEST(ThreadPool, WaitsForTheOthersEvenWhenTheCallbackThrows) {
    ThreadPool pool(2);
    const std::thread::id caller = std::this_thread::get_id();
    std::atomic<bool> otherIsWaiting = false, released = false;
    std::atomic<int> done = 0;
    const auto body = [&](std::size_t) {
        if (std::this_thread::get_id() == caller) {
            while (!otherIsWaiting)
                std::this_thread::yield();
        } else {
            otherIsWaiting = true;
            while (!released)
                std::this_thread::yield();
        }
        ++done;
    };
    EXPECT_THROW(pool.forEach(2, body,
                              [&] {
                                  released = true;
                                  throw std::runtime_error("callback");
                              }),
                 std::runtime_error);
    EXPECT_EQ(done, 2);
}

} // namespace
} // namespace hippodrome::test_parallel
