#include "core/motion/collision.h"
#include "core/motion/ornstein_uhlenbeck.h"

#include "tests/arena/random_arena.h"
#include "tests/motion/roaming.h"

#include <gtest/gtest.h>

namespace hippodrome::test_ornstein_uhlenbeck {
namespace {

Vec2 point(const Json& json) {
    return {json[0].get<double>(), json[1].get<double>()};
}

TEST(OrnsteinUhlenbeck, SingleStepsAgreeWithRatInABox) {
    const JsonDocument document =
        readJsonFile(HIPPODROME_TEST_DATA "/motion/agent_single_steps.json");
    int steps = 0, bounces = 0;
    for (const Json& environment : document.root) {
        Arena arena;
        arena.boundary = {{0.0, 0.0}, {1.0, 0.0}, {1.0, 1.0}, {0.0, 1.0}};
        for (std::size_t i = 4; i < environment["walls"].size(); ++i)
            arena.walls.push_back({arena.nextId(), point(environment["walls"][i][0]),
                                   point(environment["walls"][i][1])});
        const ArenaGeometry geometry(arena);
        const double dt = environment["dt"].get<double>();
        for (const Json& c : environment["cases"]) {
            OrnsteinUhlenbeckMotion motion({});
            motion.setHidden({point(c["velocity"]), c["rotational_velocity"].get<double>()});
            RatState rat;
            rat.position = point(c["pos"]);
            rat.velocity = point(c["previous_measured_velocity"]);
            const Vec2 head = point(c["head_direction"]);
            rat.headDirection = std::atan2(head.y, head.x);
            motion.stepWithDraws(geometry, dt, std::nullopt, rat, c["z_rotational"].get<double>(),
                                 c["z_speed"].get<double>());
            constexpr double tolerance = 1e-9;
            EXPECT_NEAR(length(rat.position - point(c["new_pos"])), 0.0, tolerance) << steps;
            EXPECT_NEAR(length(motion.hidden().velocity - point(c["new_velocity"])), 0.0, tolerance)
                << steps;
            EXPECT_NEAR(motion.hidden().rotationalVelocity,
                        c["new_rotational_velocity"].get<double>(), tolerance);
            EXPECT_NEAR(length(rat.velocity - point(c["measured_velocity"])), 0.0, tolerance);
            // The recorded angles were taken with 1e-6 m/s added to the velocity.
            const double slowest =
                std::min(length(point(c["previous_measured_velocity"])), length(rat.velocity));
            EXPECT_NEAR(rat.angularVelocity, c["measured_rotational_velocity"].get<double>(),
                        2e-6 / slowest / dt);
            EXPECT_NEAR(length(unitVector(rat.headDirection) - point(c["new_head_direction"])), 0.0,
                        tolerance);
            ++steps;
            bounces += c["bounces"].get<int>();
        }
    }
    EXPECT_EQ(steps, 100);
    EXPECT_GT(bounces, 20);
}

TEST(OrnsteinUhlenbeck, NeverLeavesNorCrossesWalls) {
    // Five hours in 400 arenas.
    Rng rng(1);
    double travelled = 0.0;
    for (int trial = 0; trial < 400 && !HasFailure(); ++trial) {
        const ArenaGeometry arena(testing::randomArena(rng, {.holes = 3, .walls = 8}));
        OrnsteinUhlenbeckParameters parameters;
        if (trial % 4 == 1)
            parameters.speedMean = 1.0;
        if (trial % 4 == 2)
            parameters.wallRepelStrength = 0.0;
        if (trial % 4 == 3)
            parameters.thigmotaxis = rng.uniform();
        OrnsteinUhlenbeckMotion motion(parameters);
        RatState rat;
        motion.start(arena, rat, rng);
        const double dt = trial % 3 == 0 ? 0.1 : 0.03;
        for (int i = 0; i < 900; ++i) {
            const Vec2 before = rat.position;
            motion.step(arena, dt, std::nullopt, rat, rng);
            ASSERT_TRUE(standsFree(arena, rat.position));
            ASSERT_FALSE(arena.firstCrossing(before, rat.position));
            travelled += length(rat.position - before);
        }
    }
    EXPECT_GT(travelled, 1000.0);
}

TEST(OrnsteinUhlenbeck, DoesNotGetStuckInACorner) {
    Arena arena;
    arena.boundary = {{0.0, 0.0}, {1.0, -0.02}, {1.0, 0.02}}; // a wedge of two degrees
    const ArenaGeometry geometry(arena);
    OrnsteinUhlenbeckMotion motion({});
    Rng rng(2);
    RatState rat;
    motion.start(geometry, rat, rng);
    rat.position = {0.01, 0.0};
    double farthest = 0.0;
    for (int i = 0; i < 20000; ++i) {
        motion.step(geometry, 0.05, std::nullopt, rat, rng);
        ASSERT_TRUE(geometry.contains(rat.position));
        farthest = std::max(farthest, rat.position.x);
    }
    EXPECT_GT(farthest, 0.3);
}

TEST(OrnsteinUhlenbeck, CurvesRepelAsMuchHoweverFinelyTheyAreDrawn) {
    // A straight wall drawn as one segment or as forty pushes the rat by the same.
    Arena whole = Arena::rectangle(4.0, 4.0);
    Arena pieces = whole;
    whole.walls.push_back({1, {-1.0, 0.0}, {1.0, 0.0}});
    for (int i = 0; i < 40; ++i)
        pieces.walls.push_back({i + 1, {-1.0 + 0.05 * i, 0.0}, {-0.95 + 0.05 * i, 0.0}});
    Rng rng(3);
    for (int i = 0; i < 500; ++i) {
        RatState one;
        one.position = {rng.uniform(-1.1, 1.1), rng.uniform(0.001, 0.12)};
        one.velocity = {0.05, 0.02};
        RatState other = one;
        OrnsteinUhlenbeckMotion a({}), b({});
        a.setHidden({{0.0, 0.05}, 0.0});
        b.setHidden({{0.0, 0.05}, 0.0});
        a.stepWithDraws(ArenaGeometry(whole), 0.05, std::nullopt, one, 0.0, 0.0);
        b.stepWithDraws(ArenaGeometry(pieces), 0.05, std::nullopt, other, 0.0, 0.0);
        EXPECT_NEAR(length(one.position - other.position), 0.0, 1e-12);
    }
}

TEST(OrnsteinUhlenbeck, ConstantSpeed) {
    OrnsteinUhlenbeckParameters parameters;
    parameters.speedStd = 0.0;
    OrnsteinUhlenbeckMotion motion(parameters);
    const ArenaGeometry arena(Arena::rectangle(100.0, 100.0));
    Rng rng(4);
    RatState rat;
    motion.start(arena, rat, rng);
    rat.position = {};
    for (int i = 0; i < 1000; ++i) {
        motion.step(arena, 0.05, std::nullopt, rat, rng);
        ASSERT_NEAR(length(rat.velocity), 0.08, 1e-12);
    }
}

TEST(OrnsteinUhlenbeck, NewParametersActAtOnce) {
    OrnsteinUhlenbeckMotion motion({});
    const ArenaGeometry arena(Arena::rectangle(100.0, 100.0));
    Rng rng(5);
    RatState rat;
    motion.start(arena, rat, rng);
    const JsonDocument changed = parseJson("{\"speed_mean\": 0.5, \"speed_std\": 0}");
    EXPECT_TRUE(motion.update(JsonCursor(changed)));
    motion.step(arena, 0.05, std::nullopt, rat, rng);
    EXPECT_NEAR(length(rat.velocity), 0.5, 1e-12);
    const JsonDocument wrong = parseJson("{\"speed_mean\": -1}");
    EXPECT_THROW(motion.update(JsonCursor(wrong)), Error);
}

TEST(OrnsteinUhlenbeck, LongStepsStayFinite) {
    OrnsteinUhlenbeckMotion motion({});
    const ArenaGeometry arena(Arena::rectangle(1.0, 1.0));
    Rng rng(6);
    RatState rat;
    motion.start(arena, rat, rng);
    EXPECT_GT(testing::roam(motion, arena, 2.0, 2000, rat, rng), 1.0);
    EXPECT_LT(length(rat.velocity), 1.0);
}

} // namespace
} // namespace hippodrome::test_ornstein_uhlenbeck
