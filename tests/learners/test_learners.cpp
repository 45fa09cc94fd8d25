// What every learner must come to know; tests/contract has what else every one must do.
#include "tests/learners/small_tasks.h"

#include <gtest/gtest.h>

#include <cmath>

namespace hippodrome::test_learners {
namespace {

using testing::corridor;
using testing::makeLearner;
using testing::valuesOf;

class EveryLearner : public ::testing::TestWithParam<std::string> {};

TEST_P(EveryLearner, FindsTheRewardInACorridor) {
    const MoveTask task = corridor(10);
    const auto learner = makeLearner(GetParam(), task);
    Rng rng(3);
    for (int episode = 0; episode < 300; ++episode)
        testing::runEpisode(*learner, task, 0, rng);
    MoveTask test = task;
    test.reset(0);
    int decisions = 0;
    while (decisions < 100) {
        ++decisions;
        if (test.step(learner->chooseBest(test.state(test.at()), rng)).done)
            break;
    }
    EXPECT_EQ(decisions, 9) << "the shortest way";
    EXPECT_GT(learner->stateValue(task.state(8)), learner->stateValue(task.state(0)));
}

TEST_P(EveryLearner, LearnsNothingFromNothing) {
    const MoveTask task = corridor(4);
    const auto learner = makeLearner(GetParam(), task);
    for (int s = 0; s < 4; ++s)
        for (const double value : valuesOf(*learner, task.state(s)))
            EXPECT_EQ(value, 0.0);
    Rng rng(1);
    learner->replay(100, rng);
    learner->endEpisode();
    EXPECT_EQ(learner->stateValue(task.state(0)), 0.0);
}

TEST_P(EveryLearner, TakesANewDiscountWhileItLearns) {
    const MoveTask task = corridor(6);
    const auto learner = makeLearner(GetParam(), task);
    Rng rng(5);
    testing::wander(*learner, task, 10000, rng);
    const double before = learner->stateValue(task.state(0));
    const JsonDocument document{{{"discount", 0.5}}, {}, {}};
    learner->update(JsonCursor(document));
    testing::wander(*learner, task, 20000, rng);
    learner->replay(2000, rng);
    EXPECT_LT(learner->stateValue(task.state(0)), 0.5 * before);
}

TEST_P(EveryLearner, BearsStatesWithoutFeatures) {
    const MoveTask task = corridor(4);
    const auto learner = makeLearner(GetParam(), task);
    const LearnerState nothing{{}, {}, 0, {}};
    Rng rng(2);
    for (int i = 0; i < 20; ++i)
        learner->learn({nothing, 0, 1.0, nothing, i % 5 == 4}, rng);
    for (const double value : valuesOf(*learner, nothing))
        EXPECT_TRUE(std::isfinite(value));
}

INSTANTIATE_TEST_SUITE_P(Agents, EveryLearner, ::testing::ValuesIn(testing::learningTypes()),
                         [](const auto& instance) { return instance.param; });

/// A feature below zero tells as much as one above.
TEST(LinearLearners, LearnFromNegativeFeaturesToo) {
    for (const std::string type : {"q_learning", "sarsa", "actor_critic"}) {
        const MoveTask task = corridor(2);
        const auto learner = makeLearner(type, task);
        const LearnerState state{{0, 1}, {-2.0, 0.0}, 0, {}};
        const LearnerState end{{1}, {1.0}, 1, {}};
        Rng rng(1);
        for (int i = 0; i < 200; ++i)
            learner->learn({state, 1, 1.0, end, true}, rng);
        EXPECT_GT(valuesOf(*learner, state)[1], 0.9) << type;
    }
}

TEST(PrioritisedSweeping, FollowsAnEndThatIsNoLongerOne) {
    const MoveTask task = corridor(3);
    const auto learner = makeLearner("prioritised_sweeping", task);
    Rng rng(1);
    learner->learn({task.state(0), 1, 0.0, task.state(1), true}, rng);
    EXPECT_EQ(learner->stateValue(task.state(0)), 0.0);
    learner->learn({task.state(1), 1, 1.0, task.state(2), true}, rng);
    EXPECT_NEAR(learner->stateValue(task.state(0)), 0.95, 1e-12);
    learner->learn({task.state(0), 0, 0.0, task.state(1), true}, rng);
    EXPECT_NEAR(learner->stateValue(task.state(0)), 0.0, 1e-12);
}

/// The best values of a task, by iteration over what is true of it.
std::vector<double> trueValues(const MoveTask& task, double discount) {
    std::vector<double> values(static_cast<std::size_t>(task.states()));
    for (int sweep = 0; sweep < 2000; ++sweep)
        for (int s = 0; s < task.states(); ++s) {
            if (task.deadEnd(s))
                continue;
            double best = -1e300;
            for (int a = 0; a < task.actions(); ++a) {
                if (!task.state(s).allows(a))
                    continue;
                MoveTask step = task;
                step.reset(s);
                const MoveTask::Step outcome = step.step(a);
                const double after =
                    outcome.done ? 0.0 : values[static_cast<std::size_t>(step.at())];
                best = std::max(best, outcome.reward + discount * after);
            }
            values[static_cast<std::size_t>(s)] = best;
        }
    return values;
}

/// Any graph of some states; the last one is an end.
MoveTask randomGraph(Rng& rng) {
    const auto states = 5 + rng.below(10);
    MoveTable table;
    for (std::uint64_t s = 0; s + 1 < states; ++s) {
        table.moves.emplace_back();
        for (std::uint64_t a = 1 + rng.below(3); a > 0; --a)
            table.moves.back().push_back(static_cast<int>(rng.below(states)));
        table.moves.back().push_back(static_cast<int>(s) + 1);
    }
    table.moves.emplace_back();
    for (int k = 0; k < 3; ++k)
        table.rewards.push_back({static_cast<int>(rng.below(states)), rng.uniform(-1.0, 3.0)});
    return MoveTask(table, false);
}

class ExactLearner : public ::testing::TestWithParam<std::string> {};

TEST_P(ExactLearner, FindsTheBestValuesOfAnyGraph) {
    Rng rng(21);
    for (int graph = 0; graph < 10; ++graph) {
        const MoveTask task = randomGraph(rng);
        Json parameters = {{"discount", 0.9}};
        if (GetParam() == "q_learning")
            parameters["trace"] = 0.0;
        const auto learner = makeLearner(GetParam(), task, parameters);
        testing::wander(*learner, task, 60000, rng);
        learner->replay(20000, rng);
        const std::vector<double> expected = trueValues(task, 0.9);
        for (int s = 0; s + 1 < task.states(); ++s)
            EXPECT_NEAR(learner->stateValue(task.state(s)), expected[static_cast<std::size_t>(s)],
                        2e-3)
                << "graph " << graph << ", state " << s;
    }
}

INSTANTIATE_TEST_SUITE_P(Agents, ExactLearner,
                         ::testing::Values("q_learning", "dyna_q", "model_based",
                                           "prioritised_sweeping", "successor_dyna"),
                         [](const auto& instance) { return instance.param; });

} // namespace
} // namespace hippodrome::test_learners
