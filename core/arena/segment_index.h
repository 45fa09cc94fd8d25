#pragma once

#include "core/base/geometry.h"

#include <cstddef>
#include <functional>
#include <limits>
#include <optional>
#include <vector>

namespace hippodrome {

/// What a ray or a moving body met first.
struct WallHit {
    double distance = 0.0;   ///< along the ray [m]
    Vec2 point;              ///< [m]
    std::size_t segment = 0; ///< index into the segments
};

/// The nearest point of a wall.
struct NearestWall {
    double distance = 0.0; ///< [m]
    Vec2 point;            ///< on the wall
    std::size_t segment = 0;
};

/// Segments in a uniform grid of square cells, for questions of nearness and of crossing. A few
/// segments are simply all looked at. Immutable, safe to share between threads.
class SegmentIndex {
public:
    SegmentIndex() = default;
    explicit SegmentIndex(std::vector<Segment> segments);

    const std::vector<Segment>& segments() const { return segments_; }

    /// The nearest segment within `maximumDistance`; the first of equally near ones.
    std::optional<NearestWall>
    nearest(Vec2 point, double maximumDistance = std::numeric_limits<double>::infinity()) const;

    /// Calls `visit(nearest point, index)` for every segment within `radius`, in order.
    void forEachWithin(Vec2 point, double radius,
                       const std::function<void(Vec2, std::size_t)>& visit) const;

    /// The first segment touched on the way from `from` to `to`, both ends and the ends of the
    /// segments included, to within 1e-12 m.
    std::optional<WallHit> firstHit(Vec2 from, Vec2 to) const;

    /// Whether one can see `to` from `from`. A way that only grazes segments is free; one that
    /// passes between segments that are joined is not, nor one that ends within them.
    bool visible(Vec2 from, Vec2 to) const;

    /// The segments that may come within `margin` of `segment`, in order, each once.
    std::vector<std::size_t> near(const Segment& segment, double margin) const;

private:
    enum class Contact { none, touching, crossing };

    Contact contact(Vec2 from, Vec2 to) const;
    /// Visits the cells along a way, slice by slice, until `passed(fraction of the way)` is true.
    template <class Visit, class Passed>
    void walk(Vec2 from, Vec2 to, double margin, Visit visit, Passed passed) const;
    template <class Visit>
    void visitCell(std::size_t cell, Visit visit) const;

    std::vector<Segment> segments_;
    std::vector<double> lengths_;

    // The grid; without columns every question looks at all segments.
    Bounds bounds_;
    double cellSize_ = 1.0;
    int columns_ = 0;
    int rows_ = 0;
    std::vector<std::size_t> cellBegin_; ///< of each cell in `cellItems_`, and the end
    std::vector<std::size_t> cellItems_;
};

} // namespace hippodrome
