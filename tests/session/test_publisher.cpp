// What a window is shown of a simulation, without a thread.
#include "core/session/publisher.h"

#include "tests/world/small_scene.h"

#include <gtest/gtest.h>

namespace hippodrome::test_publisher {
namespace {

using namespace std::chrono_literals;

const Publisher::Time noon = Publisher::Time() + 1h;

class PublisherTest : public ::testing::Test {
protected:
    Simulation simulation_{testing::smallScene(), 1};
    Publisher publisher_;
    SessionStatus status_;

    void tick(int count) {
        for (int i = 0; i < count; ++i) {
            simulation_.tick();
            publisher_.noteTick(simulation_);
        }
    }
    std::shared_ptr<const Snapshot> look(Publisher::Time now = noon) {
        return publisher_.snapshot(simulation_, status_, now);
    }
};

TEST_F(PublisherTest, SaysWhatTheSimulationIs) {
    tick(50);
    status_ = {RunState::running, "a word", 3, {2, 7}, 120.0, 4.0};
    const auto first = look(), second = look();
    EXPECT_EQ(second->sequence, first->sequence + 1);
    EXPECT_EQ(second->ticks, 50);
    EXPECT_EQ(second->rat, simulation_.world().rat());
    EXPECT_EQ(second->brains.size(), simulation_.world().brains().size());
    EXPECT_EQ(second->message, "a word");
    EXPECT_EQ(second->sceneRevision, 3);
    EXPECT_EQ(second->run.number, 2);
    EXPECT_EQ(second->updatesPerSecond, 120.0);
    status_.state = RunState::paused;
    EXPECT_EQ(look()->updatesPerSecond, 0.0) << "what rests has no rate";
}

TEST_F(PublisherTest, KeepsARecentPath) {
    EXPECT_TRUE(look()->trail.empty());
    tick(200);
    const auto trail = look()->trail;
    ASSERT_GT(trail.size(), 2u);
    for (std::size_t i = 1; i < trail.size(); ++i)
        EXPECT_GE(length(trail[i] - trail[i - 1]), 0.01) << "a point for every centimetre";
    tick(20000);
    EXPECT_LE(look()->trail.size(), 500u);
    publisher_.forgetPath();
    EXPECT_TRUE(look()->trail.empty());
}

TEST_F(PublisherTest, LooksInsideOnlyWhenItIsAskedTo) {
    tick(5);
    EXPECT_EQ(look()->brains[0].inside, nullptr);
    Watched watched;
    watched.inside = true;
    publisher_.watch(watched);
    const auto inside = look()->brains[0].inside;
    ASSERT_NE(inside, nullptr);
    EXPECT_EQ(look(noon + 50ms)->brains[0].inside, inside) << "a tenth of a second not again";
    EXPECT_NE(look(noon + 200ms)->brains[0].inside, inside);
}

TEST_F(PublisherTest, FollowsTheUnitThatIsWatched) {
    const RidingBrain& riding = simulation_.world().brains()[0];
    Watched watched;
    watched.brain = riding.name;
    watched.population = riding.brain->populations()[0].name;
    watched.unit = 1;
    publisher_.watch(watched);
    tick(500);
    EXPECT_GT(publisher_.trace().samples.size(), 2u);
    watched.inside = true; // the same unit
    publisher_.watch(watched);
    EXPECT_GT(publisher_.trace().samples.size(), 2u);
    watched.unit = 2;
    publisher_.watch(watched);
    EXPECT_TRUE(publisher_.trace().samples.empty());
}

TEST(Publisher, LooksAtThoseAgentsThatAreWatched) {
    Scene scene = testing::smallScene();
    scene.brains.clear();
    scene.agent = {
        "q_learning",
        agentType("q_learning").resolve(JsonCursor(JsonDocument{Json::object(), {}, {}}))};
    Simulation simulation(scene, 1);
    Publisher publisher;
    const auto pictureAt = [&](Publisher::Time now) {
        return publisher.snapshot(simulation, {}, now)->agents.at(0).picture;
    };
    for (int i = 0; i < 2000; ++i)
        simulation.tick();
    EXPECT_EQ(pictureAt(noon), nullptr);
    Watched watched;
    watched.agents = {0, 7, -1}; // there is one
    publisher.watch(watched);
    ASSERT_NE(pictureAt(noon + 1s), nullptr);
    EXPECT_FALSE(pictureAt(noon + 2s)->centres.empty());
    publisher.watch({});
    EXPECT_EQ(pictureAt(noon + 3s), nullptr);
}

} // namespace
} // namespace hippodrome::test_publisher
