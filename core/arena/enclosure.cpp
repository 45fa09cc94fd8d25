#include "core/arena/enclosure.h"

#include "core/arena/geometry_text.h"
#include "core/arena/polygon.h"
#include "core/arena/polygon_fault.h"

#include <algorithm>
#include <cmath>

namespace hippodrome {

namespace {

constexpr double tolerance = touchingDistance;

double distanceTo(const Segment& segment, Vec2 point) {
    return length(nearestPoint(segment, point) - point);
}

} // namespace

/// A part of a segment between two edges that it meets.
struct Enclosure::Piece {
    double begin = 0.0;
    double end = 1.0;
    /// The edge that is met at the begin or else at the end, if any.
    std::optional<std::size_t> edge;
    double met = 0.0;
};

Enclosure::Enclosure(const Arena& arena) : arena_(arena) {
    std::vector<Polygon> polygons{arena_.boundary};
    for (const Hole& hole : arena_.holes)
        polygons.push_back(hole.polygon);
    std::vector<Segment> edges;
    for (std::size_t i = 0; i < polygons.size(); ++i) {
        const std::vector<Segment> own = edgesOf(polygons[i]);
        for (std::size_t j = 0; j < own.size(); ++j)
            edgeNames_.push_back({i, j});
        edges.insert(edges.end(), own.begin(), own.end());
    }
    edges_ = SegmentIndex(std::move(edges));
    places_ = PolygonIndex(polygons);
}

std::string Enclosure::nameOf(std::size_t edge) const {
    const auto [polygon, number] = edgeNames_[edge];
    return (polygon == 0 ? std::string("the boundary's")
                         : "hole " + std::to_string(arena_.holes[polygon - 1].id) + "'s") +
           " edge " + std::to_string(number) + " " + shown(edges_.segments()[edge]);
}

/// A segment, cut where it meets edges of polygons other than `ignored`.
std::vector<Enclosure::Piece> Enclosure::piecesOf(const Segment& segment,
                                                  std::optional<std::size_t> ignored) const {
    struct Cut {
        double position;
        std::size_t edge;
    };
    std::vector<Cut> cuts;
    const Vec2 along = segment.b - segment.a;
    const double squared = squaredLength(along);
    for (const std::size_t i : edges_.near(segment, tolerance)) {
        if (edgeNames_[i].first == ignored)
            continue;
        const Segment& edge = edges_.segments()[i];
        if (const auto position = properCrossing(segment, edge))
            cuts.push_back({*position, i});
        for (const Vec2 end : {edge.a, edge.b})
            if (distanceTo(segment, end) <= tolerance)
                cuts.push_back({std::clamp(dot(end - segment.a, along) / squared, 0.0, 1.0), i});
        for (const double end : {0.0, 1.0})
            if (distanceTo(edge, segment.a + end * along) <= tolerance)
                cuts.push_back({end, i});
    }
    std::stable_sort(cuts.begin(), cuts.end(),
                     [](const Cut& a, const Cut& b) { return a.position < b.position; });
    std::vector<Piece> pieces;
    Piece piece;
    for (const Cut& cut : cuts) {
        piece.end = cut.position;
        if (!piece.edge) {
            piece.edge = cut.edge;
            piece.met = cut.position;
        }
        if ((piece.end - piece.begin) * std::sqrt(squared) > 4.0 * tolerance)
            pieces.push_back(piece);
        piece = {cut.position, 1.0, cut.edge, cut.position};
    }
    piece.end = 1.0;
    if ((piece.end - piece.begin) * std::sqrt(squared) > 4.0 * tolerance)
        pieces.push_back(piece);
    return pieces;
}

std::optional<PlaceFault> Enclosure::straying(const Segment& segment,
                                              std::optional<std::size_t> ignored) const {
    for (const Piece& piece : piecesOf(segment, ignored)) {
        const auto at = [&](double t) { return segment.a + t * (segment.b - segment.a); };
        const Vec2 middle = at(0.5 * (piece.begin + piece.end));
        bool inBoundary = false;
        std::optional<std::size_t> hole;
        for (const PolygonIndex::Place& place : places_.locate(middle, tolerance)) {
            if (place.polygon == 0)
                inBoundary = true;
            else if (!place.onEdge && place.polygon != ignored)
                hole = place.polygon - 1;
        }
        if (inBoundary && !hole)
            continue;
        const std::string region = inBoundary
                                       ? "inside hole " + std::to_string(arena_.holes[*hole].id)
                                       : std::string("outside the boundary");
        const Segment strays{at(piece.begin), at(piece.end)};
        if (!piece.edge)
            return PlaceFault{inBoundary ? ArenaFaultKind::insideHole : ArenaFaultKind::outside,
                              "lies " + region,
                              {strays}};
        return PlaceFault{inBoundary ? ArenaFaultKind::crossesHole : ArenaFaultKind::crossesOutline,
                          "crosses " + nameOf(*piece.edge) + " at " + shown(at(piece.met)) +
                              " and lies " + region + " around " + shown(middle),
                          {strays, edges_.segments()[*piece.edge]}};
    }
    return std::nullopt;
}

std::optional<PlaceFault> Enclosure::notInside(Vec2 point) const {
    bool inBoundary = false;
    for (const PolygonIndex::Place& place : places_.locate(point, tolerance)) {
        if (place.polygon == 0)
            inBoundary = true;
        else if (!place.onEdge)
            return PlaceFault{ArenaFaultKind::insideHole,
                              "lies inside hole " +
                                  std::to_string(arena_.holes[place.polygon - 1].id),
                              {{point, point}}};
    }
    if (!inBoundary)
        return PlaceFault{ArenaFaultKind::outside, "lies outside the boundary", {{point, point}}};
    return std::nullopt;
}

std::optional<PlaceFault> Enclosure::covered(std::size_t hole) const {
    // Holes with the very same edges stray nowhere.
    const Vec2 inside = interiorPoint(arena_.holes[hole].polygon);
    for (const PolygonIndex::Place& place : places_.locate(inside, tolerance))
        if (place.polygon != 0 && place.polygon != hole + 1 && !place.onEdge)
            return PlaceFault{ArenaFaultKind::insideHole,
                              "covers the same place as hole " +
                                  std::to_string(arena_.holes[place.polygon - 1].id) + ", around " +
                                  shown(inside),
                              edgesOf(arena_.holes[hole].polygon)};
    return std::nullopt;
}

std::optional<PlaceFault> Enclosure::edgeAt(Vec2 point, double distance,
                                            bool boundaryCounts) const {
    std::optional<PlaceFault> found;
    edges_.forEachWithin(point, distance, [&](Vec2, std::size_t edge) {
        if (!found && (boundaryCounts || edgeNames_[edge].first != 0))
            found = {ArenaFaultKind::onWall, nameOf(edge), {edges_.segments()[edge]}};
    });
    return found;
}

} // namespace hippodrome
