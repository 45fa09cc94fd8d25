#include "core/motion/collision.h"
#include "core/motion/rayleigh_walk.h"

#include "tests/arena/random_arena.h"
#include "tests/motion/roaming.h"

#include <gtest/gtest.h>

#include <map>
#include <numbers>

namespace hippodrome::test_rayleigh_walk {
namespace {

Vec2 positionOf(const TrajectoryBatch& batch, int step, int sequence) {
    return batch.positions[static_cast<std::size_t>(step * batch.sequences + sequence)];
}

double headingOf(const TrajectoryBatch& batch, int step, int sequence) {
    return batch.headings[static_cast<std::size_t>(step * batch.sequences + sequence)];
}

double mean(const std::vector<double>& values) {
    double sum = 0.0;
    for (const double value : values)
        sum += value;
    return sum / static_cast<double>(values.size());
}

double deviation(const std::vector<double>& values) {
    const double centre = mean(values);
    double sum = 0.0;
    for (const double value : values)
        sum += (value - centre) * (value - centre);
    return std::sqrt(sum / static_cast<double>(values.size()));
}

std::map<std::string, double> statistics(const ArenaGeometry& arena, const TrajectoryBatch& batch) {
    std::vector<double> steps, turns, awaySteps, awayTurns, nets, distances, before, after;
    for (int sequence = 0; sequence < batch.sequences; ++sequence) {
        double last = -1.0;
        for (int i = 0; i < batch.steps; ++i) {
            const Vec2 from = positionOf(batch, i, sequence);
            const double step =
                length(arena.displacement(from, positionOf(batch, i + 1, sequence)));
            const double turn = headingOf(batch, i + 1, sequence) - headingOf(batch, i, sequence);
            const double wall = 1.1 - std::max(std::abs(from.x), std::abs(from.y));
            steps.push_back(step);
            turns.push_back(turn);
            if (wall > 0.03) {
                awaySteps.push_back(step);
                awayTurns.push_back(turn);
            }
            distances.push_back(wall);
            if (last >= 0.0) {
                before.push_back(last);
                after.push_back(step);
            }
            last = step;
        }
        nets.push_back(
            length(positionOf(batch, batch.steps, sequence) - positionOf(batch, 0, sequence)));
    }
    double covariance = 0.0;
    for (std::size_t i = 0; i < before.size(); ++i)
        covariance += (before[i] - mean(steps)) * (after[i] - mean(steps)) /
                      static_cast<double>(before.size());
    const auto rayleighScale = [](const std::vector<double>& values) {
        double sum = 0.0;
        for (const double value : values)
            sum += value * value;
        return std::sqrt(0.5 * sum / static_cast<double>(values.size())) / 0.02;
    };
    std::map<std::string, double> s;
    s["mean_step"] = mean(steps);
    s["step_std"] = deviation(steps);
    s["mean_speed_m_s"] = mean(steps) / 0.02;
    s["rayleigh_sigma_mle_m_s"] = rayleighScale(steps);
    s["mean_step_away_from_wall"] = mean(awaySteps);
    s["rayleigh_sigma_away_from_wall_m_s"] = rayleighScale(awaySteps);
    s["turn_std_rad_per_step"] = deviation(turns);
    s["turn_std_away_from_wall"] = deviation(awayTurns);
    s["turn_mean"] = mean(turns);
    s["step_lag1_correlation"] = covariance / (deviation(steps) * deviation(steps));
    s["mean_distance_to_wall"] = mean(distances);
    if (!arena.periodic())
        s["mean_net_displacement_20_steps"] = mean(nets);
    return s;
}

TEST(RayleighWalk, StatisticsAgreeWithGridPatternFormation) {
    const JsonDocument document = readJsonFile(HIPPODROME_TEST_DATA "/motion/rayleigh_walk.json");
    for (const Json& environment : document.root) {
        Arena arena = Arena::rectangle(2.2, 2.2);
        arena.periodic = environment["periodic"].get<bool>();
        const ArenaGeometry geometry(arena);
        // Six batches of 200, as in the recording.
        constexpr int runs = 6;
        std::map<std::string, double> means;
        Rng rng(1);
        TrajectoryBatch batch;
        for (int run = 0; run < runs; ++run) {
            simulateRayleighWalks(geometry, {}, 1.0, 0.02, 200, 20, rng, batch);
            for (const auto& [name, value] : statistics(geometry, batch))
                means[name] += value / runs;
        }
        for (const auto& [name, value] : means) {
            const Json& expected = environment["across_seeds"][name];
            const double allowed =
                4.0 * std::sqrt(2.0 / runs) * expected["sd_between_seeds"].get<double>();
            EXPECT_NEAR(value, expected["mean"].get<double>(), allowed)
                << (arena.periodic ? "periodic " : "solid ") << name;
        }
    }
}

TEST(RayleighWalk, BatchesStayInsideAnyArena) {
    Rng rng(2);
    TrajectoryBatch batch;
    for (int trial = 0; trial < 200; ++trial) {
        const ArenaGeometry arena(trial == 0 ? Arena::rectangle(0.1, 0.1)
                                             : testing::randomArena(rng, {.holes = 3, .walls = 8}));
        simulateRayleighWalks(arena, {}, 1.0, 0.02, 5, 200, rng, batch);
        ASSERT_EQ(batch.positions.size(), 5u * 201u);
        for (int sequence = 0; sequence < 5; ++sequence) {
            ASSERT_TRUE(standsFree(arena, positionOf(batch, 0, sequence)));
            for (int step = 1; step <= 200; ++step) {
                ASSERT_TRUE(standsFree(arena, positionOf(batch, step, sequence)));
                ASSERT_FALSE(arena.firstCrossing(positionOf(batch, step - 1, sequence),
                                                 positionOf(batch, step, sequence)));
            }
        }
    }
}

TEST(RayleighWalk, PlainBoxesAndOtherArenasWalkAlike) {
    // The same box with a corner in the middle of a side takes the general way; far from walls and
    // in the border band the walk must be the same to the last bit, and at walls nearly so.
    Arena box = Arena::rectangle(2.2, 2.2);
    Arena general = box;
    general.boundary.insert(general.boundary.begin() + 1, Vec2{0.0, -1.1});
    TrajectoryBatch a, b;
    Rng first(3), second(3);
    simulateRayleighWalks(ArenaGeometry(box), {}, 1.0, 0.02, 100, 20, first, a);
    simulateRayleighWalks(ArenaGeometry(general), {}, 1.0, 0.02, 100, 20, second, b);
    EXPECT_EQ(first.state(), second.state());
    for (std::size_t i = 0; i < a.positions.size(); ++i) {
        EXPECT_NEAR(length(a.positions[i] - b.positions[i]), 0.0, 1e-4);
        EXPECT_NEAR(a.headings[i], b.headings[i], 1e-9);
    }
}

TEST(RayleighWalk, StoredIntervalsAddUpExactly) {
    // Without turning or walls the walk is straight: with a fixed number of fine steps the mean
    // stored step tells how many there were.
    RayleighWalkParameters parameters = RayleighWalkParameters::banino();
    parameters.rotationStd = 0.0;
    Arena arena = Arena::rectangle(100.0, 100.0);
    arena.periodic = true;
    const ArenaGeometry geometry(arena);
    Rng rng(4);
    TrajectoryBatch batch;
    simulateRayleighWalks(geometry, parameters, 1.0, 0.15, 4000, 4, rng, batch);
    const double meanFine = 0.02 * 0.13 * std::sqrt(0.5 * std::numbers::pi);
    const int expected[] = {7, 8, 7, 8};
    for (int step = 0; step < 4; ++step) {
        double sum = 0.0;
        for (int sequence = 0; sequence < batch.sequences; ++sequence)
            sum += length(geometry.displacement(positionOf(batch, step, sequence),
                                                positionOf(batch, step + 1, sequence)));
        EXPECT_NEAR(sum / batch.sequences / meanFine, expected[step], 0.15);
    }
}

TEST(RayleighWalk, SpeedFactorChangesOnlyTheSpeed) {
    Arena arena = Arena::rectangle(100.0, 100.0);
    arena.periodic = true;
    const ArenaGeometry geometry(arena);
    TrajectoryBatch slow, fast;
    Rng first(5), second(5);
    simulateRayleighWalks(geometry, {}, 1.0, 0.02, 50, 30, first, slow);
    simulateRayleighWalks(geometry, {}, 3.0, 0.02, 50, 30, second, fast);
    EXPECT_EQ(slow.headings, fast.headings);
    for (int sequence = 0; sequence < 50; ++sequence) {
        const Vec2 once =
            geometry.displacement(positionOf(slow, 0, sequence), positionOf(slow, 30, sequence));
        const Vec2 thrice =
            geometry.displacement(positionOf(fast, 0, sequence), positionOf(fast, 30, sequence));
        EXPECT_NEAR(length(thrice - 3.0 * once), 0.0, 1e-9);
    }
}

TEST(RayleighWalk, StartsAreUniformAndMemoryIsReused) {
    const ArenaGeometry geometry(Arena::rectangle(2.0, 2.0));
    Rng rng(6);
    TrajectoryBatch batch;
    simulateRayleighWalks(geometry, {}, 1.0, 0.02, 4000, 1, rng, batch);
    const Vec2* memory = batch.positions.data();
    int quadrants[4] = {};
    for (int sequence = 0; sequence < 4000; ++sequence) {
        const Vec2 p = positionOf(batch, 0, sequence);
        ++quadrants[(p.x > 0.0) + 2 * (p.y > 0.0)];
    }
    for (const int count : quadrants)
        EXPECT_NEAR(count, 1000, 150);
    simulateRayleighWalks(geometry, {}, 1.0, 0.02, 4000, 1, rng, batch);
    EXPECT_EQ(batch.positions.data(), memory);
}

TEST(RayleighWalk, TurnRules) {
    // Straight at the east wall, without noise in the heading.
    const ArenaGeometry arena(Arena::rectangle(1.0, 1.0));
    for (const TurnRule rule : {TurnRule::parallel, TurnRule::quarterTurn}) {
        RayleighWalkParameters parameters;
        parameters.rotationStd = 0.0;
        parameters.turnRule = rule;
        RayleighWalk walk(parameters);
        const JsonDocument state = parseJson(
            R"({"from": [0.48, 0], "way": [0, 0], "heading": 0.4, "turn": 0, "done": 1})");
        walk.restoreState(JsonCursor(state));
        RatState rat;
        rat.position = {0.48, 0.0};
        rat.headDirection = 0.4;
        Rng rng(7);
        walk.step(arena, 0.02, std::nullopt, rat, rng);
        const double expected =
            rule == TurnRule::parallel ? 0.5 * std::numbers::pi : 0.4 + 0.5 * std::numbers::pi;
        EXPECT_NEAR(rat.headDirection, expected, 1e-12);
        EXPECT_NEAR(rat.angularVelocity, (expected - 0.4) / 0.02, 1e-9);
        EXPECT_NEAR(std::atan2(rat.velocity.y, rat.velocity.x), 0.4, 1e-12);
    }
}

TEST(RayleighWalk, BaninoIsSlowerAndTurnsLess) {
    const RayleighWalkParameters parameters = RayleighWalkParameters::banino();
    EXPECT_EQ(parameters.speedScale, 0.13);
    EXPECT_NEAR(parameters.rotationStd, 5.76, 0.001);
    EXPECT_EQ(parameters.borderBand, 0.03);
    EXPECT_EQ(parameters.slowDown, 0.25);
    EXPECT_EQ(parameters.fineStep, 0.02);
}

TEST(RayleighWalk, RatNeverLeavesNorCrossesWalls) {
    Rng rng(8);
    for (int trial = 0; trial < 200; ++trial) {
        const ArenaGeometry arena(testing::randomArena(rng, {.holes = 3, .walls = 8}));
        RayleighWalk walk({});
        RatState rat;
        walk.start(arena, rat, rng);
        // Ticks up to a fine step move along one straight line at most twice.
        for (int i = 0; i < 1000; ++i) {
            const Vec2 before = rat.position;
            walk.step(arena, 0.02, std::nullopt, rat, rng);
            ASSERT_TRUE(arena.contains(rat.position));
            ASSERT_FALSE(arena.firstCrossing(before, rat.position));
        }
        testing::roam(walk, arena, 0.05, 300, rat, rng);
        testing::roam(walk, arena, 0.003, 300, rat, rng);
    }
}

TEST(RayleighWalk, TicksOfAnyLengthGiveTheSamePath) {
    const ArenaGeometry arena(Arena::rectangle(1.0, 1.0));
    RayleighWalk coarse({}), fine({});
    RatState a, b;
    Rng first(9), second(9);
    coarse.start(arena, a, first);
    fine.start(arena, b, second);
    for (int i = 0; i < 300; ++i) {
        coarse.step(arena, 0.02, std::nullopt, a, first);
        for (int j = 0; j < 4; ++j)
            fine.step(arena, 0.005, std::nullopt, b, second);
        ASSERT_NEAR(length(a.position - b.position), 0.0, 1e-9);
    }
}

} // namespace
} // namespace hippodrome::test_rayleigh_walk
