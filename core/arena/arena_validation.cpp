#include "core/arena/arena.h"
#include "core/arena/polygon.h"
#include "core/arena/polygon_index.h"
#include "core/arena/segment_index.h"
#include "core/base/error.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <map>

namespace hippodrome {

namespace {

/// Parts closer than this touch [m].
constexpr double tolerance = 1e-9;
constexpr std::size_t mostFaults = 20;
/// The centre of a reward stays this far from every wall [m].
constexpr double rewardDistance = 1e-3;

std::string show(double value) {
    char text[32];
    std::snprintf(text, sizeof text, "%.6g", value == 0.0 ? 0.0 : value);
    return text;
}

std::string show(Vec2 point) {
    return "(" + show(point.x) + ", " + show(point.y) + ")";
}

std::string show(const Segment& segment) {
    return show(segment.a) + "-" + show(segment.b);
}

std::string indexed(const std::string& list, std::size_t index) {
    return list + "[" + std::to_string(index) + "]";
}

double distance(const Segment& segment, Vec2 point) {
    return length(nearestPoint(segment, point) - point);
}

bool withinLimits(Vec2 point) {
    return std::isfinite(point.x) && std::isfinite(point.y) &&
           std::abs(point.x) <= ArenaLimits::coordinate &&
           std::abs(point.y) <= ArenaLimits::coordinate;
}

/// Where along `segment` (0 to 1) the other one crosses it strictly between the ends of both.
std::optional<double> crossing(const Segment& segment, const Segment& other) {
    const Vec2 along = segment.b - segment.a, across = other.b - other.a;
    const double otherA = cross(along, other.a - segment.a);
    const double otherB = cross(along, other.b - segment.a);
    const double selfA = cross(across, segment.a - other.a);
    const double selfB = cross(across, segment.b - other.a);
    if (otherA * otherB >= 0.0 || selfA * selfB >= 0.0)
        return std::nullopt;
    return selfA / (selfA - selfB);
}

class Validator {
public:
    explicit Validator(const Arena& arena) : arena_(arena) {}

    std::vector<ArenaFault> run() {
        // Each stage relies on those before it.
        checkLimits();
        if (faults_.empty())
            checkValues();
        if (faults_.empty())
            checkPolygons();
        if (faults_.empty()) {
            buildIndex();
            checkPeriodic();
            checkHoles();
            checkWalls();
            checkPoints();
        }
        if (faults_.size() > mostFaults)
            faults_.resize(mostFaults);
        return std::move(faults_);
    }

private:
    void add(const std::string& field, const std::string& message) {
        faults_.push_back({field, message});
    }
    bool full() const { return faults_.size() >= mostFaults; }

    void checkCount(const std::string& field, std::size_t count, std::size_t limit,
                    const std::string& what) {
        if (count > limit)
            add(field, "expected at most " + std::to_string(limit) + " " + what + ", found " +
                           std::to_string(count));
    }

    void checkLimits() {
        checkCount("boundary", arena_.boundary.size(), ArenaLimits::boundaryCorners, "corners");
        checkCount("holes", arena_.holes.size(), ArenaLimits::holes, "holes");
        checkCount("walls", arena_.walls.size(), ArenaLimits::walls, "walls");
        checkCount("rewards", arena_.rewards.size(), ArenaLimits::rewards, "rewards");
        checkCount("objects", arena_.objects.size(), ArenaLimits::objects, "objects");
        std::size_t corners = 0;
        for (std::size_t i = 0; i < arena_.holes.size() && !full(); ++i) {
            checkCount(indexed("holes", i), arena_.holes[i].polygon.size(),
                       ArenaLimits::boundaryCorners, "corners");
            corners += arena_.holes[i].polygon.size();
        }
        checkCount("holes", corners, ArenaLimits::holeCorners, "corners of all holes together");
    }

    void checkPoint(const std::string& field, const std::string& what, Vec2 point) {
        if (!withinLimits(point) && !full())
            add(field, what + " lies at " + show(point) + "; expected coordinates from -" +
                           show(ArenaLimits::coordinate) + " to " + show(ArenaLimits::coordinate) +
                           " m");
    }

