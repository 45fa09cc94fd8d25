#include "core/base/error.h"
#include "core/learners/replay_memory.h"

#include <gtest/gtest.h>

#include <cmath>
#include <deque>

namespace hippodrome::test_replay_memory {
namespace {

/// What an experience was, kept plainly.
struct Plain {
    LearnerState from, to;
    int action = 0;
    double reward = 0.0;
    bool done = false;
};

void add(ReplayMemory& memory, const Plain& plain) {
    memory.add({plain.from, plain.action, plain.reward, plain.to, plain.done});
}

/// A state as a table has it, or with some features, or with none.
LearnerState anyState(Rng& rng) {
    if (rng.uniform() < 0.3)
        return LearnerState::tile(static_cast<int>(rng.below(50)));
    LearnerState state;
    for (int feature = 0; feature < 40; ++feature)
        if (rng.uniform() < 0.2) {
            state.features.push_back(feature);
            state.activities.push_back(static_cast<double>(static_cast<float>(rng.uniform())));
        }
    if (rng.uniform() < 0.5)
        for (int a = 0; a < 5; ++a)
            state.possible.push_back(rng.uniform() < 0.5 ? 1 : 0);
    return state;
}

void expectRow(const FeatureRows<float>& rows, int row, const LearnerState& state) {
    const auto first = static_cast<std::size_t>(rows.starts[static_cast<std::size_t>(row)]);
    const auto end = static_cast<std::size_t>(rows.starts[static_cast<std::size_t>(row) + 1]);
    ASSERT_EQ(end - first, state.features.size());
    for (std::size_t i = 0; i < state.features.size(); ++i) {
        ASSERT_EQ(rows.features[first + i], state.features[i]);
        ASSERT_EQ(static_cast<double>(rows.activities[first + i]), state.activities[i]);
    }
}

void expectHolds(const ReplayMemory& memory, const std::deque<Plain>& plain) {
    ASSERT_EQ(memory.size(), static_cast<int>(plain.size()));
    for (int age = 0; age < memory.size(); ++age) {
        const Plain& expected = plain[static_cast<std::size_t>(age)];
        const int slot = memory.slot(age);
        FeatureRows<float> rows;
        memory.addFrom(slot, rows);
        memory.addTo(slot, rows);
        expectRow(rows, 0, expected.from);
        expectRow(rows, 1, expected.to);
        const ReplayMemory::Outcome outcome = memory.outcome(slot);
        ASSERT_EQ(outcome.action, expected.action);
        ASSERT_EQ(outcome.reward, expected.reward);
        ASSERT_EQ(outcome.done, expected.done);
        for (int a = 0; a < 5; ++a)
            ASSERT_EQ(outcome.allows(a), expected.to.allows(a));
    }
}

/// Adds episodes to both; `plain` keeps as many as the memory does.
void wander(ReplayMemory& memory, std::deque<Plain>& plain, int experiences, Rng& rng) {
    LearnerState here = anyState(rng);
    for (int i = 0; i < experiences; ++i) {
        Plain now{here, anyState(rng), static_cast<int>(rng.below(5)), 0.25 * i,
                  rng.uniform() < 0.1};
        add(memory, now);
        here = now.done ? anyState(rng) : now.to;
        plain.push_back(std::move(now));
        while (static_cast<int>(plain.size()) > memory.size())
            plain.pop_front();
    }
}

void addTiles(ReplayMemory& memory, int count) {
    for (int i = 0; i < count; ++i)
        add(memory, {LearnerState::tile(i), LearnerState::tile(i + 1), 0, 0.0, false});
}

TEST(ReplayMemory, HoldsTheLatestExperiencesAsTheyWere) {
    ReplayMemory memory({.capacity = 37});
    std::deque<Plain> plain;
    Rng rng(1);
    for (const int experiences : {1, 20, 16, 1, 100, 1000}) {
        wander(memory, plain, experiences, rng);
        expectHolds(memory, plain);
    }
    EXPECT_EQ(memory.size(), 37);
    EXPECT_EQ(plain.back().reward, 0.25 * 999);
}

TEST(ReplayMemory, ForgetsEarlierWhenFeaturesTakeTooMuch) {
    constexpr std::size_t most = 1024 * 8;
    ReplayMemory memory({.capacity = 1000, .mostFeatureBytes = most});
    std::deque<Plain> plain;
    Rng rng(2);
    wander(memory, plain, 3000, rng);
    expectHolds(memory, plain);
    EXPECT_LT(memory.size(), 500);
    EXPECT_GT(memory.size(), 100);
    EXPECT_LE(memory.bytes(), most + 1000 * 32 + 64);
}

TEST(ReplayMemory, HoldsOneStateThatIsLargerThanItsLimit) {
    ReplayMemory memory({.capacity = 10, .mostFeatureBytes = 64});
    Plain plain{{}, {}, 3, 0.5, true};
    for (int feature = 0; feature < 3000; ++feature) {
        plain.from.features.push_back(feature);
        plain.from.activities.push_back(0.5);
    }
    add(memory, plain);
    add(memory, plain);
    expectHolds(memory, {plain});
}

TEST(ReplayMemory, StoresAStateOnceWhereOneExperienceEndsAndTheNextBegins) {
    LearnerState states[2];
    for (int feature = 0; feature < 100; ++feature)
        for (int k = 0; k < 2; ++k) {
            states[k].features.push_back(feature);
            states[k].activities.push_back(0.5 + k);
        }
    ReplayMemory chained({.capacity = 4096}), apart({.capacity = 4096});
    for (int i = 0; i < 4096; ++i) {
        add(chained, {states[i % 2], states[1 - i % 2], 0, 0.0, false});
        add(apart, {states[0], states[1], 0, 0.0, false});
    }
    EXPECT_NEAR(static_cast<double>(apart.bytes() - 4096 * 32) /
                    static_cast<double>(chained.bytes() - 4096 * 32),
                2.0, 0.01);
}

TEST(ReplayMemory, KeepsAMillionExperiencesOfATableInLittleMemory) {
    ReplayMemory uniform({.capacity = 1000000});
    addTiles(uniform, 1000001);
    EXPECT_EQ(uniform.size(), 1000000);
    EXPECT_LT(uniform.bytes(), 33e6);
    ReplayMemory prioritised({.capacity = 1000000, .prioritised = true});
    addTiles(prioritised, 1000001);
    EXPECT_LT(prioritised.bytes(), 50e6);
}

TEST(ReplayMemory, DrawsEvenly) {
    ReplayMemory memory({.capacity = 8});
    addTiles(memory, 11);
    Rng rng(3);
    std::vector<int> drawn(8);
    for (int i = 0; i < 80000; ++i)
        ++drawn[static_cast<std::size_t>(memory.draw(rng))];
    for (const int count : drawn)
        EXPECT_NEAR(count, 10000, 400); // 4 standard deviations
    EXPECT_DOUBLE_EQ(memory.probability(0), 0.125);
    std::vector<float> weights(2);
    memory.importanceWeights(std::vector<int>{1, 5}, 1.0, weights);
    EXPECT_EQ(weights, (std::vector<float>{1.0F, 1.0F}));
}

TEST(ReplayMemory, DrawsInProportionToSurprise) {
    ReplayMemory memory({.capacity = 5, .prioritised = true, .exponent = 0.6});
    addTiles(memory, 7); // two are forgotten
    const std::vector<double> errors = {0.5, -8.0, 0.0, 1.0, 2.0};
    double total = 0.0;
    for (std::size_t i = 0; i < errors.size(); ++i) {
        memory.setSurprise(static_cast<int>(i), errors[i]);
        total += std::pow(std::abs(errors[i]), 0.6);
    }
    Rng rng(4);
    constexpr int draws = 400000;
    std::vector<int> drawn(5);
    for (int i = 0; i < draws; ++i)
        ++drawn[static_cast<std::size_t>(memory.draw(rng))];
    for (std::size_t i = 0; i < errors.size(); ++i) {
        const double expected = 0.999 * std::pow(std::abs(errors[i]), 0.6) / total + 0.001 / 5.0;
        EXPECT_NEAR(memory.probability(static_cast<int>(i)), expected, 1e-12);
        EXPECT_NEAR(drawn[i], draws * expected, 4.5 * std::sqrt(draws * expected)) << i;
    }
}

TEST(ReplayMemory, WeighsAgainstUnevenDrawing) {
    ReplayMemory memory({.capacity = 4, .prioritised = true, .exponent = 1.0});
    addTiles(memory, 4);
    for (int slot = 0; slot < 4; ++slot)
        memory.setSurprise(slot, slot + 1.0);
    const std::vector<int> slots = {3, 1, 3};
    std::vector<float> weights(3);
    memory.importanceWeights(slots, 0.5, weights);
    EXPECT_FLOAT_EQ(weights[1], 1.0F);
    const double ratio = memory.probability(1) / memory.probability(3);
    EXPECT_NEAR(ratio, 0.5, 0.001);
    EXPECT_NEAR(weights[0], std::sqrt(ratio), 1e-6);
    EXPECT_EQ(weights[0], weights[2]);
    memory.importanceWeights(slots, 0.0, weights);
    EXPECT_FLOAT_EQ(weights[0], 1.0F);
}

TEST(ReplayMemory, TakesANewExperienceForAsSurprisingAsAny) {
    ReplayMemory memory({.capacity = 10, .prioritised = true, .exponent = 0.6});
    addTiles(memory, 2);
    EXPECT_DOUBLE_EQ(memory.probability(0), 0.5);
    memory.setSurprise(0, -20.0);
    memory.setSurprise(1, 0.1);
    addTiles(memory, 1);
    EXPECT_DOUBLE_EQ(memory.probability(2), memory.probability(0));
    EXPECT_GT(memory.probability(2), 10.0 * memory.probability(1));
}

TEST(ReplayMemory, ContinuesFromACheckpointWithTheSameBits) {
    const ReplayMemorySetting setting{
        .capacity = 50, .prioritised = true, .mostFeatureBytes = 512 * 8};
    ReplayMemory memory(setting);
    std::deque<Plain> plain;
    Rng rng(5);
    wander(memory, plain, 333, rng);
    for (int age = 0; age < memory.size(); ++age)
        memory.setSurprise(memory.slot(age), rng.normal());
    Checkpoint saved;
    saveState(memory, saved, "memory", 1000, 5);
    ReplayMemory resumed(setting);
    restoreState(resumed, Checkpoint::fromBytes(saved.bytes()), "memory", 1000, 5);
    expectHolds(resumed, plain);

    std::deque<Plain> samePlain = plain;
    Rng sameRng = rng;
    const auto goOn = [](ReplayMemory& one, std::deque<Plain>& kept, Rng& draws) {
        std::vector<double> trace;
        for (int i = 0; i < 100; ++i) {
            wander(one, kept, 3, draws);
            const int slot = one.draw(draws);
            trace.push_back(slot);
            trace.push_back(one.probability(slot));
            one.setSurprise(slot, draws.normal());
        }
        return trace;
    };
    EXPECT_EQ(goOn(memory, plain, rng), goOn(resumed, samePlain, sameRng));
    Checkpoint first, second;
    saveState(memory, first, "memory", 1000, 5);
    saveState(resumed, second, "memory", 1000, 5);
    EXPECT_EQ(first.bytes(), second.bytes());
    EXPECT_NE(first.bytes(), saved.bytes());
}

TEST(ReplayMemory, RefusesACheckpointOfALargerMemory) {
    ReplayMemory memory({.capacity = 20});
    addTiles(memory, 20);
    Checkpoint checkpoint;
    saveState(memory, checkpoint, "memory", 1000, 5);
    ReplayMemory smaller({.capacity = 19});
    EXPECT_THROW(restoreState(smaller, checkpoint, "memory", 1000, 5), Error);
}

TEST(SumTree, NeverFindsALeafWithoutWeight) {
    SumTree tree(6);
    tree.set(1, 0.1);
    tree.set(4, 0.2);
    EXPECT_DOUBLE_EQ(tree.total(), 0.1 + 0.2);
    EXPECT_EQ(tree.find(0.0), 1);
    EXPECT_EQ(tree.find(0.0999), 1);
    EXPECT_EQ(tree.find(0.1001), 4);
    EXPECT_EQ(tree.find(tree.total()), 4);
    EXPECT_EQ(tree.find(1.0), 4);
    tree.set(4, 0.0);
    EXPECT_EQ(tree.find(0.5), 1);
}

TEST(SumTree, HoldsSumsThatDoNotDependOnTheirHistory) {
    SumTree worn(9), fresh(9);
    Rng rng(6);
    for (int i = 0; i < 100000; ++i)
        worn.set(static_cast<int>(rng.below(9)), std::pow(10.0, rng.uniform(-9.0, 9.0)));
    for (int leaf = 8; leaf >= 0; --leaf) {
        worn.set(leaf, 0.1 * leaf);
        fresh.set(leaf, 0.1 * leaf);
    }
    EXPECT_EQ(worn.total(), fresh.total());
}

} // namespace
} // namespace hippodrome::test_replay_memory
