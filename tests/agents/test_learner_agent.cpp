#include "core/agents/learner_agent.h"

#include "tests/agents/no_populations.h"

#include <gtest/gtest.h>

#include <cmath>

namespace hippodrome::test_learner_agent {
namespace {

constexpr double dt = 0.02;

/// One population of Gaussian place cells around the middles of 5 x 5 tiles, made without a brain.
class Code final : public PopulationSource {
public:
    explicit Code(int side = 5) : side_(side), rates_(static_cast<std::size_t>(side * side)) {}
    void standAt(Vec2 place) {
        for (int i = 0; i < side_ * side_; ++i) {
            const Vec2 centre{-0.4 + 0.2 * (i % side_), -0.4 + 0.2 * (i / side_)};
            rates_[static_cast<std::size_t>(i)] =
                static_cast<float>(std::exp(-squaredLength(place - centre) / (2.0 * 0.1 * 0.1)));
        }
    }
    std::vector<std::string> names() const override { return {"code.cells"}; }
    std::optional<std::span<const float>> rates(const std::string& name) const override {
        if (name != "code.cells")
            return std::nullopt;
        return rates_;
    }

private:
    int side_;
    std::vector<float> rates_;
};

ArenaPointer box(std::vector<Wall> walls = {}) {
    Arena arena = Arena::rectangle(1.0, 1.0);
    arena.walls = std::move(walls);
    arena.rewards.push_back({50, {0.4, 0.4}, 0.1, 1.0});
    requireValid(arena);
    return std::make_shared<const ArenaGeometry>(arena);
}

std::unique_ptr<Agent> make(const std::string& type, const Json& parameters, ArenaPointer arena,
                            const PopulationSource& populations) {
    const JsonDocument document{parameters, {}, {}};
    const JsonDocument resolved{agentType(type).resolve(JsonCursor(document)), {}, {}};
    return agentType(type).create(JsonCursor(resolved), {std::move(arena), populations});
}

/// A body that does exactly what the agent wants, and stops at walls.
class Walk {
public:
    Walk(Agent& agent, ArenaPointer arena, Code& code)
        : agent_(agent), arena_(std::move(arena)), code_(code) {
        code_.standAt(rat.position);
    }
    void setArena(ArenaPointer arena) { arena_ = std::move(arena); }
    void tick() {
        const auto desired = agent_.act({0.0, dt, rat, *arena_, reward_, code_}, rng);
        ASSERT_TRUE(desired);
        const Vec2 to = rat.position + dt * *desired;
        if (!arena_->firstCrossing(rat.position, to))
            rat.position = to;
        const bool inside = length(rat.position - Vec2{0.4, 0.4}) <= 0.1;
        reward_ = inside && !inside_ ? 1.0 : 0.0;
        inside_ = inside;
        total += reward_;
        if (inside) { // and is put back at the start
            rat.position = {-0.4, -0.4};
            inside_ = false;
        }
        code_.standAt(rat.position);
    }
    void run(double seconds) {
        for (int i = 0; i < static_cast<int>(seconds / dt); ++i)
            tick();
    }

