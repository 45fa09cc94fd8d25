#include "core/arena/arena_geometry.h"
#include "core/arena/polygon.h"

#include "tests/arena/random_arena.h"

#include <gtest/gtest.h>

#include <numbers>

namespace hippodrome::test_arena_geometry {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

/// How often a polygon winds around a point, by summing angles: slow, and nothing like the code.
int windingNumber(const Polygon& polygon, Vec2 point) {
    double angle = 0.0;
    for (const Segment& edge : edgesOf(polygon)) {
        const Vec2 a = edge.a - point, b = edge.b - point;
        angle += std::atan2(cross(a, b), dot(a, b));
    }
    return static_cast<int>(std::lround(angle / (2.0 * std::numbers::pi)));
}

bool containsByWinding(const Arena& arena, Vec2 point) {
    if (windingNumber(arena.boundary, point) == 0)
        return false;
    for (const Hole& hole : arena.holes)
        if (windingNumber(hole.polygon, point) != 0)
            return false;
    return true;
}

double nearestByLoop(const ArenaGeometry& geometry, Vec2 point) {
    double best = infinity;
    for (const Segment& segment : geometry.segments())
        best = std::min(best, length(nearestPoint(segment, point) - point));
    return best;
}

/// The first crossing by solving from + t way = a + u (b - a) with Cramer's rule.
double firstByLoop(const ArenaGeometry& geometry, Vec2 from, Vec2 way) {
    double best = infinity;
    for (const Segment& segment : geometry.segments()) {
        const Vec2 along = segment.b - segment.a, offset = segment.a - from;
        const double determinant = along.x * way.y - along.y * way.x;
        const double t = (along.x * offset.y - along.y * offset.x) / determinant;
        const double u = (way.x * offset.y - way.y * offset.x) / determinant;
        if (t >= 0.0 && t <= 1.0 && u >= 0.0 && u <= 1.0)
            best = std::min(best, t * length(way));
    }
    return best;
}

Vec2 randomPoint(Rng& rng, double extent) {
    return {rng.uniform(-extent, extent), rng.uniform(-extent, extent)};
}

void expectAgreesWithLoops(const ArenaGeometry& geometry, Rng& rng, int points, double extent) {
    for (int i = 0; i < points; ++i) {
        const Vec2 point = randomPoint(rng, extent), other = randomPoint(rng, extent);
        ASSERT_EQ(geometry.contains(point), containsByWinding(geometry.arena(), point));
        const auto nearest = geometry.nearestWall(point);
        ASSERT_TRUE(nearest);
        ASSERT_NEAR(nearest->distance, nearestByLoop(geometry, point), 1e-12);
        ASSERT_NEAR(length(nearest->point - point), nearest->distance, 1e-12);
        ASSERT_NEAR(
            length(nearestPoint(geometry.segments()[nearest->segment], point) - nearest->point),
            0.0, 1e-12);

        const auto hit = geometry.firstCrossing(point, other);
        const double expected = firstByLoop(geometry, point, other - point);
        ASSERT_EQ(hit.has_value(), expected < infinity);
        ASSERT_EQ(geometry.visible(point, other), !hit.has_value());
        if (hit) {
            ASSERT_NEAR(hit->distance, expected, 1e-9);
            ASSERT_NEAR(
                length(nearestPoint(geometry.segments()[hit->segment], hit->point) - hit->point),
                0.0, 1e-9);
        }
        const Vec2 direction = unitVector(rng.uniform(0.0, 6.3));
        const auto ray = geometry.rayCast(point, direction);
        const double far = firstByLoop(geometry, point, 1000.0 * direction);
        ASSERT_EQ(ray.has_value(), far < infinity);
        if (ray) {
            ASSERT_NEAR(ray->distance, far, 1e-9);
        }
        const auto shortRay = geometry.rayCast(point, direction, 0.3);
        ASSERT_EQ(shortRay.has_value(), far <= 0.3);

        const double radius = rng.uniform(0.0, 0.5);
        std::vector<std::size_t> found, within;
        geometry.forEachWallWithin(point, radius,
                                   [&](Vec2, std::size_t segment) { found.push_back(segment); });
        for (std::size_t j = 0; j < geometry.segments().size(); ++j)
            if (length(nearestPoint(geometry.segments()[j], point) - point) <= radius)
                within.push_back(j);
        ASSERT_EQ(found, within);
    }
}

TEST(ArenaGeometry, AgreesWithLoopsInRandomArenas) {
    Rng rng(1);
    for (int i = 0; i < 1500; ++i) {
        const ArenaGeometry geometry(testing::randomArena(rng));
        expectAgreesWithLoops(geometry, rng, 20, 1.3);
    }
}

TEST(ArenaGeometry, AgreesWithLoopsAmongAThousandWalls) {
    Rng rng(2);
    const ArenaGeometry geometry(testing::clutteredArena(rng, 1000));
    expectAgreesWithLoops(geometry, rng, 2000, 6.0);
    const ArenaGeometry round(Arena::circular(1.0, 2000));
    expectAgreesWithLoops(round, rng, 2000, 1.5);
}

TEST(ArenaGeometry, PlainBox) {
    const ArenaGeometry geometry(Arena::rectangle(2.0, 1.0));
    EXPECT_TRUE(geometry.plainRectangle());
    EXPECT_DOUBLE_EQ(geometry.area(), 2.0);
    EXPECT_EQ(geometry.segments().size(), 4u);
    EXPECT_TRUE(geometry.contains({1.0, 0.5}));
    EXPECT_TRUE(geometry.contains({0.0, -0.5}));
    EXPECT_FALSE(geometry.contains({1.0 + 1e-9, 0.0}));
    const auto nearest = geometry.nearestWall({0.9, 0.1});
    ASSERT_TRUE(nearest);
    EXPECT_NEAR(nearest->distance, 0.1, 1e-15);
    EXPECT_EQ(nearest->point.x, 1.0);
    EXPECT_NEAR(nearest->point.y, 0.1, 1e-15);
    EXPECT_EQ(nearest->segment, 1u);
}

TEST(ArenaGeometry, SegmentsAreInTheDeclaredOrder) {
    Arena arena = Arena::rectangle(2.0, 2.0);
    arena.holes.push_back({1, {{0.2, 0.2}, {0.4, 0.2}, {0.3, 0.4}}});
    arena.walls.push_back({2, {-0.5, 0.0}, {-0.2, 0.0}});
    const ArenaGeometry solid(arena);
    ASSERT_EQ(solid.segments().size(), 8u);
    EXPECT_EQ(solid.segments()[4], (Segment{{0.2, 0.2}, {0.4, 0.2}}));
    EXPECT_EQ(solid.segments()[7], (Segment{{-0.5, 0.0}, {-0.2, 0.0}}));
    EXPECT_NEAR(solid.area(), 4.0 - 0.02, 1e-15);
    arena.periodic = true;
    EXPECT_EQ(ArenaGeometry(arena).segments().size(), 4u);
}

TEST(ArenaGeometry, CornersAndEdgesBelongToTheInside) {
    Rng rng(4);
    for (int i = 0; i < 300; ++i) {
        const Arena arena = testing::randomArena(rng);
        const ArenaGeometry geometry(arena);
        for (const Vec2 corner : arena.boundary)
            EXPECT_TRUE(geometry.contains(corner));
        for (const Hole& hole : arena.holes)
            for (const Segment& edge : edgesOf(hole.polygon))
                EXPECT_TRUE(geometry.contains(edge.a + rng.uniform() * (edge.b - edge.a)));
    }
}

TEST(ArenaGeometry, NothingSlipsThroughACorner) {
    // Ways straight through corners, joints and ends of walls are stopped.
    Rng rng(5);
    for (int i = 0; i < 2000; ++i) {
        const Arena arena = testing::randomArena(rng);
        const ArenaGeometry geometry(arena);
        const Segment& target = geometry.segments()[rng.below(geometry.segments().size())];
        const Vec2 way = 0.3 * unitVector(rng.uniform(0.0, 6.3));
        const Vec2 from = target.a - way * rng.uniform(0.1, 1.0);
        EXPECT_TRUE(geometry.firstCrossing(from, target.a + way));
        EXPECT_TRUE(geometry.firstCrossing(from, target.a));
        EXPECT_TRUE(geometry.firstCrossing(target.a, target.a + way));
    }
}

TEST(ArenaGeometry, SightGrazesButDoesNotPassJoints) {
    Arena arena = Arena::rectangle(4.0, 4.0);
    arena.walls.push_back({1, {0.0, 0.0}, {1.0, 0.0}});
    const auto sees = [&](Vec2 from, Vec2 to) {
        const bool forth = ArenaGeometry(arena).visible(from, to);
        EXPECT_EQ(ArenaGeometry(arena).visible(to, from), forth);
        return forth;
    };
    EXPECT_TRUE(sees({0.0, -1.0}, {0.0, 1.0})) << "past an end";
    EXPECT_FALSE(sees({0.5, -1.0}, {0.5, 1.0}));
    EXPECT_TRUE(sees({-1.0, 0.0}, {1.5, 0.0})) << "along the wall";
    EXPECT_TRUE(sees({0.5, 0.0}, {0.5, 1.0})) << "from the wall";
    EXPECT_TRUE(sees({0.5, 0.0}, {0.5, -1.0}));
    arena.walls.push_back({2, {-1.0, 0.0}, {0.0, 0.0}});
    EXPECT_FALSE(sees({0.0, -1.0}, {0.0, 1.0})) << "through the joint of a straight wall";
    arena.walls[1] = {2, {0.0, 0.0}, {0.0, 1.0}};
    EXPECT_TRUE(sees({-1.0, 1.0}, {1.0, -1.0})) << "past the outside of a bent wall";
    EXPECT_FALSE(sees({-1.0, -1.0}, {1.0, 1.0})) << "through its corner";
    arena.walls[1] = {2, {0.0, 0.0}, {-1.0, 1.0}};
    arena.walls.push_back({3, {1.0, 0.0}, {1.5, -1.0}});
    EXPECT_FALSE(sees({-1.0, 0.0}, {1.5, 0.0})) << "along the middle of a Z";
    arena.walls[2] = {3, {1.0, 0.0}, {1.5, 1.0}};
    EXPECT_TRUE(sees({-0.5, 0.0}, {1.2, 0.0})) << "along the back of a C";
    EXPECT_TRUE(sees({-2.0, -2.0}, {2.0, -1.0})) << "from corner to side of the box";
    EXPECT_TRUE(sees({-2.0, -2.0}, {2.0, -2.0})) << "along a side";
}

TEST(ArenaGeometry, SamplesAreUniform) {
    // Chi-square over the cells of a grid, against areas found by dense counting.
    Rng rng(6);
    for (int trial = 0; trial < 6; ++trial) {
        const Arena arena = testing::randomArena(rng, {.holes = 3, .walls = 0});
        const ArenaGeometry geometry(arena);
        constexpr int bins = 6, fine = 120, samples = 20000;
        std::vector<double> area(bins * bins, 0.0), counts(bins * bins, 0.0);
        const Bounds bounds = geometry.bounds();
        double total = 0.0;
        for (int y = 0; y < bins * fine; ++y) {
            for (int x = 0; x < bins * fine; ++x) {
                const Vec2 point{bounds.minimum.x + bounds.width() * (x + 0.5) / (bins * fine),
                                 bounds.minimum.y + bounds.height() * (y + 0.5) / (bins * fine)};
                if (geometry.contains(point)) {
                    area[static_cast<std::size_t>(y / fine * bins + x / fine)] += 1.0;
                    total += 1.0;
                }
            }
        }
        EXPECT_NEAR(total / (bins * fine * bins * fine) * bounds.width() * bounds.height(),
                    geometry.area(), 0.01 * geometry.area());
        for (int i = 0; i < samples; ++i) {
            const Vec2 point = geometry.sampleInside(rng);
            ASSERT_TRUE(containsByWinding(arena, point));
            const int x = static_cast<int>((point.x - bounds.minimum.x) / bounds.width() * bins);
            const int y = static_cast<int>((point.y - bounds.minimum.y) / bounds.height() * bins);
            counts[static_cast<std::size_t>(y * bins + x)] += 1.0;
        }
        double chiSquare = 0.0;
        int cells = 0;
        for (std::size_t i = 0; i < area.size(); ++i) {
            const double expected = samples * area[i] / total;
            if (expected < 20.0)
                continue;
            chiSquare += (counts[i] - expected) * (counts[i] - expected) / expected;
            ++cells;
        }
        // Mean `cells` and standard deviation sqrt(2 cells): five of them are far out.
        EXPECT_LT(chiSquare, cells + 5.0 * std::sqrt(2.0 * cells));
    }
}

TEST(ArenaGeometry, SamplesASliver) {
    Arena arena;
    arena.boundary = {{0.0, 0.0}, {10.0, 9.99}, {10.0, 10.0}};
    ASSERT_TRUE(validate(arena).empty());
    const ArenaGeometry geometry(arena);
    Rng rng(7);
    double mean = 0.0;
    for (int i = 0; i < 2000; ++i) {
        const Vec2 point = geometry.sampleInside(rng);
        ASSERT_TRUE(containsByWinding(arena, point));
        mean += point.x / 2000;
    }
    EXPECT_NEAR(mean, 20.0 / 3.0, 0.3);
}

TEST(PeriodicArena, WrapsAndMeasuresByTheNearestImage) {
    Arena arena;
    arena.boundary = rectanglePolygon({1.0, 2.0}, 2.0, 1.0);
    arena.periodic = true;
    const ArenaGeometry geometry(arena);
    EXPECT_FALSE(geometry.nearestWall({1.0, 2.0}));
    EXPECT_FALSE(geometry.rayCast({1.0, 2.0}, {1.0, 0.0}));
    EXPECT_FALSE(geometry.firstCrossing({1.0, 2.0}, {5.0, 2.0}));
    Rng rng(9);
    for (int i = 0; i < 2000; ++i) {
        const Vec2 point{rng.uniform(-9.0, 9.0), rng.uniform(-9.0, 9.0)};
        const Vec2 inside = geometry.wrap(point);
        EXPECT_TRUE(geometry.contains(inside));
        EXPECT_LT(inside.x, 2.0);
        EXPECT_LT(inside.y, 2.5);
        EXPECT_NEAR(std::remainder(inside.x - point.x, 2.0), 0.0, 1e-12);
        EXPECT_NEAR(std::remainder(inside.y - point.y, 1.0), 0.0, 1e-12);
        const Vec2 other = geometry.sampleInside(rng);
        const Vec2 way = geometry.displacement(inside, other);
        EXPECT_LE(std::abs(way.x), 1.0 + 1e-12);
        EXPECT_LE(std::abs(way.y), 0.5 + 1e-12);
        EXPECT_NEAR(length(geometry.displacement(geometry.wrap(inside + way), other)), 0.0, 1e-12);
    }
    EXPECT_EQ(geometry.wrap({0.0, 1.5}), (Vec2{0.0, 1.5}));
    EXPECT_EQ(geometry.wrap({2.0, 2.5}), (Vec2{0.0, 1.5}));
    const ArenaGeometry solid(Arena::rectangle(1.0, 1.0));
    EXPECT_EQ(solid.wrap({7.0, 8.0}), (Vec2{7.0, 8.0}));
    EXPECT_EQ(solid.displacement({0.4, 0.0}, {-0.4, 0.0}), (Vec2{-0.8, 0.0}));
}

TEST(PeriodicArena, WallsAreMetAcrossTheJoinedSides) {
    Arena arena = Arena::rectangle(2.0, 2.0);
    arena.periodic = true;
    arena.walls.push_back({1, {-0.9, -0.5}, {-0.9, 0.5}});
    const ArenaGeometry geometry(arena);
    const auto nearest = geometry.nearestWall({0.9, 0.0});
    ASSERT_TRUE(nearest);
    EXPECT_NEAR(nearest->distance, 0.2, 1e-12);
    EXPECT_NEAR(nearest->point.x, 1.1, 1e-12);
    const auto hit = geometry.firstCrossing({0.9, 0.0}, {1.3, 0.0});
    ASSERT_TRUE(hit);
    EXPECT_NEAR(hit->distance, 0.2, 1e-12);
    EXPECT_FALSE(geometry.firstCrossing({0.9, 0.0}, {1.05, 0.0}));
    EXPECT_FALSE(geometry.firstCrossing({0.9, 0.7}, {1.3, 0.7}));
    const auto ray = geometry.rayCast({-0.8, 0.0}, {1.0, 0.0});
    ASSERT_TRUE(ray);
    EXPECT_NEAR(ray->distance, 1.9, 1e-12);
    int visits = 0;
    geometry.forEachWallWithin({0.9, 0.0}, 3.0, [&](Vec2 point, std::size_t) {
        ++visits;
        EXPECT_NEAR(point.x, 1.1, 1e-12);
    });
    EXPECT_EQ(visits, 1);
}

} // namespace
} // namespace hippodrome::test_arena_geometry
