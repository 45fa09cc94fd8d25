#include "core/arena/polygon.h"

#include <algorithm>
#include <cassert>

namespace hippodrome {

double signedArea(const Polygon& polygon) {
    double twice = 0.0;
    for (std::size_t i = 1; i + 1 < polygon.size(); ++i)
        twice += cross(polygon[i] - polygon[0], polygon[i + 1] - polygon[0]);
    return 0.5 * twice;
}

Bounds boundsOf(std::span<const Vec2> points) {
    assert(!points.empty());
    Bounds bounds{points.front(), points.front()};
    for (const Vec2 point : points) {
        bounds.minimum = {std::min(bounds.minimum.x, point.x), std::min(bounds.minimum.y, point.y)};
        bounds.maximum = {std::max(bounds.maximum.x, point.x), std::max(bounds.maximum.y, point.y)};
    }
    return bounds;
}

std::vector<Segment> edgesOf(const Polygon& polygon) {
    std::vector<Segment> edges;
    edges.reserve(polygon.size());
    for (std::size_t i = 0; i < polygon.size(); ++i)
        edges.push_back({polygon[i], polygon[i + 1 < polygon.size() ? i + 1 : 0]});
    return edges;
}

std::optional<Bounds> axisParallelRectangle(const Polygon& polygon) {
    if (polygon.size() != 4)
        return std::nullopt;
    const Vec2 a = polygon[0], b = polygon[1], c = polygon[2], d = polygon[3];
    const bool xFirst = a.y == b.y && b.x == c.x && c.y == d.y && d.x == a.x;
    const bool yFirst = a.x == b.x && b.y == c.y && c.x == d.x && d.y == a.y;
    const Bounds bounds = boundsOf(polygon);
    if (!(xFirst || yFirst) || !(bounds.width() > 0.0) || !(bounds.height() > 0.0))
        return std::nullopt;
    return bounds;
}

Vec2 interiorPoint(const Polygon& polygon) {
    // A horizontal line halfway between two neighbouring heights of corners meets no corner.
    std::vector<double> heights;
    for (const Vec2 corner : polygon)
        heights.push_back(corner.y);
    std::sort(heights.begin(), heights.end());
    double height = heights.front(), gap = 0.0;
    for (std::size_t i = 1; i < heights.size(); ++i) {
        if (heights[i] - heights[i - 1] > gap) {
            gap = heights[i] - heights[i - 1];
            height = 0.5 * (heights[i] + heights[i - 1]);
        }
    }
    std::vector<double> crossings;
    for (const Segment& edge : edgesOf(polygon))
        if ((edge.a.y > height) != (edge.b.y > height))
            crossings.push_back(edge.a.x + (height - edge.a.y) / (edge.b.y - edge.a.y) *
                                               (edge.b.x - edge.a.x));
    std::sort(crossings.begin(), crossings.end());
    Vec2 best = polygon.front();
    double width = -1.0;
    for (std::size_t i = 0; i + 1 < crossings.size(); i += 2) {
        if (crossings[i + 1] - crossings[i] > width) {
            width = crossings[i + 1] - crossings[i];
            best = {0.5 * (crossings[i] + crossings[i + 1]), height};
        }
    }
    return best;
}

} // namespace hippodrome
