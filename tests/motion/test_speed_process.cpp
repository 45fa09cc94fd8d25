#include "core/base/rng.h"
#include "core/motion/speed_process.h"

#include <gtest/gtest.h>

#include <cmath>

namespace hippodrome::test_speed_process {
namespace {

TEST(SpeedProcess, QuantileHasTheTabledValues) {
    EXPECT_NEAR(normalQuantile(0.5), 0.0, 1e-15);
    EXPECT_NEAR(normalQuantile(0.975), 1.959963984540054, 1e-13);
    EXPECT_NEAR(normalQuantile(0.025), -1.959963984540054, 1e-13);
    EXPECT_NEAR(normalQuantile(1e-6), -4.753424308822899, 1e-12);
}

TEST(SpeedProcess, QuantileInvertsTheCumulative) {
    for (double z = -4.75; z <= 4.75; z += 0.01)
        EXPECT_NEAR(normalQuantile(normalCumulative(z)), z, 1e-10);
}

TEST(SpeedProcess, WithoutTimeNothingChanges) {
    for (double speed = 0.01; speed < 0.4; speed += 0.01)
        EXPECT_NEAR(rayleighSpeedStep(speed, 0.08, 0.0, 1.7), speed, 1e-10);
}

TEST(SpeedProcess, ExtremesStayFinite) {
    EXPECT_GT(rayleighSpeedStep(0.0, 0.08, 0.1, -3.0), 0.0);
    EXPECT_LT(rayleighSpeedStep(100.0, 0.08, 0.1, 3.0), 0.5);
}

TEST(SpeedProcess, StationarySpeedsAreRayleigh) {
    Rng rng(1);
    double speed = 0.1, sumOfSquares = 0.0, above = 0.0;
    constexpr int steps = 400000;
    constexpr double scale = 0.08, share = 0.02;
    for (int i = 0; i < steps; ++i) {
        speed = rayleighSpeedStep(speed, scale, share, rng.normal());
        sumOfSquares += speed * speed;
        above += speed > scale;
    }
    // Euler's step widens the normal process by 1/sqrt(1 - share/2).
    EXPECT_NEAR(std::sqrt(0.5 * sumOfSquares / steps), scale, 0.03 * scale);
    EXPECT_NEAR(above / steps, std::exp(-0.5), 0.02);
}

TEST(SpeedProcess, LongStepsForget) {
    EXPECT_EQ(ornsteinUhlenbeckStep(100.0, 2.0, 1.6, 0.5), 1.0);
    EXPECT_DOUBLE_EQ(ornsteinUhlenbeckStep(1.0, 2.0, 0.5, 0.0), 0.5);
    EXPECT_DOUBLE_EQ(ornsteinUhlenbeckStep(0.0, 2.0, 0.5, 1.0), 2.0);
}

} // namespace
} // namespace hippodrome::test_speed_process
