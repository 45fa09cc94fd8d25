#pragma once

#include "core/arena/arena.h"
#include "core/base/rng.h"

#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <vector>

namespace hippodrome {

/// What a ray or a moving body met first.
struct WallHit {
    double distance = 0.0;   ///< along the ray [m]
    Vec2 point;              ///< [m]
    std::size_t segment = 0; ///< index into ArenaGeometry::segments()
};

/// The nearest point of a wall.
struct NearestWall {
    double distance = 0.0; ///< [m]
    Vec2 point;            ///< on the wall
    std::size_t segment = 0;
};

/// Answers questions about a valid arena: built once per arena, immutable, safe to share between
/// threads. Segments are the edges of the boundary, then those of the holes, then the walls; a
/// periodic arena has no boundary edges. A uniform grid of cells keeps each question cheap with a
/// thousand walls.
class ArenaGeometry {
public:
    /// `arena` must be valid (see validate()).
    explicit ArenaGeometry(Arena arena);
    ~ArenaGeometry();

    const Arena& arena() const { return arena_; }
    const Bounds& bounds() const { return bounds_; }
    const std::vector<Segment>& segments() const { return segments_; }
    double area() const { return area_; } ///< [m^2], without holes
    bool periodic() const { return arena_.periodic; }

    /// Inside the boundary (or on it) and in no hole.
    bool contains(Vec2 point) const;
    /// The nearest of all segments; none in a periodic arena without walls.
    std::optional<NearestWall> nearestWall(Vec2 point) const;
    /// Calls `visit(nearest point, segment index)` for every segment within `radius` of `point`.
    void forEachWallWithin(Vec2 point, double radius,
                           const std::function<void(Vec2, std::size_t)>& visit) const;
    /// First segment met by the ray from `origin` along the unit vector `direction`.
    std::optional<WallHit> rayCast(Vec2 origin, Vec2 direction, double maximumDistance = 1e9) const;
    /// First segment crossed or touched on the way from `from` to `to`.
    std::optional<WallHit> firstCrossing(Vec2 from, Vec2 to) const;
    /// True when the straight way crosses no segment (touching an end of it does not count).
    bool visible(Vec2 from, Vec2 to) const;

    /// Uniform over the inside.
    Vec2 sampleInside(Rng& rng) const;
    /// The nearest point that lies inside at least `margin` from every wall (as far as that
    /// exists).
    Vec2 nearestInside(Vec2 point, double margin = 0.01) const;

    /// The point inside the fundamental rectangle of a periodic arena; others are left as they are.
    Vec2 wrap(Vec2 point) const;
    /// to - from, by the shortest image in a periodic arena.
    Vec2 displacement(Vec2 from, Vec2 to) const;

private:
    struct Index;

    Arena arena_;
    Bounds bounds_;
    double area_ = 0.0;
    std::vector<Segment> segments_;
    std::unique_ptr<Index> index_;
};

using ArenaPointer = std::shared_ptr<const ArenaGeometry>;

} // namespace hippodrome
