#include "core/states/transitions.h"

#include "tests/states/sr_golden.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numeric>

namespace hippodrome::test_transitions {
namespace {

using testing::successorData;
using testing::tileGraph;

std::vector<int> everyState(const StateGraph& graph) {
    std::vector<int> states(static_cast<std::size_t>(graph.states()));
    std::iota(states.begin(), states.end(), 0);
    return states;
}

TEST(Transitions, WalksBlockTheMovesOfTheRecordedWorlds) {
    for (const Json& world : testing::successorCases().at("grids")) {
        const StateGraph graph = tileGraph(world.at("name"));
        ASSERT_EQ(graph.states(), 100);
        for (int state = 0; state < 100; ++state)
            EXPECT_EQ(static_cast<int>(graph.neighbours(state).size()),
                      world.at("degree").at(static_cast<std::size_t>(state)).get<int>());
        for (const Json& pair : world.at("blocked_edges")) {
            const auto open = graph.neighbours(pair.at(0));
            EXPECT_EQ(std::find(open.begin(), open.end(), pair.at(1).get<int>()), open.end());
        }
    }
}

TEST(Transitions, SolutionsEqualTheRecordedSuccessorMaps) {
    for (const std::string name : {"open", "barrier", "door"})
        for (const bool stay : {false, true}) {
            const StateGraph graph = tileGraph(name);
            const std::vector<double> columns = successorColumns(
                Transitions::randomWalk(graph, stay ? BlockedMove::stay : BlockedMove::chooseAgain),
                0.95, everyState(graph));
            const NpyArray expected =
                readNpy(successorData(std::string(stay ? "M_stay_" : "M_") + name + ".npy"));
            for (std::size_t from = 0; from < 100; ++from)
                for (std::size_t to = 0; to < 100; ++to)
                    EXPECT_NEAR(columns[to * 100 + from], expected.values[from * 100 + to], 1e-11);
        }
}

TEST(Transitions, ModesEqualTheRecordedEigenvectors) {
    for (const Json& world : testing::successorCases().at("grids"))
        for (const bool stay : {false, true}) {
            const std::string name = world.at("name");
            const StateGraph graph = tileGraph(name);
            const Modes modes =
                walkModes(graph, stay ? BlockedMove::stay : BlockedMove::chooseAgain, 12);
            const Json& values = world.at(stay ? "eigenvalues_stay" : "eigenvalues_symmetrised");
            const NpyArray expected = readNpy(
                successorData(std::string(stay ? "eigvec_stay_" : "eigvec_") + name + ".npy"));
            for (std::size_t mode = 0; mode < 9; ++mode) {
                const double value = values.at(mode);
                EXPECT_NEAR(modes.values[mode], value, 1e-9) << name << " " << mode;
                // Equal eigenvalues span a common space, in which any vectors may be chosen.
                double covered = 0.0;
                for (std::size_t ours = 0; ours < modes.values.size(); ++ours) {
                    if (std::abs(modes.values[ours] - value) > 1e-6)
                        continue;
                    double product = 0.0;
                    for (std::size_t state = 0; state < 100; ++state)
                        product +=
                            modes.vectors[ours * 100 + state] * expected.values[state * 10 + mode];
                    covered += product * product;
                }
                EXPECT_NEAR(covered, 1.0, 1e-8) << name << " " << mode;
            }
        }
}

TEST(Transitions, ModesOfAFullMatrixAreThoseOfItsSymmetricPart) {
    const StateGraph graph = tileGraph("barrier");
    const Modes walk = walkModes(graph, BlockedMove::stay, 6);
    // The successor map of a symmetric walk: eigenvalue mu becomes 1 / (1 - gamma mu).
    const std::vector<double> columns =
        successorColumns(Transitions::randomWalk(graph, BlockedMove::stay), 0.9, everyState(graph));
    const Modes map = symmetricModes(columns, 100, 6);
    for (std::size_t mode = 0; mode < 4; ++mode) {
        EXPECT_NEAR(map.values[mode], 1.0 / (1.0 - 0.9 * walk.values[mode]), 1e-8);
        double product = 0.0;
        for (std::size_t state = 0; state < 100; ++state)
            product += map.vectors[mode * 100 + state] * walk.vectors[mode * 100 + state];
        EXPECT_NEAR(std::abs(product), 1.0, 1e-7) << mode;
    }
}

TEST(Transitions, FollowWhatIsSeen) {
    const StateGraph graph = tileGraph("open");
    Transitions policy = Transitions::randomWalk(graph, BlockedMove::chooseAgain);
    for (int i = 0; i < 1000; ++i)
        policy.observe(55, i % 4 == 0 ? 54 : 56, 0.02);
    double sum = 0.0, east = 0.0;
    for (const Transitions::Entry& entry : policy.row(55)) {
        sum += entry.probability;
        east += entry.to == 56 ? entry.probability : 0.0;
        EXPECT_TRUE(entry.to == 54 || entry.to == 56) << "what is not seen is forgotten";
    }
    EXPECT_NEAR(sum, 1.0, 1e-12);
    EXPECT_NEAR(east, 0.75, 0.02);
}

} // namespace
} // namespace hippodrome::test_transitions
