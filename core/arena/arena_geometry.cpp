#include "core/arena/arena_geometry.h"

#include "core/arena/polygon.h"

#include <algorithm>
#include <cassert>
#include <cmath>

namespace hippodrome {

namespace {

/// Rays in a periodic arena end after this many joined sides.
constexpr int mostSidesPassed = 8;

std::vector<Segment> allSegments(const Arena& arena) {
    std::vector<Segment> segments;
    if (!arena.periodic)
        segments = edgesOf(arena.boundary);
    for (const Hole& hole : arena.holes) {
        const std::vector<Segment> edges = edgesOf(hole.polygon);
        segments.insert(segments.end(), edges.begin(), edges.end());
    }
    for (const Wall& wall : arena.walls)
        segments.push_back({wall.a, wall.b});
    return segments;
}

std::vector<Polygon> allPolygons(const Arena& arena) {
    std::vector<Polygon> polygons{arena.boundary};
    for (const Hole& hole : arena.holes)
        polygons.push_back(hole.polygon);
    return polygons;
}

/// `value` minus the whole multiple of `period` that brings it into [low, low + period).
double wrapped(double value, double low, double period) {
    const double result = value - period * std::floor((value - low) / period);
    return result >= low + period || result < low ? low : result;
}

} // namespace

ArenaGeometry::ArenaGeometry(Arena arena)
    : arena_(std::move(arena)), bounds_(boundsOf(arena_.boundary)), walls_(allSegments(arena_)),
      polygons_(allPolygons(arena_)) {
    plainRectangle_ = arena_.holes.empty() && arena_.walls.empty() &&
                      axisParallelRectangle(arena_.boundary).has_value();
    area_ = std::abs(signedArea(arena_.boundary));
    for (const Hole& hole : arena_.holes)
        area_ -= std::abs(signedArea(hole.polygon));
    if (!periodic() && area_ < 0.5 * bounds_.width() * bounds_.height())
        findSampleCells();
}

void ArenaGeometry::findSampleCells() {
    constexpr int cells = 32;
    sampleCellSize_ = {bounds_.width() / cells, bounds_.height() / cells};
    const double reach = 0.5 * length(sampleCellSize_) + 1e-9;
    for (int row = 0; row < cells; ++row) {
        for (int column = 0; column < cells; ++column) {
            const Vec2 corner =
                bounds_.minimum + Vec2{column * sampleCellSize_.x, row * sampleCellSize_.y};
            const Vec2 centre = corner + 0.5 * sampleCellSize_;
            // Without an edge in it, a cell is as free as its centre.
            if (contains(centre) || walls_.nearest(centre, reach))
                sampleCells_.push_back(corner);
        }
    }
}

bool ArenaGeometry::contains(Vec2 point) const {
    if (plainRectangle_) {
        constexpr double tolerance = 1e-12;
        return point.x >= bounds_.minimum.x - tolerance &&
               point.x <= bounds_.maximum.x + tolerance &&
               point.y >= bounds_.minimum.y - tolerance && point.y <= bounds_.maximum.y + tolerance;
    }
    return polygons_.insideOdd(point);
}

std::optional<NearestWall> ArenaGeometry::nearestWall(Vec2 point) const {
    if (!periodic())
        return walls_.nearest(point);
    if (segments().empty())
        return std::nullopt;
    std::optional<NearestWall> best;
    for (int i = -1; i <= 1; ++i) {
        for (int j = -1; j <= 1; ++j) {
            const Vec2 shift{i * bounds_.width(), j * bounds_.height()};
            auto nearest = best ? walls_.nearest(point - shift, best->distance)
                                : walls_.nearest(point - shift);
            if (!nearest || (best && nearest->distance >= best->distance))
                continue;
            nearest->point += shift;
            best = nearest;
        }
    }
    return best;
}

void ArenaGeometry::forEachWallWithin(Vec2 point, double radius,
                                      const std::function<void(Vec2, std::size_t)>& visit) const {
    if (!periodic())
        return walls_.forEachWithin(point, radius, visit);
    if (segments().empty())
        return;
    // A segment counts once, by its nearest image.
    std::vector<std::pair<std::size_t, Vec2>> found;
    for (int i = -1; i <= 1; ++i) {
        for (int j = -1; j <= 1; ++j) {
            const Vec2 shift{i * bounds_.width(), j * bounds_.height()};
            walls_.forEachWithin(point - shift, radius, [&](Vec2 nearest, std::size_t segment) {
                found.emplace_back(segment, nearest + shift);
            });
        }
    }
    std::sort(found.begin(), found.end(), [point](const auto& a, const auto& b) {
        return a.first != b.first
                   ? a.first < b.first
                   : squaredLength(a.second - point) < squaredLength(b.second - point);
    });
    for (std::size_t i = 0; i < found.size(); ++i)
        if (i == 0 || found[i].first != found[i - 1].first)
            visit(found[i].second, found[i].first);
}

std::optional<WallHit> ArenaGeometry::rayCast(Vec2 origin, Vec2 direction,
                                              double maximumDistance) const {
    if (segments().empty())
        return std::nullopt;
    // Nothing lies farther away than this.
    const Vec2 centre = 0.5 * (bounds_.minimum + bounds_.maximum);
    const double extent = bounds_.width() + bounds_.height();
    const double reach = std::min(maximumDistance, length(origin - centre) + extent);
    if (!periodic())
        return walls_.firstHit(origin, origin + reach * direction);
    const double periodicReach =
        std::min(maximumDistance, mostSidesPassed * std::min(bounds_.width(), bounds_.height()));
    return firstCrossing(origin, origin + periodicReach * direction);
}

std::optional<WallHit> ArenaGeometry::firstCrossing(Vec2 from, Vec2 to) const {
    if (!periodic())
        return walls_.firstHit(from, to);
    if (segments().empty())
        return std::nullopt;
    // The way in each of the images that it passes.
    constexpr double margin = 1e-9;
    const double width = bounds_.width(), height = bounds_.height();
    const auto image = [](double value, double low, double period) {
        return static_cast<int>(std::clamp(std::floor((value - low) / period), -1e6, 1e6));
    };
    const Bounds way = boundsOf(std::vector<Vec2>{from, to});
    const int left = image(way.minimum.x - margin, bounds_.minimum.x, width);
    const int right = image(way.maximum.x + margin, bounds_.minimum.x, width);
    const int bottom = image(way.minimum.y - margin, bounds_.minimum.y, height);
    const int top = image(way.maximum.y + margin, bounds_.minimum.y, height);
    std::optional<WallHit> best;
    for (int i = left; i <= right; ++i) {
        for (int j = bottom; j <= top; ++j) {
            const Vec2 shift{i * width, j * height};
            auto hit = walls_.firstHit(from - shift, to - shift);
            if (!hit || (best && hit->distance >= best->distance))
                continue;
            hit->point += shift;
            best = hit;
        }
    }
    return best;
}

bool ArenaGeometry::visible(Vec2 from, Vec2 to) const {
    return walls_.visible(from, to);
}

Vec2 ArenaGeometry::sampleInside(Rng& rng) const {
    // Rejection; a valid arena has an area, so this ends.
    while (true) {
        Vec2 point;
        if (sampleCells_.empty()) {
            point.x = rng.uniform(bounds_.minimum.x, bounds_.maximum.x);
            point.y = rng.uniform(bounds_.minimum.y, bounds_.maximum.y);
        } else {
            const Vec2 corner = sampleCells_[rng.below(sampleCells_.size())];
            point.x = corner.x + sampleCellSize_.x * rng.uniform();
            point.y = corner.y + sampleCellSize_.y * rng.uniform();
        }
        if (contains(point))
            return point;
    }
}

Vec2 ArenaGeometry::wrap(Vec2 point) const {
    if (!periodic())
        return point;
    return {wrapped(point.x, bounds_.minimum.x, bounds_.width()),
            wrapped(point.y, bounds_.minimum.y, bounds_.height())};
}

Vec2 ArenaGeometry::displacement(Vec2 from, Vec2 to) const {
    Vec2 way = to - from;
    if (periodic()) {
        way.x -= bounds_.width() * std::round(way.x / bounds_.width());
        way.y -= bounds_.height() * std::round(way.y / bounds_.height());
    }
    return way;
}

} // namespace hippodrome
