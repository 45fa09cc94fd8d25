// What moving a reward does to where the foraging rat spends its time.
#include "core/agents/forager.h"
#include "core/motion/ornstein_uhlenbeck.h"

#include "tests/agents/no_populations.h"

#include <gtest/gtest.h>

namespace hippodrome::test_forager_moves_occupancy {
namespace {

constexpr double timeStep = 0.02;

/// Share of `seconds` that the rat spends within 0.25 m of each place.
std::vector<double> sharesNear(const std::vector<Vec2>& places, double seconds, Forager& agent,
                               MotionModel& motion, const ArenaGeometry& arena, RatState& rat,
                               Rng& rng) {
    std::vector<double> shares(places.size());
    const int ticks = static_cast<int>(seconds / timeStep);
    for (int i = 0; i < ticks; ++i) {
        const auto desired =
            agent.act({i * timeStep, timeStep, rat, arena, 0.0, NoPopulations()}, rng);
        motion.step(arena, timeStep, desired, rat, rng);
        for (std::size_t k = 0; k < places.size(); ++k)
            if (length(rat.position - places[k]) < 0.25)
                shares[k] += 1.0 / ticks;
    }
    return shares;
}

class ForagerMovesOccupancy : public ::testing::TestWithParam<bool> {};

TEST_P(ForagerMovesOccupancy, TowardsTheNewPlaceOfTheReward) {
    const Vec2 first{-0.6, -0.6}, second{0.6, 0.6};
    Arena arena = Arena::rectangle(2.0, 2.0);
    if (GetParam()) // a wall between the two, with gaps at its ends
        arena.walls.push_back({arena.nextId(), {-0.8, 0.8}, {0.8, -0.8}});
    arena.rewards.push_back({arena.nextId(), first});
    const ArenaPointer before = std::make_shared<const ArenaGeometry>(arena);
    arena.rewards[0].position = second;
    const ArenaPointer after = std::make_shared<const ArenaGeometry>(arena);

    Forager agent(ForagerParameters{}, before);
    OrnsteinUhlenbeckMotion motion{OrnsteinUhlenbeckParameters{}};
    Rng rng(4);
    RatState rat;
    motion.start(*before, rat, rng);
    const auto old = sharesNear({first, second}, 300.0, agent, motion, *before, rat, rng);
    agent.arenaChanged(after);
    const auto fresh = sharesNear({first, second}, 300.0, agent, motion, *after, rat, rng);
    // A rat that wanders would be near either for 5 % of its time.
    EXPECT_GT(old[0], 0.3);
    EXPECT_LT(old[1], 0.1);
    EXPECT_GT(fresh[1], 0.3);
    EXPECT_LT(fresh[0], 0.1);
}

INSTANTIATE_TEST_SUITE_P(WithAndWithoutAWall, ForagerMovesOccupancy, ::testing::Bool());

} // namespace
} // namespace hippodrome::test_forager_moves_occupancy
