#include "core/world/world.h"

#include "tests/world/small_scene.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace hippodrome::test_world {
namespace {

using testing::smallScene;
using testing::stateOf;
using testing::temporaryFile;

void tick(World& world, int ticks) {
    for (int i = 0; i < ticks; ++i)
        world.tick();
}

/// The scene takes over whole.
void change(World& world, const Scene& before, const Scene& after) {
    world.commit(world.prepare(before, after));
}

std::vector<Vec2> pathOf(World& world, int ticks) {
    std::vector<Vec2> path;
    for (int i = 0; i < ticks; ++i) {
        world.tick();
        path.push_back(world.rat().position);
    }
    return path;
}

TEST(World, RunsTheSameTwice) {
    World one(smallScene()), two(smallScene());
    EXPECT_EQ(stateOf(one), stateOf(two));
    tick(one, 500);
    tick(two, 500);
    EXPECT_EQ(stateOf(one), stateOf(two));
    EXPECT_NEAR(one.time(), 500 * one.timeStep(), 1e-12);
}

TEST(World, AddingABrainChangesNeitherPathNorOtherBrains) {
    Scene scene = smallScene(1);
    World one(scene);
    Scene more = scene;
    BrainEntry extra = scene.brains.back();
    extra.name = "extra";
    extra.brain.parameters["centres"] = "random";
    more.brains.insert(more.brains.begin(), extra);
    World two(more);
    EXPECT_EQ(pathOf(one, 300), pathOf(two, 300));
    for (std::size_t b = 0; b < 2; ++b) {
        Checkpoint a, c;
        one.brains()[b].brain->save(a);
        two.brains()[b + 1].brain->save(c);
        EXPECT_EQ(testing::bytesOf(a), testing::bytesOf(c)) << one.brains()[b].name;
    }

    // The same while it runs.
    change(one, scene, more);
    ASSERT_EQ(one.brains().size(), 3u);
    EXPECT_EQ(pathOf(one, 300), pathOf(two, 300));
}

TEST(World, EveryKindOfBrainRidesOnTheSamePathWithTheOthers) {
    Scene together = smallScene(0);
    together.brains.clear();
    for (const BrainType& type : brainTypes()) {
        const JsonDocument empty{Json::object(), {}, {}};
        together.brains.push_back({type.key, {type.key, type.resolve(JsonCursor(empty))}});
    }
    World all(together), none(smallScene(0));
    EXPECT_EQ(pathOf(all, 300), pathOf(none, 300));
    for (const BrainEntry& entry : together.brains) {
        Scene alone = together;
        alone.brains = {entry};
        World one(alone);
        tick(one, 300);
        const auto beside = std::find_if(all.brains().begin(), all.brains().end(),
                                         [&](const auto& b) { return b.name == entry.name; });
        for (std::size_t p = 0; p < beside->brain->populations().size(); ++p) {
            const auto a = beside->brain->rates(p), b = one.brains()[0].brain->rates(p);
            EXPECT_TRUE(std::equal(a.begin(), a.end(), b.begin(), b.end())) << entry.name << p;
        }
    }
}

TEST(World, PaysARewardOnceOnEntry) {
    Scene scene = smallScene(0);
    scene.arena.rewards[0].magnitude = 2.5;
    World world(scene);
    double paid = 0.0;
    int entries = 0;
    bool inside = length(world.rat().position - scene.arena.rewards[0].position) <= 0.1;
    for (int i = 0; i < 20000; ++i) {
        world.tick();
        const bool now = length(world.rat().position - scene.arena.rewards[0].position) <= 0.1;
        EXPECT_EQ(world.reward(), now && !inside ? 2.5 : 0.0);
        entries += now && !inside;
        paid += world.reward();
        inside = now;
    }
    EXPECT_GT(entries, 3);
    EXPECT_DOUBLE_EQ(world.totalReward(), paid);
}

TEST(World, DoesNotPayForARewardThatAppearsUnderTheRat) {
    const Scene scene = smallScene(0);
    World world(scene);
    tick(world, 10);
    const double before = world.totalReward();
    const Scene moved = testing::withReward(scene, world.rat().position);
    change(world, scene, moved);
    EXPECT_EQ(world.totalReward(), before);
    world.tick(); // still inside
    EXPECT_EQ(world.totalReward(), before);
}

TEST(World, AnEditActsAtTheNextTickAndRestartsNothing) {
    const Scene scene = smallScene();
    World world(scene);
    tick(world, 50);
    const RatState rat = world.rat();
    const auto brains = world.brains();
    change(world, scene, testing::withExtraWall(scene));
    EXPECT_EQ(world.arena()->arena().walls.size(), 2u);
    EXPECT_EQ(world.rat(), rat);
    EXPECT_EQ(world.ticks(), 50);
    for (std::size_t b = 0; b < brains.size(); ++b) {
        EXPECT_EQ(world.brains()[b].brain, brains[b].brain);
        EXPECT_EQ(world.brains()[b].revision, brains[b].revision + 1);
    }
    for (int i = 0; i < 2000; ++i) {
        const Vec2 before = world.rat().position;
        world.tick();
        ASSERT_FALSE(world.arena()->firstCrossing(before, world.rat().position));
    }
}

TEST(World, ARatInsideANewHoleIsPutOutside) {
    const Scene scene = smallScene();
    World world(scene);
    tick(world, 50);
    Scene edited = scene;
    edited.arena.walls.clear();
    edited.arena.rewards.clear();
    const Vec2 at = world.rat().position;
    const double x = std::clamp(at.x, -0.45, 0.45), y = std::clamp(at.y, -0.35, 0.35);
    edited.arena.holes.push_back(
        {7, {{x - 0.1, y - 0.1}, {x + 0.1, y - 0.1}, {x + 0.1, y + 0.1}, {x - 0.1, y + 0.1}}});
    change(world, scene, edited);
    world.tick();
    EXPECT_TRUE(world.arena()->contains(world.rat().position));
}

TEST(World, LiveParametersActInPlaceAndOthersMakeTheBrainAnew) {
    const Scene scene = smallScene();
    World world(scene);
    tick(world, 50);
    const auto brains = world.brains();
    Scene live = withValue(scene, "brains.net0.learning_rate", "0.01");
    live = withValue(live, "brains.cells.field.width", "0.3");
    live = withValue(live, "motion.speed_mean", "0.2");
    live = withValue(live, "agent.attraction", "0.1");
    change(world, scene, live);
    for (std::size_t b = 0; b < brains.size(); ++b)
        EXPECT_EQ(world.brains()[b].brain, brains[b].brain);
    const Scene anew = withValue(live, "brains.net0.units", "17");
    change(world, live, anew);
    EXPECT_NE(world.brains()[0].brain, brains[0].brain);
    EXPECT_EQ(world.brains()[0].brain->populations()[0].units, 17);
    EXPECT_EQ(world.brains()[1].brain, brains[1].brain);
    Scene without = anew;
    without.brains.erase(without.brains.begin());
    change(world, anew, without);
    ASSERT_EQ(world.brains().size(), 1u);
    EXPECT_EQ(world.brains()[0].brain, brains[1].brain);
    tick(world, 10);
}

TEST(World, AnotherMotionPutsTheRatSomewhereAndTellsTheBrains) {
    const Scene scene = smallScene();
    World world(scene);
    tick(world, 50);
    Scene walking = scene;
    const JsonDocument motion{{{"type", "rayleigh_walk"}}, {}, {}};
    for (const MotionType& type : motionTypes())
        if (type.key != scene.motion.type && type.key.find("recorded") == std::string::npos) {
            const JsonDocument empty{Json::object(), {}, {}};
            walking.motion = {type.key, type.resolve(JsonCursor(empty))};
        }
    ASSERT_NE(walking.motion.type, scene.motion.type);
    change(world, scene, walking);
    const Observation there{0.0, world.rat().position};
    const auto fields = world.brains()[1].brain->rates(0);
    const std::vector<float> expected =
        world.brains()[1].brain->ratesAt(0, std::span(&there.position, 1), {});
    EXPECT_TRUE(std::equal(fields.begin(), fields.end(), expected.begin()));
    tick(world, 100);
}

/// A scene whose motion cannot be had: the path leads outside.
Scene impossibleScene(const Scene& scene) {
    const auto file = temporaryFile("path.csv");
    std::ofstream(file) << "time,x,y\n0,0.2,0.2\n0.1,0.25,0.2\n0.2,5,0.2\n";
    Scene impossible = scene;
    for (const MotionType& type : motionTypes())
        if (type.key.find("recorded") != std::string::npos) {
            const JsonDocument given{
                {{"file", file.filename().string()}, {"maximum_speed", 1000}}, {}, {}};
            impossible.motion = {type.key, type.resolve(JsonCursor(given))};
        }
    impossible.folder = file.parent_path();
    return impossible;
}

TEST(World, AChangeThatCannotBeHadChangesNothing) {
    const Scene scene = smallScene();
    World world(scene), undisturbed(scene);
    tick(world, 50);
    tick(undisturbed, 50);
    const std::string before = stateOf(world);
    // Arena, agent and brains would have been fine.
    Scene after = testing::withExtraWall(impossibleScene(scene));
    after = withValue(after, "brains.cells.field.width", "0.3");
    EXPECT_THROW(world.prepare(scene, after), Error);
    EXPECT_EQ(stateOf(world), before);
    Scene hungry = withValue(scene, "brains.net0.batch", "10000");
    hungry.brains[0].brain.parameters["steps"] = 10000;
    hungry = testing::withExtraWall(hungry);
    try {
        world.prepare(scene, hungry);
        FAIL();
    } catch (const Error& error) {
        EXPECT_EQ(error.field(), "brains.net0.batch");
    }
    EXPECT_EQ(stateOf(world), before);
    tick(world, 200);
    tick(undisturbed, 200);
    EXPECT_EQ(stateOf(world), stateOf(undisturbed));
}

TEST(World, AnEditThatABrainCannotTakeIsRefused) {
    Scene scene = smallScene();
    const BrainType& type = brainType("successor");
    const JsonDocument tiles{{{"tile_size", 0.02}, {"cells", 4}, {"grid_cells", 2}}, {}, {}};
    BrainEntry entry = scene.brains.front();
    entry.name = "tiles";
    entry.brain = {type.key, type.resolve(JsonCursor(tiles))};
    scene.brains = {entry};
    scene.arena = Arena::rectangle(0.8, 0.8);
    World world(scene);
    tick(world, 20);
    const std::string before = stateOf(world);
    Scene after = scene;
    after.arena = Arena::rectangle(3.0, 3.0); // more tiles than are allowed
    try {
        world.prepare(scene, after);
        FAIL();
    } catch (const Error& error) {
        EXPECT_EQ(error.field(), "brains.tiles.tile_size");
    }
    EXPECT_EQ(stateOf(world), before);
}

TEST(World, EndsWithARecordedPath) {
    const auto file = temporaryFile("short_path.csv");
    std::ofstream(file) << "time,x,y\n0,0.2,0.2\n0.1,0.22,0.2\n0.2,0.24,0.2\n";
    Scene scene = impossibleScene(smallScene(0));
    scene.motion.parameters["file"] = file.filename().string();
    World world(scene);
    EXPECT_FALSE(world.finished());
    tick(world, 20);
    EXPECT_TRUE(world.finished());
    EXPECT_NEAR(world.rat().position.x, 0.24, 1e-9);
}

TEST(World, ContinuesFromACheckpoint) {
    World world(smallScene());
    tick(world, 333);
    Checkpoint checkpoint;
    world.save(checkpoint);
    World resumed(smallScene());
    resumed.restore(checkpoint);
    EXPECT_EQ(stateOf(resumed), stateOf(world));
    tick(world, 500);
    tick(resumed, 500);
    EXPECT_EQ(stateOf(resumed), stateOf(world));
    EXPECT_EQ(resumed.totalReward(), world.totalReward());
}

} // namespace
} // namespace hippodrome::test_world
