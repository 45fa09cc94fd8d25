#include "core/arena/furnishing.h"

#include "core/arena/arena_geometry.h"
#include "core/arena/circle_rim.h"
#include "core/arena/polygon.h"

#include <algorithm>
#include <cmath>
#include <set>

namespace hippodrome {

namespace {

/// A wall takes so much of the way from edge to edge.
constexpr double wallShare = 0.5;
constexpr double straightBonus = 1.1;
/// Places for a reward are looked for on so many rows and columns.
constexpr int candidates = 48;
constexpr double largestReward = 0.1; ///< radius [m]

/// The unit vector at right angles to an edge of the boundary, into the arena.
Vec2 inwardsFrom(const Arena& arena, const Segment& edge) {
    const double turn = signedArea(arena.boundary) > 0.0 ? 0.25 * fullTurn : -0.25 * fullTurn;
    const Vec2 along = edge.b - edge.a;
    return rotated(along / length(along), turn);
}

template <class Parts>
void removeParts(Parts& parts, const std::set<int>& ids) {
    std::erase_if(parts, [&](const auto& part) { return ids.contains(part.id); });
}

template <class Parts>
void renumber(Parts& parts, int& next) {
    for (auto& part : parts)
        part.id = next++;
}

template <class Parts>
void append(Parts& to, const Parts& from) {
    to.insert(to.end(), from.begin(), from.end());
}

} // namespace

Arena withWall(Arena arena) {
    const ArenaGeometry geometry(arena);
    const Bounds bounds = geometry.bounds();
    struct Candidate {
        double worth; ///< how far it is across [m]
        Wall wall;
    };
    std::vector<Candidate> walls;
    const int id = arena.nextId();
    const auto consider = [&](Vec2 start, Vec2 inwards, double bonus) {
        const auto hit = geometry.rayCast(start + 1e-6 * inwards, inwards);
        if (hit && geometry.contains(start + 1e-3 * inwards))
            walls.push_back(
                {bonus * hit->distance, {id, start, start + wallShare * hit->distance * inwards}});
    };
    // From above the middle straight down, if that is nearly as far as from any edge.
    const Vec2 above{0.5 * (bounds.minimum.x + bounds.maximum.x), bounds.maximum.y + 1.0};
    const Vec2 down{0.0, -1.0};
    if (const auto top = geometry.rayCast(above, down))
        consider(top->point, down, straightBonus);
    for (const Segment& edge : edgesOf(arena.boundary))
        consider(0.5 * (edge.a + edge.b), inwardsFrom(arena, edge), 1.0);
    // The upper one of those that are as good.
    const auto millionths = [](const Candidate& c) { return std::llround(1e6 * c.worth); };
    std::stable_sort(walls.begin(), walls.end(), [&](const Candidate& a, const Candidate& b) {
        return millionths(a) != millionths(b) ? millionths(a) > millionths(b)
                                              : a.wall.a.y > b.wall.a.y;
    });
    for (const Candidate& candidate : walls) {
        Arena furnished = arena;
        furnished.walls.push_back(candidate.wall);
        joinRim(furnished);
        if (validate(furnished).empty()) // not over a reward, say
            return furnished;
    }
    return arena;
}

Arena withReward(Arena arena) {
    const ArenaGeometry geometry(arena);
    const Bounds bounds = geometry.bounds();
    const Vec2 middle = 0.5 * (bounds.minimum + bounds.maximum);
    struct Place {
        Vec2 position;
        double clearance;
    };
    std::vector<Place> places;
    double widest = 0.0;
    const auto consider = [&](Vec2 place) {
        const auto wall = geometry.nearestWall(place);
        if (!geometry.contains(place) || !wall)
            return;
        places.push_back({place, wall->distance});
        widest = std::max(widest, wall->distance);
    };
    for (int row = 0; row < candidates; ++row)
        for (int column = 0; column < candidates; ++column)
            consider(bounds.minimum + Vec2{bounds.width() * (column + 0.5) / candidates,
                                           bounds.height() * (row + 0.5) / candidates});
    // The middle of lanes that lie between those rows and columns.
    for (const Segment& edge : edgesOf(arena.boundary)) {
        const Vec2 inwards = inwardsFrom(arena, edge);
        for (const double share : {0.02, 0.1, 0.5, 0.9, 0.98}) {
            const Vec2 start = edge.a + share * (edge.b - edge.a);
            if (const auto hit = geometry.rayCast(start + 1e-6 * inwards, inwards))
                consider(start + 0.5 * hit->distance * inwards);
        }
    }
    // With as much room as elsewhere in a lane, and enough in the open.
    const double wanted = std::min(0.75 * widest, 1.5 * largestReward);
    Reward reward;
    reward.id = arena.nextId();
    double farthest = -1.0;
    for (const Place& place : places)
        if (const double distance = length(place.position - middle);
            place.clearance >= wanted && distance > farthest - 1e-9) {
            farthest = distance;
            reward.position = place.position;
            reward.radius =
                std::clamp(std::floor(800.0 * place.clearance) / 1000.0, 0.01, largestReward);
        }
    // To the millimetre, as a person would type it.
    reward.position = {std::round(1000.0 * reward.position.x) / 1000.0,
                       std::round(1000.0 * reward.position.y) / 1000.0};
    Arena furnished = arena;
    furnished.rewards.push_back(reward);
    return farthest >= 0.0 && validate(furnished).empty() ? furnished : arena;
}

Refitted refitted(const Arena& before, Arena next) {
    int id = before.nextId();
    renumber(next.holes, id);
    renumber(next.walls, id);
    renumber(next.rewards, id);
    renumber(next.objects, id);
    const Arena bare = next;
    std::set<int> left;
    // Each round finds a few parts that have no room, until all that are left have.
    for (;;) {
        Arena candidate = bare;
        append(candidate.holes, before.holes);
        append(candidate.walls, before.walls);
        append(candidate.rewards, before.rewards);
        append(candidate.objects, before.objects);
        removeParts(candidate.holes, left);
        removeParts(candidate.walls, left);
        removeParts(candidate.rewards, left);
        removeParts(candidate.objects, left);
        joinRim(candidate);
        const std::vector<ArenaFault> faults = validate(candidate);
        const std::size_t known = left.size();
        for (const ArenaFault& fault : faults)
            if (fault.part != 0 && fault.part < before.nextId())
                left.insert(fault.part);
        if (faults.empty())
            return {std::move(candidate), {left.begin(), left.end()}};
        if (left.size() == known)
            break; // the parts crowd each other, or what is new is at fault itself
    }
    Refitted alone{bare, {}};
    for (const auto& part : before.holes)
        alone.left.push_back(part.id);
    for (const auto& part : before.walls)
        alone.left.push_back(part.id);
    for (const auto& part : before.rewards)
        alone.left.push_back(part.id);
    for (const auto& part : before.objects)
        alone.left.push_back(part.id);
    return alone;
}

} // namespace hippodrome
