#include "core/arena/wall_sides.h"

#include "tests/arena/random_arena.h"

#include <gtest/gtest.h>

#include <cmath>

namespace hippodrome::test_wall_sides {
namespace {

std::size_t sidesOf(const Arena& arena) {
    return wallSides(ArenaGeometry(arena)).size();
}

Arena withBoundary(Polygon boundary) {
    Arena arena = Arena::rectangle(1.0, 1.0);
    arena.boundary = std::move(boundary);
    return arena;
}

Arena withWalls(Arena arena, std::vector<Segment> walls) {
    for (const Segment& wall : walls)
        arena.walls.push_back({arena.nextId(), wall.a, wall.b});
    return arena;
}

Polygon regular(int corners) {
    Polygon polygon;
    for (int i = 0; i < corners; ++i)
        polygon.push_back(unitVector(fullTurn * i / corners));
    return polygon;
}

TEST(WallSides, CornersDivideAndBendsDoNot) {
    EXPECT_EQ(sidesOf(Arena::rectangle(2.0, 1.0)), 4u);
    EXPECT_EQ(sidesOf(Arena::circular(0.5)), 1u);
    EXPECT_EQ(sidesOf(Arena::circular(0.5, 8)), 1u); // it was drawn as a circle
    EXPECT_EQ(sidesOf(withBoundary(regular(6))), 6u);
    EXPECT_EQ(sidesOf(withBoundary(regular(8))), 8u);
    EXPECT_EQ(sidesOf(withBoundary(regular(40))), 1u);
    // A corner in the middle of a straight side is none; a box with one round corner has 3 sides.
    EXPECT_EQ(sidesOf(withBoundary({{0, 0}, {0.3, 0}, {0.7, 0}, {1, 0}, {1, 1}, {0, 1}})), 4u);
    Polygon rounded{{0, 0}, {1, 0}, {1, 0.5}};
    for (int i = 1; i < 10; ++i)
        rounded.push_back(Vec2{0.5, 0.5} + 0.5 * unitVector(i * fullTurn / 40));
    rounded.insert(rounded.end(), {{0.5, 1}, {0, 1}});
    EXPECT_EQ(sidesOf(withBoundary(rounded)), 3u);
}

TEST(WallSides, EveryWallHasTwoAndHolesHaveTheirRim) {
    EXPECT_EQ(sidesOf(withWalls(Arena::rectangle(1, 1), {{{-0.2, 0}, {0.2, 0}}})), 6u);
    Arena pierced = Arena::rectangle(1, 1);
    pierced.holes = {{1, rectanglePolygon({0, 0}, 0.3, 0.3)}};
    EXPECT_EQ(sidesOf(pierced), 8u);
    Polygon round = regular(32);
    for (Vec2& corner : round)
        corner = 0.2 * corner;
    pierced.holes = {{1, round}};
    EXPECT_EQ(sidesOf(pierced), 5u);
}

TEST(WallSides, ADoorOrAWallThatEndsThereDoesNotDivide) {
    const Arena box = Arena::rectangle(1, 1);
    // Two rooms: the wall with a door has a side in each of them.
    EXPECT_EQ(sidesOf(withWalls(box, {{{0, -0.5}, {0, -0.1}}, {{0, 0.1}, {0, 0.5}}})), 6u);
    EXPECT_EQ(sidesOf(withWalls(
                  box, {{{0, -0.5}, {0, -0.3}}, {{0, -0.2}, {0, 0.1}}, {{0, 0.2}, {0, 0.5}}})),
              6u);
    // Drawn in two pieces that touch, or with a wall that ends on it.
    EXPECT_EQ(sidesOf(withWalls(box, {{{0, -0.5}, {0, 0.0}}, {{0, 0.0}, {0, 0.5}}})), 6u);
    EXPECT_EQ(
        sidesOf(withWalls(box, {{{0, -0.3}, {0, 0.0}}, {{0, 0.0}, {0, 0.3}}, {{0, 0}, {0.3, 0}}})),
        8u);
    // The outline has a corner where the wall ends.
    EXPECT_EQ(sidesOf(withWalls(withBoundary({{0, 0}, {0.5, 0}, {1, 0}, {1, 1}, {0, 1}}),
                                {{{0.5, 0}, {0.5, 0.5}}})),
              6u);
    // Far apart on one line: two walls.
    EXPECT_EQ(sidesOf(withWalls(box, {{{-0.4, 0}, {-0.3, 0}}, {{0.3, 0}, {0.4, 0}}})), 8u);
}

TEST(WallSides, CollinearEndsOfArmsAreSidesOfTheirOwn) {
    // The tips of an E lie on one line, but between them is no way along it.
    const Polygon e{{0, 0},   {1, 0},     {1, 0.2},   {0.2, 0.2}, {0.2, 0.4}, {1, 0.4},
                    {1, 0.6}, {0.2, 0.6}, {0.2, 0.8}, {1, 0.8},   {1, 1},     {0, 1}};
    // Of the twelve edges the two bottoms of the notches are ends of rooms between arms: on one
    // line, and passed by along the spine.
    EXPECT_EQ(sidesOf(withBoundary(e)), 11u);
}

TEST(WallSides, HoldEveryWallOnceAndFaceTheFreePlace) {
    Rng rng(11);
    for (int trial = 0; trial < 200; ++trial) {
        const ArenaGeometry arena(testing::randomArena(rng, {.holes = 3, .walls = 8}));
        double found = 0.0, expected = 0.0;
        for (std::size_t i = 0; i < arena.segments().size(); ++i) {
            const Segment& segment = arena.segments()[i];
            const bool isWall = i >= arena.segments().size() - arena.arena().walls.size();
            expected += (isWall ? 2.0 : 1.0) * length(segment.b - segment.a);
        }
        for (const WallSide& side : wallSides(arena))
            for (const Segment& piece : side.pieces) {
                const Vec2 along = piece.b - piece.a;
                found += length(along);
                const Vec2 left = Vec2{-along.y, along.x} / length(along);
                EXPECT_TRUE(arena.contains(0.5 * (piece.a + piece.b) + 1e-7 * left));
            }
        EXPECT_NEAR(found, expected, 1e-9 * expected);
    }
}

TEST(LargestClearance, IsThatOfKnownShapes) {
    EXPECT_NEAR(largestClearance(ArenaGeometry(Arena::rectangle(2.0, 0.6))), 0.3, 1e-9);
    EXPECT_NEAR(largestClearance(ArenaGeometry(Arena::circular(0.5, 360))), 0.5, 1e-3);
    EXPECT_NEAR(
        largestClearance(ArenaGeometry(withBoundary({{0, 0}, {1, 0}, {0.5, std::sqrt(0.75)}}))),
        std::sqrt(3.0) / 6.0, 1e-3);
    EXPECT_NEAR(
        largestClearance(ArenaGeometry(withWalls(Arena::rectangle(1, 1), {{{0, -0.5}, {0, 0.5}}}))),
        0.25, 1e-3);
    Arena torus = Arena::rectangle(1, 1);
    torus.periodic = true;
    EXPECT_EQ(largestClearance(ArenaGeometry(torus)), 0.0);
}

TEST(LargestClearance, NoPlaceIsFartherFromAWall) {
    Rng rng(12);
    for (int trial = 0; trial < 60; ++trial) {
        const ArenaGeometry arena(testing::randomArena(rng, {.holes = 3, .walls = 8}));
        const double most = largestClearance(arena);
        double seen = 0.0;
        for (int i = 0; i < 4000; ++i)
            seen = std::max(seen, arena.nearestWall(arena.sampleInside(rng))->distance);
        EXPECT_LE(seen, most + 1e-3);
        EXPECT_GE(seen, 0.7 * most);
    }
}

} // namespace
} // namespace hippodrome::test_wall_sides
