// What every kind of agent must do, the learners with a body among them: the suite walks the list.
#include "core/agents/learner_agent_type.h"

#include "tests/contract/brain_contract.h"
#include "tests/contract/checkpoint_damage.h"
#include "tests/contract/kind_contract.h"

#include <cmath>

#include "docs/guides/skeletons/my_agent.h"
#include "docs/guides/skeletons/my_learner.h"

namespace hippodrome::test_agent_contract {
namespace {

using testing::dt;

/// Place cells under whatever name a kind asks for by default, made without a brain.
class AnyCode final : public PopulationSource {
public:
    void standAt(Vec2 place) {
        for (int i = 0; i < 25; ++i) {
            const Vec2 centre{-0.5 + 0.25 * (i % 5), -0.4 + 0.2 * (i / 5)};
            rates_[static_cast<std::size_t>(i)] =
                static_cast<float>(std::exp(-squaredLength(place - centre) / (2.0 * 0.1 * 0.1)));
        }
    }
    std::vector<std::string> names() const override { return {"code.cells"}; }
    std::optional<std::span<const float>> rates(const std::string&) const override {
        return rates_;
    }

private:
    std::vector<float> rates_ = std::vector<float>(25, 0.5f);
};

/// A body that goes where the agent wants, straight on where it wants nothing, and stops at walls.
/// Rewards are met at the corners of a small square around the middle, now and then.
class Body {
public:
    explicit Body(ArenaPointer arena) : arena_(std::move(arena)) { code_.standAt(rat.position); }
    void setArena(ArenaPointer arena) {
        arena_ = std::move(arena);
        rat.position = arena_->nearestInside(rat.position);
    }
    void run(Agent& agent, int ticks) {
        for (int i = 0; i < ticks; ++i, ++ticks_) {
            const double reward = ticks_ % 90 == 89 ? 1.0 : 0.0;
            const AgentView view{static_cast<double>(ticks_) * dt, dt, rat, *arena_, reward, code_};
            if (ticks_ % 400 == 399) {
                agent.endEpisode(view, ticks_ % 800 == 399, rng);
                rat = {};
                rat.position = {0.1, -0.3};
            } else {
                const auto desired = agent.act(view, rng);
                if (desired) {
                    ASSERT_TRUE(std::isfinite(desired->x) && std::isfinite(desired->y));
                }
                rat.velocity = desired.value_or(rat.velocity + Vec2{0.01, 0.003});
                const Vec2 to = rat.position + dt * rat.velocity;
                if (!arena_->firstCrossing(rat.position, to) && arena_->contains(to))
                    rat.position = to;
                else
                    rat.velocity = Vec2{} - rat.velocity;
            }
            code_.standAt(rat.position);
        }
    }
    const AnyCode& code() const { return code_; }

    RatState rat;
    Rng rng{9};

private:
    ArenaPointer arena_;
    AnyCode code_;
    long ticks_ = 0;
};

class AgentContract : public ::testing::TestWithParam<const AgentType*> {
protected:
    const AgentType& type_ = *GetParam();
    ArenaPointer arena_ = testing::furnishedBox();
    Body body_{arena_};