    RatState rat{{-0.4, -0.4}, {}, 0.0, 0.0};
    Rng rng{9};
    double total = 0.0;

private:
    Agent& agent_;
    ArenaPointer arena_;
    Code& code_;
    double reward_ = 0.0;
    bool inside_ = false;
};

const Json body = {{"tile_size", 0.2}, {"speed", 0.4}};

/// Rewards in the last 400 of 2400 seconds.
double rewardsInTheEnd(const char* state, bool learning) {
    Code code;
    Json parameters = {{"body", body}};
    parameters["body"]["state"] = state;
    parameters["body"]["learning"] = learning;
    const auto agent = make("q_learning", parameters, box(), code);
    Walk walk(*agent, box(), code);
    walk.run(2000.0);
    walk.total = 0.0;
    walk.run(400.0);
    return walk.total;
}

TEST(LearnerAgent, LearnsToComeToTheRewardOften) {
    for (const char* state : {"tiles", "code.cells"}) {
        const double learned = rewardsInTheEnd(state, true);
        // Eight moves of half a second are the shortest way; a tenth of the moves are at random.
        EXPECT_GT(learned, 70.0) << state;
        EXPECT_LT(rewardsInTheEnd(state, false), 0.3 * learned) << state;
    }
}

TEST(LearnerAgent, LearnsNothingMoreWhenLearningIsOff) {
    Code code;
    Json parameters = {{"body", body}};
    parameters["body"]["learning"] = false;
    const auto agent = make("dyna_q", parameters, box(), code);
    Walk walk(*agent, box(), code);
    walk.run(200.0);
    Learner& learner = const_cast<Learner&>(dynamic_cast<LearnerAgent&>(*agent).learner());
    std::vector<double> values(4);
    learner.actionValues(LearnerState::tile(0), values);
    EXPECT_EQ(values, std::vector<double>(4, 0.0));
    EXPECT_GT(dynamic_cast<LearnerAgent&>(*agent).decisions(), 100);
}

TEST(LearnerAgent, KeepsWhatItLearnedWhenAWallIsDrawnAndGoesAroundIt) {
    Code code;
    const auto agent = make("model_based", {{"body", body}}, box(), code);
    Walk walk(*agent, box(), code);
    walk.run(600.0);
    // The top row is closed off but for a door at its western end.
    const ArenaPointer closed = box({{7, {-0.3, 0.3}, {0.5, 0.3}}});
    agent->arenaChanged(closed);
    walk.setArena(closed);
    walk.total = 0.0;
    walk.run(300.0);
    EXPECT_GT(walk.total, 20.0);
}

TEST(LearnerAgent, SaysWhichPopulationsThereAre) {
    Code code;
    Json parameters = {{"body", body}};
    parameters["body"]["state"] = "code.sells";
    try {
        make("q_learning", parameters, box(), code);
        FAIL();
    } catch (const Error& error) {
        EXPECT_EQ(error.field(), "body.state");
        EXPECT_NE(error.message().find("tiles, code.cells"), std::string::npos) << error.message();
    }
}

TEST(LearnerAgent, MustBeMadeAnewWhenItsPopulationHasOtherUnits) {
    Code code;
    Json parameters = {{"body", body}};
    parameters["body"]["state"] = "code.cells";
    const auto agent = make("sarsa", parameters, box(), code);
    EXPECT_TRUE(agent->fits(code));
    EXPECT_FALSE(agent->fits(Code(4)));
    EXPECT_FALSE(agent->fits(NoPopulations()));
}

TEST(LearnerAgent, EveryLearnerGoesOnFromACheckpointWithTheSameBits) {
    for (const LearnerType& type : learnerTypes()) {
        for (const char* state : {"tiles", "code.cells"}) {
            Code code;
            Json parameters = {{"body", body}};
            parameters["body"]["state"] = state;
            const auto agent = make(type.key, parameters, box(), code);
            Walk walk(*agent, box(), code);
            walk.run(61.3);
            Checkpoint checkpoint;
            agent->save(checkpoint);
            const auto copy = make(type.key, parameters, box(), code);
            copy->restore(Checkpoint::fromBytes(checkpoint.bytes()));
            Code otherCode;
            Walk other(*copy, box(), otherCode);
            other.rat = walk.rat;
            other.rng = walk.rng;
            otherCode.standAt(other.rat.position);
            walk.run(40.0);
            other.run(40.0);
            EXPECT_EQ(walk.rat, other.rat) << type.key << " on " << state;
        }
    }
}

TEST(LearnerAgent, EveryLearnerBearsARewardBehindAWallForever) {
    const ArenaPointer cut = box({{7, {-0.5, 0.0}, {0.5, 0.0}}});
    for (const LearnerType& type : learnerTypes()) {
        for (const char* state : {"tiles", "code.cells"}) {
            Code code;
            Json parameters = {{"body", body}};
            parameters["body"]["state"] = state;
            const auto agent = make(type.key, parameters, cut, code);
            Walk walk(*agent, cut, code);
            walk.run(100.0);
            const long before = dynamic_cast<LearnerAgent&>(*agent).decisions();
            walk.run(100.0);
            EXPECT_EQ(walk.total, 0.0) << type.key << " on " << state;
            EXPECT_LT(walk.rat.position.y, 0.0) << type.key << " on " << state;
            EXPECT_GT(dynamic_cast<LearnerAgent&>(*agent).decisions(), before + 50)
                << type.key << " on " << state;
        }
    }
}

TEST(LearnerAgent, APopulationWithoutUnitsIsRefusedByEveryLearner) {
    Code nothing(0);
    Json parameters = {{"body", body}};
    parameters["body"]["state"] = "code.cells";
    for (const LearnerType& type : learnerTypes()) {
        try {
            make(type.key, parameters, box(), nothing);
            ADD_FAILURE() << type.key << " took it";
        } catch (const Error& error) {
            EXPECT_EQ(error.field(), "body.state") << type.key;
            EXPECT_NE(error.message().find("has none"), std::string::npos) << error.message();
        }
    }
}

} // namespace
} // namespace hippodrome::test_learner_agent
