#include "core/base/rng.h"
#include "core/motion/path_fit.h"
#include "core/motion/path_table.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

namespace hippodrome::test_path_fit {
namespace {

/// A path of these places, a thirtieth of a second apart.
PathSamples pathOf(const std::vector<Vec2>& places) {
    PathSamples samples;
    samples.file = "path.csv";
    for (std::size_t i = 0; i < places.size(); ++i) {
        samples.times.push_back(static_cast<double>(i) / 30.0);
        samples.positions.push_back(places[i]);
        samples.begins.push_back(false);
        samples.lines.push_back(static_cast<int>(i) + 2);
    }
    return samples;
}

std::string faultOf(const std::vector<Vec2>& places, const Arena& arena,
                    const RecordedPathParameters& parameters = {}) {
    try {
        fitPath(pathOf(places), ArenaGeometry(arena), parameters);
    } catch (const Error& error) {
        return error.what();
    }
    return "no fault";
}

bool has(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

RecordedPathParameters anySpeed() {
    RecordedPathParameters parameters;
    parameters.maximumSpeed = 1e6;
    return parameters;
}

Arena walled() {
    Arena arena = Arena::rectangle(1.0, 1.0);
    arena.walls.push_back({1, {0.0, -0.5}, {0.0, 0.5}});
    return arena;
}

TEST(PathFit, PlacesOnWallsStay) {
    Arena arena = Arena::rectangle(1.0, 1.0);
    arena.walls.push_back({1, {0.0, -0.5}, {0.0, 0.2}});
    const ArenaGeometry geometry(arena);
    const std::vector<Vec2> places{{-0.5, -0.5}, {-0.4, -0.5}, {-0.2, -0.5}, {0.0, -0.5},
                                   {0.0, -0.3},  {0.0, 0.0},   {0.0, 0.2},   {0.1, 0.25},
                                   {0.5, 0.3},   {0.5, 0.5},   {0.0, 0.5},   {-0.5, 0.5}};
    const FittedPath path = fitPath(pathOf(places), geometry, anySpeed());
    EXPECT_TRUE(path.notes.empty());
    for (std::size_t i = 0; i < places.size(); ++i) {
        EXPECT_LE(length(path.positions[i] - places[i]), 1e-6) << i;
        EXPECT_TRUE(geometry.contains(path.positions[i])) << i;
        EXPECT_GT(geometry.nearestWall(path.positions[i])->distance, 1e-7) << i;
    }
    for (const std::size_t i : {3u, 4u, 5u})
        EXPECT_LT(path.positions[i].x, 0.0) << "on the side that it came from, " << i;
}

TEST(PathFit, NoiseAlongAWallStaysOnItsSide) {
    const ArenaGeometry geometry(walled());
    Rng rng(3);
    for (const double side : {-1.0, 1.0}) {
        std::vector<Vec2> places{{side * 0.1, -0.4}};
        for (int i = 0; i < 400; ++i)
            places.push_back({0.004 * rng.normal(), -0.4 + 0.002 * i});
        places.push_back({side * 0.1, 0.4});
        const FittedPath path = fitPath(pathOf(places), geometry, anySpeed());
        for (std::size_t i = 0; i < places.size(); ++i) {
            ASSERT_GT(side * path.positions[i].x, 0.0) << i;
            ASSERT_LE(length(path.positions[i] - places[i]), 0.02) << i;
            ASSERT_NEAR(path.positions[i].y, places[i].y, 1e-6) << i;
            if (side * places[i].x > 1e-6) {
                ASSERT_EQ(path.positions[i], places[i]) << "nothing else is moved, " << i;
            }
        }
        ASSERT_EQ(path.notes.size(), 1u);
        EXPECT_TRUE(has(path.notes[0], " of 402 positions beyond a wall, by up to 0.0"));
    }
}

TEST(PathFit, ClosedWallsAreNotPassed) {
    EXPECT_EQ(faultOf({{-0.2, 0.0}, {-0.1, 0.0}, {0.1, 0.1}}, walled(), anySpeed()),
              "path.csv:4:1: expected a free way from (-0.1, 0) in line 3 to (0.1, 0.1), found one "
              "through the wall (0, -0.5)-(0, 0.5)");
    // In steps shorter than the tolerance: the line where it passed.
    std::vector<Vec2> slow;
    for (int i = 0; i < 100; ++i)
        slow.push_back({-0.1 + 0.002 * i, 0.0});
    EXPECT_TRUE(has(faultOf(slow, walled()), "path.csv:53:1: ")) << faultOf(slow, walled());

    Arena holed = Arena::rectangle(1.0, 1.0);
    holed.holes.push_back({7, {{-0.1, -0.1}, {0.1, -0.1}, {0.1, 0.1}, {-0.1, 0.1}}});
    const std::string hole = faultOf({{-0.2, 0.0}, {0.2, 0.0}}, holed, anySpeed());
    EXPECT_TRUE(has(hole, "through hole 7, across its edge")) << hole;
    EXPECT_TRUE(has(faultOf({{-0.2, 0.0}, {0.0, 0.0}}, holed, anySpeed()),
                    "path.csv:3:1: the point (0, 0) lies in hole 7"));

    Arena u; // two arms
    u.boundary = {{0, 0}, {1, 0}, {1, 1}, {0.6, 1}, {0.6, 0.2}, {0.4, 0.2}, {0.4, 1}, {0, 1}};
    const std::string outside = faultOf({{0.3, 0.9}, {0.7, 0.9}}, u, anySpeed());
    EXPECT_TRUE(has(outside, "through the outside, across the boundary's edge")) << outside;
    EXPECT_EQ(faultOf({{0.3, 0.1}, {0.7, 0.1}}, u, anySpeed()), "no fault");

    // A double wall, and a wall made of two.
    Arena twice = walled();
    twice.walls.push_back({2, {0.01, -0.5}, {0.01, 0.5}});
    EXPECT_NE(faultOf({{-0.1, 0.0}, {0.1, 0.0}}, twice, anySpeed()), "no fault");
    Arena joined = Arena::rectangle(1.0, 1.0);
    joined.walls = {{1, {0.0, -0.5}, {0.0, 0.0}}, {2, {0.0, 0.0}, {0.0, 0.5}}};
    EXPECT_NE(faultOf({{-0.1, 0.0}, {0.1, 0.0}}, joined, anySpeed()), "no fault");
}

TEST(PathFit, CornersMayBeCutSlightly) {
    Arena arena = Arena::rectangle(1.0, 1.0);
    arena.walls.push_back({1, {0.0, -0.5}, {0.0, 0.2}});
    EXPECT_EQ(faultOf({{-0.1, 0.21}, {0.1, 0.21}}, arena, anySpeed()), "no fault");
    EXPECT_EQ(faultOf({{-0.1, 0.19}, {0.1, 0.19}}, arena, anySpeed()), "no fault");
    EXPECT_NE(faultOf({{-0.1, 0.1}, {0.1, 0.1}}, arena, anySpeed()), "no fault");
    // Round a pillar, with its wall under the tracked point.
    Arena round = Arena::rectangle(1.0, 1.0);
    round.holes.push_back({1, circlePolygon({{}, 0.2}, 64)});
    std::vector<Vec2> places;
    for (int i = 0; i < 60; ++i)
        places.push_back(0.2 * unitVector(0.2 * i));
    EXPECT_EQ(faultOf(places, round, anySpeed()), "no fault");
    PathTable path(parseCsv("time,x,y\n0,0.2,0\n0.1,0.1838,0.0789\n0.2,0.1377,0.145\n"),
                   RecordedPathParameters());
    path.fit(ArenaGeometry(round));
    EXPECT_LE(length(path.at(0.1).position - Vec2{0.1838, 0.0789}), 1e-3);
}

TEST(PathFit, SlightlyOutsideIsMovedToTheWall) {
    const Arena arena = Arena::rectangle(1.0, 1.0);
    const ArenaGeometry geometry(arena);
    const std::vector<Vec2> places{{0.0, 0.0}, {0.515, 0.1}, {-0.51, -0.51}, {0.0, 0.5002}};
    const FittedPath path = fitPath(pathOf(places), geometry, anySpeed());
    EXPECT_NEAR(path.positions[1].x, 0.5, 1e-6);
    EXPECT_NEAR(path.positions[1].y, 0.1, 1e-12);
    EXPECT_LE(length(path.positions[2] - Vec2{-0.5, -0.5}), 1e-6);
    EXPECT_NEAR(path.positions[3].y, 0.5, 1e-6);
    EXPECT_EQ(path.notes,
              (std::vector<std::string>{"3 of 4 positions beyond a wall, by up to 0.0150004 m: "
                                        "moved to it"}));
    EXPECT_TRUE(has(faultOf({{0.0, 0.0}, {0.521, 0.0}}, arena, anySpeed()),
                    "path.csv:3:1: the point (0.521, 0) lies outside the arena"));
    Arena notched;
    notched.boundary = {{0.0, 0.0}, {1.0, 0.0}, {1.0, 0.4}, {0.4, 0.4}, {0.4, 1.0}, {0.0, 1.0}};
    EXPECT_TRUE(has(faultOf({{0.2, 0.2}, {0.7, 0.7}}, notched, anySpeed()),
                    "(0.7, 0.7) lies outside the outline of the arena"));
    notched.holes = {{1, {{0.1, 0.5}, {0.3, 0.5}, {0.3, 0.7}, {0.1, 0.7}}}};
    EXPECT_TRUE(has(faultOf({{0.2, 0.2}, {0.2, 0.6}}, notched, anySpeed()),
                    "(0.2, 0.6) lies in hole 1 of the arena"));
    RecordedPathParameters strict = anySpeed();
    strict.tolerance = 0.0;
    EXPECT_NE(faultOf({{0.0, 0.0}, {0.5002, 0.0}}, arena, strict), "no fault");
    EXPECT_EQ(faultOf({{0.0, 0.0}, {0.5, 0.0}}, arena, strict), "no fault");
}

TEST(PathFit, TheCircleItselfCounts) {
    const Arena arena = Arena::circular(0.5);
    RecordedPathParameters strict = anySpeed();
    strict.tolerance = 0.0;
    std::vector<Vec2> places;
    for (int i = 0; i < 700; ++i)
        places.push_back((i % 2 ? 0.4996 : 0.5) * unitVector(0.009 * i));
    const ArenaGeometry geometry(arena);
    const FittedPath path = fitPath(pathOf(places), geometry, strict);
    for (std::size_t i = 0; i < places.size(); ++i) {
        EXPECT_TRUE(geometry.contains(path.positions[i]));
        EXPECT_LE(length(path.positions[i] - places[i]),
                  0.5 * (1.0 - std::cos(std::numbers::pi / 64)) + 1e-6);
    }
    EXPECT_NE(faultOf({{0.0, 0.0}, {0.501, 0.0}}, arena, strict), "no fault");
}

TEST(PathFit, SeamsArePassedTheShorterWay) {
    Arena arena = Arena::rectangle(1.0, 1.0);
    arena.periodic = true;
    const ArenaGeometry geometry(arena);
    const FittedPath path = fitPath(
        pathOf({{0.48, 0.49}, {-0.49, -0.5}, {-0.4, 0.48}, {0.5000004, 0.48}}), geometry, {});
    EXPECT_NEAR(path.ways[1].x, 0.03, 1e-12);
    EXPECT_NEAR(path.ways[1].y, 0.01, 1e-12);
    EXPECT_NEAR(path.ways[2].y, -0.02, 1e-12);
    EXPECT_NEAR(path.ways[3].x, -0.1, 1e-6);
    arena.walls.push_back({1, {-0.495, -0.5}, {-0.495, 0.5}});
    EXPECT_TRUE(has(faultOf({{0.45, 0.0}, {-0.42, 0.0}}, arena), "through the wall"));
}

TEST(PathFit, LikelyUnitsOfPlacesAreAskedAbout) {
    const auto roaming = [](double scale, Vec2 shift) {
        Rng rng(5);
        std::vector<Vec2> places;
        for (int i = 0; i < 300; ++i)
            places.push_back(scale * (Vec2{rng.uniform(), rng.uniform()} + shift));
        return places;
    };
    Arena arena;
    arena.boundary = rectanglePolygon({0.5, 0.5}, 1.0, 1.0);
    EXPECT_EQ(faultOf(roaming(1.0, {}), arena, anySpeed()), "no fault");
    EXPECT_TRUE(has(faultOf(roaming(100.0, {}), arena), "in centimetres? Metres are expected, or "
                                                        "length_unit \"cm\""));
    EXPECT_TRUE(has(faultOf(roaming(1000.0, {}), arena), "length_unit \"mm\""));
    const std::string pixels = faultOf(roaming(440.0, {0.3, 0.1}), arena);
    EXPECT_TRUE(has(pixels, "are x and y in pixels? Then set metres_per_unit") &&
                has(pixels, "about 0.0023"))
        << pixels;
    const std::string origin = faultOf(roaming(1.0, {-0.5, -0.5}), arena);
    EXPECT_TRUE(has(origin, "another origin") && has(origin, "\"centre\"")) << origin;
    const std::string both = faultOf(roaming(100.0, {-0.5, -0.5}), arena);
    EXPECT_TRUE(has(both, "centimetres") && has(both, "origin")) << both;
    RecordedPathParameters declared;
    declared.lengthUnit = LengthUnit::centimetres;
    EXPECT_FALSE(has(faultOf(roaming(100.0, {}), arena, declared), "centimetres"));
    EXPECT_TRUE(has(faultOf({{0.1, 0.1}, {0.9, 0.9}}, arena),
                    "expected at most 5 m/s, found 33.9411 m/s from (0.1, 0.1) to (0.9, 0.9) "
                    "(maximum_speed sets how much is allowed)"));
}

/// Random walks of random simulated rats read back as they are.
TEST(PathFit, WaysOfAFreeRatAreKept) {
    Arena arena = Arena::rectangle(1.0, 1.0);
    arena.walls = {{1, {0.0, -0.5}, {0.0, 0.3}}, {2, {-0.5, 0.1}, {-0.2, 0.1}}};
    arena.holes.push_back({3, {{0.2, 0.1}, {0.4, 0.1}, {0.3, 0.3}}});
    const ArenaGeometry geometry(arena);
    Rng rng(11);
    std::vector<Vec2> places{{-0.3, -0.3}};
    while (places.size() < 20000) {
        const Vec2 next = places.back() + Vec2{0.02 * rng.normal(), 0.02 * rng.normal()};
        if (geometry.contains(next) && geometry.nearestWall(next)->distance > 1e-6 &&
            !geometry.firstCrossing(places.back(), next))
            places.push_back(next);
    }
    EXPECT_EQ(fitPath(pathOf(places), geometry, anySpeed()).positions, places);
}

} // namespace
} // namespace hippodrome::test_path_fit
