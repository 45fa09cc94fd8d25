#include "core/arena/arena.h"
#include "core/arena/enclosure.h"
#include "core/arena/geometry_text.h"
#include "core/arena/polygon.h"
#include "core/arena/polygon_fault.h"
#include "core/arena/segment_index.h"
#include "core/base/error.h"

#include <cmath>
#include <map>

namespace hippodrome {

namespace {

constexpr std::size_t mostFaults = 20;
constexpr double rewardDistance = ArenaLimits::rewardDistance;

std::string indexed(const std::string& list, std::size_t index) {
    return list + "[" + std::to_string(index) + "]";
}

bool withinLimits(Vec2 point) {
    return std::isfinite(point.x) && std::isfinite(point.y) &&
           std::abs(point.x) <= ArenaLimits::coordinate &&
           std::abs(point.y) <= ArenaLimits::coordinate;
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
            const Enclosure enclosure(arena_);
            checkPeriodic();
            checkHoles(enclosure);
            checkWalls(enclosure);
            checkPoints(enclosure);
        }
        if (faults_.size() > mostFaults)
            faults_.resize(mostFaults);
        return std::move(faults_);
    }

private:
    void add(const std::string& field, const std::string& message,
             ArenaFaultKind kind = ArenaFaultKind::value, int part = 0,
             std::vector<Segment> places = {}) {
        faults_.push_back({field, message, kind, part, std::move(places)});
    }
    /// `before` names the part, where the fault's own words do not.
    void add(const std::string& field, int part, const PlaceFault& fault,
             const std::string& before = {}) {
        add(field, before + fault.message, fault.kind, part, fault.places);
    }
    bool full() const { return faults_.size() >= mostFaults; }

    void checkCount(const std::string& field, std::size_t count, std::size_t limit,
                    const std::string& what) {
        if (count > limit)
            add(field,
                "expected at most " + std::to_string(limit) + " " + what + ", found " +
                    std::to_string(count),
                ArenaFaultKind::tooMany);
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
            add(field, what + " lies at " + shown(point) + "; expected coordinates from -" +
                           shown(ArenaLimits::coordinate) + " to " +
                           shown(ArenaLimits::coordinate) + " m");
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
                add(field,
                    "the wall " + shown(Segment{wall.a, wall.b}) +
                        " is too short; expected a length over 1 mm",
                    ArenaFaultKind::tooSmall, wall.id, {{wall.a, wall.b}});
        }
        for (std::size_t i = 0; i < arena_.rewards.size(); ++i) {
            const Reward& reward = arena_.rewards[i];
            const std::string field = indexed("rewards", i);
            checkId(field, reward.id);
            checkPoint(field + ".position", "the reward", reward.position);
            if (!(reward.radius > 0.0 && reward.radius <= ArenaLimits::coordinate))
                add(field + ".radius", "expected a positive radius, found " + shown(reward.radius));
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
        if (const auto fault = polygonFault(arena_.boundary)) {
            add("boundary", 0, *fault);
        } else {
            const Bounds bounds = boundsOf(arena_.boundary);
            if (bounds.width() < ArenaLimits::smallestExtent ||
                bounds.height() < ArenaLimits::smallestExtent)
                add("boundary",
                    "is " + shown(bounds.width()) + " m wide and " + shown(bounds.height()) +
                        " m high; expected at least " + shown(ArenaLimits::smallestExtent) +
                        " m each",
                    ArenaFaultKind::tooSmall, 0, edgesOf(arena_.boundary));
        }
        for (std::size_t i = 0; i < arena_.holes.size() && !full(); ++i)
            if (const auto fault = polygonFault(arena_.holes[i].polygon))
                add(indexed("holes", i), arena_.holes[i].id, *fault);
    }

    void checkPeriodic() {
        if (arena_.periodic && !axisParallelRectangle(arena_.boundary))
            add("periodic", "only an axis-parallel rectangle can be periodic",
                ArenaFaultKind::notPeriodic);
    }

    void checkHoles(const Enclosure& enclosure) {
        for (std::size_t i = 0; i < arena_.holes.size() && !full(); ++i) {
            const std::vector<Segment> edges = edgesOf(arena_.holes[i].polygon);
            for (std::size_t j = 0; j < edges.size(); ++j) {
                if (const auto fault = enclosure.straying(edges[j], i + 1)) {
                    add(indexed("holes", i), arena_.holes[i].id, *fault,
                        "edge " + std::to_string(j) + " " + shown(edges[j]) + " ");
                    break;
                }
            }
        }
        if (!faults_.empty())
            return;
        double area = std::abs(signedArea(arena_.boundary));
        for (std::size_t i = 0; i < arena_.holes.size() && !full(); ++i) {
            area -= std::abs(signedArea(arena_.holes[i].polygon));
            if (const auto fault = enclosure.covered(i))
                add(indexed("holes", i), arena_.holes[i].id, *fault);
        }
        if (faults_.empty() && area < ArenaLimits::smallestArea)
            add(arena_.holes.empty() ? "boundary" : "holes",
                "only " + shown(area) + " m^2 are left for the rat; expected at least " +
                    shown(ArenaLimits::smallestArea) + " m^2",
                ArenaFaultKind::tooSmall);
    }

    void checkWalls(const Enclosure& enclosure) {
        for (std::size_t i = 0; i < arena_.walls.size() && !full(); ++i) {
            const Segment wall{arena_.walls[i].a, arena_.walls[i].b};
            if (const auto fault = enclosure.straying(wall))
                add(indexed("walls", i), arena_.walls[i].id, *fault,
                    "the wall " + shown(wall) + " ");
        }
    }

    void checkPoints(const Enclosure& enclosure) {
        std::vector<Segment> segments;
        for (const Wall& wall : arena_.walls)
            segments.push_back({wall.a, wall.b});
        const SegmentIndex walls(std::move(segments));
        for (std::size_t i = 0; i < arena_.rewards.size() && !full(); ++i) {
            const std::string field = indexed("rewards", i) + ".position";
            const Vec2 position = arena_.rewards[i].position;
            const int id = arena_.rewards[i].id;
            const std::string reward = "the reward at " + shown(position) + " ";
            const auto wall = walls.nearest(position, rewardDistance);
            const auto edge = enclosure.edgeAt(position, rewardDistance, !arena_.periodic);
            if (const auto fault = enclosure.notInside(position))
                add(field, id, *fault, reward);
            else if (wall && wall->distance < rewardDistance)
                add(field,
                    reward + "lies on the wall " + shown(walls.segments()[wall->segment]) +
                        "; expected at least 1 mm between them",
                    ArenaFaultKind::onWall, id, {walls.segments()[wall->segment]});
            else if (edge)
                add(field,
                    reward + "lies on " + edge->message + "; expected at least 1 mm between them",
                    edge->kind, id, edge->places);
        }
        for (std::size_t i = 0; i < arena_.objects.size() && !full(); ++i)
            if (const auto fault = enclosure.notInside(arena_.objects[i].position))
                add(indexed("objects", i) + ".position", arena_.objects[i].id, *fault,
                    "the object at " + shown(arena_.objects[i].position) + " ");
    }

    const Arena& arena_;
    std::vector<ArenaFault> faults_;
    std::map<int, std::string> ids_;
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
