#include "core/arena/visibility.h"

#include "core/arena/polygon.h"

#include <queue>

#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>
#include <numbers>

namespace hippodrome {

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();
/// Ends of segments closer than this to another segment are joined to it [m].
constexpr double joinTolerance = 1e-8;
/// How far the open point of a node lies from it [m].
constexpr double openDistance = 1e-6;
/// From here on a corner counts as reached [m].
constexpr double passed = 1e-3;

/// The segments with their images in the eight neighbouring copies of a periodic arena.
std::vector<Segment> withImages(const std::vector<Segment>& segments, const Bounds& bounds) {
    std::vector<Segment> all;
    for (int i = -1; i <= 1; ++i) {
        for (int j = -1; j <= 1; ++j) {
            const Vec2 shift{i * bounds.width(), j * bounds.height()};
            for (const Segment& segment : segments)
                all.push_back({segment.a + shift, segment.b + shift});
        }
    }
    return all;
}

/// True when all corners turn the same way.
bool convex(const Polygon& polygon) {
    const double orientation = signedArea(polygon) > 0.0 ? 1.0 : -1.0;
    for (std::size_t i = 0; i < polygon.size(); ++i) {
        const Vec2 a = polygon[i], b = polygon[(i + 1) % polygon.size()],
                   c = polygon[(i + 2) % polygon.size()];
        if (orientation * cross(b - a, c - b) < 0.0)
            return false;
    }
    return true;
}

/// The directions in which segments leave `place`, sorted [rad].
std::vector<double> directionsAt(Vec2 place, const SegmentIndex& walls) {
    std::vector<double> directions;
    walls.forEachWithin(place, joinTolerance, [&](Vec2, std::size_t i) {
        const Segment& segment = walls.segments()[i];
        for (const Vec2 end : {segment.a, segment.b})
            if (length(end - place) > joinTolerance)
                directions.push_back(std::atan2(end.y - place.y, end.x - place.x));
    });
    std::sort(directions.begin(), directions.end());
    return directions;
}

} // namespace

VisibilityGraph::VisibilityGraph(const ArenaGeometry& geometry)
    : periodic_(geometry.periodic()), bounds_(geometry.bounds()) {
    const Arena& arena = geometry.arena();
    unobstructed_ =
        arena.walls.empty() && arena.holes.empty() && (periodic_ || convex(arena.boundary));
    if (unobstructed_)
        return;
    walls_ =
        SegmentIndex(periodic_ ? withImages(geometry.segments(), bounds_) : geometry.segments());
    findNodes(geometry);
    neighbours_ = std::make_unique<Neighbours[]>(nodes_.size());
}

VisibilityGraph::~VisibilityGraph() = default;

void VisibilityGraph::findNodes(const ArenaGeometry& geometry) {
    std::vector<Vec2> ends;
    for (const Segment& segment : walls_.segments()) {
        ends.push_back(segment.a);
        ends.push_back(segment.b);
    }
    std::sort(ends.begin(), ends.end(),
              [](Vec2 a, Vec2 b) { return a.x != b.x ? a.x < b.x : a.y < b.y; });
    ends.erase(std::unique(ends.begin(), ends.end()), ends.end());
    for (const Vec2 end : ends) {
        const std::vector<double> directions = directionsAt(end, walls_);
        for (std::size_t i = 0; i < directions.size(); ++i) {
            const double next = i + 1 < directions.size()
                                    ? directions[i + 1]
                                    : directions.front() + 2.0 * std::numbers::pi;
            // A way bends only where more than half a turn is open.
            const double opening = next - directions[i];
            if (opening <= std::numbers::pi + 1e-9)
                continue;
            const Vec2 open = end + openDistance * unitVector(directions[i] + 0.5 * opening);
            if (geometry.contains(geometry.wrap(open)))
                nodes_.push_back({end, open});
        }
    }
}

const std::vector<std::size_t>& VisibilityGraph::neighbours(std::size_t node) const {
    Neighbours& neighbours = neighbours_[node];
    std::call_once(neighbours.found, [&] {
        for (std::size_t other = 0; other < nodes_.size(); ++other)
            if (other != node && walls_.visible(nodes_[node].open, nodes_[other].open))
                neighbours.list.push_back(other);
    });
    return neighbours.list;
}

