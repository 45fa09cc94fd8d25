#include "core/arena/arena.h"
#include "core/arena/circle_rim.h"
#include "core/arena/polygon.h"
#include "core/arena/polygon_fault.h"

#include <algorithm>
#include <cassert>

namespace hippodrome {

namespace {

constexpr Range positive{1e-9, ArenaLimits::coordinate};

Range atMost(std::size_t count) {
    return {0.0, static_cast<double>(count)};
}

Vec2 readPoint(const JsonCursor& cursor) {
    if (!cursor.value().is_array() || cursor.value().size() != 2)
        cursor.failExpected("a point [x, y]");
    const std::vector<JsonCursor> coordinates = cursor.elements();
    return {coordinates[0].number(), coordinates[1].number()};
}

Polygon readPolygon(const JsonCursor& cursor) {
    Polygon polygon;
    for (const JsonCursor& point : cursor.elements(atMost(ArenaLimits::boundaryCorners + 1)))
        polygon.push_back(readPoint(point));
    // GeoJSON and its kin give the first corner again at the end, and programs that simplify leave
    // corners in place twice.
    const auto same = [](Vec2 a, Vec2 b) { return length(a - b) <= touchingDistance; };
    polygon.erase(std::unique(polygon.begin(), polygon.end(), same), polygon.end());
    while (polygon.size() > 1 && same(polygon.front(), polygon.back()))
        polygon.pop_back();
    return polygon;
}

void readBoundary(const JsonCursor& cursor, Arena& arena) {
    ObjectReader object(cursor);
    switch (object.required("type").choice({"polygon", "rectangle", "circle"})) {
    case 0:
        arena.boundary = readPolygon(object.required("points"));
        break;
    case 1: {
        const double width = object.required("width").number(positive);
        const double height = object.required("height").number(positive);
        const Vec2 centre = object.optional("centre") ? readPoint(object.at("centre")) : Vec2{};
        arena.boundary = rectanglePolygon(centre, width, height);
        break;
    }
    default: {
        Circle circle;
        circle.radius = object.required("radius").number(positive);
        circle.centre = object.optional("centre") ? readPoint(object.at("centre")) : Vec2{};
        const int corners =
            object.optional("corners")
                ? object.at("corners").integer({3.0, double(ArenaLimits::boundaryCorners)})
                : 64;
        arena.circle = circle;
        arena.boundary = circlePolygon(circle, corners);
    }
    }
    object.finish();
}

/// Reads a list of parts; `readPart` reads all of a part but its id, which stays 0 when left out.
template <class Part, class ReadPart>
std::vector<Part> readParts(ObjectReader& object, const std::string& key, std::size_t limit,
                            ReadPart readPart) {
    std::vector<Part> parts;
    if (!object.optional(key))
        return parts;
    for (const JsonCursor& cursor : object.at(key).elements(atMost(limit))) {
        ObjectReader reader(cursor);
        Part part;
        if (reader.optional("id"))
            part.id = reader.at("id").integer({1.0, 1e9});
        readPart(reader, part);
        reader.finish();
        parts.push_back(std::move(part));
    }
    return parts;
}

void giveOutIds(Arena& arena) {
    int next = arena.nextId();
    const auto complete = [&next](auto& parts) {
        for (auto& part : parts)
            if (part.id == 0)
                part.id = next++;
    };
    complete(arena.holes);
    complete(arena.walls);
    complete(arena.rewards);
    complete(arena.objects);
}

/// The part of the arena object that a fault names: `walls[3].from`, or as much of it as exists.
JsonCursor locate(JsonCursor cursor, const std::string& field) {
    std::size_t begin = 0;
    while (begin < field.size()) {
        const std::size_t end = std::min(field.find_first_of(".[]", begin), field.size());
        const std::string name = field.substr(begin, end - begin);
        begin = end + 1;
        if (name.empty())
            continue;
        if (cursor.value().is_array()) {
            const std::size_t index = std::stoul(name);
            if (index >= cursor.value().size())
                return cursor;
            cursor = cursor.elements()[index];
        } else {
            ObjectReader object(cursor);
            if (!object.optional(name))
                return cursor;
            cursor = object.at(name);
        }
    }
    return cursor;
}

Json pointJson(Vec2 point) {
    return Json::array({point.x, point.y});
}

Json polygonJson(const Polygon& polygon) {
    Json points = Json::array();
    for (const Vec2 corner : polygon)
        points.push_back(pointJson(corner));
    return points;
}

Json boundaryJson(const Arena& arena) {
    const int corners = static_cast<int>(arena.boundary.size());
    if (arena.circle && arena.boundary == circlePolygon(*arena.circle, corners))
        return {{"type", "circle"},
                {"radius", arena.circle->radius},
                {"centre", pointJson(arena.circle->centre)},
                {"corners", corners}};
    if (const auto bounds = axisParallelRectangle(arena.boundary)) {
        const Vec2 centre = 0.5 * (bounds->minimum + bounds->maximum);
        if (arena.boundary == rectanglePolygon(centre, bounds->width(), bounds->height()))
            return {{"type", "rectangle"},
                    {"width", bounds->width()},
                    {"height", bounds->height()},
                    {"centre", pointJson(centre)}};
    }
    return {{"type", "polygon"}, {"points", polygonJson(arena.boundary)}};
}

} // namespace

Arena readArena(const JsonCursor& cursor) {
    Arena arena;
    ObjectReader object(cursor);
    readBoundary(object.required("boundary"), arena);
    if (object.optional("periodic"))
        arena.periodic = object.at("periodic").boolean();
    arena.holes =
        readParts<Hole>(object, "holes", ArenaLimits::holes, [](ObjectReader& reader, Hole& hole) {
            hole.polygon = readPolygon(reader.required("points"));
        });
    arena.walls =
        readParts<Wall>(object, "walls", ArenaLimits::walls, [](ObjectReader& reader, Wall& wall) {
            wall.a = readPoint(reader.required("from"));
            wall.b = readPoint(reader.required("to"));
        });
    arena.rewards = readParts<Reward>(object, "rewards", ArenaLimits::rewards,
                                      [](ObjectReader& reader, Reward& reward) {
                                          reward.position = readPoint(reader.required("position"));
                                          if (reader.optional("radius"))
                                              reward.radius = reader.at("radius").number(positive);
                                          if (reader.optional("magnitude"))
                                              reward.magnitude = reader.at("magnitude").number();
                                      });
    arena.objects = readParts<Object>(object, "objects", ArenaLimits::objects,
                                      [](ObjectReader& reader, Object& part) {
                                          part.position = readPoint(reader.required("position"));
                                          if (reader.optional("kind"))
                                              part.kind = reader.at("kind").text();
                                      });
    object.finish();
    giveOutIds(arena);
    joinRim(arena);

    const std::vector<ArenaFault> faults = validate(arena);
    if (!faults.empty()) {
        const JsonCursor place = locate(cursor, faults.front().field);
        const std::string more =
            faults.size() > 1 ? " (and " + std::to_string(faults.size() - 1) + " more faults)" : "";
        place.fail(faults.front().message + more);
    }
    return arena;
}

Json writeArena(const Arena& arena) {
    Json json = Json::object();
    json["boundary"] = boundaryJson(arena);
    json["periodic"] = arena.periodic;
    json["holes"] = Json::array();
    for (const Hole& hole : arena.holes)
        json["holes"].push_back({{"id", hole.id}, {"points", polygonJson(hole.polygon)}});
    json["walls"] = Json::array();
    for (const Wall& wall : arena.walls)
        json["walls"].push_back(
            {{"id", wall.id}, {"from", pointJson(wall.a)}, {"to", pointJson(wall.b)}});
    json["rewards"] = Json::array();
    for (const Reward& reward : arena.rewards)
        json["rewards"].push_back({{"id", reward.id},
                                   {"position", pointJson(reward.position)},
                                   {"radius", reward.radius},
                                   {"magnitude", reward.magnitude}});
    json["objects"] = Json::array();
    for (const Object& object : arena.objects)
        json["objects"].push_back(
            {{"id", object.id}, {"position", pointJson(object.position)}, {"kind", object.kind}});
    return json;
}

} // namespace hippodrome
