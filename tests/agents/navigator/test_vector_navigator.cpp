#include "core/agents/navigator/vector_navigator.h"

#include "tests/agents/no_populations.h"

#include <gtest/gtest.h>

#include <cmath>
#include <map>

namespace hippodrome::test_vector_navigator {
namespace {

constexpr double dt = 0.1;

/// Populations of Gaussian place cells on lattices, made without a brain.
class Codes final : public PopulationSource {
public:
    explicit Codes(std::map<std::string, int> sides = {{"code.cells", 5}}) {
        for (const auto& [name, side] : sides)
            rates_[name].resize(static_cast<std::size_t>(side * side));
    }
    void standAt(Vec2 place) {
        for (auto& [name, rates] : rates_) {
            const int side = static_cast<int>(std::lround(std::sqrt(rates.size())));
            for (std::size_t i = 0; i < rates.size(); ++i) {
                const int x = static_cast<int>(i) % side, y = static_cast<int>(i) / side;
                const Vec2 centre{(x + 0.5) / side - 0.5, (y + 0.5) / side - 0.5};
                rates[i] = static_cast<float>(
                    7.0 * std::exp(-squaredLength(place - centre) / (2.0 * 0.15 * 0.15)));
            }
        }
    }
    std::vector<std::string> names() const override {
        std::vector<std::string> names;
        for (const auto& [name, rates] : rates_)
            names.push_back(name);
        return names;
    }
    std::optional<std::span<const float>> rates(const std::string& name) const override {
        const auto found = rates_.find(name);
        if (found == rates_.end())
            return std::nullopt;
        return found->second;
    }

private:
    std::map<std::string, std::vector<float>> rates_;
};

ArenaPointer box(Vec2 reward = {0.3, 0.3}) {
    Arena arena = Arena::rectangle(1.0, 1.0);
    arena.rewards.push_back({50, reward, 0.1, 1.0});
    requireValid(arena);
    return std::make_shared<const ArenaGeometry>(arena);
}

Json resolved(const Json& parameters) {
    return VectorNavigator::type().resolve(JsonCursor(JsonDocument{parameters, {}, {}}));
}

std::unique_ptr<Agent> make(const Json& parameters, const PopulationSource& populations) {
    const JsonDocument document{resolved(parameters), {}, {}};
    return VectorNavigator::type().create(JsonCursor(document), {box(), populations});
}

const Json small = {{"code", "code.cells"},
                    {"body", {{"decision_interval", 0.2}, {"speed", 0.5}, {"whisker_reach", 0.2}}},
                    {"network", {{"products", 6}, {"hidden", 8}}},
                    {"training", {{"segments", 4}, {"segment", 5}}}};

Json with(const std::string& group, const std::string& key, const Json& value) {
    Json parameters = small;
    (group.empty() ? parameters : parameters[group])[key] = value;
    return parameters;
}

/// A body that does exactly what the agent wants, and stops at walls. At the reward the episode
/// ends, and the rat is put elsewhere.
class Walk {
public:
    Walk(Agent& agent, Codes& codes) : agent_(agent), codes_(codes) {
        codes_.standAt(rat.position);
    }
    void tick() {
        const auto desired = agent_.act(view(), rng);
        ASSERT_TRUE(desired);
        const Vec2 to = rat.position + dt * *desired;
        if (!arena_->firstCrossing(rat.position, to))
            rat.position = to;
        reward_ = length(rat.position - arena_->arena().rewards[0].position) <= 0.1 ? 1.0 : 0.0;
        codes_.standAt(rat.position);
        if (reward_ > 0.0) {
            ++arrivals;
            agent_.endEpisode(view(), true, rng);
            rat.position = {rng.uniform(-0.45, 0.45), rng.uniform(-0.45, 0.45)};
            codes_.standAt(rat.position);
        }
    }
    void run(int ticks) {
        for (int i = 0; i < ticks; ++i)
            tick();
    }
    void timeOut() {
        reward_ = 0.0;
        agent_.endEpisode(view(), false, rng);
        rat.position = {};
        codes_.standAt(rat.position);
    }
    void moveReward(Vec2 place) {
        arena_ = box(place);
        agent_.arenaChanged(arena_);
    }
    AgentView view() const { return {0.0, dt, rat, *arena_, reward_, codes_}; }

