#include "core/arena/polygon_index.h"

#include "core/arena/polygon.h"

#include <algorithm>
#include <cmath>

namespace hippodrome {

namespace {

constexpr double bandMargin = 2e-8;       ///< more than any tolerance [m]
constexpr double insideTolerance = 1e-12; ///< rounding of coordinates up to 1000 m [m]

} // namespace

PolygonIndex::PolygonIndex(const std::vector<Polygon>& polygons) {
    std::vector<Edge> all;
    for (std::size_t i = 0; i < polygons.size(); ++i)
        for (const Segment& edge : edgesOf(polygons[i]))
            all.push_back({edge, length(edge.b - edge.a), i});
    if (all.empty())
        return;
    double top = all.front().segment.a.y;
    bottom_ = top;
    for (const Edge& edge : all) {
        top = std::max(top, edge.segment.a.y);
        bottom_ = std::min(bottom_, edge.segment.a.y);
    }
    bottom_ -= bandMargin;
    top += bandMargin;
    const std::size_t bands = std::clamp<std::size_t>(all.size() / 4, 1, 1024);
    bandHeight_ = (top - bottom_) / static_cast<double>(bands);
    bandBegin_.push_back(0);
    std::vector<std::vector<std::size_t>> members(bands);
    for (std::size_t i = 0; i < all.size(); ++i) {
        const auto [low, high] = std::minmax(all[i].segment.a.y, all[i].segment.b.y);
        const auto bandOf = [&](double height) {
            return static_cast<std::size_t>(
                std::clamp((height - bottom_) / bandHeight_, 0.0, static_cast<double>(bands - 1)));
        };
        for (std::size_t b = bandOf(low - bandMargin); b <= bandOf(high + bandMargin); ++b)
            members[b].push_back(i);
    }
    for (const auto& member : members) {
        for (const std::size_t i : member)
            edges_.push_back(all[i]);
        bandBegin_.push_back(edges_.size());
    }
}

std::pair<std::size_t, std::size_t> PolygonIndex::band(double height) const {
    const double position = (height - bottom_) / bandHeight_;
    const std::size_t bands = bandBegin_.empty() ? 0 : bandBegin_.size() - 1;
    if (!(position >= 0.0 && position <= static_cast<double>(bands)) || bands == 0)
        return {0, 0};
    const std::size_t b = std::min(static_cast<std::size_t>(position), bands - 1);
    return {bandBegin_[b], bandBegin_[b + 1]};
}

bool PolygonIndex::onEdge(const Edge& edge, Vec2 point, double tolerance) {
    const Vec2 along = edge.segment.b - edge.segment.a;
    if (std::abs(cross(along, point - edge.segment.a)) > tolerance * edge.length)
        return false;
    return squaredLength(nearestPoint(edge.segment, point) - point) <= tolerance * tolerance;
}

bool PolygonIndex::crossedByRay(const Edge& edge, Vec2 point) {
    const Vec2 a = edge.segment.a, b = edge.segment.b;
    if ((a.y > point.y) == (b.y > point.y))
        return false;
    const double side = cross(b - a, point - a);
    return b.y > a.y ? side > 0.0 : side < 0.0;
}

std::vector<PolygonIndex::Place> PolygonIndex::locate(Vec2 point, double tolerance) const {
    std::vector<Place> places;
    const auto [begin, end] = band(point.y);
    for (std::size_t i = begin; i < end;) {
        const std::size_t polygon = edges_[i].polygon;
        bool touched = false, inside = false;
        for (; i < end && edges_[i].polygon == polygon; ++i) {
            touched = touched || onEdge(edges_[i], point, tolerance);
            inside = inside != crossedByRay(edges_[i], point);
        }
        if (touched || inside)
            places.push_back({polygon, touched});
    }
    return places;
}

bool PolygonIndex::insideOdd(Vec2 point) const {
    bool inside = false;
    const auto [begin, end] = band(point.y);
    for (std::size_t i = begin; i < end; ++i) {
        if (onEdge(edges_[i], point, insideTolerance))
            return true;
        inside = inside != crossedByRay(edges_[i], point);
    }
    return inside;
}

} // namespace hippodrome
