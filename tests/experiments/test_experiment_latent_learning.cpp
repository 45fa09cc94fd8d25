// Latent learning in a maze of 14 T units (Tolman and Honzik 1930): rats that find food on the
// eleventh day for the first time enter as few blind alleys on the twelfth as those always fed.
#include "tests/experiments/protocol_experiment.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace hippodrome::test_experiment_latent_learning {
namespace {

/// Entries into blind alleys on a day, on average over seeds.
struct Errors {
    Protocol protocol;
    std::vector<ProtocolOutcome> outcomes;
    double on(int day) const {
        return testing::metricOf(protocol, outcomes, "errors", "day " + std::to_string(day));
    }
};

Errors errorsOf(const std::string& agent, const std::string& group, int seeds) {
    Errors errors{testing::protocolOf(testing::agentScene("agents/latent_learning_" + group)), {}};
    errors.outcomes = testing::runSeeds(errors.protocol, agent, seeds);
    std::printf("    measured: %s, food %s:", agent.c_str(), group.c_str());
    for (int day = 1; day <= 17; ++day)
        std::printf(" %.1f", errors.on(day));
    std::printf("\n");
    return errors;
}

class LatentLearners : public ::testing::TestWithParam<std::string> {};

TEST_P(LatentLearners, EqualThoseAlwaysFedOnTheDayAfterTheirFirstFood) {
    const int seeds = testing::seedCount(3);
    const Errors late = errorsOf(GetParam(), "late", seeds);
    const Errors always = errorsOf(GetParam(), "always", seeds);
    EXPECT_LE(std::abs(late.on(12) - always.on(12)), 1.0);
    EXPECT_LE(late.on(12), 0.1 * late.on(11)) << "and not because the maze is easy";
}

INSTANTIATE_TEST_SUITE_P(ExperimentLatentLearning, LatentLearners,
                         ::testing::Values("successor_model", "successor_dyna", "dyna_q",
                                           "model_based", "prioritised_sweeping"),
                         [](const auto& instance) { return instance.param; });

/// A map learned by temporal differences is even better when it was not led by food at first.
TEST(ExperimentLatentLearning, ASuccessorMapIsBetterForHavingWanderedLonger) {
    const int seeds = testing::seedCount(3);
    const Errors late = errorsOf("successor_td", "late", seeds);
    const Errors always = errorsOf("successor_td", "always", seeds);
    EXPECT_LE(late.on(12), 3.0);
    EXPECT_LT(late.on(12), 0.1 * always.on(12));
}

TEST(ExperimentLatentLearning, QLearningCarriesTheFoodBackDayByDay) {
    const int seeds = testing::seedCount(3);
    const Errors late = errorsOf("q_learning", "late", seeds);
    const Errors always = errorsOf("q_learning", "always", seeds);
    double before = 0.0;
    for (int day = 1; day <= 11; ++day)
        before += late.on(day) / 11.0;
    EXPECT_GT(late.on(12), 0.4 * before) << "one meal does not tell the way";
    EXPECT_GT(late.on(12), always.on(12) + 10.0);
    EXPECT_LT(always.on(17), 3.0) << "but it does learn";
}

/// It is not done in 17 days, with or without food: what it prefers at the end of the maze does not
/// reach its beginning.
TEST(ExperimentLatentLearning, AnActorAndCriticHasNotLearnedTheMazeByThen) {
    const int seeds = testing::seedCount(3);
    EXPECT_GT(errorsOf("actor_critic", "late", seeds).on(12), 10.0);
    EXPECT_GT(errorsOf("actor_critic", "always", seeds).on(12), 10.0);
}

TEST(ExperimentLatentLearning, WithoutFoodErrorsStay) {
    const int seeds = testing::seedCount(3);
    const Errors never = errorsOf("model_based", "never", seeds);
    double early = 0.0, later = 0.0;
    for (int day = 1; day <= 8; ++day) {
        early += never.on(day) / 8.0;
        later += never.on(day + 9) / 8.0;
    }
    EXPECT_GT(later, 0.4 * early);
}

/// The three groups live in one maze, and differ in the food alone.
TEST(ExperimentLatentLearning, GroupsDifferInFoodAlone) {
    const Scene late = testing::agentScene("agents/latent_learning_late");
    for (const char* group : {"always", "never"}) {
        Scene other = testing::agentScene(std::string("agents/latent_learning_") + group);
        EXPECT_EQ(other.arena.rewards[0].magnitude, group == std::string("never") ? 0.0 : 10.0);
        other.arena.rewards[0].magnitude = 0.0;
        EXPECT_EQ(other.arena, late.arena) << group;
        Json protocol = late.protocol;
        protocol["phases"][10].erase("change");
        EXPECT_EQ(other.protocol, protocol) << group;
    }
}

} // namespace
} // namespace hippodrome::test_experiment_latent_learning
