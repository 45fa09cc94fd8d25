#include "core/cells/theta.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

namespace hippodrome::test_theta {
namespace {

constexpr double turn = 2.0 * std::numbers::pi;

TEST(Theta, ModulationHasMeanOneAndPeaksAtThePreferredPhase) {
    for (const double concentration : {0.0, 1.0, 4.0}) {
        ThetaParameters theta;
        theta.concentration = concentration;
        const double scale = theta.scale();
        for (const double preferred : {0.0, 1.0, 5.0}) {
            double mean = 0.0;
            const int steps = 1000;
            for (int i = 0; i < steps; ++i)
                mean += theta.modulation(turn * i / steps, preferred, scale) / steps;
            EXPECT_NEAR(mean, 1.0, 1e-12);
            EXPECT_GE(theta.modulation(preferred, preferred, scale),
                      theta.modulation(preferred + 0.3, preferred, scale));
        }
    }
}

TEST(Theta, PhaseRunsWithItsFrequency) {
    ThetaParameters theta;
    theta.frequency = 8.0;
    EXPECT_NEAR(theta.phase(0.0), 0.0, 1e-12);
    EXPECT_NEAR(theta.phase(1.0 / 32.0), turn / 4.0, 1e-9);
    EXPECT_NEAR(theta.phase(100.0 + 1.0 / 16.0), turn / 2.0, 1e-9);
}

TEST(Theta, PrefersLatePhasesOnEntryAndEarlyOnesOnExit) {
    ThetaParameters theta;
    EXPECT_NEAR(theta.preferredPhase(0.0), turn / 2.0, 1e-12);
    EXPECT_NEAR(theta.preferredPhase(-1.0) - theta.preferredPhase(1.0), turn / 2.0, 1e-12);
    theta.precessionShare = 0.0;
    EXPECT_EQ(theta.preferredPhase(-1.0), theta.preferredPhase(1.0));
}

} // namespace
} // namespace hippodrome::test_theta