    RatState rat{{-0.4, -0.4}, {}, 0.0, 0.0};
    Rng rng{9};
    int arrivals = 0;

private:
    Agent& agent_;
    Codes& codes_;
    ArenaPointer arena_ = box();
    double reward_ = 0.0;
};

std::string stateOf(const Agent& agent) {
    Checkpoint checkpoint;
    agent.save(checkpoint);
    return checkpoint.bytes();
}

const VectorNavigator& navigator(const Agent& agent) {
    return dynamic_cast<const VectorNavigator&>(agent);
}

/// The message of the Error that `function` throws.
template <class Function>
std::string fault(Function function) {
    try {
        function();
    } catch (const Error& error) {
        return error.what();
    }
    return "none";
}

TEST(VectorNavigator, SaysWhichFieldIsWrong) {
    Codes codes({{"code.cells", 5}, {"other.cells", 2}, {"silent.cells", 0}});
    std::string message = fault([&] { make(with("", "code", "code.cell"), codes); });
    EXPECT_NE(message.find("code"), std::string::npos) << message;
    EXPECT_NE(message.find("code.cells, other.cells"), std::string::npos) << message;
    message = fault([&] { make(with("", "code", "code.cells+"), codes); });
    EXPECT_NE(message.find("found \"\""), std::string::npos) << message;
    message = fault([&] { make(with("", "code", "silent.cells"), codes); });
    EXPECT_NE(message.find("units"), std::string::npos) << message;
    message = fault([&] { make(small, NoPopulations()); });
    EXPECT_NE(message.find("no brain"), std::string::npos) << message;
    message = fault([&] { make(with("lesion", "population", "other.cells"), codes); });
    EXPECT_NE(message.find("lesion.population"), std::string::npos) << message;
    message = fault([&] { make(with("", "trained", "/no/such/file"), codes); });
    EXPECT_NE(message.find("trained"), std::string::npos) << message;
    EXPECT_NE(message.find("/no/such/file"), std::string::npos) << message;
    EXPECT_EQ(fault([&] { make(with("", "code", "code.cells+other.cells"), codes); }), "none");
}

TEST(VectorNavigator, IsMadeAnewWhenItsPopulationHasChanged) {
    Codes codes, wider({{"code.cells", 6}}), other({{"other.cells", 5}});
    const auto agent = make(small, codes);
    EXPECT_TRUE(agent->fits(codes));
    EXPECT_FALSE(agent->fits(wider));
    EXPECT_FALSE(agent->fits(other));
    EXPECT_FALSE(agent->fits(NoPopulations()));
}

TEST(VectorNavigator, ASavedOneGoesOnWithTheSameBits) {
    Codes codes, otherCodes;
    const auto agent = make(small, codes);
    Walk walk(*agent, codes);
    walk.run(333);
    Checkpoint checkpoint;
    agent->save(checkpoint);
    const auto resumed = make(small, otherCodes);
    resumed->restore(checkpoint);
    EXPECT_EQ(stateOf(*resumed), stateOf(*agent));
    Walk other(*resumed, otherCodes);
    other.rat = walk.rat;
    other.rng = walk.rng;
    otherCodes.standAt(walk.rat.position);
    walk.run(1);
    other.run(1);
    walk.run(500);
    other.run(500);
    EXPECT_GT(navigator(*agent).learning().updates(), 10);
    EXPECT_EQ(stateOf(*resumed), stateOf(*agent));
}

TEST(VectorNavigator, ATrainedPolicyIsReadFromACheckpointAndMustFit) {
    Codes codes;
    const auto agent = make(small, codes);
    Walk walk(*agent, codes);
    walk.run(300);
    Checkpoint checkpoint;
    agent->save(checkpoint);
    const auto file = std::filesystem::temp_directory_path() / "hippodrome_navigator_policy";
    checkpoint.write(file);
    const auto trained = make(with("", "trained", file.string()), codes);
    const auto one = navigator(*agent).network().weights();
    const auto two = navigator(*trained).network().weights();
    EXPECT_TRUE(std::equal(one.begin(), one.end(), two.begin(), two.end()));
    // The first decision does not draw them again.
    Walk other(*trained, codes);
    other.run(1);
    EXPECT_TRUE(std::equal(one.begin(), one.end(), two.begin(), two.end()));

    Json larger = with("", "trained", file.string());
    larger["network"]["hidden"] = 9;
    const std::string message = fault([&] { make(larger, codes); });
    EXPECT_NE(message.find("sizes"), std::string::npos) << message;
    EXPECT_NE(message.find("9 hidden"), std::string::npos) << message;
    Checkpoint foreign;
    foreign.putText("something", "else");
    foreign.write(file);
    EXPECT_NE(fault([&] { make(with("", "trained", file.string()), codes); }).find("navigator"),
              std::string::npos);
    std::filesystem::remove(file);
}

TEST(VectorNavigator, KnowsTheGoalFromItsFirstRewardUntilItMovesOrFails) {
    Codes codes;
    const auto agent = make(small, codes);
    Walk walk(*agent, codes);
    EXPECT_FALSE(navigator(*agent).goalKnown());
    const auto arrive = [&walk] {
        const int before = walk.arrivals;
        while (walk.arrivals == before)
            walk.tick();
    };
    arrive();
    EXPECT_TRUE(navigator(*agent).goalKnown());
    walk.moveReward({-0.3, 0.3});
    EXPECT_FALSE(navigator(*agent).goalKnown());
    arrive();
    EXPECT_TRUE(navigator(*agent).goalKnown());
    walk.timeOut();
    EXPECT_FALSE(navigator(*agent).goalKnown());

    const auto untold = make(with("", "told_of_new_goals", false), codes);
    Walk other(*untold, codes);
    while (other.arrivals == 0)
        other.tick();
    other.moveReward({-0.3, 0.3});
    EXPECT_TRUE(navigator(*untold).goalKnown());
    other.timeOut();
    EXPECT_FALSE(navigator(*untold).goalKnown());
}

TEST(VectorNavigator, LearnsNothingMoreWhenLearningIsOff) {
    Codes codes;
    const auto agent = make(small, codes);
    Walk walk(*agent, codes);
    walk.run(300);
    EXPECT_GT(navigator(*agent).learning().updates(), 0);
    const JsonDocument off{resolved(with("body", "learning", false)), {}, {}};
    agent->update(JsonCursor(off));
    const auto weights = navigator(*agent).network().weights();
    const std::vector<float> before(weights.begin(), weights.end());
    walk.run(300);
    EXPECT_TRUE(std::equal(before.begin(), before.end(), weights.begin(), weights.end()));
    const JsonDocument on{resolved(small), {}, {}};
    agent->update(JsonCursor(on));
    walk.run(300);
    EXPECT_FALSE(std::equal(before.begin(), before.end(), weights.begin(), weights.end()));
}

TEST(NavigatorCode, ScalesEveryPopulationAndLeavesSilenceSilent) {
    Codes codes({{"a.cells", 3}, {"b.cells", 4}});
    const NavigatorCode code("b.cells+a.cells", codes);
    ASSERT_EQ(code.units(), 25);
    std::vector<float> out(25, 5.0F);
    code.read(codes, out);
    EXPECT_EQ(out, std::vector<float>(25));
    codes.standAt({0.1, -0.2});
    code.read(codes, out);
    double first = 0.0, second = 0.0;
    for (std::size_t i = 0; i < 25; ++i)
        (i < 16 ? first : second) += out[i] * out[i];
    EXPECT_NEAR(first, 16.0, 1e-4);
    EXPECT_NEAR(second, 9.0, 1e-4);
    // The parts stand in the order of the field.
    EXPECT_NEAR(out[3] / out[0], (*codes.rates("b.cells"))[3] / (*codes.rates("b.cells"))[0], 1e-5);
}

TEST(NavigatorCode, LesionsAreOfTheSizeAndThePopulationAskedFor) {
    const Codes codes({{"a.cells", 3}, {"b.cells", 4}});
    const NavigatorCode code("a.cells+b.cells", codes);
    const auto silenced = [&](const std::string& population, int count, int seed,
                              const std::string& named = "") {
        const std::vector<float> intact = code.intact({population, named, count, seed});
        std::vector<int> units;
        for (int i = 0; i < 25; ++i)
            if (intact[static_cast<std::size_t>(i)] == 0.0F)
                units.push_back(i);
        return units;
    };
    EXPECT_TRUE(silenced("", 0, 1).empty());
    EXPECT_EQ(silenced("", 10, 1).size(), 10u);
    EXPECT_EQ(silenced("", 100, 1).size(), 25u);
    EXPECT_EQ(silenced("a.cells", 5, 1).size(), 5u);
    EXPECT_LT(silenced("a.cells", 5, 1).back(), 9);
    EXPECT_GE(silenced("b.cells", 5, 1).front(), 9);
    EXPECT_NE(silenced("", 10, 1), silenced("", 10, 2));
    // A larger lesion is the smaller one and more.
    const std::vector<int> few = silenced("", 5, 3), more = silenced("", 12, 3);
    EXPECT_TRUE(std::includes(more.begin(), more.end(), few.begin(), few.end()));
    // Named ones, by their numbers in the population, and others besides.
    EXPECT_EQ(silenced("b.cells", 0, 1, " 3, 15,0 "), (std::vector<int>{9, 12, 24}));
    EXPECT_EQ(silenced("", 0, 1, "24"), std::vector<int>{24});
    EXPECT_EQ(silenced("a.cells", 3, 1, "2,4").size(), 5u);
    EXPECT_EQ(silenced("a.cells", 100, 1, "2,4").size(), 9u);
    EXPECT_TRUE(silenced("", 0, 1, "  ").empty());
}

TEST(NavigatorCode, SaysWhichUnitsOfALesionAreNotThere) {
    const Codes codes({{"a.cells", 3}, {"b.cells", 4}});
    const NavigatorCode code("a.cells+b.cells", codes);
    for (const char* units : {"16", "-1", "x", "1,", ",1", "1 2", "1.5", "99999999999999999999"}) {
        const std::string message = fault([&] { code.intact({"b.cells", units, 0, 1}); });
        EXPECT_NE(message.find("lesion.units"), std::string::npos) << units << ": " << message;
        EXPECT_NE(message.find("0 to 15"), std::string::npos) << units << ": " << message;
    }
}

TEST(VectorNavigator, RefusesALiveLesionOfUnitsThatAreNotThere) {
    Codes codes;
    const auto agent = make(small, codes);
    const JsonDocument wrong{with("lesion", "units", "25"), {}, {}};
    const std::string message = fault([&] { agent->checkUpdate(JsonCursor(wrong)); });
    EXPECT_NE(message.find("lesion.units"), std::string::npos) << message;
    const JsonDocument right{with("lesion", "units", "24"), {}, {}};
    EXPECT_EQ(fault([&] { agent->checkUpdate(JsonCursor(right)); }), "none");
}

TEST(VectorNavigator, ALesionOfEverythingMakesPlacesAlike) {
    Codes codes;
    const Json all = {{"count", 25}};
    for (const bool lesioned : {false, true}) {
        Json parameters = with("body", "whisker_reach", 0.0);
        if (lesioned)
            parameters["lesion"] = all;
        std::vector<std::vector<float>> policies;
        for (const Vec2 place : {Vec2{-0.3, 0.2}, Vec2{0.2, -0.35}}) {
            const auto agent = make(parameters, codes);
            Walk walk(*agent, codes);
            walk.rat.position = place;
            codes.standAt(place);
            walk.tick();
            const auto policy = navigator(*agent).policy();
            policies.emplace_back(policy.begin(), policy.end());
        }
        EXPECT_EQ(policies[0] == policies[1], lesioned);
    }
}

} // namespace
} // namespace hippodrome::test_vector_navigator
