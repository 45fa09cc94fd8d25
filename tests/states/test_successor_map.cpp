#include "core/states/successor_map.h"
#include "core/states/transitions.h"

#include "tests/states/sr_golden.h"

#include <gtest/gtest.h>

#include <cmath>

namespace hippodrome::test_successor_map {
namespace {

using testing::successorData;
using testing::tileGraph;

TEST(SuccessorMap, LearnsAsRecorded) {
    const Json& task = testing::successorCases().at("td_learning");
    SuccessorMap map(100);
    const SuccessorLearning how{task.at("gamma"), task.at("alpha"), 0.0};
    const std::vector<int> path = task.at("state_path");
    for (std::size_t i = 1; i < path.size(); ++i)
        map.learn(path[i - 1], path[i], how);
    const NpyArray expected = readNpy(successorData("M_td.npy"));
    for (std::size_t k = 0; k < expected.values.size(); ++k)
        EXPECT_NEAR(map.values()[k], expected.values[k], 1e-12);
}

/// Distance of a map learned on a long random walk from the exact one, relative to that.
double distanceAfter(int moves, double trace, double rate, std::uint64_t seed) {
    const StateGraph graph = tileGraph("barrier");
    SuccessorMap map(100);
    Rng rng(seed);
    int state = 0;
    for (int i = 0; i < moves; ++i) {
        const auto open = graph.neighbours(state);
        const int next = open[rng.below(open.size())];
        // The rate falls, so that the noise of single moves averages out.
        map.learn(state, next, {0.9, rate / (1.0 + i / 20000.0), trace});
        state = next;
    }
    std::vector<int> all;
    for (int i = 0; i < 100; ++i)
        all.push_back(i);
    const std::vector<double> exact =
        successorColumns(Transitions::randomWalk(graph, BlockedMove::chooseAgain), 0.9, all);
    double squares = 0.0, whole = 0.0;
    for (int from = 0; from < 100; ++from)
        for (int to = 0; to < 100; ++to) {
            const double e = exact[static_cast<std::size_t>(to * 100 + from)];
            squares += (map.at(from, to) - e) * (map.at(from, to) - e);
            whole += e * e;
        }
    return std::sqrt(squares / whole);
}

TEST(SuccessorMap, ApproachesTheExactMapOnARandomWalk) {
    for (std::uint64_t seed = 1; seed <= 3; ++seed) {
        EXPECT_LT(distanceAfter(400000, 0.0, 0.2, seed), 0.06);
        EXPECT_LT(distanceAfter(400000, 0.8, 0.05, seed), 0.06);
        EXPECT_GT(distanceAfter(400, 0.0, 0.2, seed), 0.3) << "a short walk knows little";
    }
}

TEST(SuccessorMap, TracesTeachEarlierStatesAtOnce) {
    SuccessorMap plain(4), traced(4);
    for (const int state : {0, 1, 2}) {
        plain.learn(state, state + 1, {0.9, 0.5, 0.0});
        traced.learn(state, state + 1, {0.9, 0.5, 1.0});
    }
    EXPECT_EQ(plain.at(0, 3), 0.0);
    EXPECT_GT(traced.at(0, 3), 0.1);
    traced.forgetTrace();
    for (const double trace : traced.traces())
        EXPECT_EQ(trace, 0.0);
}

TEST(SuccessorMap, WithoutDiscountOnlyTheStateItselfCounts) {
    SuccessorMap map(3);
    for (int i = 0; i < 100; ++i)
        map.learn(i % 3, (i + 1) % 3, {0.0, 0.3, 0.9});
    for (int from = 0; from < 3; ++from)
        for (int to = 0; to < 3; ++to)
            EXPECT_NEAR(map.at(from, to), from == to ? 1.0 : 0.0, 1e-12);
}

TEST(SuccessorMap, RearrangedStatesKeepWhatWasLearned) {
    SuccessorMap map(3);
    map.learn(0, 1, {0.9, 0.5, 0.0});
    map.learn(1, 2, {0.9, 0.5, 0.0});
    const SuccessorMap other = map.rearranged(std::vector<int>{2, -1, 0, 1});
    EXPECT_EQ(other.states(), 4);
    EXPECT_EQ(other.at(2, 3), map.at(0, 1));
    EXPECT_EQ(other.at(3, 0), map.at(1, 2));
    EXPECT_EQ(other.at(1, 1), 1.0);
    EXPECT_EQ(other.at(1, 2), 0.0);
}

} // namespace
} // namespace hippodrome::test_successor_map
