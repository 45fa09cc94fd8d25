// Recorded values of the tasks of six states, against what the learners come to.
#include "core/lab/protocol_run.h"
#include "core/learners/successor_learner.h"

#include "tests/learners/small_tasks.h"
#include "tests/states/sr_golden.h"

#include <gtest/gtest.h>

namespace hippodrome::test_revaluation_golden {
namespace {

using testing::makeLearner;

const Json& recorded(const std::string& name) {
    for (const Json& task : testing::successorCases().at("revaluation"))
        if (task.at("name") == name)
            return task;
    ADD_FAILURE() << name;
    return testing::successorCases();
}

MoveTask taskOf(const Json& transitions, const Json& rewards) {
    MoveTable table;
    for (const Json& row : transitions) {
        table.moves.emplace_back();
        for (std::size_t to = 0; to < row.size(); ++to)
            if (row[to].get<double>() > 0.0)
                table.moves.back().push_back(static_cast<int>(to));
    }
    for (std::size_t s = 0; s < rewards.size(); ++s)
        if (rewards[s].get<double>() != 0.0)
            table.rewards.push_back({static_cast<int>(s), rewards[s].get<double>()});
    return MoveTask(table, true);
}

void learnFrom(Learner& learner, MoveTask task, const std::vector<int>& starts, Rng& rng) {
    for (int episode = 0; episode < 400; ++episode)
        for (const int start : starts) {
            task.reset(start);
            while (!task.deadEnd(task.at())) {
                const LearnerState& here = task.state(task.at());
                const MoveTask::Step step = task.step(0);
                learner.learn({here, 0, step.reward, task.state(task.at()), step.done}, rng);
            }
            learner.endEpisode();
        }
}

struct GoldenCase {
    const char* learner;
    const char* task;
    const char* values; ///< what it comes to after the second half was relearned
};

class RevaluationGolden : public ::testing::TestWithParam<GoldenCase> {};

TEST_P(RevaluationGolden, ComesToTheRecordedValues) {
    const Json& golden = recorded(GetParam().task);
    const MoveTask before = taskOf(golden.at("T_before"), golden.at("R_before"));
    const MoveTask after = taskOf(golden.at("T_after"), golden.at("R_after"));
    Json parameters = {{"discount", golden.at("gamma")}};
    if (GetParam().learner == std::string("q_learning"))
        parameters["trace"] = 0.0;
    if (GetParam().learner == std::string("prioritised_sweeping"))
        parameters["threshold"] = 0.0;
    const auto learner = makeLearner(GetParam().learner, before, parameters);
    // The recorded values contain what a state itself pays; those of a successor map do too, the
    // others begin with the next arrival.
    const bool ownReward = GetParam().learner == std::string("successor_td") ||
                           GetParam().learner == std::string("successor_model");
    const auto compare = [&](const Json& expected, const Json& rewards) {
        for (int s = 0; s < 4; ++s) {
            const auto at = static_cast<std::size_t>(s);
            const double value = learner->stateValue(before.state(s));
            const double gamma = golden.at("gamma");
            EXPECT_NEAR(ownReward ? value : rewards[at].get<double>() + gamma * value,
                        expected[at].get<double>(), 1e-6)
                << "state " << s;
        }
    };
    Rng rng(1);
    learnFrom(*learner, before, {0, 1}, rng);
    compare(golden.at("V_before"), golden.at("R_before"));
    learnFrom(*learner, after, {2, 3}, rng);
    learner->replay(20000, rng);
    compare(golden.at(GetParam().values), golden.at("R_after"));
}

constexpr const char* reward = "reward_revaluation";
constexpr const char* transition = "transition_revaluation";
constexpr const char* control = "control_no_change";

INSTANTIATE_TEST_SUITE_P(
    SixStates, RevaluationGolden,
    ::testing::Values(GoldenCase{"q_learning", reward, "V_partly_relearned_Q"},
                      GoldenCase{"q_learning", transition, "V_partly_relearned_Q"},
                      GoldenCase{"q_learning", control, "V_partly_relearned_Q"},
                      GoldenCase{"successor_td", reward, "V_partly_relearned_SR_new_R"},
                      GoldenCase{"successor_td", transition, "V_partly_relearned_SR_new_R"},
                      GoldenCase{"successor_td", control, "V_partly_relearned_SR_new_R"},
                      GoldenCase{"successor_model", reward, "V_model_based"},
                      GoldenCase{"successor_model", transition, "V_model_based"},
                      GoldenCase{"model_based", reward, "V_model_based"},
                      GoldenCase{"model_based", transition, "V_model_based"},
                      GoldenCase{"prioritised_sweeping", transition, "V_model_based"},
                      GoldenCase{"dyna_q", reward, "V_model_based"},
                      GoldenCase{"dyna_q", transition, "V_model_based"},
                      GoldenCase{"successor_dyna", reward, "V_model_based"},
                      GoldenCase{"successor_dyna", transition, "V_model_based"}),
    [](const auto& instance) {
        return std::string(instance.param.learner) + "_" + instance.param.task;
    });

TEST(SuccessorLearner, LearnsTheRecordedMapAlongTheRecordedPath) {
    const Json& task = testing::successorCases().at("td_learning");
    const std::vector<int> path = task.at("state_path");
    SuccessorLearnerParameters parameters;
    parameters.learningRate = task.at("alpha");
    parameters.discount = task.at("gamma");
    SuccessorLearner learner(parameters, {100, 4});
    Rng rng(1);
    for (std::size_t i = 1; i < path.size(); ++i)
        learner.learn({LearnerState::tile(path[i - 1]), 0, 0.0, LearnerState::tile(path[i]), false},
                      rng);
    const NpyArray expected = readNpy(testing::successorData("M_td.npy"));
    for (std::size_t k = 0; k < expected.values.size(); ++k)
        EXPECT_NEAR(learner.map()[k], expected.values[k], 1e-12);
}

} // namespace
} // namespace hippodrome::test_revaluation_golden
