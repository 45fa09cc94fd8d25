// What agents show of themselves.
#include "core/agents/learner_agent.h"
#include "core/learners/learned_model.h"

#include "tests/agents/no_populations.h"
#include "tests/learners/small_tasks.h"

#include <gtest/gtest.h>

#include <cmath>

namespace hippodrome::test_agent_picture {
namespace {

using testing::corridor;
using testing::makeLearner;

TEST(ReplayLog, TellsForwardFromReverse) {
    ReplayLog log;
    for (const auto& [from, to] : {std::pair{1, 2}, {2, 3}, {3, 4}}) // forward twice
        log.note(from, to);
    for (const auto& [from, to] : {std::pair{8, 9}, {7, 8}, {6, 7}, {5, 6}}) // reverse three times
        log.note(from, to);
    log.note(0, 0); // stays: no order
    log.note(0, 1);
    EXPECT_EQ(log.total(), 9);
    EXPECT_EQ(log.forward(), 2);
    EXPECT_EQ(log.reverse(), 3);
    EXPECT_EQ(log.latest().front().from, 1);
    EXPECT_EQ(log.latest().back().order, ReplayLog::Order::none);
    for (int i = 0; i < 100; ++i)
        log.note(i, i + 1);
    ASSERT_EQ(log.latest().size(), ReplayLog::kept);
    EXPECT_EQ(log.latest().back().from, 99);
    EXPECT_EQ(log.latest().front().from, 100 - static_cast<int>(ReplayLog::kept));
    Checkpoint checkpoint;
    saveState(log, checkpoint, 101);
    ReplayLog copy;
    EXPECT_THROW(restoreState(copy, checkpoint, 50), Error); // states that are not there
    restoreState(copy, checkpoint, 101);
    copy.note(100, 101);
    EXPECT_EQ(copy.latest().back().order, ReplayLog::Order::forward);
    EXPECT_EQ(copy.total(), 110);
}

class Looking : public ::testing::TestWithParam<std::string> {};

TEST_P(Looking, ChangesNothing) {
    const MoveTask task = corridor(8);
    const auto looked = makeLearner(GetParam(), task), alone = makeLearner(GetParam(), task);
    std::vector<LearnerState> states;
    for (int s = 0; s < task.states(); ++s)
        states.push_back(task.state(s));
    Rng one(5), other(5);
    for (int episode = 0; episode < 20; ++episode) {
        testing::runEpisode(*looked, task, 0, one);
        testing::runEpisode(*alone, task, 0, other);
        if (!looked->settled())
            continue; // nobody looks then
        std::vector<StateLayer> layers;
        looked->look(states, layers);
        for (const StateLayer& layer : layers)
            EXPECT_EQ(layer.values.size(), states.size()) << layer.key;
        std::vector<double> counts(states.size());
        looked->successors(states[2], states, counts);
        (void)looked->readings();
        for (const LearnerState& state : states)
            (void)looked->stateValue(state);
    }
    Checkpoint first, second;
    looked->save(first);
    alone->save(second);
    EXPECT_EQ(first.bytes(), second.bytes());
}

std::vector<std::string> learnerKeys() {
    std::vector<std::string> keys;
    for (const LearnerType& type : learnerTypes())
        keys.push_back(type.key);
    return keys;
}

INSTANTIATE_TEST_SUITE_P(All, Looking, ::testing::ValuesIn(learnerKeys()),
                         [](const auto& type) { return type.param; });

TEST(SuccessorMaps, CountWhatFollowsInACorridor) {
    // The way to the reward at the end is the habit: what lies ahead is met, what lies behind is
    // not.
    for (const char* type : {"successor_td", "successor_model", "successor_dyna"}) {
        const MoveTask task = corridor(8);
        const auto learner = makeLearner(type, task);
        std::vector<LearnerState> states;
        for (int s = 0; s < task.states(); ++s)
            states.push_back(task.state(s));
        Rng rng(2);
        for (int episode = 0; episode < 300; ++episode)
            testing::runEpisode(*learner, task, 0, rng);
        std::vector<double> counts(states.size());
        ASSERT_TRUE(learner->successors(states[3], states, counts)) << type;
        EXPECT_GT(counts[3], 0.8) << type;
        EXPECT_GT(counts[5], 2.0 * counts[1]) << type;
        EXPECT_GT(counts[5], counts[6] - 0.2) << type;
    }
}

TEST(LearnedModel, DoubtsWhatSurprisedIt) {
    LearnedModel model(4, 2);
    const LearnerState a = LearnerState::tile(0), b = LearnerState::tile(1),
                       c = LearnerState::tile(2);
    EXPECT_EQ(model.doubt(model.pair(0, 1)), 1.0) << "never tried";
    for (int i = 0; i < 30; ++i)
        model.observe({a, 1, 0.0, b, false}, 0.9);
    const double sure = model.doubt(model.pair(0, 1));
    EXPECT_LT(sure, 0.05);
    EXPECT_NEAR(model.doubtIn(0), (1.0 + sure) / 2, 1e-12);
    EXPECT_EQ(model.likeliest(model.pair(0, 1)), 1);
    model.observe({a, 1, 0.0, c, false}, 0.9); // the world has changed
    EXPECT_GT(model.doubt(model.pair(0, 1)), sure + 0.15);
    EXPECT_EQ(model.likeliest(model.pair(0, 1)), 2);
}

ArenaPointer box() {
    Arena arena = Arena::rectangle(1.0, 1.0);
    arena.rewards.push_back({50, {0.4, 0.4}, 0.1, 1.0});
    return std::make_shared<const ArenaGeometry>(arena);
}

TEST(AgentPicture, ShowsTheTilesThatItHasBeenIn) {
    const ArenaPointer arena = box();
    const NoPopulations populations;
    const JsonDocument document{{{"body", {{"tile_size", 0.2}}}}, {}, {}};
    const JsonDocument resolved{agentType("dyna_q").resolve(JsonCursor(document)), {}, {}};
    const auto agent = agentType("dyna_q").create(JsonCursor(resolved), {arena, populations});
    RatState rat;
    rat.position = {-0.3, -0.3};
    Rng rng(4);
    AgentView view{0.0, 0.05, rat, *arena, 0.0, populations};
    for (int i = 0; i < 2000; ++i) {
        const Vec2 step = view.dt * agent->act(view, rng).value_or(Vec2{});
        if (arena->contains(rat.position + step))
            rat.position = rat.position + step;
        view.reward = length(rat.position - Vec2{0.4, 0.4}) < 0.1 ? 1.0 : 0.0;
    }
    const auto picture = agent->picture(rat.position);
    ASSERT_TRUE(picture);
    ASSERT_EQ(picture->centres.size(), 25u);
    EXPECT_EQ(picture->choice.size(), 100u);
    const StateLayer* value = picture->find("value");
    const StateLayer* visits = picture->find("visits");
    ASSERT_TRUE(value && visits && picture->find("remembered") && picture->find("lag"));
    double decisions = 0.0, best = -1.0;
    Vec2 bestAt;
    for (std::size_t tile = 0; tile < 25; ++tile) {
        EXPECT_EQ(std::isnan(value->values[tile]), std::isnan(visits->values[tile]));
        EXPECT_EQ(std::isnan(value->values[tile]), std::isnan(picture->choice[4 * tile]));
        decisions += std::isnan(visits->values[tile]) ? 0.0 : visits->values[tile];
        if (value->values[tile] > best) {
            best = value->values[tile];
            bestAt = picture->centres[tile];
        }
    }
    EXPECT_NEAR(decisions, dynamic_cast<LearnerAgent&>(*agent).decisions(), 1.0);
    EXPECT_LT(length(bestAt - Vec2{0.4, 0.4}), 0.3) << "the value is highest by the reward";
    EXPECT_GT(picture->replayed, 100);
    EXPECT_EQ(picture->moves.size(), ReplayLog::kept);
    EXPECT_TRUE(picture->successors.values.empty()) << "Dyna-Q has no such map";
}

} // namespace
} // namespace hippodrome::test_agent_picture
