#pragma once

#include "core/arena/arena_geometry.h"

#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <vector>

namespace hippodrome {

/// Shortest ways for a rat around walls and holes. A shortest way is a chain of straight lines that
/// bends only at free ends of walls and at corners that stick out into the open; these are the
/// nodes. Which nodes see each other is found when first needed. With one internal wall this is
/// RatInABox's geodesic distance: the smaller of |x - e| + |e - c| over its free ends e.
///
/// Safe to share between threads. In a periodic arena with walls or holes, ways across the joined
/// sides count too.
class VisibilityGraph {
public:
    explicit VisibilityGraph(const ArenaGeometry& geometry);
    ~VisibilityGraph();
    VisibilityGraph(const VisibilityGraph&) = delete;
    VisibilityGraph& operator=(const VisibilityGraph&) = delete;

    /// Length of the shortest way [m]; infinity when there is none. Both points should lie inside.
    /// For many points and one centre a GeodesicField is much faster.
    double distance(Vec2 from, Vec2 to) const;

    /// A place where ways can bend, and a point a micrometre away from it in the open, from which
    /// sight is unambiguous.
    struct Node {
        Vec2 position;
        Vec2 open;
    };
    const std::vector<Node>& nodes() const { return nodes_; }

    /// The nodes that a node sees.
    const std::vector<std::size_t>& neighbours(std::size_t node) const;
    /// The places at which `point` is met: itself, or its nine nearest images in a periodic arena.
    std::vector<Vec2> images(Vec2 point) const;
    bool visible(Vec2 from, Vec2 to) const { return unobstructed_ || walls_.visible(from, to); }
    /// True when everything is in sight of everything.
    bool unobstructed() const { return unobstructed_; }

private:
    void findNodes(const ArenaGeometry& geometry);

    struct Neighbours {
        std::once_flag found;
        std::vector<std::size_t> list;
    };

    bool periodic_ = false;
    bool unobstructed_ = false;
    Bounds bounds_;
    SegmentIndex walls_; ///< with their images around a periodic arena
    std::vector<Node> nodes_;
    std::unique_ptr<Neighbours[]> neighbours_;
};

/// What can be seen from one place: found once, then used for the ways to many centres. Among a
/// thousand walls this is what makes a hundred cells affordable at every step.
class Viewpoint {
public:
    Viewpoint(const VisibilityGraph& graph, Vec2 from);

    Vec2 place() const { return from_; }
    struct Sight {
        std::size_t node;
        double distance; ///< from the place to the node [m]
    };
    const std::vector<Sight>& nodes() const { return nodes_; }

private:
    Vec2 from_;
    std::vector<Sight> nodes_;
};

/// The lengths of the shortest ways to one centre. The graph must outlive it.
class GeodesicField {
public:
    GeodesicField(const VisibilityGraph& graph, Vec2 centre);

    /// Length of the shortest way from `point` to the centre [m]; infinity when there is none.
    double distance(Vec2 point) const;
    /// The same from a viewpoint whose sights are known.
    double distance(const Viewpoint& viewpoint) const;
    /// Where the shortest way from there bends first: a point in the open beside the corner, or the
    /// centre itself when it is in sight; none when there is no way.
    std::optional<Vec2> firstBend(const Viewpoint& viewpoint) const;
    /// The same for many points; both spans have the same size.
    void distances(std::span<const Vec2> points, std::span<double> result) const;

private:
    const VisibilityGraph& graph_;
    /// Shortest straight way to the centre or an image of it in sight, and which; infinity if none.
    std::pair<double, Vec2> straightWay(Vec2 point) const;

    std::vector<Vec2> centres_;   ///< the centre and, in a periodic arena, its images
    std::vector<double> lengths_; ///< of the ways from each node; infinity where there is none
    /// Nodes with a way to the centre and its length, by length.
    struct Reached {
        Vec2 position;
        Vec2 open;
        double distance = 0.0;
    };
    std::vector<Reached> reached_;
};

} // namespace hippodrome
