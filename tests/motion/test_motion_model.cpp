#include "core/motion/motion_model.h"

#include "tests/arena/random_arena.h"
#include "tests/motion/roaming.h"

#include <gtest/gtest.h>

namespace hippodrome::test_motion_model {
namespace {

std::unique_ptr<MotionModel> created(const std::string& key, const std::string& text = "{}") {
    JsonDocument name;
    name.root = key;
    const JsonDocument document = parseJson(text, "scene.json");
    return motionType(JsonCursor(name)).create(JsonCursor(document), ".");
}

TEST(MotionTypes, UnknownKeyNamesTheKnownOnes) {
    const JsonDocument document = parseJson("{\"type\": \"rayleigh_walks\"}", "scene.json");
    try {
        motionType(JsonCursor(document, document.root["type"], "type"));
        FAIL();
    } catch (const Error& error) {
        const std::string message = error.what();
        EXPECT_EQ(message.find("scene.json:1:10: type: expected a motion model, one of "
                               "\"ornstein_uhlenbeck\", \"rayleigh_walk\""),
                  0u)
            << message;
        EXPECT_NE(message.find("found \"rayleigh_walks\"; did you mean \"rayleigh_walk\"?"),
                  std::string::npos)
            << message;
    }
}

TEST(MotionModels, SavedStateContinuesWithTheSameBits) {
    Rng arenas(1);
    for (const std::string key : {"ornstein_uhlenbeck", "rayleigh_walk"}) {
        for (int trial = 0; trial < 20; ++trial) {
            const ArenaGeometry arena(testing::randomArena(arenas));
            Rng rng(7);
            RatState rat;
            const auto model = created(key);
            model->start(arena, rat, rng);
            testing::roam(*model, arena, 0.013, 100, rat, rng);

            const JsonDocument saved = parseJson(model->saveState().dump());
            const auto restored = created(key);
            restored->restoreState(JsonCursor(saved));
            RatState restoredRat = rat;
            Rng restoredRng(0);
            restoredRng.setState(rng.state());
            for (int i = 0; i < 200; ++i) {
                model->step(arena, 0.013, std::nullopt, rat, rng);
                restored->step(arena, 0.013, std::nullopt, restoredRat, restoredRng);
                ASSERT_EQ(rat, restoredRat);
            }
            EXPECT_EQ(model->saveState(), restored->saveState());
        }
    }
}

TEST(MotionModels, DesiredVelocityDrawsTheRat) {
    // A minute towards -y, at about twice the speed of the random motion.
    const ArenaGeometry arena(Arena::rectangle(500.0, 500.0));
    for (const auto& [key, speed] :
         {std::pair{"ornstein_uhlenbeck", 0.2}, std::pair{"rayleigh_walk", 2.0}}) {
        Rng rng(3);
        RatState rat;
        const auto model = created(key);
        model->start(arena, rat, rng);
        rat.position = {};
        for (int i = 0; i < 3000; ++i)
            model->step(arena, 0.02, Vec2{0.0, -speed}, rat, rng);
        EXPECT_LT(rat.position.y, -60.0 * 0.4 * speed) << key;
        EXPECT_GT(rat.position.y, -60.0 * 1.2 * speed) << key;
        EXPECT_LT(std::abs(rat.position.x), 60.0 * 0.2 * speed) << key;
    }
}

TEST(MotionModels, AnEditThatShutsTheRatInIsMended) {
    // The arena changes under the rat every second; it must stand inside at once, and not pass
    // walls that rise across its way.
    Rng rng(4);
    for (const std::string key : {"ornstein_uhlenbeck", "rayleigh_walk"}) {
        const auto model = created(key);
        RatState rat;
        model->start(ArenaGeometry(Arena::rectangle(1.0, 1.0)), rat, rng);
        for (int trial = 0; trial < 300; ++trial) {
            const ArenaGeometry arena(testing::randomArena(rng));
            model->step(arena, 0.007, std::nullopt, rat, rng);
            ASSERT_TRUE(arena.contains(rat.position));
            testing::roam(*model, arena, 0.007, 50, rat, rng);
        }
    }
}

TEST(MotionModels, SnappedDrawingsAreNotLeft) {
    Rng rng(6);
    for (const std::string key : {"ornstein_uhlenbeck", "rayleigh_walk"}) {
        double travelled = 0.0;
        for (int trial = 0; trial < 200; ++trial) {
            const ArenaGeometry arena(testing::snappedArena(rng, 3, 15));
            const auto model = created(key);
            RatState rat;
            model->start(arena, rat, rng);
            for (int i = 0; i < 500; ++i) {
                const Vec2 before = rat.position;
                model->step(arena, 0.02, std::nullopt, rat, rng);
                ASSERT_TRUE(arena.contains(rat.position));
                ASSERT_FALSE(arena.firstCrossing(before, rat.position));
                travelled += length(rat.position - before);
            }
        }
        EXPECT_GT(travelled, key == "rayleigh_walk" ? 500.0 : 50.0);
    }
}

TEST(MotionModels, PeriodicArenasAreLeftAndEnteredAcrossTheirSides) {
    Arena box = Arena::rectangle(0.5, 0.4);
    box.periodic = true;
    Arena walled = box;
    walled.walls.push_back({1, {-0.1, -0.2}, {-0.1, 0.1}});
    walled.walls.push_back({2, {0.25, -0.1}, {0.25, 0.1}});
    for (const Arena& arena : {box, walled}) {
        for (const std::string key : {"ornstein_uhlenbeck", "rayleigh_walk"}) {
            const ArenaGeometry geometry(arena);
            Rng rng(5);
            RatState rat;
            const auto model = created(key);
            model->start(geometry, rat, rng);
            int passed = 0;
            for (int i = 0; i < 20000; ++i) {
                const Vec2 before = rat.position;
                model->step(geometry, 0.05, std::nullopt, rat, rng);
                ASSERT_TRUE(geometry.contains(rat.position));
                const Vec2 way = geometry.displacement(before, rat.position);
                ASSERT_NEAR(length(way - 0.05 * rat.velocity), 0.0, 1e-9);
                ASSERT_TRUE(key == "rayleigh_walk" ||
                            !geometry.firstCrossing(before, before + way));
                passed += length(rat.position - before) > 0.2;
            }
            EXPECT_GT(passed, 50);
        }
    }
}

} // namespace
} // namespace hippodrome::test_motion_model
