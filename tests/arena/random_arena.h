#pragma once

#include "core/arena/arena.h"
#include "core/base/rng.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace hippodrome::testing {

/// A random polygon around `centre` whose corners lie at random distances: simple, and concave
/// where neighbouring distances differ.
inline Polygon randomStar(Rng& rng, Vec2 centre, double smallest, double largest, int corners) {
    Polygon polygon;
    const double turn = rng.uniform(0.0, 2.0 * std::numbers::pi);
    for (int i = 0; i < corners; ++i) {
        const double angle = turn + 2.0 * std::numbers::pi * (i + rng.uniform(-0.3, 0.3)) / corners;
        polygon.push_back(centre + rng.uniform(smallest, largest) * unitVector(angle));
    }
    if (rng.uniform() < 0.5)
        std::reverse(polygon.begin(), polygon.end());
    return polygon;
}

/// A random simple polygon of any shape: random corners, whose order is mended by turning round
/// the stretch between two edges that cross until none do.
inline Polygon randomTangle(Rng& rng, double extent, int corners) {
    Polygon polygon;
    for (int i = 0; i < corners; ++i)
        polygon.push_back({rng.uniform(-extent, extent), rng.uniform(-extent, extent)});
    const auto side = [](Vec2 a, Vec2 b, Vec2 c) { return cross(b - a, c - a) > 0.0; };
    for (bool mended = true; mended;) {
        mended = false;
        const std::size_t n = polygon.size();
        for (std::size_t i = 0; i < n; ++i) {
            for (std::size_t j = i + 2; j < n; ++j) {
                const Vec2 a = polygon[i], b = polygon[i + 1], c = polygon[j],
                           d = polygon[(j + 1) % n];
                if ((j + 1) % n == i || side(a, b, c) == side(a, b, d) ||
                    side(c, d, a) == side(c, d, b))
                    continue;
                std::reverse(polygon.begin() + static_cast<std::ptrdiff_t>(i) + 1,
                             polygon.begin() + static_cast<std::ptrdiff_t>(j) + 1);
                mended = true;
            }
        }
    }
    return polygon;
}

/// How rich a random arena is.
struct RandomArenaOptions {
    int holes = 2; ///< at most
    int walls = 4; ///< at most
};

/// A random valid arena about 2 m wide: a rectangle, a star, a tangle or a circle, with holes, and
/// with walls of which some end on other walls or on the boundary.
inline Arena randomArena(Rng& rng, RandomArenaOptions options = {}) {
    Arena arena;
    do {
        arena = Arena{};
        switch (rng.below(4)) {
        case 0:
            arena = Arena::rectangle(rng.uniform(0.5, 2.0), rng.uniform(0.5, 2.0));
            break;
        case 1:
            arena.boundary = randomStar(rng, {}, 0.3, 1.0, 3 + static_cast<int>(rng.below(10)));
            break;
        case 2:
            arena.boundary = randomTangle(rng, 1.0, 4 + static_cast<int>(rng.below(9)));
            break;
        default:
            arena = Arena::circular(rng.uniform(0.4, 1.0), 12 + static_cast<int>(rng.below(40)));
        }
    } while (!validate(arena).empty());

    const auto keepIfValid = [&arena](auto& parts) {
        if (!validate(arena).empty())
            parts.pop_back();
    };
    const int holes = static_cast<int>(rng.below(static_cast<std::uint64_t>(options.holes) + 1));
    for (int i = 0; i < holes; ++i) {
        const Vec2 centre{rng.uniform(-1.0, 1.0), rng.uniform(-1.0, 1.0)};
        arena.holes.push_back({arena.nextId(), randomStar(rng, centre, 0.05, 0.25,
                                                          3 + static_cast<int>(rng.below(5)))});
        keepIfValid(arena.holes);
    }
    const int walls = static_cast<int>(rng.below(static_cast<std::uint64_t>(options.walls) + 1));
    for (int i = 0; i < walls; ++i) {
        Vec2 from{rng.uniform(-1.0, 1.0), rng.uniform(-1.0, 1.0)};
        const std::uint64_t kind = rng.below(3);
        if (kind == 0 && !arena.walls.empty()) {
            const Wall& other = arena.walls[rng.below(arena.walls.size())];
            from = rng.uniform() < 0.5 ? other.b : other.a + rng.uniform() * (other.b - other.a);
        } else if (kind == 1) {
            const std::size_t corner = rng.below(arena.boundary.size());
            const Vec2 a = arena.boundary[corner],
                       b = arena.boundary[(corner + 1) % arena.boundary.size()];
            from = a + rng.uniform() * (b - a);
        }
        const Vec2 way =
            rng.uniform(0.05, 0.8) * unitVector(rng.uniform(0.0, 2.0 * std::numbers::pi));
        arena.walls.push_back({arena.nextId(), from, from + way});
        keepIfValid(arena.walls);
    }
    return arena;
}

/// A square of 1 m around (0.5, 0.5) as a person draws it with the grid switched on: box-shaped
/// holes and straight or diagonal walls between multiples of 0.1 m, which touch, join and overlap.
inline Arena snappedArena(Rng& rng, int holes, int walls) {
    Arena arena;
    arena.boundary = {{0.0, 0.0}, {1.0, 0.0}, {1.0, 1.0}, {0.0, 1.0}};
    const auto tenths = [&rng](std::uint64_t low, std::uint64_t high) {
        return static_cast<int>(low + rng.below(high - low + 1));
    };
    const auto keepIfValid = [&arena](auto& parts) {
        if (!validate(arena).empty())
            parts.pop_back();
    };
    for (int i = 0; i < holes; ++i) {
        const int x = tenths(0, 8), y = tenths(0, 8);
        const double x0 = x / 10.0, y0 = y / 10.0;
        const double x1 = (x + tenths(1, 3)) / 10.0, y1 = (y + tenths(1, 3)) / 10.0;
        arena.holes.push_back({arena.nextId(), {{x0, y0}, {x1, y0}, {x1, y1}, {x0, y1}}});
        keepIfValid(arena.holes);
    }
    for (int i = 0; i < walls; ++i) {
        const int x = tenths(0, 10), y = tenths(0, 10), size = tenths(1, 6);
        const int dx = tenths(0, 2) - 1, dy = tenths(0, 2) - 1;
        const Vec2 from{x / 10.0, y / 10.0};
        const Vec2 to{(x + size * dx) / 10.0, (y + size * dy) / 10.0};
        if (dx == 0 && dy == 0)
            continue;
        arena.walls.push_back({arena.nextId(), from, to});
        keepIfValid(arena.walls);
    }
    return arena;
}

/// A square of `side` metres with many short walls.
inline Arena clutteredArena(Rng& rng, int walls, double side = 10.0) {
    Arena arena = Arena::rectangle(side, side);
    while (static_cast<int>(arena.walls.size()) < walls) {
        const Vec2 from{rng.uniform(-0.49, 0.49) * side, rng.uniform(-0.49, 0.49) * side};
        const Vec2 to =
            from + rng.uniform(0.05, 0.4) * unitVector(rng.uniform(0.0, 2.0 * std::numbers::pi));
        if (std::abs(to.x) < 0.5 * side && std::abs(to.y) < 0.5 * side)
            arena.walls.push_back({arena.nextId(), from, to});
    }
    return arena;
}

} // namespace hippodrome::testing
