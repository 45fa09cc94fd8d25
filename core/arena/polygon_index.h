#pragma once

#include "core/base/geometry.h"

#include <cstddef>
#include <vector>

namespace hippodrome {

/// Tells in which of several simple polygons a point lies. The edges are sorted into horizontal
/// bands, so that few of them are looked at. Immutable, safe to share between threads.
class PolygonIndex {
public:
    /// A polygon that a point lies in, or on whose edge it lies.
    struct Place {
        std::size_t polygon = 0;
        bool onEdge = false;
    };

    PolygonIndex() = default;
    explicit PolygonIndex(const std::vector<Polygon>& polygons);

    /// The polygons around `point`, in order; `tolerance` [m] (at most 1e-8) is the distance up to
    /// which a point lies on an edge.
    std::vector<Place> locate(Vec2 point, double tolerance) const;

    /// True on any edge, and inside an odd number of polygons: with a boundary and holes in it, in
    /// the boundary and in no hole.
    bool insideOdd(Vec2 point) const;

private:
    struct Edge {
        Segment segment;
        double length = 0.0;
        std::size_t polygon = 0;
    };
    /// [begin, end) of the edges of the band around `height`.
    std::pair<std::size_t, std::size_t> band(double height) const;
    static bool onEdge(const Edge& edge, Vec2 point, double tolerance);
    /// True when the ray from `point` towards +x crosses the edge.
    static bool crossedByRay(const Edge& edge, Vec2 point);

    double bottom_ = 0.0;
    double bandHeight_ = 1.0;
    std::vector<std::size_t> bandBegin_;
    std::vector<Edge> edges_; ///< by band, then by polygon
};

} // namespace hippodrome
