// Ten mazes of shifting barriers (after the Tartarus maze of de Cothi et al. 2022): what a detour
// costs a planner, a successor map and a table of values.
#include "tests/experiments/protocol_experiment.h"

#include <gtest/gtest.h>

namespace hippodrome::test_experiment_barriers {
namespace {

/// Decisions over the fewest possible, in all mazes.
double cost(const Protocol& protocol, const std::string& agent, int seeds) {
    const std::vector<ProtocolOutcome> outcomes = testing::runSeeds(protocol, agent, seeds);
    const double ratio = testing::metricOf(protocol, outcomes, "path_ratio");
    testing::tell(agent + ", way over the shortest, all mazes", ratio);
    testing::tell(agent + ", the same in the open box",
                  testing::metricOf(protocol, outcomes, "path_ratio", "open"));
    return ratio;
}

TEST(ExperimentBarriers, CostAPlannerLeastAndATableOfValuesMost) {
    const Protocol protocol = testing::protocolOf(testing::agentScene("agents/shifting_barriers"));
    const int seeds = testing::seedCount(10);
    const double planner = cost(protocol, "model_based", seeds);
    const double map = cost(protocol, "successor_model", seeds);
    const double table = cost(protocol, "q_learning", seeds);
    EXPECT_LT(planner, 0.9 * map);
    EXPECT_LT(map, 0.9 * table);
}

/// A map that is itself learned by temporal differences has no advantage over a table, unless both
/// learn slowly.
TEST(ExperimentBarriers, CostASuccessorMapLearnedFromExperienceLessOnlyWhereLearningIsSlow) {
    Scene scene = testing::agentScene("agents/shifting_barriers");
    const int seeds = testing::seedCount(10);
    const auto both = [&](double rate) {
        for (Json& agent : scene.protocol["agents"])
            if (agent["name"] == "successor_td" || agent["name"] == "q_learning")
                agent["parameters"]["learning_rate"] = rate;
        testing::tell("learning rate", rate);
        const Protocol protocol = testing::protocolOf(scene);
        const double map = cost(protocol, "successor_td", seeds);
        return std::pair{map, cost(protocol, "q_learning", seeds)};
    };
    const auto [slowMap, slowTable] = both(0.1);
    EXPECT_LT(slowMap, slowTable);
    const auto [map, table] = both(0.25);
    EXPECT_GT(map, table);
}

/// Control: where no barrier comes, all three go the same way.
TEST(ExperimentBarriers, CostNothingWhereThereAreNone) {
    Scene scene = testing::agentScene("agents/shifting_barriers");
    for (Json& phase : scene.protocol["phases"])
        if (phase.contains("change"))
            phase["change"]["walls"] = Json::array();
    const Protocol protocol = testing::protocolOf(scene);
    const int seeds = testing::seedCount(5);
    const double planner = cost(protocol, "model_based", seeds);
    const double map = cost(protocol, "successor_td", seeds);
    const double table = cost(protocol, "q_learning", seeds);
    EXPECT_LT(std::max({planner, map, table}), 1.5 * std::min({planner, map, table}));
}

} // namespace
} // namespace hippodrome::test_experiment_barriers