    void checkId(const std::string& field, int id) {
        if (full())
            return;
        if (id <= 0)
            add(field, "has the id " + std::to_string(id) + "; expected a positive one");
        else if (const auto [place, isNew] = ids_.emplace(id, field); !isNew)
            add(field, "has the id " + std::to_string(id) + ", as has " + place->second);
    }

    void checkValues() {
        const auto corner = [](std::size_t i) { return "corner " + std::to_string(i); };
        for (std::size_t i = 0; i < arena_.boundary.size(); ++i)
            checkPoint("boundary", corner(i), arena_.boundary[i]);
        for (std::size_t i = 0; i < arena_.holes.size(); ++i) {
            const std::string field = indexed("holes", i);
            checkId(field, arena_.holes[i].id);
            for (std::size_t j = 0; j < arena_.holes[i].polygon.size(); ++j)
                checkPoint(field, corner(j), arena_.holes[i].polygon[j]);
        }
        for (std::size_t i = 0; i < arena_.walls.size() && !full(); ++i) {
            const Wall& wall = arena_.walls[i];
            const std::string field = indexed("walls", i);
            checkId(field, wall.id);
            checkPoint(field, "the start", wall.a);
            checkPoint(field, "the end", wall.b);
            if (withinLimits(wall.a) && withinLimits(wall.b) &&
                !(length(wall.b - wall.a) > ArenaLimits::smallestWall))
                add(field, "the wall " + show(Segment{wall.a, wall.b}) +
                               " is too short; expected a length over 1 mm");
        }
        for (std::size_t i = 0; i < arena_.rewards.size(); ++i) {
            const Reward& reward = arena_.rewards[i];
            const std::string field = indexed("rewards", i);
            checkId(field, reward.id);
            checkPoint(field + ".position", "the reward", reward.position);
            if (!(reward.radius > 0.0 && reward.radius <= ArenaLimits::coordinate))
                add(field + ".radius", "expected a positive radius, found " + show(reward.radius));
            if (!std::isfinite(reward.magnitude))
                add(field + ".magnitude", "expected a finite number");
        }
        for (std::size_t i = 0; i < arena_.objects.size(); ++i) {
            const std::string field = indexed("objects", i);
            checkId(field, arena_.objects[i].id);
            checkPoint(field + ".position", "the object", arena_.objects[i].position);
            if (arena_.objects[i].kind.empty())
                add(field + ".kind", "expected a kind, found an empty text");
        }
    }

    void checkPolygons() {
        checkPolygon("boundary", arena_.boundary);
        if (faults_.empty()) {
            const Bounds bounds = boundsOf(arena_.boundary);
            if (bounds.width() < ArenaLimits::smallestExtent ||
                bounds.height() < ArenaLimits::smallestExtent)
                add("boundary", "is " + show(bounds.width()) + " m wide and " +
                                    show(bounds.height()) + " m high; expected at least " +
                                    show(ArenaLimits::smallestExtent) + " m each");
        }
        for (std::size_t i = 0; i < arena_.holes.size() && !full(); ++i)
            checkPolygon(indexed("holes", i), arena_.holes[i].polygon);
    }

    /// Reports the first fault of one polygon.
    void checkPolygon(const std::string& field, const Polygon& polygon) {
        if (polygon.size() < 3)
            return add(field,
                       "expected at least 3 corners, found " + std::to_string(polygon.size()));
        const std::vector<Segment> edges = edgesOf(polygon);
        const auto edge = [&](std::size_t i) {
            return "edge " + std::to_string(i) + " " + show(edges[i]);
        };
        for (std::size_t i = 0; i < edges.size(); ++i)
            if (length(edges[i].b - edges[i].a) < ArenaLimits::smallestEdge)
                return add(field, "corners " + std::to_string(i) + " and " +
                                      std::to_string((i + 1) % edges.size()) + " are both at " +
                                      show(edges[i].a));
        const SegmentIndex index(edges);
        for (std::size_t i = 0; i < edges.size(); ++i) {
            for (const std::size_t j : index.near(edges[i], tolerance)) {
                if (j <= i)
                    continue;
                const bool follows = j == i + 1;
                const bool precedes = i == 0 && j + 1 == edges.size();
                if (follows || precedes) {
                    // Neighbours share a corner, and fold back when they share more.
                    if ((follows && folded(edges[i], edges[j])) ||
                        (precedes && folded(edges[j], edges[i])))
                        return add(field, edge(i) + " and " + edge(j) + " lie on each other");
                } else if (crossing(edges[i], edges[j])) {
                    return add(field, edge(i) + " crosses " + edge(j));
                } else if (touching(edges[i], edges[j])) {
                    return add(field, edge(i) + " touches " + edge(j));
                }
            }
        }
        const double area = std::abs(signedArea(polygon));
        if (area < 1e-8)
            add(field, "has no area");
    }

