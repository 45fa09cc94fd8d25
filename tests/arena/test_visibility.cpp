#include "core/arena/visibility.h"

#include "tests/arena/random_arena.h"

#include <queue>

#include <gtest/gtest.h>

namespace hippodrome::test_visibility {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

TEST(Visibility, OpenArenasAreEuclidean) {
    Rng rng(1);
    for (const Arena& arena : {Arena::rectangle(1.0, 2.0), Arena::circular(1.0)}) {
        const ArenaGeometry geometry(arena);
        const VisibilityGraph graph(geometry);
        EXPECT_TRUE(graph.nodes().empty());
        for (int i = 0; i < 200; ++i) {
            const Vec2 a = geometry.sampleInside(rng), b = geometry.sampleInside(rng);
            EXPECT_EQ(graph.distance(a, b), length(b - a));
        }
    }
}

TEST(Visibility, OneWallGivesTheFormulaOfRatInABox) {
    // A wall from the boundary has one free end, one in the open has two.
    Rng rng(2);
    for (const bool attached : {true, false}) {
        Arena arena = Arena::rectangle(1.0, 1.0);
        const Vec2 a{0.1, attached ? -0.5 : -0.3}, b{0.15, 0.2};
        arena.walls.push_back({1, a, b});
        const ArenaGeometry geometry(arena);
        const VisibilityGraph graph(geometry);
        ASSERT_EQ(graph.nodes().size(), attached ? 1u : 2u);
        int around = 0;
        for (int i = 0; i < 2000; ++i) {
            const Vec2 x = geometry.sampleInside(rng), c = geometry.sampleInside(rng);
            double expected = length(x - c);
            if (!geometry.visible(x, c)) {
                ++around;
                expected = length(x - b) + length(b - c);
                if (!attached)
                    expected = std::min(expected, length(x - a) + length(a - c));
            }
            ASSERT_NEAR(graph.distance(x, c), expected, 1e-12);
        }
        EXPECT_GT(around, 100);
    }
}

TEST(Visibility, KnownWays) {
    // An L of 2 m: around the inner corner.
    Arena arena;
    arena.boundary = {{0, 0}, {2, 0}, {2, 1}, {1, 1}, {1, 2}, {0, 2}};
    EXPECT_NEAR(VisibilityGraph(ArenaGeometry(arena)).distance({1.9, 0.9}, {0.9, 1.9}),
                2.0 * std::hypot(0.9, 0.1), 1e-12);
    // A square pillar: around two corners.
    arena = Arena::rectangle(4.0, 4.0);
    arena.holes.push_back({1, {{-1, -1}, {1, -1}, {1, 1}, {-1, 1}}});
    const VisibilityGraph pillar{ArenaGeometry(arena)};
    EXPECT_EQ(pillar.nodes().size(), 4u);
    EXPECT_NEAR(pillar.distance({-1.5, 0.0}, {1.5, 0.0}), 2.0 * std::hypot(0.5, 1.0) + 2.0, 1e-12);
    EXPECT_NEAR(pillar.distance({-1.5, 1.0}, {1.5, 1.0}), 3.0, 1e-12) << "grazes";
    // A wall right across leaves no way.
    arena = Arena::rectangle(2.0, 2.0);
    arena.walls.push_back({1, {-1.0, 0.0}, {1.0, 0.0}});
    const VisibilityGraph closed{ArenaGeometry(arena)};
    EXPECT_EQ(closed.distance({0.0, 0.5}, {0.0, -0.5}), infinity);
    EXPECT_NEAR(closed.distance({0.0, 0.5}, {0.5, 0.5}), 0.5, 1e-15);
}

TEST(Visibility, JoinedWallsDoNotLeak) {
    // Pieces end to end, a T and a bend: every joint is closed.
    Arena arena = Arena::rectangle(2.0, 2.0);
    arena.walls.push_back({1, {-1.0, 0.0}, {-0.3, 0.0}});
    arena.walls.push_back({2, {-0.3, 0.0}, {0.2, 0.3}});
    arena.walls.push_back({3, {1.0, 0.1}, {0.0, 0.18}});
    const ArenaGeometry geometry(arena);
    const VisibilityGraph graph(geometry);
    EXPECT_EQ(graph.distance({0.0, 0.9}, {0.0, -0.9}), infinity);
    EXPECT_EQ(graph.distance({-0.3, 0.5}, {-0.3, -0.5}), infinity) << "through the bend";
    Arena ring = Arena::rectangle(2.0, 2.0);
    ring.walls = {{1, {-0.5, -0.5}, {0.5, -0.5}},
                  {2, {0.5, -0.5}, {0.5, 0.5}},
                  {3, {0.5, 0.5}, {-0.5, 0.5}},
                  {4, {-0.5, 0.5}, {-0.5, -0.5}}};
    const VisibilityGraph closed{ArenaGeometry(ring)};
    EXPECT_EQ(closed.nodes().size(), 4u) << "only outside the ring";
    EXPECT_EQ(closed.distance({0.0, 0.0}, {0.9, 0.9}), infinity);
    EXPECT_NEAR(closed.distance({-0.9, 0.0}, {0.9, 0.0}), 2.0 * std::hypot(0.4, 0.5) + 1.0, 1e-12);
}

TEST(Visibility, IsAMetricInRandomArenas) {
    Rng rng(3);
    for (int trial = 0; trial < 250; ++trial) {
        const ArenaGeometry geometry(testing::randomArena(rng, {.holes = 3, .walls = 8}));
        const VisibilityGraph graph(geometry);
        std::vector<Vec2> points;
        for (int i = 0; i < 12; ++i)
            points.push_back(geometry.sampleInside(rng));
        std::vector<std::vector<double>> d(points.size(), std::vector<double>(points.size()));
        for (std::size_t i = 0; i < points.size(); ++i) {
            const GeodesicField field(graph, points[i]);
            field.distances(points, d[i]);
            for (std::size_t j = 0; j < points.size(); ++j) {
                EXPECT_NEAR(graph.distance(points[i], points[j]), std::min(d[i][j], 1e9),
                            d[i][j] < infinity ? 1e-12 : infinity);
                EXPECT_GE(d[i][j], length(points[i] - points[j]) - 1e-12);
                if (geometry.visible(points[i], points[j])) {
                    EXPECT_EQ(d[i][j], length(points[i] - points[j]));
                }
            }
        }
        for (std::size_t i = 0; i < points.size(); ++i) {
            EXPECT_EQ(d[i][i], 0.0);
            for (std::size_t j = 0; j < points.size(); ++j) {
                EXPECT_TRUE(d[i][j] == d[j][i] || std::abs(d[i][j] - d[j][i]) < 1e-12);
                for (std::size_t k = 0; k < points.size(); ++k)
                    EXPECT_LE(d[i][k], d[i][j] + d[j][k] + 1e-12);
            }
        }
    }
}

/// Shortest ways on a fine grid of points with moves to neighbours up to four steps away.
std::vector<double> gridDistances(const ArenaGeometry& geometry, int size, std::size_t start,
                                  const std::vector<Vec2>& points) {
    std::vector<std::pair<int, int>> moves;
    for (int dx = -4; dx <= 4; ++dx)
        for (int dy = -4; dy <= 4; ++dy)
            if (std::gcd(dx, dy) == 1)
                moves.emplace_back(dx, dy);
    std::vector<double> lengths(points.size(), infinity);
    lengths[start] = 0.0;
    using Entry = std::pair<double, std::size_t>;
    std::priority_queue<Entry, std::vector<Entry>, std::greater<>> open;
    open.emplace(0.0, start);
    while (!open.empty()) {
        const auto [way, i] = open.top();
        open.pop();
        if (way > lengths[i])
            continue;
        const int x = static_cast<int>(i) % size, y = static_cast<int>(i) / size;
        for (const auto& [dx, dy] : moves) {
            if (x + dx < 0 || x + dx >= size || y + dy < 0 || y + dy >= size)
                continue;
            const std::size_t j = static_cast<std::size_t>((y + dy) * size + x + dx);
            const double candidate = way + length(points[j] - points[i]);
            if (candidate < lengths[j] && geometry.contains(points[j]) &&
                !geometry.firstCrossing(points[i], points[j])) {
                lengths[j] = candidate;
                open.emplace(candidate, j);
            }
        }
    }
    return lengths;
}

TEST(Visibility, AgreesWithShortestWaysOnAFineGrid) {
    Rng rng(4);
    int compared = 0;
    for (int trial = 0; trial < 25; ++trial) {
        const ArenaGeometry geometry(testing::randomArena(rng, {.holes = 3, .walls = 8}));
        const VisibilityGraph graph(geometry);
        constexpr int size = 61;
        std::vector<Vec2> points;
        const Bounds bounds = geometry.bounds();
        for (int y = 0; y < size; ++y)
            for (int x = 0; x < size; ++x)
                points.push_back(bounds.minimum + Vec2{(x + 0.37) / size * bounds.width(),
                                                       (y + 0.41) / size * bounds.height()});
        std::size_t start = 0;
        while (!geometry.contains(points[start]))
            start = rng.below(points.size());
        const std::vector<double> grid = gridDistances(geometry, size, start, points);
        const GeodesicField field(graph, points[start]);
        for (std::size_t i = 0; i < points.size(); ++i) {
            if (!geometry.contains(points[i]))
                continue;
            const double distance = field.distance(points[i]);
            // A chain of grid moves is a way, so no shortest way is longer ...
            ASSERT_LE(distance, grid[i] + 1e-9);
            // ... and away from narrow gaps it is at most a few percent shorter.
            if (grid[i] < infinity) {
                compared += grid[i] < 1.04 * distance + 0.1;
                EXPECT_LT(grid[i], 1.04 * distance + 0.5);
            }
        }
    }
    EXPECT_GT(compared, 20000);
}

/// The parts of a snapped arena, by flooding: every cell of the grid is cut by its diagonals into
/// four triangles, so that every wall runs along sides of triangles.
struct Triangles {
    static constexpr int size = 10;
    std::vector<Vec2> centres;
    std::vector<int> parts; ///< -1 in a hole

