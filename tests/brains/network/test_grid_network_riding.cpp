// The network on the rat's back.
#include "core/brains/network/grid_network.h"
#include "core/motion/ornstein_uhlenbeck.h"

#include "tests/brains/network/small_network.h"

#include <gtest/gtest.h>

#include <cmath>

namespace hippodrome::test_grid_network_riding {
namespace {

using testing::boxArena;
using testing::observationAt;
using testing::settingIn;
using testing::smallNetwork;
using testing::train;

/// A network that has learned enough to know places.
GridNetworkParameters ridingNetwork() {
    GridNetworkParameters parameters = smallNetwork();
    parameters.units = 48;
    parameters.learningRate = 5e-3;
    parameters.fixProbability = 1.0;
    parameters.rideInterval = 0.1;
    return parameters;
}

/// Mean distance of the decoded from the true position at the network's steps.
double meanError(GridNetwork& network, const ArenaPointer& arena, double seconds) {
    OrnsteinUhlenbeckMotion motion{OrnsteinUhlenbeckParameters{}};
    Rng rng(3);
    RatState rat;
    motion.start(*arena, rat, rng);
    network.begin(observationAt(rat.position, 0.02, rat.headDirection));
    double sum = 0.0;
    int steps = 0;
    for (int i = 0; i < static_cast<int>(seconds / 0.02); ++i) {
        motion.step(*arena, 0.02, std::nullopt, rat, rng);
        if (network.observe(observationAt(rat.position, 0.02, rat.headDirection)) == 0.0)
            continue;
        sum += length(arena->displacement(*network.decodedPosition(), rat.position));
        ++steps;
    }
    return sum / steps;
}

TEST(GridNetworkRiding, KnowsWhereItIsWithFixes) {
    const ArenaPointer arena = boxArena();
    GridNetworkParameters parameters = ridingNetwork();
    GridNetwork network(parameters, settingIn(arena));
    const double untrained = meanError(network, arena, 60.0);
    train(network, 600, 2);
    const double fixed = meanError(network, arena, 60.0);
    EXPECT_GT(untrained, 0.25);
    EXPECT_LT(fixed, 0.1);
    // Without fixes it drifts, but what it has learned still shows.
    parameters.fixProbability = 0.0;
    testing::update(network, parameters);
    EXPECT_GT(meanError(network, arena, 60.0), fixed);
}

TEST(GridNetworkRiding, ToldSpeedsItTakesStepsForThoseItWasTrainedWith) {
    // However long a riding step lasts, what it is told stands for the displacement: speed times
    // the training step.
    GridNetworkParameters parameters = smallNetwork();
    parameters.inputs = GridNetworkParameters::Inputs::speedAndTurn;
    parameters.fixProbability = 0.0;
    const auto ratesAfter = [&](double interval) {
        GridNetworkParameters riding = parameters;
        riding.rideInterval = interval;
        GridNetwork network(riding, settingIn(boxArena()));
        network.begin(observationAt({0.0, 0.0}, interval, 0.0));
        network.observe(observationAt({0.03, 0.0}, interval, 0.4));
        return std::vector<float>(network.rates(0).begin(), network.rates(0).end());
    };
    EXPECT_EQ(ratesAfter(0.02), ratesAfter(0.3));
}

TEST(GridNetworkRiding, MovesInStepsOfItsOwn) {
    GridNetworkParameters parameters = ridingNetwork();
    GridNetwork network(parameters, settingIn(boxArena()));
    network.begin(observationAt({0.0, 0.0}));
    const auto observeFor = [&](double seconds) {
        std::vector<double> intervals;
        for (int i = 0; i < static_cast<int>(std::lround(seconds / 0.02)); ++i)
            if (const double fresh = network.observe(observationAt({0.0, 0.0})); fresh > 0.0)
                intervals.push_back(fresh);
        return intervals;
    };
    for (const double interval : observeFor(1.0))
        EXPECT_NEAR(interval, 0.1, 1e-9);
    EXPECT_EQ(observeFor(1.0).size(), 10u);
    parameters.rideInterval = 0.5;
    testing::update(network, parameters);
    EXPECT_EQ(observeFor(2.0).size(), 4u);
    const std::vector<float> rates(network.rates(0).begin(), network.rates(0).end());
    network.observe(observationAt({0.3, 0.0}));
    EXPECT_TRUE(std::equal(rates.begin(), rates.end(), network.rates(0).begin()))
        << "rates change at its own steps only";
}

TEST(GridNetworkRiding, StaysFiniteWithWildWeights) {
    GridNetworkParameters parameters = smallNetwork();
    parameters.cell = GridNetworkParameters::Cell::reluRnn;
    parameters.learningRate = 1.0;
    parameters.fixProbability = 0.0;
    parameters.rideInterval = 0.02;
    GridNetwork network(parameters, settingIn(boxArena()));
    train(network, 3);
    network.begin(observationAt({0.1, 0.1}));
    for (int i = 0; i < 1000; ++i) {
        network.observe(observationAt({0.1 + 0.0001 * i, 0.1}));
        for (const std::size_t population : {0, 1})
            for (const float rate : network.rates(population))
                ASSERT_TRUE(std::isfinite(rate)) << "step " << i;
    }
}

TEST(GridNetworkRiding, KnowsThePlaceThatItWasPutAt) {
    GridNetworkParameters parameters = ridingNetwork();
    parameters.fixProbability = 0.0;
    GridNetwork network(parameters, settingIn(boxArena()));
    train(network, 600, 2);
    for (const Vec2 place : {Vec2{0.3, 0.3}, Vec2{-0.3, 0.2}}) {
        network.begin(observationAt(place));
        EXPECT_LT(length(*network.decodedPosition() - place), 0.15);
    }
}

} // namespace
} // namespace hippodrome::test_grid_network_riding
