#include "core/arena/polygon_fault.h"

#include "core/arena/geometry_text.h"
#include "core/arena/polygon.h"
#include "core/arena/segment_index.h"

#include <cmath>

namespace hippodrome {

namespace {

/// Less is no area [m^2].
constexpr double smallestPolygon = 1e-8;

double distance(const Segment& segment, Vec2 point) {
    return length(nearestPoint(segment, point) - point);
}

bool folded(const Segment& first, const Segment& second) {
    return distance(second, first.a) <= touchingDistance ||
           distance(first, second.b) <= touchingDistance;
}

bool touching(const Segment& s, const Segment& t) {
    return distance(s, t.a) <= touchingDistance || distance(s, t.b) <= touchingDistance ||
           distance(t, s.a) <= touchingDistance || distance(t, s.b) <= touchingDistance;
}

} // namespace

std::optional<double> properCrossing(const Segment& segment, const Segment& other) {
    const Vec2 along = segment.b - segment.a, across = other.b - other.a;
    const double otherA = cross(along, other.a - segment.a);
    const double otherB = cross(along, other.b - segment.a);
    const double selfA = cross(across, segment.a - other.a);
    const double selfB = cross(across, segment.b - other.a);
    if (otherA * otherB >= 0.0 || selfA * selfB >= 0.0)
        return std::nullopt;
    const double position = selfA / (selfA - selfB);
    // Segments on one line, apart from each other, seem to cross by rounding alone.
    if (distance(other, segment.a + position * along) > touchingDistance)
        return std::nullopt;
    return position;
}

std::optional<PlaceFault> polygonFault(const Polygon& polygon) {
    if (polygon.size() < 3)
        return PlaceFault{ArenaFaultKind::tooSmall,
                          "expected at least 3 corners, found " + std::to_string(polygon.size())};
    const std::vector<Segment> edges = edgesOf(polygon);
    const auto edge = [&](std::size_t i) {
        return "edge " + std::to_string(i) + " " + shown(edges[i]);
    };
    const auto between = [&](std::size_t i, std::size_t j, const char* verb, const char* end = "") {
        return PlaceFault{
            ArenaFaultKind::selfCrossing, edge(i) + verb + edge(j) + end, {edges[i], edges[j]}};
    };
    for (std::size_t i = 0; i < edges.size(); ++i)
        if (length(edges[i].b - edges[i].a) < ArenaLimits::smallestEdge)
            return PlaceFault{ArenaFaultKind::selfCrossing,
                              "corners " + std::to_string(i) + " and " +
                                  std::to_string((i + 1) % edges.size()) + " are both at " +
                                  shown(edges[i].a),
                              {edges[i]}};
    const SegmentIndex index(edges);
    for (std::size_t i = 0; i < edges.size(); ++i) {
        for (const std::size_t j : index.near(edges[i], touchingDistance)) {
            if (j <= i)
                continue;
            const bool follows = j == i + 1;
            const bool precedes = i == 0 && j + 1 == edges.size();
            if (follows || precedes) {
                // Neighbours share a corner, and fold back when they share more.
                if ((follows && folded(edges[i], edges[j])) ||
                    (precedes && folded(edges[j], edges[i])))
                    return between(i, j, " and ", " lie on each other");
            } else if (properCrossing(edges[i], edges[j])) {
                return between(i, j, " crosses ");
            } else if (touching(edges[i], edges[j])) {
                return between(i, j, " touches ");
            }
        }
    }
    const double area = std::abs(signedArea(polygon));
    if (area < smallestPolygon)
        return PlaceFault{ArenaFaultKind::tooSmall, "has no area", edges};
    return std::nullopt;
}

} // namespace hippodrome
