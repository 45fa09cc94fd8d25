#include "tests/arena/random_arena.h"

#include <gtest/gtest.h>

#include <limits>

namespace hippodrome::test_arena_validation {
namespace {

/// The first fault as `field: message`, or an empty text.
std::string faultOf(const Arena& arena) {
    const auto faults = validate(arena);
    return faults.empty() ? "" : faults.front().field + ": " + faults.front().message;
}

Arena polygonal(Polygon boundary) {
    Arena arena;
    arena.boundary = std::move(boundary);
    return arena;
}

Arena squareWithWall(Vec2 from, Vec2 to) {
    Arena arena = Arena::rectangle(2.0, 2.0);
    arena.walls.push_back({1, from, to});
    return arena;
}

Arena squareWithHoles(std::vector<Polygon> holes) {
    Arena arena = Arena::rectangle(2.0, 2.0);
    for (Polygon& hole : holes)
        arena.holes.push_back({arena.nextId(), std::move(hole)});
    return arena;
}

Polygon box(double x0, double y0, double x1, double y1) {
    return {{x0, y0}, {x1, y0}, {x1, y1}, {x0, y1}};
}

TEST(Validation, SoundArenasHaveNoFaults) {
    EXPECT_EQ(faultOf(Arena::rectangle(1.0, 2.0)), "");
    EXPECT_EQ(faultOf(Arena::circular(1.0, 2000)), "");
    EXPECT_EQ(faultOf(polygonal({{0, 0}, {2, 0}, {2, 2}, {1, 2}, {1, 1}, {0, 1}})), "");
    // A corner in the middle of a straight side is allowed.
    EXPECT_EQ(faultOf(polygonal({{0, 0}, {1, 0}, {2, 0}, {2, 2}, {0, 2}})), "");
}

TEST(Validation, SelfCrossingNamesTheEdges) {
    EXPECT_EQ(faultOf(polygonal({{0, 0}, {1, 1}, {1, 0}, {0, 1}})),
              "boundary: edge 0 (0, 0)-(1, 1) crosses edge 2 (1, 0)-(0, 1)");
    EXPECT_EQ(faultOf(polygonal({{0, 0}, {2, 0}, {2, 2}, {1, 0}, {0, 2}})),
              "boundary: edge 0 (0, 0)-(2, 0) touches edge 2 (2, 2)-(1, 0)");
    EXPECT_EQ(faultOf(polygonal({{0, 0}, {2, 0}, {2, 2}, {1, 1e-8}, {0, 2}})), "");
    EXPECT_EQ(faultOf(polygonal({{0, 0}, {2, 0}, {2, 2}, {1, -1e-8}, {0, 2}})),
              "boundary: edge 0 (0, 0)-(2, 0) crosses edge 2 (2, 2)-(1, -1e-08)");
}

TEST(Validation, RepeatedAndFoldedEdges) {
    EXPECT_EQ(faultOf(polygonal({{0, 0}, {1, 0}, {1, 0}, {1, 1}})),
              "boundary: corners 1 and 2 are both at (1, 0)");
    EXPECT_EQ(faultOf(polygonal({{0, 0}, {1, 0}, {1, 1}, {0, 0}})),
              "boundary: corners 3 and 0 are both at (0, 0)");
    EXPECT_EQ(faultOf(polygonal({{0, 0}, {2, 0}, {1, 0}, {1, 1}})),
              "boundary: edge 0 (0, 0)-(2, 0) and edge 1 (2, 0)-(1, 0) lie on each other");
    EXPECT_EQ(faultOf(polygonal({{1, 0}, {2, 0}, {2, 1}, {0, 1}, {0, 0}, {3, 0}})),
              "boundary: edge 0 (1, 0)-(2, 0) touches edge 4 (0, 0)-(3, 0)");
}

TEST(Validation, TooFewCornersAndNoArea) {
    EXPECT_EQ(faultOf(polygonal({})), "boundary: expected at least 3 corners, found 0");
    EXPECT_EQ(faultOf(polygonal({{0, 0}, {1, 0}})),
              "boundary: expected at least 3 corners, found 2");
    EXPECT_EQ(faultOf(polygonal({{0, 0}, {1, 1}, {2, 2}})),
              "boundary: edge 0 (0, 0)-(1, 1) and edge 2 (2, 2)-(0, 0) lie on each other");
    EXPECT_EQ(faultOf(polygonal({{0, 0}, {1, 1}, {2, 2 + 5e-9}})), "boundary: has no area");
    EXPECT_EQ(faultOf(polygonal({{0, 0}, {1, 1}, {2, 2 + 5e-5}})),
              "boundary: only 2.5e-05 m^2 are left for the rat; expected at least 0.0001 m^2");
    EXPECT_EQ(faultOf(Arena::rectangle(0.04, 1.0)),
              "boundary: is 0.04 m wide and 1 m high; expected at least 0.05 m each");
    EXPECT_EQ(faultOf(Arena::rectangle(0.05, 0.05)), "");
}

TEST(Validation, Coordinates) {
    const double infinity = std::numeric_limits<double>::infinity();
    EXPECT_EQ(faultOf(polygonal({{0, 0}, {infinity, 0}, {1, 1}})),
              "boundary: corner 1 lies at (inf, 0); expected coordinates from -1000 to 1000 m");
    EXPECT_EQ(faultOf(polygonal({{0, 0}, {1, 0}, {1, -1000.5}})),
              "boundary: corner 2 lies at (1, -1000.5); expected coordinates from -1000 to 1000 "
              "m");
    EXPECT_EQ(faultOf(squareWithWall({0, 0}, {std::nan(""), 0})).substr(0, 26),
              "walls[0]: the end lies at ");
    EXPECT_EQ(faultOf(Arena::rectangle(2000, 2000)), "");
}

TEST(Validation, Walls) {
    EXPECT_EQ(faultOf(squareWithWall({-0.5, 0}, {0.5, 0})), "");
    EXPECT_EQ(faultOf(squareWithWall({-1, 0}, {1, 0})), "");
    EXPECT_EQ(faultOf(squareWithWall({-1, -1}, {1, -1})), "") << "along the boundary";
    EXPECT_EQ(faultOf(squareWithWall({-1, -1}, {1, 1})), "") << "corner to corner";
    EXPECT_EQ(faultOf(squareWithWall({0, 0}, {1 + 5e-10, 0.1})), "") << "within tolerance";
    EXPECT_EQ(faultOf(squareWithWall({0, 0}, {1 + 1e-8, 0})),
              "walls[0]: the wall (0, 0)-(1, 0) crosses the boundary's edge 1 (1, -1)-(1, 1) at "
              "(1, 0) and lies outside the boundary around (1, 0)");
    EXPECT_EQ(faultOf(squareWithWall({2, 0}, {3, 0})),
              "walls[0]: the wall (2, 0)-(3, 0) lies outside the boundary");
    EXPECT_EQ(faultOf(squareWithWall({0.2, 0.2}, {0.2, 0.2009})),
              "walls[0]: the wall (0.2, 0.2)-(0.2, 0.2009) is too short; expected a length over 1 "
              "mm");
    Arena concave = polygonal({{0, 0}, {2, 0}, {2, 2}, {1, 1}, {0, 2}});
    concave.walls.push_back({1, {0.1, 1.5}, {1.9, 1.5}});
    EXPECT_EQ(faultOf(concave),
              "walls[0]: the wall (0.1, 1.5)-(1.9, 1.5) crosses the boundary's edge 3 (1, 1)-(0, "
              "2) at (0.5, 1.5) and lies outside the boundary around (1, 1.5)");
    concave.walls[0] = {1, {0, 2}, {2, 2}};
    EXPECT_EQ(faultOf(concave),
              "walls[0]: the wall (0, 2)-(2, 2) crosses the boundary's edge 4 (0, 2)-(0, 0) at "
              "(0, 2) and lies outside the boundary around (1, 2)");
    concave.walls[0] = {1, {0.5, 1}, {1.5, 1}};
    EXPECT_EQ(faultOf(concave), "") << "touches the reflex corner";
    // Walls may cross and repeat each other.
    Arena crossing = squareWithWall({-0.5, 0}, {0.5, 0});
    crossing.walls.push_back({2, {0, -0.5}, {0, 0.5}});
    crossing.walls.push_back({3, {0, -0.5}, {0, 0.5}});
    EXPECT_EQ(faultOf(crossing), "");
}

TEST(Validation, WallsAndHoles) {
    Arena arena = squareWithHoles({box(-0.5, -0.5, 0.5, 0.5)});
    arena.walls.push_back({9, {-0.8, 0}, {-0.5, 0}});
    EXPECT_EQ(faultOf(arena), "") << "ends on the hole";
    arena.walls[0] = {9, {-0.8, 0.5}, {0.8, 0.5}};
    EXPECT_EQ(faultOf(arena), "") << "along an edge of the hole";
    arena.walls[0] = {9, {-0.8, 0}, {-0.4, 0}};
    EXPECT_EQ(faultOf(arena),
              "walls[0]: the wall (-0.8, 0)-(-0.4, 0) crosses hole 1's edge 3 (-0.5, 0.5)-(-0.5, "
              "-0.5) at (-0.5, 0) and lies inside hole 1 around (-0.45, 0)");
    arena.walls[0] = {9, {-0.1, 0}, {0.1, 0}};
    EXPECT_EQ(faultOf(arena), "walls[0]: the wall (-0.1, 0)-(0.1, 0) lies inside hole 1");
    arena.walls[0] = {9, {-0.5, -0.5}, {0.5, 0.5}};
    EXPECT_EQ(
        faultOf(arena),
        "walls[0]: the wall (-0.5, -0.5)-(0.5, 0.5) crosses hole 1's edge 3 (-0.5, 0.5)-(-0.5,"
        " -0.5) at (-0.5, -0.5) and lies inside hole 1 around (0, 0)")
        << "a diagonal meets the hole at its corners only";
}

TEST(Validation, Holes) {
    EXPECT_EQ(faultOf(squareWithHoles({box(-0.5, -0.5, 0, 0), box(0.1, 0.1, 0.5, 0.5)})), "");
    EXPECT_EQ(faultOf(squareWithHoles({box(-1, -1, 0, 0)})), "") << "fits the corner";
    EXPECT_EQ(faultOf(squareWithHoles({box(-0.5, -0.5, 0, 0), box(0, -0.5, 0.5, 0.5)})), "")
        << "side by side";
    EXPECT_EQ(faultOf(squareWithHoles({box(3, 3, 4, 4)})),
              "holes[0]: edge 0 (3, 3)-(4, 3) lies outside the boundary");
    EXPECT_EQ(faultOf(squareWithHoles({box(0.5, 0.5, 1.5, 0.8)})),
              "holes[0]: edge 0 (0.5, 0.5)-(1.5, 0.5) crosses the boundary's edge 1 (1, -1)-(1, 1)"
              " at (1, 0.5) and lies outside the boundary around (1.25, 0.5)");
    EXPECT_EQ(faultOf(squareWithHoles({box(-0.5, -0.5, 0.5, 0.5), box(-0.2, -0.2, 0.2, 0.2)})),
              "holes[1]: edge 0 (-0.2, -0.2)-(0.2, -0.2) lies inside hole 1");
    EXPECT_EQ(faultOf(squareWithHoles({box(-0.2, -0.2, 0.2, 0.2), box(-0.5, -0.5, 0.5, 0.5)})),
              "holes[0]: edge 0 (-0.2, -0.2)-(0.2, -0.2) lies inside hole 2");
    EXPECT_EQ(faultOf(squareWithHoles({box(-0.5, -0.5, 0.5, 0.5), box(0, 0, 0.8, 0.2)})),
              "holes[0]: edge 1 (0.5, -0.5)-(0.5, 0.5) crosses hole 2's edge 0 (0, 0)-(0.8, 0) at "
              "(0.5, 0) and lies inside hole 2 around (0.5, 0.1)");
    EXPECT_EQ(faultOf(squareWithHoles({box(0, 0, 0.5, 0.5), box(0, 0, 0.5, 0.5)})),
              "holes[0]: covers the same place as hole 2, around (0.25, 0.25)");
    EXPECT_EQ(faultOf(squareWithHoles({box(-1, -1, 1, 1)})),
              "holes: only 0 m^2 are left for the rat; expected at least 0.0001 m^2");
    EXPECT_EQ(faultOf(squareWithHoles({{{0, 0}, {0.5, 0.5}, {0.5, 0}, {0, 0.5}}})),
              "holes[0]: edge 0 (0, 0)-(0.5, 0.5) crosses edge 2 (0.5, 0)-(0, 0.5)");
    EXPECT_EQ(faultOf(squareWithHoles({{{0, 0}, {0.5, 0.5}}})),
              "holes[0]: expected at least 3 corners, found 2");
    // Corners of the hole lie on the boundary, its edge bridges the outside.
    Arena concave = polygonal({{0, 0}, {2, 0}, {2, 2}, {1, 1}, {0, 2}});
    concave.holes.push_back({1, {{0.5, 1.5}, {0.5, 0.5}, {1.5, 0.5}, {1.5, 1.5}}});
    EXPECT_EQ(faultOf(concave),
              "holes[0]: edge 3 (1.5, 1.5)-(0.5, 1.5) crosses the boundary's edge 2 (2, 2)-(1, 1) "
              "at (1.5, 1.5) and lies outside the boundary around (1, 1.5)");
}

TEST(Validation, RewardsAndObjects) {
    Arena arena = squareWithHoles({box(0.2, 0.2, 0.6, 0.6)});
    arena.walls.push_back({2, {-0.5, 0}, {0, 0}});
    arena.rewards.push_back({3, {-0.5, -0.5}, 0.1, 1.0});
    EXPECT_EQ(faultOf(arena), "");
    arena.rewards[0].position = {-0.2, 0.0011};
    EXPECT_EQ(faultOf(arena), "");
    arena.rewards[0].position = {-0.2, 0.0009};
    EXPECT_EQ(faultOf(arena),
              "rewards[0].position: the reward at (-0.2, 0.0009) lies on the wall (-0.5, 0)-(0, 0);"
              " expected at least 1 mm between them");
    arena.rewards[0].position = {0.3, 0.3};
    EXPECT_EQ(faultOf(arena), "rewards[0].position: the reward at (0.3, 0.3) lies inside hole 1");
    arena.rewards[0].position = {1, 0};
    EXPECT_EQ(faultOf(arena),
              "rewards[0].position: the reward at (1, 0) lies on the boundary's edge 1 (1, -1)-(1,"
              " 1); expected at least 1 mm between them");
    arena.periodic = true;
    EXPECT_EQ(faultOf(arena), "");
    arena.rewards[0].radius = 0.0;
    EXPECT_EQ(faultOf(arena), "rewards[0].radius: expected a positive radius, found 0");
    arena.rewards[0] = {3, {-0.5, -0.5}, 0.1, std::numeric_limits<double>::infinity()};
    EXPECT_EQ(faultOf(arena), "rewards[0].magnitude: expected a finite number");
    arena.rewards.clear();
    arena.objects.push_back({4, {2, 2}, "landmark"});
    EXPECT_EQ(faultOf(arena),
              "objects[0].position: the object at (2, 2) lies outside the boundary");
    arena.objects[0] = {4, {0.4, 0.4}, "landmark"};
    EXPECT_EQ(faultOf(arena), "objects[0].position: the object at (0.4, 0.4) lies inside hole 1");
    arena.objects[0] = {4, {1, 0}, ""};
    EXPECT_EQ(faultOf(arena), "objects[0].kind: expected a kind, found an empty text");
}

TEST(Validation, PeriodicOnlyForRectangles) {
    Arena arena = Arena::circular(1.0);
    arena.periodic = true;
    EXPECT_EQ(faultOf(arena), "periodic: only an axis-parallel rectangle can be periodic");
    arena = polygonal({{0, 0}, {1, 0.1}, {1, 1}, {0, 1}});
    arena.periodic = true;
    EXPECT_EQ(faultOf(arena), "periodic: only an axis-parallel rectangle can be periodic");
    arena = Arena::rectangle(1.0, 2.0);
    arena.periodic = true;
    EXPECT_EQ(faultOf(arena), "");
}

TEST(Validation, Ids) {
    Arena arena = squareWithWall({0, 0}, {0.5, 0});
    arena.objects.push_back({1, {0.2, 0.2}, "landmark"});
    EXPECT_EQ(faultOf(arena), "objects[0]: has the id 1, as has walls[0]");
    arena.objects[0].id = 0;
    EXPECT_EQ(faultOf(arena), "objects[0]: has the id 0; expected a positive one");
}

TEST(Validation, Limits) {
    Arena arena = Arena::circular(1.0, 2001);
    EXPECT_EQ(faultOf(arena), "boundary: expected at most 2000 corners, found 2001");
    arena = Arena::rectangle(1.0, 1.0);
    arena.walls.resize(5001);
    EXPECT_EQ(faultOf(arena), "walls: expected at most 5000 walls, found 5001");
    arena = Arena::rectangle(1.0, 1.0);
    arena.holes.resize(201);
    EXPECT_EQ(faultOf(arena), "holes: expected at most 200 holes, found 201");
    arena.holes.resize(6);
    for (Hole& hole : arena.holes)
        hole.polygon.resize(2000);
    EXPECT_EQ(faultOf(arena),
              "holes: expected at most 10000 corners of all holes together, found 12000");
    arena.holes.resize(1);
    arena.holes[0].polygon.resize(2001);
    EXPECT_EQ(faultOf(arena), "holes[0]: expected at most 2000 corners, found 2001");
    arena = Arena::rectangle(1.0, 1.0);
    arena.rewards.resize(501);
    EXPECT_EQ(faultOf(arena), "rewards: expected at most 500 rewards, found 501");
    arena = Arena::rectangle(1.0, 1.0);
    arena.objects.resize(501);
    EXPECT_EQ(faultOf(arena), "objects: expected at most 500 objects, found 501");
}

TEST(Validation, GivesEveryFaultUpToTwenty) {
    Arena arena = Arena::rectangle(1.0, 1.0);
    for (int i = 1; i <= 3; ++i)
        arena.walls.push_back({i, {0.0, 0.0}, {i * 1.0, 0.1}});
    EXPECT_EQ(validate(arena).size(), 3u);
    for (int i = 4; i <= 100; ++i)
        arena.walls.push_back({i, {0.0, 0.0}, {i * 1.0, 0.1}});
    EXPECT_EQ(validate(arena).size(), 20u);
    EXPECT_THROW(
        {
            try {
                requireValid(arena);
            } catch (const Error& error) {
                EXPECT_EQ(error.field(), "walls[0]");
                throw;
            }
        },
        Error);
}

TEST(Validation, LargestArenaIsChecked) {
    Rng rng(8);
    Arena arena = testing::clutteredArena(rng, 5000, 30.0);
    arena.boundary = circlePolygon({{}, 24.0}, 2000);
    EXPECT_EQ(faultOf(arena), "");
    arena.walls[4321].b = {25.0, 0.0};
    EXPECT_EQ(faultOf(arena).substr(0, 11), "walls[4321]");
}

TEST(Validation, MovedAndTurnedArenasAreJudgedAlike) {
    // Rounding differs after a turn, what touches or crosses does not.
    Rng rng(21);
    for (int i = 0; i < 300; ++i) {
        Arena arena = testing::randomArena(rng);
        const double angle = rng.uniform(0.0, 6.3);
        const Vec2 shift{rng.uniform(-900.0, 900.0), rng.uniform(-900.0, 900.0)};
        const auto move = [&](Vec2& point) { point = shift + rotated(point, angle); };
        for (Vec2& corner : arena.boundary)
            move(corner);
        for (Hole& hole : arena.holes)
            for (Vec2& corner : hole.polygon)
                move(corner);
        for (Wall& wall : arena.walls) {
            move(wall.a);
            move(wall.b);
        }
        EXPECT_EQ(faultOf(arena), "");
    }
}

TEST(Validation, AFaultSaysWhatItIsOfAndWhere) {
    const auto first = [](const Arena& arena) { return validate(arena).at(0); };
    const ArenaFault beyond = first(squareWithWall({0, 0}, {1.5, 0}));
    EXPECT_EQ(beyond.kind, ArenaFaultKind::crossesOutline);
    EXPECT_EQ(beyond.part, 1);
    ASSERT_EQ(beyond.places.size(), 2u);
    EXPECT_NEAR(length(beyond.places[0].a - Vec2{1, 0}), 0.0, 1e-12); // what sticks out
    EXPECT_EQ(beyond.places[0].b, (Vec2{1.5, 0}));
    EXPECT_EQ(beyond.places[1].a.x, 1.0); // the edge that it crosses
    EXPECT_EQ(first(squareWithWall({2, 2}, {3, 2})).kind, ArenaFaultKind::outside);

    Arena obstacle = squareWithHoles({box(-0.5, -0.5, 0.5, 0.5)});
    obstacle.walls.push_back({7, {0.8, 0.0}, {0.0, 0.0}});
    EXPECT_EQ(first(obstacle).kind, ArenaFaultKind::crossesHole);
    EXPECT_EQ(first(obstacle).part, 7);
    obstacle.walls[0] = {7, {-0.2, 0.0}, {0.2, 0.0}};
    EXPECT_EQ(first(obstacle).kind, ArenaFaultKind::insideHole);
    obstacle.walls.clear();
    obstacle.rewards.push_back({8, {0.5, 0.0}});
    EXPECT_EQ(first(obstacle).kind, ArenaFaultKind::onWall);
    EXPECT_EQ(first(obstacle).places.size(), 1u);
    obstacle.rewards[0].position = {0.1, 0.0};
    EXPECT_EQ(first(obstacle).kind, ArenaFaultKind::insideHole);
    EXPECT_EQ(first(obstacle).places.at(0), (Segment{{0.1, 0.0}, {0.1, 0.0}}));

    const ArenaFault crossed = first(polygonal({{0, 0}, {1, 1}, {1, 0}, {0, 1}}));
    EXPECT_EQ(crossed.kind, ArenaFaultKind::selfCrossing);
    EXPECT_EQ(crossed.part, 0);
    EXPECT_EQ(crossed.places.size(), 2u);
    EXPECT_EQ(first(Arena::rectangle(0.01, 1.0)).kind, ArenaFaultKind::tooSmall);
}

} // namespace
} // namespace hippodrome::test_arena_validation
