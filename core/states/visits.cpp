#include "core/states/visits.h"

#include <algorithm>
#include <cmath>
#include <deque>
#include <utility>

namespace hippodrome {

namespace {

constexpr double shareTolerance = 1e-10;
constexpr int mostSweepsOfStates = 10000;

} // namespace

std::vector<double> visitsFrom(const Transitions& transitions, double discount, int state,
                               double tolerance) {
    // What arrives at a state is counted there and passed on, in the order of arrival: along a
    // way that is always the same this touches one state at a time.
    const auto states = static_cast<std::size_t>(transitions.states());
    std::vector<double> visits(states), arrived(states);
    std::vector<char> waits(states);
    std::deque<int> waiting{state};
    arrived[static_cast<std::size_t>(state)] = 1.0;
    const double least = tolerance * (1.0 - discount);
    for (long left = static_cast<long>(mostSweepsOfStates) * transitions.states();
         !waiting.empty() && left > 0; --left) {
        const int from = waiting.front();
        waiting.pop_front();
        waits[static_cast<std::size_t>(from)] = 0;
        const double here = std::exchange(arrived[static_cast<std::size_t>(from)], 0.0);
        visits[static_cast<std::size_t>(from)] += here;
        for (const Transitions::Entry& entry : transitions.row(from)) {
            const std::size_t to = static_cast<std::size_t>(entry.to);
            arrived[to] += discount * entry.probability * here;
            if (arrived[to] > least && !std::exchange(waits[to], 1))
                waiting.push_back(entry.to);
        }
    }
    return visits;
}

std::vector<double> visitsInTheLongRun(const Transitions& transitions) {
    const auto states = static_cast<std::size_t>(transitions.states());
    std::vector<double> share(states, 1.0 / transitions.states()), next(states);
    for (int sweep = 0; sweep < mostSweepsOfStates; ++sweep) {
        // Half of it stays, so that a chain that goes round comes to rest.
        for (std::size_t s = 0; s < share.size(); ++s)
            next[s] = (transitions.row(static_cast<int>(s)).empty() ? 1.0 : 0.5) * share[s];
        for (int s = 0; s < transitions.states(); ++s)
            for (const Transitions::Entry& entry : transitions.row(s))
                next[static_cast<std::size_t>(entry.to)] +=
                    0.5 * entry.probability * share[static_cast<std::size_t>(s)];
        double largest = 0.0;
        for (std::size_t s = 0; s < share.size(); ++s)
            largest = std::max(largest, std::abs(next[s] - share[s]));
        share.swap(next);
        if (largest <= shareTolerance)
            break;
    }
    return share;
}

} // namespace hippodrome
