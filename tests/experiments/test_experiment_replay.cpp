// Replay on a linear track (Foster and Wilson 2006; Mattar and Daw 2018): backwards when food was
// found, forwards when the rat sets out, and fewer runs until it goes straight.
#include "core/learners/prioritised_replay.h"

#include "tests/experiments/protocol_experiment.h"

#include <gtest/gtest.h>

namespace hippodrome::test_experiment_replay {
namespace {

using Directions = PrioritisedReplay::Directions;

/// Which way replays went, by where the rat was.
struct Replays {
    Directions atStart, atFirstFood;
};

void add(Directions& sum, std::span<const PrioritisedReplay::Replayed> replay) {
    const Directions one = PrioritisedReplay::directionsOf(replay);
    sum.forward += one.forward;
    sum.reverse += one.reverse;
}

/// Runs along the track of the scene: a wander without food, so that it knows the moves, and then
/// runs with food.
Replays replaysOf(const std::string& name, std::uint64_t seed) {
    const Protocol protocol = testing::protocolOf(testing::agentScene("agents/replay_track"));
    const ProtocolAgent& agent = *protocol.findAgent(name);
    MoveTask task = protocol.phases.front().task;
    const int start = protocol.phases.front().starts.front();
    const JsonDocument document{agent.parameters, {}, {}};
    PrioritisedReplay learner(PrioritisedReplayParameters::fields().read(JsonCursor(document)),
                              {task.states(), task.actions()});
    Rng rng(seed);
    Replays replays;
    for (int run = 0; run < 20; ++run) {
        task.reset(start);
        MoveTask::Step step;
        for (int move = 0; !step.done && move < 5000; ++move) {
            const LearnerState& here = task.state(task.at());
            const bool wandering = run < 3;
            const int action =
                wandering ? randomAction(here, task.actions(), rng) : learner.choose(here, rng);
            step = task.step(action);
            learner.learn(
                {here, action, wandering ? 0.0 : step.reward, task.state(task.at()), step.done},
                rng);
            if (run > 3 && move == 0)
                add(replays.atStart, learner.lastReplay());
        }
        // Eight replays lead back to the start; then there is nothing left to carry back.
        if (run == 3)
            add(replays.atFirstFood, learner.lastReplay().subspan(0, 8));
    }
    return replays;
}

Replays overSeeds(const std::string& name) {
    Replays sum;
    const int seeds = testing::seedCount(20);
    for (int seed = 1; seed <= seeds; ++seed) {
        const Replays one = replaysOf(name, static_cast<std::uint64_t>(seed));
        sum.atStart.forward += one.atStart.forward;
        sum.atStart.reverse += one.atStart.reverse;
        sum.atFirstFood.forward += one.atFirstFood.forward;
        sum.atFirstFood.reverse += one.atFirstFood.reverse;
    }
    std::printf("    measured: %s: at the first food %ld forward, %ld reverse; at the start %ld "
                "forward, %ld reverse\n",
                name.c_str(), sum.atFirstFood.forward, sum.atFirstFood.reverse, sum.atStart.forward,
                sum.atStart.reverse);
    return sum;
}

TEST(ExperimentReplay, GoesBackwardsAtTheFoodAndForwardsAtTheStart) {
    const Replays found = overSeeds("replay");
    EXPECT_GT(found.atFirstFood.reverse, 3 * found.atFirstFood.forward);
    EXPECT_GT(found.atStart.forward, 3 * found.atStart.reverse);
}

TEST(ExperimentReplay, HasNoOrderWhenAllMovesAreDrawnAlike) {
    const Replays found = overSeeds("replay_without_order");
    EXPECT_GT(found.atStart.forward + found.atStart.reverse, 100);
    EXPECT_LT(std::abs(found.atStart.forward - found.atStart.reverse),
              (found.atStart.forward + found.atStart.reverse) / 5);
    EXPECT_LT(found.atFirstFood.reverse, 3 * found.atFirstFood.forward);
}

TEST(ExperimentReplay, NeedsFewerRunsUntilItGoesStraight) {
    const Protocol protocol = testing::protocolOf(testing::agentScene("agents/replay_track"));
    const int seeds = testing::seedCount(20);
    const auto runs = [&](const std::string& agent) {
        const std::vector<ProtocolOutcome> outcomes = testing::runSeeds(protocol, agent, seeds);
        const double found = testing::metricOf(protocol, outcomes, "episodes_to_criterion");
        testing::tell(agent + ", runs to criterion", found);
        return found;
    };
    const double with = runs("replay"), without = runs("no_replay");
    runs("replay_without_order");
    EXPECT_LT(with, 0.7 * without);
}

} // namespace
} // namespace hippodrome::test_experiment_replay
