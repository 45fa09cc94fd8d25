#include "core/brains/successor/theta_successor.h"

#include "tests/brains/network/small_network.h"
#include "tests/brains/walk.h"

#include <gtest/gtest.h>

#include <cmath>

namespace hippodrome::test_theta_successor {
namespace {

using testing::settingIn;
using testing::stateOf;
using testing::Walk;

ArenaPointer track() {
    return std::make_shared<const ArenaGeometry>(Arena::rectangle(2.0, 0.1));
}

ThetaSuccessorParameters onTrack(bool theta) {
    ThetaSuccessorParameters parameters;
    parameters.count = 25;
    parameters.width = 0.3;
    parameters.theta.on = theta;
    parameters.learningRate = 0.1;
    return parameters;
}

/// Laps in one direction at 0.16 m/s, in ticks of 5 ms.
void runLaps(Brain& brain, int laps) {
    Observation now;
    now.dt = 0.005;
    for (int lap = 0; lap < laps; ++lap) {
        now.position = {-0.99, 0.0};
        now.velocity = {0.16, 0.0};
        brain.begin(now);
        while (now.position.x < 0.99) {
            now.position.x += 0.16 * now.dt;
            now.time += now.dt;
            brain.observe(now);
        }
    }
}

TEST(SpikeTiming, PairsChangeTheWeightByTheDeclaredWindows) {
    const SpikeTimingParameters how;
    SpikeTimingWeights weights(2);
    const Spike first[] = {{0, 0.001}}, second[] = {{1, 0.001}};
    weights.advance(first, 0.01, how);
    weights.advance(second, 0.01, how); // 10 ms later
    EXPECT_NEAR(weights.at(1, 0), 0.05 * std::exp(-0.01 / 0.02), 1e-12);
    EXPECT_NEAR(weights.at(0, 1), -0.05 * 0.4 * std::exp(-0.01 / 0.04), 1e-12);
    EXPECT_EQ(weights.at(0, 0), 0.0) << "no unit sends to itself";
    // Within one tick, in the order of the delays.
    SpikeTimingWeights within(2);
    const Spike both[] = {{0, 0.002}, {1, 0.007}};
    within.advance(both, 0.01, how);
    EXPECT_NEAR(within.at(1, 0), 0.05 * std::exp(-0.005 / 0.02), 1e-12);
    within.forgetTraces();
    const double before = within.at(1, 0);
    within.advance(second, 0.01, how);
    EXPECT_EQ(within.at(1, 0), before);
}

TEST(ThetaSuccessor, SweepsTeachTheMapThatTemporalDifferencesLearn) {
    // George et al. 2023: without theta the correlation is lower.
    double with = 0.0, without = 0.0;
    for (std::uint64_t seed = 1; seed <= 10; ++seed) {
        ThetaSuccessor sweeping(onTrack(true), settingIn(track(), seed));
        ThetaSuccessor flat(onTrack(false), settingIn(track(), seed));
        runLaps(sweeping, 60);
        runLaps(flat, 60);
        with += sweeping.correlation() / 10.0;
        without += flat.correlation() / 10.0;
        EXPECT_LT(flat.correlation(), sweeping.correlation()) << seed;
    }
    testing::tell("correlation with theta", with);
    testing::tell("correlation without", without);
    EXPECT_GT(with, 0.4);
    EXPECT_LT(without, with - 0.1);
}

TEST(ThetaSuccessor, PredictsAheadOfTheRat) {
    ThetaSuccessor brain(onTrack(true), settingIn(track()));
    runLaps(brain, 40);
    // Weights from the cells behind to those ahead are stronger than back.
    double forward = 0.0, backward = 0.0;
    for (int to = 0; to < brain.weights().units(); ++to)
        for (int from = 0; from < brain.weights().units(); ++from) {
            const double ahead = brain.centres()[static_cast<std::size_t>(to)].x -
                                 brain.centres()[static_cast<std::size_t>(from)].x;
            if (ahead > 0.05)
                forward += brain.weights().at(to, from);
            else if (ahead < -0.05)
                backward += brain.weights().at(to, from);
        }
    EXPECT_GT(forward, 0.0);
    EXPECT_LT(backward, 0.25 * forward);
}

TEST(ThetaSuccessor, ContinuesFromACheckpointToTheSameBitsAlsoInAnEditedArena) {
    const ArenaPointer box = std::make_shared<const ArenaGeometry>(Arena::rectangle(1.0, 1.0));
    const ArenaPointer larger = std::make_shared<const ArenaGeometry>(Arena::rectangle(1.4, 1.0));
    ThetaSuccessor whole(ThetaSuccessorParameters{}, settingIn(box));
    Walk walk(box, 4);
    whole.begin(walk.now);
    for (int tick = 0; tick < 2000; ++tick)
        walk.advance(whole);
    whole.arenaChanged(larger);
    Checkpoint checkpoint;
    whole.save(checkpoint);
    ThetaSuccessor resumed(ThetaSuccessorParameters{}, settingIn(larger, 8));
    resumed.restore(checkpoint);
    Walk again = walk;
    for (int tick = 0; tick < 500; ++tick) {
        walk.advance(whole);
        again.advance(resumed);
    }
    EXPECT_TRUE(stateOf(resumed) == stateOf(whole));
}

} // namespace
} // namespace hippodrome::test_theta_successor
