// Replay of what is worth most, against what Mattar and Daw 2018 found: backwards at a reward,
// forwards at the start, more backwards after a larger reward.
#include "core/learners/prioritised_replay.h"

#include "tests/learners/small_tasks.h"

#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <cstdio>

namespace hippodrome::test_prioritised_replay {
namespace {

using testing::corridor;
using testing::runEpisode;
using testing::wander;
using Directions = PrioritisedReplay::Directions;

constexpr int length = 10;
constexpr int seeds = 50;

/// A track of ten states with a reward at its end; actions back (0) and forth (1).
MoveTask track(double reward) {
    MoveTable table;
    for (int s = 0; s < length; ++s)
        table.moves.push_back({std::max(0, s - 1), std::min(length - 1, s + 1)});
    table.rewards.push_back({length - 1, reward});
    return MoveTask(table, true);
}

/// An agent that knows where its actions lead, and that the start follows on the end, and nothing
/// of rewards.
PrioritisedReplay explorer(const Json& changes, Rng& rng) {
    const JsonDocument document{changes, {}, {}};
    PrioritisedReplay learner(PrioritisedReplayParameters::fields().read(JsonCursor(document)),
                              {length, 2});
    const MoveTask task = track(0.0);
    for (int s = 0; s + 1 < length; ++s)
        for (int a = 0; a < 2; ++a)
            learner.learn({task.state(s), a, 0.0, task.state(task.next(s, a)), false}, rng);
    learner.learn({task.state(length - 2), 1, 0.0, task.state(length - 1), true}, rng);
    return learner;
}

/// What was replayed after the first move of episodes, and at their end.
struct Replays {
    Directions start, end;
    long moves = 0;
};

void add(Directions& sum, const PrioritisedReplay& learner) {
    const Directions one = PrioritisedReplay::directionsOf(learner.lastReplay());
    sum.forward += one.forward;
    sum.reverse += one.reverse;
}

Replays run(PrioritisedReplay& learner, double reward, int episodes, Rng& rng) {
    Replays replays;
    MoveTask task = track(reward);
    for (int episode = 0; episode < episodes; ++episode) {
        task.reset(0);
        for (int move = 0; move < 100000; ++move) {
            const LearnerState& here = task.state(task.at());
            const int action = learner.choose(here, rng);
            const MoveTask::Step step = task.step(action);
            learner.learn({here, action, step.reward, task.state(task.at()), step.done}, rng);
            ++replays.moves;
            if (move == 0 && episode > 0)
                add(replays.start, learner);
            if (step.done) {
                add(replays.end, learner);
                break;
            }
        }
    }
    return replays;
}

Replays overSeeds(const Json& changes, int episodes) {
    Replays sum;
    for (int seed = 1; seed <= seeds; ++seed) {
        Rng rng(static_cast<std::uint64_t>(seed));
        PrioritisedReplay learner = explorer(changes, rng);
        const Replays one = run(learner, 1.0, episodes, rng);
        sum.start.forward += one.start.forward;
        sum.start.reverse += one.start.reverse;
        sum.end.forward += one.end.forward;
        sum.end.reverse += one.end.reverse;
        sum.moves += one.moves;
    }
    std::printf("    measured: start %ld forward, %ld reverse; end %ld forward, %ld reverse; %ld "
                "moves\n",
                sum.start.forward, sum.start.reverse, sum.end.forward, sum.end.reverse, sum.moves);
    return sum;
}

TEST(PrioritisedReplay, GoesBackwardsAtTheFirstReward) {
    for (int seed = 1; seed <= seeds; ++seed) {
        Rng rng(static_cast<std::uint64_t>(seed));
        PrioritisedReplay learner = explorer(Json::object(), rng);
        run(learner, 1.0, 1, rng);
        // The whole way back, one state after the other; then the start is reached.
        const auto first = learner.lastReplay().subspan(0, length - 2);
        EXPECT_EQ(first.front().from, length - 3) << seed;
        EXPECT_EQ(first.back().from, 0) << seed;
        EXPECT_EQ(PrioritisedReplay::directionsOf(first).reverse, length - 3) << seed;
    }
}

TEST(PrioritisedReplay, GoesForwardsAtTheStartAndBackwardsAtTheEnd) {
    const Replays found = overSeeds(Json::object(), 50);
    EXPECT_GT(found.start.forward, 3 * found.start.reverse);
    EXPECT_GT(found.end.reverse, found.start.reverse);
}

TEST(PrioritisedReplay, HasNoOrderWhenAllAreDrawnAlike) {
    const Replays found =
        overSeeds({{"use_gain", false}, {"use_need", false}, {"sequences", false}}, 50);
    for (const Directions& where : {found.start, found.end}) {
        EXPECT_GT(where.forward + where.reverse, 1000);
        EXPECT_LT(std::abs(where.forward - where.reverse), (where.forward + where.reverse) / 10);
    }
}

TEST(PrioritisedReplay, NeedsFewerMovesThanQLearning) {
    const long with = overSeeds(Json::object(), 20).moves;
    const long without = overSeeds({{"replays", 0}}, 20).moves;
    EXPECT_LT(with, 0.8 * static_cast<double>(without));
}

TEST(PrioritisedReplay, GoesBackwardsMoreAfterALargerReward) {
    long larger = 0, same = 0, smaller = 0;
    for (int seed = 1; seed <= seeds; ++seed)
        for (const double reward : {1.0, 10.0, 0.1}) {
            Rng rng(static_cast<std::uint64_t>(seed));
            PrioritisedReplay learner = explorer(Json::object(), rng);
            run(learner, 1.0, 30, rng);
            const long reverse = run(learner, reward, 1, rng).end.reverse;
            (reward > 1.0 ? larger : reward < 1.0 ? smaller : same) += reverse;
        }
    std::printf("    measured: reverse at the end with 10, 1 and 0.1 times the reward: %ld, %ld, "
                "%ld\n",
                larger, same, smaller);
    EXPECT_GT(larger, 2 * same);
    EXPECT_LE(smaller, same);
}

TEST(PrioritisedReplay, RestGoesWhereItOftenIs) {
    PrioritisedReplayParameters parameters;
    parameters.useGain = false;
    parameters.sequences = false;
    PrioritisedReplay learner(parameters, {length, 2});
    const auto move = [&](int from, int to) {
        Rng rng(1);
        learner.learn({LearnerState::tile(from), 0, 0.0, LearnerState::tile(to), false}, rng);
    };
    move(4, 5); // it was at 4 once, and has gone between 5 and 6 ever since
    for (int i = 0; i < 10; ++i) {
        move(5, 6);
        move(6, 5);
    }
    Rng rng(1);
    learner.replay(20, rng);
    ASSERT_EQ(learner.lastReplay().size(), 20u);
    for (const PrioritisedReplay::Replayed& one : learner.lastReplay())
        EXPECT_NE(one.from, 4);
}

// Gains are kept until something changes them; a restored learner works all of them out again.
TEST(PrioritisedReplay, KeepsNoGainThatIsNoLongerTrue) {
    MoveTask task = corridor(length);
    PrioritisedReplay learner(PrioritisedReplayParameters(), {length, 2});
    Rng moves(1);
    for (int episode = 0; episode < 40; ++episode) {
        PrioritisedReplay restored(PrioritisedReplayParameters(), {length, 2});
        Checkpoint state;
        learner.save(state);
        restored.restore(state);
        Rng rng = moves;
        const int decisions = runEpisode(restored, task, 0, rng);
        EXPECT_EQ(runEpisode(learner, task, 0, moves), decisions) << episode;
        ASSERT_EQ(learner.lastReplay().size(), restored.lastReplay().size());
        for (std::size_t i = 0; i < learner.lastReplay().size(); ++i) {
            EXPECT_EQ(learner.lastReplay()[i].from, restored.lastReplay()[i].from);
            EXPECT_EQ(learner.lastReplay()[i].length, restored.lastReplay()[i].length);
        }
    }
}

// As in their program. So the value of bumping into a wall, which was learned when the place was
// worth more, holds the place up when there is nothing more to be had.
TEST(PrioritisedReplay, NeverGoesOverBlockedMovesAndSoForgetsNoPlaceBesideAWall) {
    PrioritisedReplay learner(PrioritisedReplayParameters(), {length, 2});
    Rng rng(1);
    wander(learner, corridor(length), 500, rng);
    const int wall = length - 2; // closes the way to the reward
    for (int bump = 0; bump < 100; ++bump)
        learner.learn({LearnerState::tile(wall), 1, 0.0, LearnerState::tile(wall), false}, rng);
    learner.replay(100000, rng);
    std::array<double, 2> first;
    learner.actionValues(LearnerState::tile(0), first);
    EXPECT_GT(first[0], 0.1) << "against the wall at the start";
    for (const PrioritisedReplay::Replayed& one : learner.lastReplay())
        EXPECT_NE(one.from, one.to);
}

TEST(PrioritisedReplay, RestIsOverWhenNothingWouldChange) {
    PrioritisedReplayParameters parameters;
    parameters.replays = 0;
    PrioritisedReplay learner(parameters, {length, 2});
    Rng rng(1);
    wander(learner, corridor(length), 500, rng);
    learner.replay(100000, rng);
    EXPECT_LT(learner.lastReplay().size(), 10000u);
    std::array<double, 2> values;
    for (int s = 0; s + 1 < length; ++s) {
        learner.actionValues(LearnerState::tile(s), values);
        EXPECT_NEAR(values[1], std::pow(parameters.discount, length - 2 - s), 1e-9) << s;
    }
}

} // namespace
} // namespace hippodrome::test_prioritised_replay
