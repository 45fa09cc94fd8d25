#pragma once

#include <algorithm>
#include <chrono>
#include <vector>

namespace hippodrome {

/// The median duration of `work` [ms], after a warm-up, over about `seconds`.
template <class Work>
double medianMilliseconds(double seconds, Work work) {
    using Clock = std::chrono::steady_clock;
    std::vector<double> durations;
    const Clock::time_point begin = Clock::now();
    const auto since = [](Clock::time_point from) {
        return std::chrono::duration<double>(Clock::now() - from).count();
    };
    while (since(begin) < 0.2 * seconds)
        work();
    while (since(begin) < 1.2 * seconds || durations.size() < 5) {
        const Clock::time_point start = Clock::now();
        work();
        durations.push_back(1e3 * since(start));
    }
    const auto middle = durations.begin() + static_cast<long>(durations.size() / 2);
    std::nth_element(durations.begin(), middle, durations.end());
    return *middle;
}

} // namespace hippodrome
