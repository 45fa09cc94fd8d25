// Coordinates from own movement, and the way to the goal as one more action.
#include "core/learners/coordinate_actor_critic.h"

#include <gtest/gtest.h>

#include <cmath>

namespace hippodrome::test_coordinate_actor_critic {
namespace {

constexpr int side = 7;
constexpr double step = 0.1; // [m]

/// A square of tiles with four directions, as a body walks on them. East is action 0.
struct Square {
    static int at(int column, int row) { return row * side + column; }
    static Vec2 place(int state) { return {step * (state % side), step * (state / side)}; }
    static int next(int state, int action) {
        const int column = state % side + (action == 0) - (action == 2);
        const int row = state / side + (action == 1) - (action == 3);
        const bool inside = column >= 0 && column < side && row >= 0 && row < side;
        return inside ? at(column, row) : state;
    }
};

CoordinateActorCritic learner(const CoordinateActorCriticParameters& parameters = {}) {
    return CoordinateActorCritic(parameters, {side * side, 4});
}

void move(CoordinateActorCritic& learner, int from, int action, double reward, Rng& rng) {
    const int to = Square::next(from, action);
    learner.learn({LearnerState::tile(from), action, reward, LearnerState::tile(to), reward > 0.0,
                   Square::place(to) - Square::place(from)},
                  rng);
}

/// Walks about at random without a reward.
void wander(CoordinateActorCritic& learner, int moves, Rng& rng) {
    int at = 0;
    for (int k = 0; k < moves; ++k) {
        const int action = static_cast<int>(rng.below(4));
        move(learner, at, action, 0.0, rng);
        at = Square::next(at, action);
    }
    learner.endEpisode();
}

TEST(CoordinateActorCritic, LearnsCoordinatesThatDifferAsPlacesDo) {
    for (std::uint64_t seed = 1; seed <= 10; ++seed) {
        Rng rng(seed);
        CoordinateActorCritic rat = learner();
        wander(rat, 20000, rng);
        const Vec2 origin = rat.coordinates(LearnerState::tile(0));
        for (int s = 0; s < side * side; ++s) {
            const Vec2 error = rat.coordinates(LearnerState::tile(s)) - origin - Square::place(s);
            EXPECT_LT(length(error), 0.2 * step) << "seed " << seed << ", state " << s;
        }
    }
}

TEST(CoordinateActorCritic, WithoutMovementItKnowsNoPlaceAndIsAnActorAndCritic) {
    Rng rng(2), other(2);
    CoordinateActorCritic rat = learner();
    ActorCritic plain(ActorCriticParameters{}, {side * side, 4});
    for (int k = 0; k < 500; ++k) {
        const int from = static_cast<int>(rng.below(side * side));
        other.below(side * side);
        const LearnerState here = LearnerState::tile(from);
        const int to = Square::next(from, k % 4);
        const LearnerState there = LearnerState::tile(to);
        const double reward = to == 5 ? 1.0 : 0.0;
        rat.learn({here, k % 4, reward, there, false}, rng);
        plain.learn({here, k % 4, reward, there, false}, other);
        rat.endEpisode();
    }
    for (int s = 0; s < side * side; ++s) {
        EXPECT_EQ(rat.stateValue(LearnerState::tile(s)), plain.stateValue(LearnerState::tile(s)));
        EXPECT_EQ(rat.coordinates(LearnerState::tile(s)), Vec2{});
    }
    EXPECT_EQ(rat.goalPreference(), 0.0);
}

TEST(CoordinateActorCritic, GoesStraightToAPlaceThatItWasAtOnce) {
    for (std::uint64_t seed = 1; seed <= 10; ++seed) {
        Rng rng(seed);
        CoordinateActorCriticParameters parameters;
        parameters.actorRate = 0.0; // nothing but coordinates may tell it the way
        CoordinateActorCritic rat = learner(parameters);
        wander(rat, 20000, rng);
        EXPECT_FALSE(rat.knowsGoal());
        move(rat, Square::at(5, 4), 1, 1.0, rng); // finds food at (5, 5)
        rat.endEpisode();
        ASSERT_TRUE(rat.knowsGoal());
        int at = Square::at(0, 1), moves = 0;
        while (at != Square::at(5, 5) && moves < 50) {
            at = Square::next(at, rat.chooseBest(LearnerState::tile(at), rng));
            ++moves;
        }
        EXPECT_EQ(moves, 9) << "the shortest way, which it never went";
    }
}

TEST(CoordinateActorCritic, ForgetsAGoalThatIsNotThere) {
    Rng rng(3);
    CoordinateActorCriticParameters parameters;
    parameters.goalRadius = 0.05;
    parameters.patience = 3;
    CoordinateActorCritic rat = learner(parameters);
    wander(rat, 20000, rng);
    move(rat, Square::at(5, 4), 1, 1.0, rng);
    rat.endEpisode();
    move(rat, Square::at(1, 1), 0, 0.0, rng);
    EXPECT_TRUE(rat.knowsGoal()) << "it was elsewhere";
    for (int search = 0; search < 3; ++search) {
        EXPECT_TRUE(rat.knowsGoal()) << "it looks again";
        move(rat, Square::at(5, 4), 1, 0.0, rng);
    }
    EXPECT_FALSE(rat.knowsGoal());
    move(rat, Square::at(1, 1), 0, 1.0, rng);
    ASSERT_TRUE(rat.knowsGoal()) << "and learns another";
    EXPECT_LT(length(rat.goal() - rat.coordinates(LearnerState::tile(Square::at(2, 1)))), 1e-12);
}

TEST(CoordinateActorCritic, ChoosesAmongActionsAndTheWayToTheGoalAsOneSoftmax) {
    Rng rng(4);
    CoordinateActorCritic rat = learner();
    wander(rat, 20000, rng);
    move(rat, Square::at(5, 4), 1, 1.0, rng);
    rat.endEpisode();
    // The goal is far to the east, and a little north: of five choices one is the way there.
    const LearnerState here = LearnerState::tile(Square::at(1, 4));
    std::vector<double> values(4), chances(4);
    rat.actionValues(here, values);
    policyProbabilities(rat.policy(), here, values, chances);
    const Vec2 way = rat.goal() - rat.coordinates(here);
    const double east = way.x / (way.x + way.y); // shares of the two directions that add up to it
    ASSERT_EQ(rat.goalPreference(), 0.0) << "only the last move was a surprise, and its own";
    EXPECT_NEAR(chances[0], (1.0 + east) / 5.0, 1e-9);
    EXPECT_NEAR(chances[1], (2.0 - east) / 5.0, 1e-9);
    EXPECT_NEAR(chances[2], 0.2, 1e-9);
    EXPECT_NEAR(chances[3], 0.2, 1e-9);
}

TEST(CoordinateActorCritic, PrefersTheWayToTheGoalWhenItPays) {
    Rng rng(5);
    CoordinateActorCritic rat = learner();
    wander(rat, 20000, rng);
    const int goal = Square::at(3, 3);
    for (int trial = 0; trial < 40; ++trial) {
        int at = trial % 2 ? Square::at(6, trial % 7) : Square::at(trial % 7, 0);
        for (int k = 0; k < 2000 && at != goal; ++k) {
            const int action = rat.choose(LearnerState::tile(at), rng);
            const int to = Square::next(at, action);
            move(rat, at, action, to == goal ? 1.0 : 0.0, rng);
            at = to;
        }
        rat.endEpisode();
    }
    EXPECT_GT(rat.goalPreference(), 0.1);
}

} // namespace
} // namespace hippodrome::test_coordinate_actor_critic
