#include "core/base/rng.h"
#include "core/learners/learned_model.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace hippodrome::test_learned_model {
namespace {

void see(LearnedModel& model, int from, int action, double reward, int to, bool done = false,
         double rate = 0.5) {
    model.observe({LearnerState::tile(from), action, reward, LearnerState::tile(to), done}, rate);
}

TEST(LearnedModel, BelievesTheFirstTimeAndThenByItsRate) {
    LearnedModel model(4, 2);
    const LearnedModel::Pair pair = model.pair(0, 1);
    EXPECT_FALSE(model.known(pair));
    see(model, 0, 1, 4.0, 2);
    ASSERT_EQ(model.next(pair).size(), 1u);
    EXPECT_EQ(model.next(pair)[0], (Transitions::Entry{2, 1.0}));
    EXPECT_EQ(model.reward(pair), 4.0);
    see(model, 0, 1, 0.0, 3);
    ASSERT_EQ(model.next(pair).size(), 2u);
    EXPECT_NEAR(model.next(pair)[0].probability, 0.5, 1e-12);
    EXPECT_NEAR(model.next(pair)[1].probability, 0.5, 1e-12);
    EXPECT_EQ(model.reward(pair), 2.0);
    EXPECT_EQ(model.tried(), std::vector<LearnedModel::Pair>{pair});
    EXPECT_EQ(model.predecessors(2), std::vector<LearnedModel::Pair>{pair});
    EXPECT_EQ(model.predecessors(3), std::vector<LearnedModel::Pair>{pair});
}

TEST(LearnedModel, BacksUpWhatItKnows) {
    LearnedModel model(4, 3);
    see(model, 0, 0, 1.0, 1);
    see(model, 0, 1, 0.0, 2, true);
    const std::vector<double> values{0.0, 10.0, 100.0, 1000.0};
    EXPECT_EQ(model.backup(model.pair(0, 0), 0.5, values), 6.0);
    EXPECT_EQ(model.backup(model.pair(0, 1), 0.5, values), 0.0) << "nothing follows an end";
    EXPECT_EQ(model.bestBackup(0, 0.5, values), 6.0);
    EXPECT_EQ(model.bestBackup(3, 0.5, values), 0.0) << "nothing is known there";
    std::vector<double> all(3);
    model.actionValues(0, 0.5, values, all);
    EXPECT_EQ(all, (std::vector<double>{6.0, 0.0, 0.0}));
}

TEST(LearnedModel, AnEndThatGoesOnIsNoEnd) {
    LearnedModel model(3, 1);
    see(model, 0, 0, 1.0, 1, true);
    EXPECT_TRUE(model.terminal(1));
    see(model, 1, 0, 0.0, 2);
    EXPECT_FALSE(model.terminal(1));
}

TEST(LearnedModel, IsSavedWhole) {
    LearnedModel model(6, 3);
    Rng rng(4);
    const auto below = [&rng](std::uint64_t bound) { return static_cast<int>(rng.below(bound)); };
    for (int i = 0; i < 200; ++i)
        see(model, below(6), below(3), rng.normal(), below(6), below(5) == 0, 0.3);
    Checkpoint checkpoint;
    saveState(model, checkpoint);
    LearnedModel copy(6, 3);
    restoreState(copy, Checkpoint::fromBytes(checkpoint.bytes()));
    const std::vector<double> values{1.0, 2.0, 3.0, 4.0, 5.0, 6.0};
    for (int pair = 0; pair < 18; ++pair) {
        EXPECT_EQ(copy.next(pair), model.next(pair));
        EXPECT_EQ(copy.backup(pair, 0.9, values), model.backup(pair, 0.9, values));
    }
    EXPECT_EQ(copy.tried(), model.tried());
    for (int s = 0; s < 6; ++s)
        EXPECT_EQ(copy.predecessors(s), model.predecessors(s));
    LearnedModel smaller(2, 3);
    EXPECT_THROW(restoreState(smaller, checkpoint), Error);
}

} // namespace
} // namespace hippodrome::test_learned_model
