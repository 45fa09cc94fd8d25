// Detour with three paths (Tolman and Honzik 1930): a block on the first path leaves the second, a
// block on the stretch that the first two share leaves the third.
#include "tests/experiments/protocol_experiment.h"

#include <gtest/gtest.h>

namespace hippodrome::test_experiment_detour {
namespace {

/// Share of seeds in which the path was the first to be entered of the second and the third.
double first(const std::string& agent, const std::string& block, const std::string& path,
             int seeds) {
    const Protocol protocol = testing::protocolOf(testing::agentScene("agents/detour_three_paths"));
    const double share = testing::metricOf(protocol, testing::runSeeds(protocol, agent, seeds),
                                           "first_choice", block, path);
    testing::tell(agent + ", " + block + ", " + path + " first", share);
    return share;
}

class WhoKnowsTheMaze : public ::testing::TestWithParam<std::string> {};

TEST_P(WhoKnowsTheMaze, TakesTheOnlyPathThatIsLeft) {
    const int seeds = testing::seedCount(10);
    EXPECT_GE(first(GetParam(), "block A", "path 2", seeds), 0.9);
    EXPECT_GE(first(GetParam(), "block B", "path 3", seeds), 0.9);
}

INSTANTIATE_TEST_SUITE_P(ExperimentDetour, WhoKnowsTheMaze,
                         ::testing::Values("model_based", "prioritised_sweeping", "dyna_q"),
                         [](const auto& instance) { return instance.param; });

class WhoKnowsWhatPathsWereWorth : public ::testing::TestWithParam<std::string> {};

TEST_P(WhoKnowsWhatPathsWereWorth, TriesTheSecondPathFirstThoughItEndsAtTheSameBlock) {
    const int seeds = testing::seedCount(10);
    EXPECT_GE(first(GetParam(), "block A", "path 2", seeds), 0.8);
    EXPECT_GE(first(GetParam(), "block B", "path 2", seeds), 0.8);
    EXPECT_LE(first(GetParam(), "block B", "path 3", seeds), 0.2);
}

INSTANTIATE_TEST_SUITE_P(ExperimentDetour, WhoKnowsWhatPathsWereWorth,
                         ::testing::Values("q_learning", "sarsa", "successor_td"),
                         [](const auto& instance) { return instance.param; });

} // namespace
} // namespace hippodrome::test_experiment_detour