std::vector<Vec2> VisibilityGraph::images(Vec2 point) const {
    if (!periodic_)
        return {point};
    std::vector<Vec2> images;
    for (int i = -1; i <= 1; ++i)
        for (int j = -1; j <= 1; ++j)
            images.push_back(point + Vec2{i * bounds_.width(), j * bounds_.height()});
    return images;
}

double VisibilityGraph::distance(Vec2 from, Vec2 to) const {
    if (!periodic_ && visible(from, to))
        return length(to - from);
    return GeodesicField(*this, to).distance(from);
}

Viewpoint::Viewpoint(const VisibilityGraph& graph, Vec2 from) : from_(from) {
    const auto& nodes = graph.nodes();
    for (std::size_t i = 0; i < nodes.size(); ++i)
        if (graph.visible(from, nodes[i].open))
            nodes_.push_back({i, length(nodes[i].position - from)});
}

GeodesicField::GeodesicField(const VisibilityGraph& graph, Vec2 centre)
    : graph_(graph), centres_(graph.images(centre)) {
    // Dijkstra 1959, from the centre over the nodes.
    const auto& nodes = graph.nodes();
    lengths_.assign(nodes.size(), infinity);
    using Entry = std::pair<double, std::size_t>;
    std::priority_queue<Entry, std::vector<Entry>, std::greater<>> open;
    for (std::size_t i = 0; i < nodes.size(); ++i) {
        for (const Vec2 image : centres_) {
            const double way = length(nodes[i].position - image);
            if (way < lengths_[i] && graph.visible(image, nodes[i].open))
                lengths_[i] = way;
        }
        if (lengths_[i] < infinity)
            open.emplace(lengths_[i], i);
    }
    while (!open.empty()) {
        const auto [way, node] = open.top();
        open.pop();
        if (way > lengths_[node])
            continue;
        reached_.push_back({nodes[node].position, nodes[node].open, way});
        for (const std::size_t next : graph.neighbours(node)) {
            const double candidate = way + length(nodes[next].position - nodes[node].position);
            if (candidate < lengths_[next]) {
                lengths_[next] = candidate;
                open.emplace(candidate, next);
            }
        }
    }
}

std::pair<double, Vec2> GeodesicField::straightWay(Vec2 point) const {
    std::pair<double, Vec2> best{infinity, point};
    for (const Vec2 centre : centres_) {
        const double straight = length(centre - point);
        if (straight < best.first && graph_.visible(point, centre))
            best = {straight, centre};
    }
    return best;
}

double GeodesicField::distance(const Viewpoint& viewpoint) const {
    double best = straightWay(viewpoint.place()).first;
    if (centres_.size() == 1 && best < infinity)
        return best;
    for (const Viewpoint::Sight& sight : viewpoint.nodes())
        best = std::min(best, lengths_[sight.node] + sight.distance);
    return best;
}

std::optional<Vec2> GeodesicField::firstBend(const Viewpoint& viewpoint) const {
    auto [best, bend] = straightWay(viewpoint.place());
    for (const Viewpoint::Sight& sight : viewpoint.nodes()) {
        const double way = lengths_[sight.node] + sight.distance;
        // A corner that is as good as reached is passed: the way goes on behind it.
        if (way < best && sight.distance > passed) {
            best = way;
            bend = graph_.nodes()[sight.node].open;
        }
    }
    return best < infinity ? std::optional<Vec2>(bend) : std::nullopt;
}

double GeodesicField::distance(Vec2 point) const {
    double best = straightWay(point).first;
    if (centres_.size() == 1 && best < infinity)
        return best;

    // Of the nodes in sight, the one over which the way is shortest: the most promising is looked
    // at first, so that few lines of sight are traced.
    std::vector<std::pair<double, std::size_t>> ways;
    ways.reserve(reached_.size());
    for (std::size_t i = 0; i < reached_.size() && reached_[i].distance < best; ++i)
        ways.emplace_back(reached_[i].distance + length(reached_[i].position - point), i);
    const auto later = std::greater<>();
    std::make_heap(ways.begin(), ways.end(), later);
    while (!ways.empty() && ways.front().first < best) {
        if (graph_.visible(point, reached_[ways.front().second].open))
            return ways.front().first;
        std::pop_heap(ways.begin(), ways.end(), later);
        ways.pop_back();
    }
    return best;
}

void GeodesicField::distances(std::span<const Vec2> points, std::span<double> result) const {
    assert(points.size() == result.size());
    for (std::size_t i = 0; i < points.size(); ++i)
        result[i] = distance(points[i]);
}

} // namespace hippodrome
