#include "core/arena/wall_sides.h"

#include "core/arena/polygon.h"

#include <queue>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>
#include <numeric>

namespace hippodrome {

namespace {

constexpr double degree = std::numbers::pi / 180.0;
/// A corner that turns by less is a bend.
constexpr double bend = 25.0 * degree;
/// Pieces on one line may differ by so much in direction and offset: drawing is not exact.
constexpr double sameDirection = 0.5 * degree;
constexpr double sameLine = 2e-3; // [m]
/// Ends nearer than this are joined [m].
constexpr double joined = 1e-6;
/// How far from a side one walks to see whether a gap in it can be passed [m].
constexpr double besideWall = 1e-4;

Vec2 directionOf(const Segment& piece) {
    const Vec2 along = piece.b - piece.a;
    return along / std::max(length(along), 1e-300);
}

double turnBetween(const Segment& first, const Segment& second) {
    const Vec2 a = directionOf(first), b = directionOf(second);
    return std::abs(std::atan2(cross(a, b), dot(a, b)));
}

/// Adds the edges of a polygon so that the free place lies to their left.
void addRing(const Polygon& polygon, bool freeInside, std::vector<Segment>& pieces) {
    const bool asDrawn = (signedArea(polygon) > 0.0) == freeInside;
    for (std::size_t i = 0; i < polygon.size(); ++i) {
        const Vec2 a = polygon[i], b = polygon[(i + 1) % polygon.size()];
        pieces.push_back(asDrawn ? Segment{a, b} : Segment{b, a});
    }
}

/// Sets that grow together.
class Groups {
public:
    explicit Groups(std::size_t count) : parent_(count) {
        std::iota(parent_.begin(), parent_.end(), std::size_t{0});
    }
    std::size_t of(std::size_t i) {
        while (parent_[i] != i)
            i = parent_[i] = parent_[parent_[i]];
        return i;
    }
    void join(std::size_t a, std::size_t b) {
        parent_[std::max(of(a), of(b))] = std::min(of(a), of(b));
    }

private:
    std::vector<std::size_t> parent_;
};

/// Joins every piece with the one that goes on most nearly straight where it ends.
void joinBends(const std::vector<Segment>& pieces, Groups& groups) {
    std::vector<std::size_t> byStart(pieces.size());
    std::iota(byStart.begin(), byStart.end(), std::size_t{0});
    const auto startsLeft = [&](std::size_t a, std::size_t b) {
        return pieces[a].a.x < pieces[b].a.x;
    };
    std::sort(byStart.begin(), byStart.end(), startsLeft);
    for (std::size_t i = 0; i < pieces.size(); ++i) {
        const Vec2 end = pieces[i].b;
        auto next =
            std::lower_bound(byStart.begin(), byStart.end(), end.x - joined,
                             [&](std::size_t piece, double x) { return pieces[piece].a.x < x; });
        std::size_t best = i;
        double least = bend;
        for (; next != byStart.end() && pieces[*next].a.x <= end.x + joined; ++next) {
            if (*next == i || length(pieces[*next].a - end) > joined)
                continue;
            if (const double turn = turnBetween(pieces[i], pieces[*next]); turn < least) {
                least = turn;
                best = *next;
            }
        }
        groups.join(i, best);
    }
}

/// A side that lies on one line, as a stretch of it.
struct Stretch {
    std::size_t group = 0;
    Vec2 from, to;
    double walled = 0.0; ///< length of its pieces [m]
};

/// The straight ones among the groups.
std::vector<Stretch> stretchesOf(const std::vector<Segment>& pieces, Groups& groups) {
    std::vector<std::vector<std::size_t>> members(pieces.size());
    for (std::size_t i = 0; i < pieces.size(); ++i)
        members[groups.of(i)].push_back(i);
    std::vector<Stretch> stretches;
    for (std::size_t group = 0; group < members.size(); ++group) {
        if (members[group].empty())
            continue;
        const Segment& first = pieces[members[group].front()];
        const Vec2 along = directionOf(first);
        Stretch stretch{group, first.a, first.b, 0.0};
        bool straight = true;
        for (const std::size_t i : members[group]) {
            const Segment& piece = pieces[i];
            straight = straight && turnBetween(first, piece) < sameDirection &&
                       std::abs(cross(along, piece.a - first.a)) < sameLine;
            if (dot(along, piece.a - stretch.from) < 0.0)
                stretch.from = piece.a;
            if (dot(along, piece.b - stretch.to) > 0.0)
                stretch.to = piece.b;
            stretch.walled += length(piece.b - piece.a);
        }
        if (straight)
            stretches.push_back(stretch);
    }
    return stretches;
}

/// One can walk on from `from` to `to` along the walls that end and begin there.
bool passable(const ArenaGeometry& arena, Vec2 from, Vec2 to) {
    const Vec2 way = to - from;
    const Vec2 along = way / length(way);
    const Vec2 aside = besideWall * Vec2{-along.y, along.x};
    // A little beyond both ends, where the walls that are to be one side are.
    const Vec2 a = from + aside - besideWall * along, b = to + aside + besideWall * along;
    return arena.contains(0.5 * (a + b)) && !arena.firstCrossing(a, b);
}

/// Joins straight sides on one line across gaps that can be passed.
void joinAcrossGaps(const ArenaGeometry& arena, const std::vector<Segment>& pieces,
                    Groups& groups) {
    std::vector<Stretch> stretches = stretchesOf(pieces, groups);
    const auto angleOf = [](const Stretch& s) {
        const Vec2 along = s.to - s.from;
        return std::atan2(along.y, along.x);
    };
    std::sort(stretches.begin(), stretches.end(), [&](const Stretch& a, const Stretch& b) {
        return std::pair(angleOf(a), a.group) < std::pair(angleOf(b), b.group);
    });
    const std::size_t count = stretches.size();
    std::vector<char> taken(count);
    for (std::size_t i = 0; i < count; ++i) {
        if (taken[i])
            continue;
        const Vec2 along = directionOf({stretches[i].from, stretches[i].to});
        std::vector<Stretch> line;
        // Angles wrap around: those near +pi lie at the end of the list.
        for (std::size_t step = 0; step < count; ++step) {
            const std::size_t j = (i + step) % count;
            const Vec2 other = directionOf({stretches[j].from, stretches[j].to});
            const bool parallel =
                dot(along, other) > 0.0 && std::abs(cross(along, other)) < sameDirection;
            if (!parallel && step > 0 &&
                std::abs(std::remainder(angleOf(stretches[j]) - angleOf(stretches[i]), fullTurn)) >
                    sameDirection)
                break;
            if (parallel && !taken[j] &&
                std::abs(cross(along, stretches[j].from - stretches[i].from)) < sameLine) {
                taken[j] = 1;
                line.push_back(stretches[j]);
            }
        }
        std::sort(line.begin(), line.end(), [&](const Stretch& a, const Stretch& b) {
            return dot(along, a.from) < dot(along, b.from);
        });
        for (std::size_t j = 1; j < line.size(); ++j) {
            Stretch& before = line[j - 1];
            Stretch& after = line[j];
            const double gap = dot(along, after.from - before.to);
            if (gap > joined &&
                (gap > before.walled + after.walled || !passable(arena, before.to, after.from)))
                continue;
            groups.join(before.group, after.group);
            after.walled += before.walled;
            if (dot(along, before.to - after.to) > 0.0)
                after.to = before.to;
        }
    }
}

} // namespace

std::vector<WallSide> wallSides(const ArenaGeometry& geometry) {
    const Arena& arena = geometry.arena();
    std::vector<Segment> pieces;
    std::size_t rounded = 0; // pieces of a drawn circle, which come first
    if (!arena.periodic) {
        addRing(arena.boundary, true, pieces);
        rounded = arena.circle ? pieces.size() : 0;
    }
    for (const Hole& hole : arena.holes)
        addRing(hole.polygon, false, pieces);
    for (const Wall& wall : arena.walls) {
        pieces.push_back({wall.a, wall.b});
        pieces.push_back({wall.b, wall.a});
    }
    Groups groups(pieces.size());
    for (std::size_t i = 1; i < rounded; ++i)
        groups.join(0, i);
    joinBends(pieces, groups);
    joinAcrossGaps(geometry, pieces, groups);
    std::vector<WallSide> sides;
    std::vector<std::size_t> sideOf(pieces.size(), pieces.size());
    for (std::size_t i = 0; i < pieces.size(); ++i) {
        std::size_t& side = sideOf[groups.of(i)];
        if (side == pieces.size()) {
            side = sides.size();
            sides.emplace_back();
        }
        sides[side].pieces.push_back(pieces[i]);
    }
    return sides;
}

double largestClearance(const ArenaGeometry& arena) {
    if (arena.segments().empty())
        return 0.0;
    // Squares that may hold the place are divided, the most promising ones first.
    struct Square {
        Vec2 centre;
        double half = 0.0;
        double clearance = 0.0; ///< of the centre, negative outside
        double most = 0.0;      ///< that any place in it can have
        bool operator<(const Square& other) const { return most < other.most; }
    };
    const auto square = [&](Vec2 centre, double half) {
        const double distance = arena.nearestWall(centre)->distance;
        const double clearance = arena.contains(centre) ? distance : -distance;
        return Square{centre, half, clearance, clearance + half * std::numbers::sqrt2};
    };
    const Bounds& bounds = arena.bounds();
    const double side = std::min(bounds.width(), bounds.height());
    const double precision = 1e-4 * std::max(bounds.width(), bounds.height());
    std::priority_queue<Square> squares;
    for (double x = bounds.minimum.x; x < bounds.maximum.x - precision; x += side)
        for (double y = bounds.minimum.y; y < bounds.maximum.y - precision; y += side)
            squares.push(square({x + side / 2.0, y + side / 2.0}, side / 2.0));
    double best = 0.0;
    while (!squares.empty() && squares.top().most > best + precision) {
        const Square top = squares.top();
        squares.pop();
        best = std::max(best, top.clearance);
        const double half = top.half / 2.0;
        for (const Vec2 corner :
             {Vec2{-half, -half}, Vec2{half, -half}, Vec2{-half, half}, Vec2{half, half}})
            if (const Square part = square(top.centre + corner, half); part.most > best + precision)
                squares.push(part);
            else
                best = std::max(best, part.clearance);
    }
    return best;
}

} // namespace hippodrome
