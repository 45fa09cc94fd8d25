#include "core/base/error.h"
#include "core/learners/deep_q.h"

#include <gtest/gtest.h>

#include <cmath>

namespace hippodrome::test_deep_q {
namespace {

constexpr int tiles = 10;
constexpr int back = 0;
constexpr int ahead = 1;

DeepQParameters quick() {
    DeepQParameters parameters;
    parameters.hidden = 32;
    parameters.start = 100;
    parameters.targetCopy = 100;
    parameters.explorationDecisions = 1000;
    return parameters;
}

/// Tiles in a row with a reward at the far end, where an episode ends.
class Corridor {
public:
    explicit Corridor(double reward) : reward_(reward) {}

    void decide(DeepQ& learner, Rng& rng) {
        const LearnerState from = LearnerState::tile(at_);
        const int action = learner.choose(from, rng);
        at_ = std::max(0, at_ + (action == ahead ? 1 : -1));
        const bool done = at_ == tiles - 1;
        const LearnerState to = LearnerState::tile(at_);
        learner.learn({from, action, done ? reward_ : 0.0, to, done}, rng);
        if (done) {
            learner.endEpisode();
            at_ = 0;
        }
    }

private:
    double reward_;
    int at_ = 0;
};

std::vector<double> valuesOf(DeepQ& learner, const LearnerState& state) {
    std::vector<double> values(static_cast<std::size_t>(learner.actions()));
    learner.actionValues(state, values);
    return values;
}

std::vector<double> targetValuesOf(DeepQ& learner, const LearnerState& state) {
    std::vector<double> values(static_cast<std::size_t>(learner.actions()));
    learner.targetValues(state, values);
    return values;
}

std::string stateOf(const DeepQ& learner) {
    Checkpoint checkpoint;
    learner.save(checkpoint);
    return checkpoint.bytes();
}

/// New parameters while it runs.
void takes(DeepQ& learner, DeepQParameters parameters) {
    parameters.start = std::max(parameters.start, 1);
    const JsonDocument document{DeepQParameters::fields().write(parameters), {}, {}};
    learner.update(JsonCursor(document));
}

struct Make {
    const char* name;
    bool doubleQ;
    bool prioritised;
    double reward;
};

class DeepQLearns : public ::testing::TestWithParam<Make> {};

TEST_P(DeepQLearns, ACorridor) {
    DeepQParameters parameters = quick();
    parameters.doubleQ = GetParam().doubleQ;
    parameters.prioritised = GetParam().prioritised;
    parameters.explorationDecisions = 2000;
    parameters.explorationEnd = 0.2; // every action goes on being tried
    const double reward = GetParam().reward;
    DeepQ learner(parameters, {tiles, 2});
    Rng rng(11);
    Corridor corridor(reward);
    for (int i = 0; i < 10000; ++i)
        corridor.decide(learner, rng);
    for (int tile = 0; tile < tiles - 1; ++tile) {
        const std::vector<double> values = valuesOf(learner, LearnerState::tile(tile));
        EXPECT_GT(values[ahead], values[back]) << "tile " << tile;
        EXPECT_NEAR(values[ahead], reward * std::pow(0.95, tiles - 2 - tile), 0.1 * reward)
            << "tile " << tile;
        const int behind = std::max(0, tile - 1);
        EXPECT_NEAR(values[back], reward * std::pow(0.95, tiles - 1 - behind), 0.1 * reward)
            << "tile " << tile;
    }
    EXPECT_LT(learner.loss(), 0.01 * reward * reward);
}

INSTANTIATE_TEST_SUITE_P(Ways, DeepQLearns,
                         ::testing::Values(Make{"Single", false, false, 10.0},
                                           Make{"DoubleSmallReward", true, false, 1.0},
                                           Make{"Double", true, false, 10.0},
                                           Make{"Prioritised", true, true, 10.0}),
                         [](const auto& make) { return make.param.name; });

TEST(DeepQ, ValuesAreZeroBeforeTheFirstExperienceAndThenFollowTheSeed) {
    const auto afterOne = [](std::uint64_t seed) {
        DeepQ learner(quick(), {tiles, 2});
        EXPECT_EQ(valuesOf(learner, LearnerState::tile(3)), (std::vector<double>{0.0, 0.0}));
        Rng rng(seed);
        const LearnerState state = LearnerState::tile(0);
        learner.learn({state, ahead, 0.0, state, false}, rng);
        return valuesOf(learner, LearnerState::tile(3));
    };
    EXPECT_EQ(afterOne(1), afterOne(1));
    EXPECT_NE(afterOne(1), afterOne(2));
    EXPECT_NE(afterOne(1)[0], 0.0);
}

TEST(DeepQ, LearnsFromTheLatestExperienceOnlyWithoutReplay) {
    DeepQParameters parameters = quick();
    parameters.replay = false;
    DeepQ learner(parameters, {tiles, 2});
    Rng rng(12);
    Corridor corridor(1.0);
    for (int i = 0; i < 3000; ++i)
        corridor.decide(learner, rng);
    EXPECT_EQ(learner.updates(), 3000);
    EXPECT_EQ(learner.memory().size(), 1);
    // It does learn: the step to the reward is worth more than the one away from it.
    const std::vector<double> values = valuesOf(learner, LearnerState::tile(tiles - 2));
    EXPECT_GT(values[ahead], values[back]);
    const std::string before = stateOf(learner);
    learner.replay(10000, rng);
    EXPECT_EQ(stateOf(learner), before);
}

TEST(DeepQ, UpdatesEveryFewDecisionsOnceItHasStarted) {
    DeepQParameters parameters = quick();
    parameters.start = 50;
    parameters.updateEvery = 4;
    DeepQ learner(parameters, {tiles, 2});
    Rng rng(13);
    Corridor corridor(1.0);
    for (int i = 1; i <= 100; ++i) {
        corridor.decide(learner, rng);
        EXPECT_EQ(learner.updates(), i < 50 ? 0 : i / 4 - 12) << i;
        EXPECT_EQ(learner.memory().size(), i);
    }
    learner.replay(5 * 32 + 31, rng);
    EXPECT_EQ(learner.updates(), 13 + 5);
}

TEST(DeepQ, KeepsItsTargetUntilTheCopy) {
    DeepQParameters parameters = quick();
    parameters.start = 0;
    parameters.updateEvery = 1;
    parameters.targetCopy = 60;
    DeepQ learner(parameters, {tiles, 2});
    Rng rng(14);
    Corridor corridor(1.0);
    const LearnerState state = LearnerState::tile(0);
    corridor.decide(learner, rng);
    const std::vector<double> initial = targetValuesOf(learner, state);
    EXPECT_NE(valuesOf(learner, state), initial);
    for (int i = 2; i < 60; ++i) {
        corridor.decide(learner, rng);
        ASSERT_EQ(targetValuesOf(learner, state), initial);
        ASSERT_NE(valuesOf(learner, state), initial);
    }
    corridor.decide(learner, rng);
    const std::vector<double> copied = valuesOf(learner, state);
    EXPECT_EQ(targetValuesOf(learner, state), copied);
    corridor.decide(learner, rng);
    EXPECT_EQ(targetValuesOf(learner, state), copied);
    EXPECT_NE(valuesOf(learner, state), copied);
    // At rest an update counts as the decisions between two; one decision is gone, 59 are left.
    parameters.updateEvery = 2;
    takes(learner, parameters);
    learner.replay(29 * 32, rng);
    EXPECT_EQ(targetValuesOf(learner, state), copied);
    learner.replay(32, rng);
    EXPECT_EQ(targetValuesOf(learner, state), valuesOf(learner, state));
}

TEST(DeepQ, ExploresLessFromDecisionToDecision) {
    DeepQParameters parameters = quick();
    parameters.explorationDecisions = 200;
    parameters.explorationStart = 0.9;
    parameters.explorationEnd = 0.1;
    DeepQ learner(parameters, {tiles, 2});
    EXPECT_DOUBLE_EQ(learner.policy().exploration, 0.9);
    Rng rng(15);
    Corridor corridor(1.0);
    for (int i = 0; i < 100; ++i)
        corridor.decide(learner, rng);
    EXPECT_DOUBLE_EQ(learner.policy().exploration, 0.5);
    learner.replay(1000, rng);
    EXPECT_DOUBLE_EQ(learner.policy().exploration, 0.5);
    for (int i = 0; i < 150; ++i)
        corridor.decide(learner, rng);
    EXPECT_DOUBLE_EQ(learner.policy().exploration, 0.1);
    parameters.explorationEnd = 0.3;
    takes(learner, parameters);
    EXPECT_DOUBLE_EQ(learner.policy().exploration, 0.3);
    EXPECT_EQ(learner.policy().rule, PolicyParameters::Rule::greedy);
}

/// The loss of one experience without reward, for networks that give the two actions these values
/// everywhere: `online` and `target`. `possible` are the actions of the state that it leads to.
double lossWith(bool doubleQ, std::vector<char> possible, std::vector<float> online,
                std::vector<float> target) {
    DeepQParameters parameters = quick();
    parameters.replay = false;
    parameters.doubleQ = doubleQ;
    DeepQ learner(parameters, {tiles, 2});
    Rng rng(16);
    const LearnerState from = LearnerState::tile(0);
    learner.learn({from, back, 0.0, from, true}, rng); // starts the weights
    Checkpoint checkpoint;
    learner.save(checkpoint);
    std::vector<float> weights(checkpoint.list<float>("weights").size() - 2, 0.0F);
    for (auto& [name, values] :
         {std::pair("weights", online), std::pair("target_weights", target)}) {
        std::vector<float> block = weights;
        block.insert(block.end(), values.begin(), values.end()); // biases of the output
        checkpoint.put<float>(name, block);
    }
    checkpoint.putValue("updates", 0L);
    checkpoint.putValue("loss", 0.0);
    learner.restore(checkpoint);
    learner.learn({from, back, 0.0, LearnerState::tile(1, std::move(possible)), false}, rng);
    return learner.loss();
}

TEST(DeepQ, TakesTheTargetThatItsEquationSaysFromPossibleActions) {
    const std::vector<float> online = {1.0F, 2.0F}, target = {9.0F, 5.0F};
    const auto lossFor = [](double next) { return 0.95 * next - 1.0 - 0.5; };
    for (const std::vector<char>& all : {std::vector<char>{}, std::vector<char>{1, 1}}) {
        EXPECT_NEAR(lossWith(false, all, online, target), lossFor(9.0), 1e-5);
        EXPECT_NEAR(lossWith(true, all, online, target), lossFor(5.0), 1e-5);
    }
    EXPECT_NEAR(lossWith(false, {0, 1}, online, target), lossFor(5.0), 1e-5);
    EXPECT_NEAR(lossWith(true, {1, 0}, online, target), lossFor(9.0), 1e-5);
    for (const bool doubleQ : {false, true}) // a dead end: r - Q = -1
        EXPECT_NEAR(lossWith(doubleQ, {0, 0}, online, target), 0.5, 1e-5);
}

/// One experience that ends an episode, learned from with a learning rate of `rate`.
std::unique_ptr<DeepQ> afterReward(double reward, double rate) {
    DeepQParameters parameters = quick();
    parameters.replay = false;
    parameters.learningRate = rate;
    auto learner = std::make_unique<DeepQ>(parameters, LearnerSetting{tiles, 2});
    Rng rng(17);
    const LearnerState from = LearnerState::tile(4), to = LearnerState::tile(5);
    learner->learn({from, ahead, reward, to, true}, rng);
    return learner;
}

TEST(DeepQ, LosesLittleAndBoundedlyAsHuberSays) {
    for (const double reward : {-0.7, 0.3, 10.0, -200.0}) {
        const std::unique_ptr<DeepQ> learner = afterReward(reward, 0.0);
        const double error = reward - valuesOf(*learner, LearnerState::tile(4))[ahead];
        const double size = std::abs(error);
        EXPECT_NEAR(learner->loss(), size < 1.0 ? size * size / 2.0 : size - 0.5, 1e-5 * size);
    }
    // The first slope that Adam sees is the same for all large errors, and less for small ones.
    const auto slopes = [](double reward) {
        Checkpoint checkpoint;
        afterReward(reward, 0.0)->save(checkpoint);
        return checkpoint.list<float>("optimiser_mean");
    };
    EXPECT_EQ(slopes(10.0), slopes(200.0));
    EXPECT_NE(slopes(10.0), slopes(0.3));
    EXPECT_NE(slopes(10.0), slopes(-10.0));
}

TEST(DeepQ, RemembersHowSurprisingExperiencesWere) {
    DeepQParameters parameters = quick();
    parameters.prioritised = true;
    parameters.start = 0;
    DeepQ learner(parameters, {tiles, 2});
    Rng rng(18);
    const LearnerState from = LearnerState::tile(0), odd = LearnerState::tile(5);
    const LearnerState to = LearnerState::tile(9);
    for (int i = 0; i < 500; ++i) {
        learner.learn({from, back, 1.0, to, true}, rng);
        // Pays now and then: a surprise that stays.
        learner.learn({odd, ahead, i % 2 == 0 ? 4.0 : -4.0, to, true}, rng);
    }
    learner.replay(32 * 200, rng);
    double known = 0.0, surprising = 0.0;
    for (int age = 0; age < learner.memory().size(); ++age)
        (age % 2 == 0 ? known : surprising) +=
            learner.memory().probability(learner.memory().slot(age));
    EXPECT_NEAR(known + surprising, 1.0, 1e-9);
    EXPECT_GT(surprising, 3.0 * known);
}

TEST(DeepQ, WeighsAgainstPrioritisedDrawing) {
    const auto lossWithCorrection = [](double importance) {
        DeepQParameters parameters = quick();
        parameters.prioritised = true;
        parameters.importance = importance;
        parameters.importanceDecisions = 1000000;
        parameters.learningRate = 0.0;
        DeepQ learner(parameters, {tiles, 2});
        Rng rng(21);
        const LearnerState from = LearnerState::tile(0), odd = LearnerState::tile(5);
        for (int i = 0; i < 20; ++i) {
            learner.learn({from, back, 0.5, from, true}, rng);
            learner.learn({odd, ahead, 8.0, from, true}, rng);
        }
        learner.replay(100 * 32, rng);
        return learner.loss();
    };
    EXPECT_LT(lossWithCorrection(1.0), 0.8 * lossWithCorrection(0.0));
}

/// Learns, is saved, and goes on next to one that was restored.
void expectContinues(const DeepQParameters& parameters) {
    DeepQ learner(parameters, {tiles, 2});
    Rng rng(19);
    Corridor corridor(10.0);
    for (int i = 0; i < 777; ++i)
        corridor.decide(learner, rng);
    learner.replay(96, rng);
    Checkpoint checkpoint;
    learner.save(checkpoint);
    DeepQ resumed(parameters, {tiles, 2});
    resumed.restore(Checkpoint::fromBytes(checkpoint.bytes()));
    EXPECT_EQ(stateOf(resumed), checkpoint.bytes());
    EXPECT_EQ(resumed.policy().exploration, learner.policy().exploration);
    Rng sameRng = rng;
    Corridor sameCorridor = corridor;
    for (int i = 0; i < 500; ++i) {
        corridor.decide(learner, rng);
        sameCorridor.decide(resumed, sameRng);
    }
    learner.replay(320, rng);
    resumed.replay(320, sameRng);
    EXPECT_EQ(rng.state(), sameRng.state());
    EXPECT_EQ(stateOf(learner), stateOf(resumed));
    EXPECT_NE(stateOf(learner), checkpoint.bytes());
}

TEST(DeepQ, ContinuesFromACheckpointWithTheSameBits) {
    DeepQParameters parameters = quick();
    parameters.memory = 600; // some are forgotten
    expectContinues(parameters);
    parameters.prioritised = true;
    expectContinues(parameters);
    parameters.replay = false;
    expectContinues(parameters);
}

TEST(DeepQ, ContinuesFromACheckpointMadeBeforeItsFirstExperience) {
    DeepQ learner(quick(), {tiles, 2}), resumed(quick(), {tiles, 2});
    Checkpoint checkpoint;
    learner.save(checkpoint);
    resumed.restore(checkpoint);
    Rng rng(20), sameRng(20);
    Corridor corridor(1.0), sameCorridor(1.0);
    for (int i = 0; i < 200; ++i) {
        corridor.decide(learner, rng);
        sameCorridor.decide(resumed, sameRng);
    }
    EXPECT_EQ(stateOf(learner), stateOf(resumed));
    EXPECT_GT(learner.updates(), 0);
}

TEST(DeepQ, RefusesMoreActionsThanItCanRemember) {
    EXPECT_NO_THROW(DeepQ(quick(), {tiles, 64}));
    EXPECT_THROW(DeepQ(quick(), {tiles, 65}), Error);
}

TEST(DeepQ, IsMadeFromItsDeclaration) {
    const LearnerType type = DeepQ::type();
    EXPECT_EQ(type.key, "dqn");
    const JsonDocument document{Json{{"hidden", 8}, {"double_q", false}}, {}, {}};
    const std::unique_ptr<Learner> learner = type.create(JsonCursor(document), {tiles, 2});
    EXPECT_EQ(learner->features(), tiles);
}

} // namespace
} // namespace hippodrome::test_deep_q
