#include "core/arena/arena.h"

namespace hippodrome {

namespace {

Json numberSchema(double minimum, double maximum) {
    return {{"type", "number"}, {"minimum", minimum}, {"maximum", maximum}};
}

Json pointSchema() {
    return {{"type", "array"},
            {"items", numberSchema(-ArenaLimits::coordinate, ArenaLimits::coordinate)},
            {"minItems", 2},
            {"maxItems", 2},
            {"description", "x and y [m]"}};
}

Json pointsSchema() {
    return {{"type", "array"},
            {"items", pointSchema()},
            {"minItems", 3},
            {"maxItems", ArenaLimits::boundaryCorners},
            {"description", "corners in order; the last joins the first"}};
}

Json lengthSchema(const std::string& description) {
    return {{"type", "number"},
            {"exclusiveMinimum", 0},
            {"maximum", ArenaLimits::coordinate},
            {"description", description}};
}

Json objectSchema(Json properties, Json required) {
    return {{"type", "object"},
            {"properties", std::move(properties)},
            {"required", std::move(required)},
            {"additionalProperties", false}};
}

Json partsSchema(Json properties, Json required, std::size_t limit,
                 const std::string& description) {
    Json all = {{"id",
                 {{"type", "integer"},
                  {"minimum", 1},
                  {"maximum", 1000000000},
                  {"description", "unique among all parts; given out when left out"}}}};
    all.update(properties);
    return {{"type", "array"},
            {"items", objectSchema(std::move(all), std::move(required))},
            {"maxItems", limit},
            {"description", description}};
}

Json boundarySchema() {
    Json polygon = objectSchema({{"type", {{"const", "polygon"}}}, {"points", pointsSchema()}},
                                {"type", "points"});
    Json rectangle = objectSchema({{"type", {{"const", "rectangle"}}},
                                   {"width", lengthSchema("extent along x [m]")},
                                   {"height", lengthSchema("extent along y [m]")},
                                   {"centre", pointSchema()}},
                                  {"type", "width", "height"});
    Json circle = objectSchema({{"type", {{"const", "circle"}}},
                                {"radius", lengthSchema("of the circle around the corners [m]")},
                                {"centre", pointSchema()},
                                {"corners",
                                 {{"type", "integer"},
                                  {"minimum", 3},
                                  {"maximum", ArenaLimits::boundaryCorners},
                                  {"default", 64}}}},
                               {"type", "radius"});
    return {{"oneOf", Json::array({polygon, rectangle, circle})}};
}

} // namespace

Json arenaSchema() {
    Json properties = Json::object();
    properties["boundary"] = boundarySchema();
    properties["periodic"] = {
        {"type", "boolean"},
        {"default", false},
        {"description", "opposite sides are joined; axis-parallel rectangles only"}};
    properties["holes"] = partsSchema({{"points", pointsSchema()}}, Json::array({"points"}),
                                      ArenaLimits::holes, "regions that the rat cannot enter");
    properties["walls"] =
        partsSchema({{"from", pointSchema()}, {"to", pointSchema()}}, Json::array({"from", "to"}),
                    ArenaLimits::walls, "thin walls inside the boundary");
    properties["rewards"] = partsSchema({{"position", pointSchema()},
                                         {"radius", lengthSchema("of the disc that pays [m]")},
                                         {"magnitude", {{"type", "number"}, {"default", 1.0}}}},
                                        Json::array({"position"}), ArenaLimits::rewards,
                                        "discs that pay once when the rat enters them");
    properties["objects"] =
        partsSchema({{"position", pointSchema()},
                     {"kind", {{"type", "string"}, {"minLength", 1}, {"default", "landmark"}}}},
                    Json::array({"position"}), ArenaLimits::objects, "cues that can be seen");
    return objectSchema(std::move(properties), Json::array({"boundary"}));
}

} // namespace hippodrome
