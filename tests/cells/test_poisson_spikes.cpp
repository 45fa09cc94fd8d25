#include "core/cells/poisson_spikes.h"

#include <gtest/gtest.h>

#include <cmath>

namespace hippodrome::test_poisson_spikes {
namespace {

TEST(PoissonSpikes, CountTheirRatesShortenedByTheRefractoryPeriod) {
    for (const double refractory : {0.0, 0.002, 0.02}) {
        const std::vector<float> rates = {0.0f, 1.0f, 20.0f, 100.0f, -5.0f};
        PoissonSpikes spikes(5, refractory, Rng(3));
        std::vector<double> counts(5);
        const double seconds = 400.0, dt = 0.0125;
        for (int tick = 0; tick < std::lround(seconds / dt); ++tick)
            for (const Spike& spike : spikes.advance(rates, dt))
                ++counts[static_cast<std::size_t>(spike.unit)];
        for (std::size_t unit = 0; unit < rates.size(); ++unit) {
            const double rate = std::max(0.0f, rates[unit]);
            const double expected = seconds * rate / (1.0 + rate * refractory);
            EXPECT_NEAR(counts[unit], expected, 4.0 * std::sqrt(expected) + 1e-9)
                << rate << " Hz, " << refractory << " s";
        }
    }
}

TEST(PoissonSpikes, KeepTheirDistanceAlsoAcrossTicks) {
    const double refractory = 0.005, dt = 0.002;
    const std::vector<float> rates = {500.0f, 300.0f};
    PoissonSpikes spikes(2, refractory, Rng(4));
    std::vector<double> last(2, -1.0);
    for (int tick = 0; tick < 20000; ++tick) {
        double before = -1.0;
        for (const Spike& spike : spikes.advance(rates, dt)) {
            EXPECT_GE(spike.delay, std::max(0.0, before));
            EXPECT_LT(spike.delay, dt);
            before = spike.delay;
            const double time = tick * dt + spike.delay;
            double& lastOfUnit = last[static_cast<std::size_t>(spike.unit)];
            EXPECT_GE(time - lastOfUnit, refractory - 1e-9);
            lastOfUnit = time;
        }
    }
    EXPECT_GT(last[0], 39.0);
}

TEST(PoissonSpikes, IntervalsAreExponentialWithoutRefractoryPeriod) {
    const std::vector<float> rates = {25.0f};
    PoissonSpikes spikes(1, 0.0, Rng(5));
    std::vector<double> intervals;
    double last = 0.0;
    for (int tick = 0; tick < 80000; ++tick)
        for (const Spike& spike : spikes.advance(rates, 0.0125)) {
            const double time = tick * 0.0125 + spike.delay;
            intervals.push_back(time - last);
            last = time;
        }
    double mean = 0.0, squares = 0.0;
    for (const double interval : intervals) {
        mean += interval / static_cast<double>(intervals.size());
        squares += interval * interval / static_cast<double>(intervals.size());
    }
    EXPECT_NEAR(mean, 0.04, 0.001);
    // The coefficient of variation of an exponential is 1.
    EXPECT_NEAR(std::sqrt(squares - mean * mean) / mean, 1.0, 0.03);
}

TEST(PoissonSpikes, ContinueFromTheirState) {
    const std::vector<float> rates = {50.0f, 200.0f, 5.0f};
    PoissonSpikes whole(3, 0.003, Rng(6));
    for (int tick = 0; tick < 100; ++tick)
        whole.advance(rates, 0.01);
    PoissonSpikes resumed(3, 0.003, Rng(99));
    Checkpoint checkpoint;
    saveState(whole, checkpoint);
    restoreState(resumed, checkpoint);
    for (int tick = 0; tick < 100; ++tick) {
        const std::span<const Spike> a = whole.advance(rates, 0.01);
        const std::span<const Spike> b = resumed.advance(rates, 0.01);
        EXPECT_TRUE(std::equal(a.begin(), a.end(), b.begin(), b.end()));
    }
}

} // namespace
} // namespace hippodrome::test_poisson_spikes
