#include "core/base/error.h"
#include "core/states/state_graph.h"

#include "tests/arena/random_arena.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

namespace hippodrome::test_state_graph {
namespace {

ArenaPointer made(const Arena& arena) {
    return std::make_shared<const ArenaGeometry>(arena);
}

TEST(StateGraph, DividesABoxIntoSquaresWithFourNeighbours) {
    const ArenaPointer box = made(Arena::rectangle(1.0, 0.6));
    const StateGraph graph(box, TileShape::square, 0.1, box->bounds().minimum);
    ASSERT_EQ(graph.states(), 60);
    const int corner = graph.stateOf({0, 0});
    EXPECT_EQ(corner, 0);
    EXPECT_NEAR(graph.centre(corner).x, -0.45, 1e-12);
    EXPECT_NEAR(graph.centre(corner).y, -0.25, 1e-12);
    EXPECT_EQ(graph.neighbours(corner).size(), 2u);
    EXPECT_EQ(graph.move(corner, 0), 1);  // east
    EXPECT_EQ(graph.move(corner, 1), 10); // north
    EXPECT_EQ(graph.move(corner, 2), -1);
    EXPECT_EQ(graph.neighbours(graph.stateOf({4, 3})).size(), 4u);
    EXPECT_EQ(graph.stateAt({-0.41, -0.21}), corner);
    EXPECT_EQ(graph.stateAt({0.4999, 0.2999}), 59);
    EXPECT_EQ(graph.stateAt({0.5, -0.21}), 9) << "a place on the boundary";
}

TEST(StateGraph, HexagonsHaveSixNeighboursAtOneDistance) {
    const ArenaPointer box = made(Arena::rectangle(1.0, 1.0));
    const StateGraph graph(box, TileShape::hexagonal, 0.1, box->bounds().minimum);
    EXPECT_NEAR(graph.states(), 1.0 / (0.01 * std::sqrt(0.75)), 15);
    Rng rng(1);
    int inner = 0;
    for (int state = 0; state < graph.states(); ++state) {
        for (const int other : graph.neighbours(state))
            EXPECT_NEAR(length(graph.centre(state) - graph.centre(other)), 0.1, 1e-9);
        inner += graph.neighbours(state).size() == 6;
    }
    EXPECT_GT(inner, 70);
    // Every place belongs to the nearest centre.
    for (int i = 0; i < 2000; ++i) {
        const Vec2 place = box->sampleInside(rng) * 0.85;
        int nearest = 0;
        for (int state = 0; state < graph.states(); ++state)
            if (length(graph.centre(state) - place) < length(graph.centre(nearest) - place))
                nearest = state;
        EXPECT_EQ(graph.stateAt(place), nearest);
    }
}

TEST(StateGraph, WallsBlockMovesAndPartPlaces) {
    Arena arena = Arena::rectangle(1.0, 1.0);
    arena.walls.push_back({1, {0.02, -0.5}, {0.02, 0.2}}); // inside a column of tiles
    const ArenaPointer box = made(arena);
    const StateGraph graph(box, TileShape::square, 0.1, box->bounds().minimum);
    const int west = graph.stateOf({4, 2}), cut = graph.stateOf({5, 2});
    EXPECT_EQ(graph.move(west, 0), -1);
    EXPECT_EQ(graph.move(cut, 2), -1);
    EXPECT_EQ(graph.move(cut, 0), graph.stateOf({6, 2}));
    // The part of the tile on the western side belongs to the tile that is in sight from there.
    EXPECT_EQ(graph.stateAt({0.01, -0.25}), west);
    EXPECT_EQ(graph.stateAt({0.03, -0.25}), cut);
    EXPECT_EQ(graph.move(graph.stateOf({4, 8}), 0), graph.stateOf({5, 8}));
}

TEST(StateGraph, JoinsOppositeSidesOfAPeriodicArena) {
    Arena arena = Arena::rectangle(1.0, 1.0);
    arena.periodic = true;
    const ArenaPointer box = made(arena);
    const StateGraph graph(box, TileShape::square, 0.1, box->bounds().minimum);
    for (int state = 0; state < graph.states(); ++state)
        EXPECT_EQ(graph.neighbours(state).size(), 4u);
    EXPECT_EQ(graph.move(graph.stateOf({9, 3}), 0), graph.stateOf({0, 3}));
}

TEST(StateGraph, KeepsItsTilesWhenTheBoundaryMoves) {
    const ArenaPointer small = made(Arena::rectangle(1.0, 1.0));
    const ArenaPointer large = made(Arena::rectangle(1.6, 1.2));
    const Vec2 anchor = small->bounds().minimum;
    const StateGraph before(small, TileShape::square, 0.1, anchor);
    const StateGraph after(large, TileShape::square, 0.1, anchor);
    for (int state = 0; state < before.states(); ++state) {
        const int same = after.stateOf(before.tile(state));
        ASSERT_GE(same, 0);
        EXPECT_EQ(after.centre(same), before.centre(state));
    }
}

TEST(StateGraph, MovesAreMutualAndEveryPlaceHasAStateInAnyArena) {
    Rng rng(7);
    for (int trial = 0; trial < 30; ++trial) {
        const ArenaPointer arena = made(testing::randomArena(rng));
        const double size = std::sqrt(arena->area() / 150.0);
        for (const TileShape shape : {TileShape::square, TileShape::hexagonal}) {
            const StateGraph graph(arena, shape, size, arena->bounds().minimum);
            for (int state = 0; state < graph.states(); ++state) {
                EXPECT_EQ(graph.stateAt(graph.centre(state)), state);
                for (const int other : graph.neighbours(state)) {
                    const auto back = graph.neighbours(other);
                    EXPECT_NE(std::find(back.begin(), back.end(), state), back.end());
                    EXPECT_TRUE(arena->visible(graph.centre(state), graph.centre(other)));
                }
            }
            for (int i = 0; i < 200; ++i) {
                const int state = graph.stateAt(arena->sampleInside(rng));
                EXPECT_GE(state, 0);
                EXPECT_LT(state, graph.states());
            }
        }
    }
}

TEST(StateGraph, RefusesTilesThatAreTooLargeOrTooSmall) {
    const ArenaPointer box = made(Arena::rectangle(1.0, 1.0));
    const auto graphOf = [&](double size) {
        return StateGraph(box, TileShape::square, size, box->bounds().minimum);
    };
    for (const double size : {0.01, 3.0})
        try {
            graphOf(size);
            ADD_FAILURE() << size;
        } catch (const Error& error) {
            EXPECT_NE(std::string(error.what()).find("tile_size"), std::string::npos);
        }
}

} // namespace
} // namespace hippodrome::test_state_graph