    explicit Triangles(const ArenaGeometry& geometry) : parts(4 * size * size, -1) {
        const Vec2 offsets[4] = {{0.03, 0.0}, {0.0, 0.03}, {-0.03, 0.0}, {0.0, -0.03}};
        for (int cell = 0; cell < size * size; ++cell)
            for (const Vec2 offset : offsets)
                centres.push_back(Vec2{0.05 + 0.1 * (cell % size), 0.05 + 0.1 * (cell / size)} +
                                  offset);
        int next = 0;
        for (std::size_t start = 0; start < centres.size(); ++start) {
            if (parts[start] >= 0 || !geometry.contains(centres[start]))
                continue;
            std::vector<std::size_t> open{start};
            parts[start] = next;
            while (!open.empty()) {
                const std::size_t i = open.back();
                open.pop_back();
                for (std::size_t j = 0; j < centres.size(); ++j) {
                    // Neighbours share a side; their centres are nearer than all others'.
                    if (parts[j] >= 0 || length(centres[j] - centres[i]) > 0.0425 ||
                        geometry.firstCrossing(centres[i], centres[j]))
                        continue;
                    parts[j] = next;
                    open.push_back(j);
                }
            }
            ++next;
        }
    }
};

TEST(Visibility, SnappedDrawingsDoNotLeak) {
    Rng rng(7);
    int separate = 0;
    for (int trial = 0; trial < 120; ++trial) {
        const ArenaGeometry geometry(testing::snappedArena(rng, 3, 25));
        const VisibilityGraph graph(geometry);
        const Triangles triangles(geometry);
        for (std::size_t i = rng.below(7); i < triangles.centres.size(); i += 29) {
            if (triangles.parts[i] < 0)
                continue;
            const GeodesicField field(graph, triangles.centres[i]);
            for (std::size_t j = 0; j < triangles.centres.size(); ++j) {
                if (triangles.parts[j] < 0)
                    continue;
                const bool joined = triangles.parts[i] == triangles.parts[j];
                ASSERT_EQ(field.distance(triangles.centres[j]) < infinity, joined);
                separate += !joined;
            }
        }
    }
    EXPECT_GT(separate, 1000);
}

TEST(Visibility, PeriodicArenasJoinTheirSides) {
    Arena arena = Arena::rectangle(2.0, 2.0);
    arena.periodic = true;
    const VisibilityGraph open{ArenaGeometry(arena)};
    EXPECT_NEAR(open.distance({-0.9, 0.0}, {0.9, 0.0}), 0.2, 1e-12);
    arena.walls.push_back({1, {0.95, -0.5}, {0.95, 0.5}});
    const ArenaGeometry geometry(arena);
    const VisibilityGraph graph(geometry);
    EXPECT_NEAR(graph.distance({-0.9, 0.0}, {0.9, 0.0}),
                std::hypot(0.15, 0.5) + std::hypot(0.05, 0.5), 1e-12);
    EXPECT_NEAR(graph.distance({-0.9, 0.8}, {0.9, -0.8}), std::hypot(0.2, 0.4), 1e-12);
    Rng rng(6);
    for (int i = 0; i < 300; ++i) {
        const Vec2 a = geometry.sampleInside(rng), b = geometry.sampleInside(rng),
                   c = geometry.sampleInside(rng);
        const double ab = graph.distance(a, b);
        EXPECT_GE(ab, length(geometry.displacement(a, b)) - 1e-12);
        EXPECT_NEAR(ab, graph.distance(b, a), 1e-12);
        EXPECT_LE(ab, graph.distance(a, c) + graph.distance(c, b) + 1e-12);
    }
}

TEST(Visibility, AThousandWalls) {
    Rng rng(5);
    const ArenaGeometry geometry(testing::clutteredArena(rng, 1000));
    const VisibilityGraph graph(geometry);
    const Vec2 centre = geometry.sampleInside(rng);
    const GeodesicField field(graph, centre);
    for (int i = 0; i < 200; ++i) {
        const Vec2 a = geometry.sampleInside(rng), b = geometry.sampleInside(rng);
        const double da = field.distance(a);
        EXPECT_GE(da, length(a - centre) - 1e-12);
        if (!geometry.firstCrossing(a, b)) {
            EXPECT_LE(std::abs(da - field.distance(b)), length(a - b) + 1e-12);
        }
    }
}

TEST(Viewpoint, GivesTheSameWaysAsAskingForEach) {
    Rng rng(31);
    for (int round = 0; round < 60; ++round) {
        const ArenaGeometry geometry(testing::randomArena(rng));
        const VisibilityGraph graph(geometry);
        const GeodesicField field(graph, geometry.sampleInside(rng));
        for (int i = 0; i < 20; ++i) {
            const Vec2 place = geometry.sampleInside(rng);
            const Viewpoint here(graph, place);
            EXPECT_NEAR(field.distance(here), field.distance(place), 1e-12);
        }
    }
}

TEST(Viewpoint, FollowingTheFirstBendsLeadsToTheCentreOnTheShortestWay) {
    Rng rng(32);
    for (int round = 0; round < 60; ++round) {
        const ArenaGeometry geometry(testing::randomArena(rng));
        const VisibilityGraph graph(geometry);
        const Vec2 centre = geometry.sampleInside(rng);
        const GeodesicField field(graph, centre);
        Vec2 place = geometry.sampleInside(rng);
        const double shortest = field.distance(place);
        double gone = 0.0;
        for (int bends = 0; place != centre && bends < 200; ++bends) {
            const std::optional<Vec2> next = field.firstBend(Viewpoint(graph, place));
            ASSERT_TRUE(next);
            ASSERT_TRUE(graph.visible(place, *next));
            gone += length(*next - place);
            place = *next;
        }
        EXPECT_EQ(place, centre);
        // Corners closer than a millimetre are passed over, which may cost as much each.
        EXPECT_NEAR(gone, shortest, 5e-3);
    }
}

} // namespace
} // namespace hippodrome::test_visibility
