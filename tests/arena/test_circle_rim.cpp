#include "core/arena/arena_geometry.h"
#include "core/arena/circle_rim.h"
#include "core/base/rng.h"

#include <gtest/gtest.h>

#include <cmath>

namespace hippodrome::test_circle_rim {
namespace {

Json pointOf(Vec2 point) {
    return {std::round(point.x * 1e5) / 1e5, std::round(point.y * 1e5) / 1e5};
}

Arena read(const Json& json) {
    const JsonDocument document{json, {}, {}};
    return readArena(JsonCursor(document));
}

/// Whatever its angle, what touches the circle that was drawn lies in it.
TEST(CircleRim, WhatTouchesTheCircleIsAccepted) {
    Rng rng(2);
    for (int trial = 0; trial < 300; ++trial) {
        const double radius = rng.uniform(0.2, 3.0);
        const Vec2 centre{rng.uniform(-1.0, 1.0), rng.uniform(-1.0, 1.0)};
        const Vec2 away = unitVector(rng.uniform(0.0, fullTurn));
        const Vec2 onCircle = centre + radius * away;
        Json json = {{"boundary",
                      {{"type", "circle"}, {"radius", radius}, {"centre", {centre.x, centre.y}}}}};
        json["walls"] = {
            {{"from", pointOf(centre + 0.2 * radius * away)}, {"to", pointOf(onCircle)}}};
        json["objects"] = {{{"position", pointOf(centre - radius * away)}}};
        json["rewards"] = {
            {{"position", pointOf(centre + radius * rotated(away, 1.0))}, {"radius", 0.05}}};
        const Arena arena = read(json);
        EXPECT_EQ(arena.boundary, circlePolygon(*arena.circle, 64)) << "the polygon stays";
        EXPECT_LE(length(arena.walls[0].b - onCircle), 2.5e-3 * radius);
        EXPECT_LE(length(arena.rewards[0].position - (centre + radius * rotated(away, 1.0))),
                  1e-3 + 2.5e-3 * radius);
        // Reading back what is written changes nothing.
        EXPECT_EQ(read(writeArena(arena)), arena);
        // No rat gets through between the wall and the circle.
        const ArenaGeometry geometry(arena);
        const Vec2 aside{-away.y, away.x};
        const Vec2 end = arena.walls[0].b - 1e-9 * away;
        EXPECT_TRUE(geometry
                        .firstCrossing(end - 0.01 * radius * away + 1e-3 * aside,
                                       end - 1e-9 * away - 1e-9 * aside)
                        .has_value());
    }
}

TEST(CircleRim, OthersStayWhereTheyAre) {
    Arena arena = Arena::circular(0.5);
    const double depth = rimDepth(arena);
    EXPECT_NEAR(depth, 0.5 * (1.0 - std::cos(std::numbers::pi / 64)), 1e-12);
    Rng rng(4);
    for (int i = 0; i < 1000; ++i) {
        const Vec2 inside = (0.5 - depth) * rng.uniform() * unitVector(rng.uniform(0.0, fullTurn));
        EXPECT_EQ(ontoRim(arena, inside), inside);
        const Vec2 beyond = (0.5 + 1.01 * depth) * unitVector(rng.uniform(0.0, fullTurn));
        EXPECT_EQ(ontoRim(arena, beyond), beyond);
        const Vec2 between = 0.5 * unitVector(rng.uniform(0.0, fullTurn));
        EXPECT_TRUE(ArenaGeometry(arena).contains(ontoRim(arena, between)));
    }
    EXPECT_EQ(rimDepth(Arena::circular(0.5, 6)), 0.0) << "a hexagon is meant as one";
    EXPECT_EQ(rimDepth(Arena::rectangle(1, 1)), 0.0);
    arena.boundary[0].x += 0.01;
    EXPECT_EQ(rimDepth(arena), 0.0) << "no circle any longer";
}

TEST(CircleRim, FarOutsideIsStillRefused) {
    Json json = {{"boundary", {{"type", "circle"}, {"radius", 0.5}}}};
    json["walls"] = {{{"from", {0.1, 0.0}}, {"to", {0.51, 0.1}}}};
    EXPECT_THROW(read(json), Error);
}

TEST(ClosedRings, RepeatedCornersAreDropped) {
    const Json ring = Json::parse("[[0,0],[1,0],[1,0],[1,1],[0,1],[0,1],[0,0]]");
    const Json hole = Json::parse("[[0.4,0.4],[0.6,0.4],[0.5,0.6],[0.4,0.4]]");
    const Arena arena = read(
        {{"boundary", {{"type", "polygon"}, {"points", ring}}}, {"holes", {{{"points", hole}}}}});
    EXPECT_EQ(arena.boundary, (Polygon{{0, 0}, {1, 0}, {1, 1}, {0, 1}}));
    EXPECT_EQ(arena.holes[0].polygon.size(), 3u);
    EXPECT_THROW(
        read({{"boundary", {{"type", "polygon"}, {"points", Json::parse("[[0,0],[0,0],[0,0]]")}}}}),
        Error);
}

} // namespace
} // namespace hippodrome::test_circle_rim
