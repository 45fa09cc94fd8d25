#pragma once

#include "core/net/path_integrator_network.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <span>

namespace hippodrome::testing {

/// Moves each weight up and down, and compares what the loss does with its gradient.
inline void expectGradient(PathIntegratorNetwork<double>& network, std::span<const double> gradient,
                           const std::function<double()>& loss, double tolerance) {
    double largest = 0.0;
    for (std::size_t k = 0; k < gradient.size(); ++k) {
        const double kept = network.weights()[k];
        const double step = 1e-5;
        network.weights()[k] = kept + step;
        const double up = loss();
        network.weights()[k] = kept - step;
        const double down = loss();
        network.weights()[k] = kept;
        EXPECT_NEAR(gradient[k], (up - down) / (2 * step), tolerance) << "weight " << k;
        largest = std::max(largest, std::abs(gradient[k]));
    }
    EXPECT_GT(largest, 1e-2) << "the gradient is too small for this check to mean anything";
}

} // namespace hippodrome::testing