    static bool folded(const Segment& first, const Segment& second) {
        return distance(second, first.a) <= tolerance || distance(first, second.b) <= tolerance;
    }

    static bool touching(const Segment& s, const Segment& t) {
        return distance(s, t.a) <= tolerance || distance(s, t.b) <= tolerance ||
               distance(t, s.a) <= tolerance || distance(t, s.b) <= tolerance;
    }

    void buildIndex() {
        polygons_.push_back(arena_.boundary);
        for (const Hole& hole : arena_.holes)
            polygons_.push_back(hole.polygon);
        std::vector<Segment> edges;
        for (std::size_t i = 0; i < polygons_.size(); ++i) {
            const std::vector<Segment> own = edgesOf(polygons_[i]);
            for (std::size_t j = 0; j < own.size(); ++j)
                edgeNames_.push_back({i, j});
            edges.insert(edges.end(), own.begin(), own.end());
        }
        edges_ = SegmentIndex(std::move(edges));
        places_ = PolygonIndex(polygons_);
    }

    std::string nameOf(std::size_t edge) const {
        const auto [polygon, number] = edgeNames_[edge];
        return (polygon == 0 ? std::string("the boundary's")
                             : "hole " + std::to_string(arena_.holes[polygon - 1].id) + "'s") +
               " edge " + std::to_string(number) + " " + show(edges_.segments()[edge]);
    }

    void checkPeriodic() {
        if (arena_.periodic && !axisParallelRectangle(arena_.boundary))
            add("periodic", "only an axis-parallel rectangle can be periodic");
    }

    struct Piece {
        double begin = 0.0;
        double end = 1.0;
        /// The edge that is met at the begin or else at the end, if any.
        std::optional<std::size_t> edge;
        double met = 0.0;
    };

    /// A segment, cut where it meets edges of polygons other than `ignored`.
    std::vector<Piece> piecesOf(const Segment& segment, std::size_t ignored) const {
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
            if (const auto position = crossing(segment, edge))
                cuts.push_back({*position, i});
            for (const Vec2 end : {edge.a, edge.b})
                if (distance(segment, end) <= tolerance)
                    cuts.push_back(
                        {std::clamp(dot(end - segment.a, along) / squared, 0.0, 1.0), i});
            for (const double end : {0.0, 1.0})
                if (distance(edge, segment.a + end * along) <= tolerance)
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

    /// Where a segment leaves the boundary or enters a hole other than `ignored`, in words.
    std::optional<std::string> straying(const Segment& segment, std::size_t ignored) const {
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
            if (!piece.edge)
                return "lies " + region;
            return "crosses " + nameOf(*piece.edge) + " at " + show(at(piece.met)) + " and lies " +
                   region + " around " + show(middle);
        }
        return std::nullopt;
    }

