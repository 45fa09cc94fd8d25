#include "core/states/visits.h"

#include <gtest/gtest.h>

#include <numeric>

namespace hippodrome::test_visits {
namespace {

/// Some moves seen from most states, some of which lead nowhere.
Transitions randomTransitions(int states, Rng& rng) {
    Transitions led(states);
    const auto any = [&] {
        return static_cast<int>(rng.below(static_cast<std::uint64_t>(states)));
    };
    for (int seen = 0; seen < 3 * states; ++seen) {
        const int from = any();
        led.observe(from, any(), led.row(from).empty() ? 1.0 : 0.4);
    }
    return led;
}

TEST(Visits, AreARowOfTheSuccessorMap) {
    Rng rng(1);
    for (int trial = 0; trial < 20; ++trial) {
        const int states = 5 + 3 * trial;
        const Transitions led = randomTransitions(states, rng);
        std::vector<int> all(static_cast<std::size_t>(states));
        std::iota(all.begin(), all.end(), 0);
        for (const double discount : {0.5, 0.9, 0.99}) {
            const std::vector<double> columns = successorColumns(led, discount, all);
            const std::vector<double> visits = visitsFrom(led, discount, 0);
            for (std::size_t to = 0; to < all.size(); ++to)
                EXPECT_NEAR(visits[to], columns[to * all.size()], 1e-8) << trial << " " << to;
        }
    }
}

TEST(Visits, InTheLongRunMovesOnlyPassItOn) {
    Rng rng(2);
    for (int trial = 0; trial < 20; ++trial) {
        const Transitions led = randomTransitions(30, rng);
        const std::vector<double> share = visitsInTheLongRun(led);
        std::vector<double> next(share.size());
        for (std::size_t s = 0; s < share.size(); ++s) {
            if (led.row(static_cast<int>(s)).empty())
                next[s] += share[s];
            for (const Transitions::Entry& entry : led.row(static_cast<int>(s)))
                next[static_cast<std::size_t>(entry.to)] += entry.probability * share[s];
        }
        EXPECT_NEAR(std::accumulate(share.begin(), share.end(), 0.0), 1.0, 1e-9);
        for (std::size_t s = 0; s < share.size(); ++s)
            EXPECT_NEAR(next[s], share[s], 1e-8) << trial << " " << s;
    }
}

} // namespace
} // namespace hippodrome::test_visits
