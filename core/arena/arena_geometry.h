#pragma once

#include "core/arena/arena.h"
#include "core/arena/polygon_index.h"
#include "core/arena/segment_index.h"
#include "core/base/rng.h"

#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace hippodrome {

/// Answers questions about a valid arena: built once per arena, immutable, safe to share between
/// threads. Segments are the edges of the boundary, then those of the holes, then the walls; a
/// periodic arena has no boundary edges. Uniform grids keep each question cheap with a thousand
/// walls.
///
/// In a periodic arena walls are also met across the joined sides; a point of a wall is then given
/// by its image nearest to the question, which may lie outside the fundamental rectangle.
class ArenaGeometry {
public:
    /// `arena` must be valid (see validate()).
    explicit ArenaGeometry(Arena arena);

    const Arena& arena() const { return arena_; }
    const Bounds& bounds() const { return bounds_; }
    const std::vector<Segment>& segments() const { return walls_.segments(); }
    double area() const { return area_; } ///< [m^2], without holes
    bool periodic() const { return arena_.periodic; }
    /// True for an axis-parallel rectangle without holes and walls, where loops may cut corners.
    bool plainRectangle() const { return plainRectangle_; }

    /// Inside the boundary (or on it) and in no hole (its edge is not in it).
    bool contains(Vec2 point) const;
    /// The nearest of all segments; none in a periodic arena without walls.
    std::optional<NearestWall> nearestWall(Vec2 point) const;
    /// Calls `visit(nearest point, segment index)` for every segment within `radius` of `point`, in
    /// the order of the segments.
    void forEachWallWithin(Vec2 point, double radius,
                           const std::function<void(Vec2, std::size_t)>& visit) const;
    /// First segment met by the ray from `origin` along the unit vector `direction`. In a periodic
    /// arena the ray goes on through at most eight joined sides.
    std::optional<WallHit> rayCast(Vec2 origin, Vec2 direction, double maximumDistance = 1e9) const;
    /// First segment crossed or touched on the way from `from` to `to`; also at its start, and to
    /// within 1e-12 m at the ends of segments, so that nothing slips through a joint.
    std::optional<WallHit> firstCrossing(Vec2 from, Vec2 to) const;
    /// True when the straight way crosses no segment (touching an end of it does not count, unless
    /// segments joined there block the way). Ways across joined sides are not considered.
    bool visible(Vec2 from, Vec2 to) const;

    /// Uniform over the inside.
    Vec2 sampleInside(Rng& rng) const;
    /// The nearest point that lies inside at least `margin` from every wall; where no such place
    /// exists, the same for the largest of margin/2, margin/4, ... that has one.
    Vec2 nearestInside(Vec2 point, double margin = 0.01) const;

    /// The point inside the fundamental rectangle of a periodic arena; others are left as they are.
    Vec2 wrap(Vec2 point) const;
    /// to - from, by the shortest image in a periodic arena.
    Vec2 displacement(Vec2 from, Vec2 to) const;

private:
    void findSampleCells();
    std::optional<Vec2> nearestWithMargin(Vec2 point, double margin) const;

    Arena arena_;
    Bounds bounds_;
    double area_ = 0.0;
    bool plainRectangle_ = false;
    SegmentIndex walls_;
    PolygonIndex polygons_;
    /// Lower left corners of the cells that may hold free places; empty when the bounds do as well.
    std::vector<Vec2> sampleCells_;
    Vec2 sampleCellSize_;
};

using ArenaPointer = std::shared_ptr<const ArenaGeometry>;

} // namespace hippodrome