    void checkHoles() {
        for (std::size_t i = 0; i < arena_.holes.size() && !full(); ++i) {
            const std::vector<Segment> edges = edgesOf(arena_.holes[i].polygon);
            for (std::size_t j = 0; j < edges.size(); ++j) {
                if (const auto fault = straying(edges[j], i + 1)) {
                    add(indexed("holes", i),
                        "edge " + std::to_string(j) + " " + show(edges[j]) + " " + *fault);
                    break;
                }
            }
        }
        if (!faults_.empty())
            return;
        // Holes with the very same edges stray nowhere.
        double area = std::abs(signedArea(arena_.boundary));
        for (std::size_t i = 0; i < arena_.holes.size() && !full(); ++i) {
            area -= std::abs(signedArea(arena_.holes[i].polygon));
            const Vec2 inside = interiorPoint(arena_.holes[i].polygon);
            for (const PolygonIndex::Place& place : places_.locate(inside, tolerance)) {
                if (place.polygon != 0 && place.polygon != i + 1 && !place.onEdge) {
                    add(indexed("holes", i),
                        "covers the same place as hole " +
                            std::to_string(arena_.holes[place.polygon - 1].id) + ", around " +
                            show(inside));
                    break;
                }
            }
        }
        if (faults_.empty() && area < ArenaLimits::smallestArea)
            add(arena_.holes.empty() ? "boundary" : "holes",
                "only " + show(area) + " m^2 are left for the rat; expected at least " +
                    show(ArenaLimits::smallestArea) + " m^2");
    }

    void checkWalls() {
        constexpr std::size_t none = static_cast<std::size_t>(-1);
        for (std::size_t i = 0; i < arena_.walls.size() && !full(); ++i) {
            const Segment wall{arena_.walls[i].a, arena_.walls[i].b};
            if (const auto fault = straying(wall, none))
                add(indexed("walls", i), "the wall " + show(wall) + " " + *fault);
        }
    }

    /// The fault of a point that must be in the open, in words.
    std::optional<std::string> notInside(Vec2 point) const {
        bool inBoundary = false;
        for (const PolygonIndex::Place& place : places_.locate(point, tolerance)) {
            if (place.polygon == 0)
                inBoundary = true;
            else if (!place.onEdge)
                return "lies inside hole " + std::to_string(arena_.holes[place.polygon - 1].id);
        }
        if (!inBoundary)
            return "lies outside the boundary";
        return std::nullopt;
    }

    void checkPoints() {
        std::vector<Segment> segments;
        for (const Wall& wall : arena_.walls)
            segments.push_back({wall.a, wall.b});
        const SegmentIndex walls(std::move(segments));
        for (std::size_t i = 0; i < arena_.rewards.size() && !full(); ++i) {
            const std::string field = indexed("rewards", i) + ".position";
            const Vec2 position = arena_.rewards[i].position;
            const auto wall = walls.nearest(position, rewardDistance);
            const auto edge = edges_.nearest(position, rewardDistance);
            if (const auto fault = notInside(position))
                add(field, "the reward at " + show(position) + " " + *fault);
            else if (wall && wall->distance < rewardDistance)
                add(field, "the reward at " + show(position) + " lies on the wall " +
                               show(walls.segments()[wall->segment]) +
                               "; expected at least 1 mm between them");
            else if (edge && edge->distance < rewardDistance &&
                     !(arena_.periodic && edgeNames_[edge->segment].first == 0))
                add(field, "the reward at " + show(position) + " lies on " + nameOf(edge->segment) +
                               "; expected at least 1 mm between them");
        }
        for (std::size_t i = 0; i < arena_.objects.size() && !full(); ++i)
            if (const auto fault = notInside(arena_.objects[i].position))
                add(indexed("objects", i) + ".position",
                    "the object at " + show(arena_.objects[i].position) + " " + *fault);
    }

    const Arena& arena_;
    std::vector<ArenaFault> faults_;
    std::map<int, std::string> ids_;
    std::vector<Polygon> polygons_;                              ///< the boundary, then the holes
    SegmentIndex edges_;                                         ///< of all polygons
    std::vector<std::pair<std::size_t, std::size_t>> edgeNames_; ///< polygon and edge number
    PolygonIndex places_;
};

} // namespace

std::vector<ArenaFault> validate(const Arena& arena) {
    return Validator(arena).run();
}

void requireValid(const Arena& arena) {
    const std::vector<ArenaFault> faults = validate(arena);
    if (!faults.empty())
        throw Error(faults.front().message).atField(faults.front().field);
}

} // namespace hippodrome