    /// With large tiles, where there are any: fewer of them, so that this is quick.
    Json defaults() const {
        const bool tiles = findField(type_.fields, "body.tile_size");
        return testing::withCursor(tiles ? testing::nested("body.tile_size", 0.2) : Json::object(),
                                   [&](const JsonCursor& c) { return type_.resolve(c); });
    }
    std::unique_ptr<Agent> made() const {
        return testing::withCursor(defaults(), [&](const JsonCursor& c) {
            return type_.create(c, {arena_, body_.code()});
        });
    }
    void expectSound(Agent& agent) const {
        if (const auto picture = agent.picture(body_.rat.position))
            for (const StateLayer& layer : picture->layers) {
                EXPECT_EQ(layer.values.size(), picture->centres.size()) << layer.key;
                for (const double value : layer.values)
                    EXPECT_FALSE(std::isinf(value)) << layer.key;
            }
        for (const Reading& reading : agent.readings()) {
            EXPECT_FALSE(reading.key.empty() || reading.label.empty());
            EXPECT_FALSE(std::isinf(reading.value)) << reading.key;
        }
    }
};

TEST_P(AgentContract, SaysWhatItIsAndReadsItsFieldsAsDeclared) {
    testing::expectKind(type_);
}

TEST_P(AgentContract, GoesOnFromACheckpointWithTheSameBits) {
    const auto whole = made();
    whole->steer(Vec2{0.6, 0.2});
    body_.run(*whole, 1130); // in the middle of a decision and of an episode
    Checkpoint checkpoint;
    whole->save(checkpoint);
    const auto resumed = made();
    resumed->restore(Checkpoint::fromBytes(checkpoint.bytes()));
    Body again = body_;
    body_.run(*whole, 450);
    again.run(*resumed, 450);
    EXPECT_EQ(body_.rat, again.rat);
    EXPECT_EQ(body_.rng.bits(), again.rng.bits());
    Checkpoint one, two;
    whole->save(one);
    resumed->save(two);
    EXPECT_EQ(one.names(), two.names());
    for (const std::string& name : one.names())
        EXPECT_TRUE(two.has(name) && one.text(name) == two.text(name)) << name;
}

TEST_P(AgentContract, RefusesADamagedCheckpoint) {
    const auto agent = made();
    agent->steer(Vec2{0.6, 0.2});
    body_.run(*agent, 530);
    Checkpoint checkpoint;
    agent->save(checkpoint);
    testing::expectDamageRefused(
        type_.key, checkpoint, [&](const Checkpoint& c) { agent->restore(c); },
        [&](Checkpoint& c) { agent->save(c); },
        [&] {
            Body on = body_;
            on.run(*agent, 30);
        },
        [&] { expectSound(*agent); });
}

TEST_P(AgentContract, SurvivesAnEditOfTheArena) {
    const auto agent = made();
    body_.run(*agent, 500);
    arena_ = testing::editedBox();
    agent->arenaChanged(arena_);
    body_.setArena(arena_);
    body_.run(*agent, 500);
    expectSound(*agent);
    // All rewards gone, and back to where it began.
    Arena bare = Arena::rectangle(1.2, 1.0);
    arena_ = std::make_shared<const ArenaGeometry>(bare);
    agent->arenaChanged(arena_);
    body_.setArena(arena_);
    body_.run(*agent, 500);
    expectSound(*agent);
    EXPECT_TRUE(agent->fits(body_.code()));
}

TEST_P(AgentContract, LookingChangesNothing) {
    const auto agent = made();
    body_.run(*agent, 600);
    expectSound(*agent); // planners plan when they are asked
    Checkpoint before, after;
    agent->save(before);
    expectSound(*agent);
    agent->save(after);
    EXPECT_TRUE(before.bytes() == after.bytes());
}

TEST_P(AgentContract, TakesItsOwnParametersWhileItRuns) {
    const auto agent = made();
    body_.run(*agent, 600);
    Checkpoint before, after;
    agent->save(before);
    testing::withCursor(defaults(), [&](const JsonCursor& c) {
        agent->checkUpdate(c);
        agent->update(c);
    });
    agent->save(after);
    EXPECT_TRUE(before.bytes() == after.bytes()) << "the same values change nothing";
}

class AgentOnTheList : public AgentContract {};

TEST_P(AgentOnTheList, HasAPageAndASceneUnlessAPersonSteersIt) {
    testing::expectPage(type_.key, "docs/agents");
    EXPECT_TRUE(type_.steered || testing::textsInScenes("type").count(type_.key))
        << "no scene has " << type_.key;
    EXPECT_EQ(&agentType(type_.key), &type_) << "another kind has the key";
}

INSTANTIATE_TEST_SUITE_P(All, AgentContract, testing::kindsOf(agentTypes()), testing::nameOfKind);

/// The skeletons of docs/guides/agent.md and of learner.md with a body, so that they never rot.
const Kinds<AgentType>& skeletons() {
    static const LearnerType learner = MyLearner::type();
    static const Kinds<AgentType> list("an agent", {MyAgent::type(), agentTypeOf(learner)});
    return list;
}

INSTANTIATE_TEST_SUITE_P(Skeleton, AgentContract,
                         ::testing::Values(&skeletons()[0], &skeletons()[1]), testing::nameOfKind);
INSTANTIATE_TEST_SUITE_P(All, AgentOnTheList, testing::kindsOf(agentTypes()), testing::nameOfKind);

} // namespace
} // namespace hippodrome::test_agent_contract
