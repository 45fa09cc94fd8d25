#include "core/learners/policy.h"

#include <gtest/gtest.h>

#include <array>
#include <cmath>

namespace hippodrome::test_policy {
namespace {

constexpr int draws = 40000;

/// How often each of three actions is chosen.
std::array<double, 3> shares(const PolicyParameters& policy, const LearnerState& state,
                             const std::array<double, 3>& values) {
    Rng rng(11);
    std::array<double, 3> counts{};
    for (int i = 0; i < draws; ++i)
        counts[static_cast<std::size_t>(chooseAction(policy, state, values, rng))] += 1.0 / draws;
    return counts;
}

TEST(Policy, ChoosesAsOftenAsItsProbabilitiesSay) {
    PolicyParameters greedy;
    greedy.exploration = 0.3;
    PolicyParameters softmax;
    softmax.rule = PolicyParameters::Rule::softmax;
    softmax.inverseTemperature = 2.0;
    const std::array<double, 3> values{0.5, 1.0, 1.0};
    for (const PolicyParameters& policy : {greedy, softmax})
        for (const LearnerState& state :
             {LearnerState::tile(0), LearnerState::tile(0, {true, false, true})}) {
            std::array<double, 3> expected{};
            policyProbabilities(policy, state, values, expected);
            const std::array<double, 3> found = shares(policy, state, values);
            double sum = 0.0;
            for (std::size_t a = 0; a < 3; ++a) {
                EXPECT_NEAR(found[a], expected[a], 0.01);
                sum += expected[a];
            }
            EXPECT_NEAR(sum, 1.0, 1e-12);
        }
}

TEST(Policy, GreedyProbabilitiesAreThoseOfTheTextbook) {
    PolicyParameters policy;
    policy.exploration = 0.3;
    std::array<double, 3> found{};
    policyProbabilities(policy, LearnerState::tile(0), std::array{0.0, 2.0, 1.0}, found);
    EXPECT_NEAR(found[0], 0.1, 1e-12);
    EXPECT_NEAR(found[1], 0.8, 1e-12);
    EXPECT_NEAR(found[2], 0.1, 1e-12);
}

TEST(Policy, NeverChoosesWhatIsNotPossible) {
    PolicyParameters policy;
    policy.exploration = 1.0;
    const LearnerState state = LearnerState::tile(0, {false, true, true});
    EXPECT_EQ(shares(policy, state, {9.0, 0.0, 0.0})[0], 0.0);
    policy.exploration = 0.0;
    EXPECT_NEAR(shares(policy, state, {9.0, 0.0, 1.0})[2], 1.0, 1e-9);
    policy.rule = PolicyParameters::Rule::softmax;
    EXPECT_EQ(shares(policy, state, {9.0, 0.0, 1.0})[0], 0.0);
}

TEST(Policy, DrawsAmongEqualsEvenly) {
    PolicyParameters policy;
    policy.exploration = 0.0;
    for (const double share : shares(policy, LearnerState::tile(0), {2.0, 2.0, 2.0}))
        EXPECT_NEAR(share, 1.0 / 3.0, 0.01);
}

TEST(Policy, BestValueLeavesOutWhatIsNotPossible) {
    EXPECT_EQ(bestValue(LearnerState::tile(0, {false, true}), std::array{5.0, -1.0}), -1.0);
    EXPECT_EQ(bestValue(LearnerState::tile(0, {false, false}), std::array{5.0, -1.0}), 0.0);
}

} // namespace
} // namespace hippodrome::test_policy
