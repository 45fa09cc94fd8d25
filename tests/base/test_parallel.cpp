#include "core/base/parallel.h"

#include <gtest/gtest.h>

#include <atomic>
#include <stdexcept>
#include <vector>

namespace hippodrome {
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

} // namespace
} // namespace hippodrome
