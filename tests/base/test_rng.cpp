#include "core/base/rng.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>
#include <set>

namespace hippodrome::test_rng {
namespace {

TEST(Rng, SameSeedSameBitsAndOtherSeedsDiffer) {
    Rng a(5), b(5), c(6);
    bool differs = false;
    for (int i = 0; i < 100; ++i) {
        const auto draw = a.bits();
        EXPECT_EQ(draw, b.bits());
        differs |= draw != c.bits();
    }
    EXPECT_TRUE(differs);
}

TEST(Rng, StreamsOfOneSeedAreUnrelated) {
    std::set<std::uint64_t> draws;
    for (const char* name : {"motion", "weights", "spikes", "policy"})
        for (std::uint64_t index = 0; index < 4; ++index)
            draws.insert(Rng::stream(7, name, index).bits());
    EXPECT_EQ(draws.size(), 16u);
}

TEST(Rng, StateRestoresTheSequenceWithItsSpareNormal) {
    Rng rng(3);
    rng.normal(); // leaves a spare draw behind
    const Rng::State state = rng.state();
    const double next[] = {rng.normal(), rng.normal(), rng.uniform()};
    Rng restored(99);
    restored.setState(state);
    EXPECT_EQ(restored.normal(), next[0]);
    EXPECT_EQ(restored.normal(), next[1]);
    EXPECT_EQ(restored.uniform(), next[2]);
}

TEST(Rng, MomentsOfTheDistributions) {
    Rng rng(11);
    const int n = 200000;
    double sum = 0, squares = 0, fourth = 0, rayleigh = 0, uniform = 0;
    for (int i = 0; i < n; ++i) {
        const double z = rng.normal();
        sum += z;
        squares += z * z;
        fourth += z * z * z * z;
        rayleigh += rng.rayleigh(2.0);
        uniform += rng.uniform();
    }
    EXPECT_NEAR(sum / n, 0.0, 0.01);
    EXPECT_NEAR(squares / n, 1.0, 0.02);
    EXPECT_NEAR(fourth / n, 3.0, 0.1);
    EXPECT_NEAR(rayleigh / n, 2.0 * std::sqrt(std::numbers::pi / 2), 0.02);
    EXPECT_NEAR(uniform / n, 0.5, 0.005);
}

TEST(Rng, BelowIsUniform) {
    Rng rng(2);
    int counts[7] = {};
    for (int i = 0; i < 70000; ++i)
        ++counts[rng.below(7)];
    for (const int count : counts)
        EXPECT_NEAR(count, 10000, 450);
}

} // namespace
} // namespace hippodrome::test_rng
