#include "core/agents/replay_need.h"

#include <algorithm>
#include <cmath>
#include <deque>
#include <utility>

namespace hippodrome {

namespace {

constexpr double needTolerance = 1e-10; // where iterations stop
constexpr int mostNeedSweeps = 10000;

} // namespace

std::vector<double> needFrom(const Transitions& led, double discount, int state) {
    // What arrives at a state is counted there and passed on, in the order of arrival: along a
    // way that is always the same this touches one state at a time.
    const auto states = static_cast<std::size_t>(led.states());
    std::vector<double> need(states), arrived(states);
    std::vector<char> waits(states);
    std::deque<int> waiting{state};
    arrived[static_cast<std::size_t>(state)] = 1.0;
    const double least = needTolerance * (1.0 - discount);
    for (long left = static_cast<long>(mostNeedSweeps) * led.states(); !waiting.empty() && left > 0;
         --left) {
        const int from = waiting.front();
        waiting.pop_front();
        waits[static_cast<std::size_t>(from)] = 0;
        const double here = std::exchange(arrived[static_cast<std::size_t>(from)], 0.0);
        need[static_cast<std::size_t>(from)] += here;
        for (const Transitions::Entry& entry : led.row(from)) {
            const std::size_t to = static_cast<std::size_t>(entry.to);
            arrived[to] += discount * entry.probability * here;
            if (arrived[to] > least && !std::exchange(waits[to], 1))
                waiting.push_back(entry.to);
        }
    }
    return need;
}

std::vector<double> needInTheLongRun(const Transitions& led) {
    const auto states = static_cast<std::size_t>(led.states());
    std::vector<double> share(states, 1.0 / led.states()), next(states);
    for (int sweep = 0; sweep < mostNeedSweeps; ++sweep) {
        // Half of it stays, so that a chain that goes round comes to rest.
        for (std::size_t s = 0; s < share.size(); ++s)
            next[s] = (led.row(static_cast<int>(s)).empty() ? 1.0 : 0.5) * share[s];
        for (int s = 0; s < led.states(); ++s)
            for (const Transitions::Entry& entry : led.row(s))
                next[static_cast<std::size_t>(entry.to)] +=
                    0.5 * entry.probability * share[static_cast<std::size_t>(s)];
        double largest = 0.0;
        for (std::size_t s = 0; s < share.size(); ++s)
            largest = std::max(largest, std::abs(next[s] - share[s]));
        share.swap(next);
        if (largest <= needTolerance)
            break;
    }
    return share;
}

} // namespace hippodrome
