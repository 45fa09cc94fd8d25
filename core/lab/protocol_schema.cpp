#include "core/lab/protocol.h"

namespace hippodrome {

namespace {

Json object(Json properties, Json required, const std::string& description) {
    return {{"type", "object"},
            {"additionalProperties", false},
            {"required", std::move(required)},
            {"description", description},
            {"properties", std::move(properties)}};
}

Json integer(int minimum, const std::string& description) {
    return {{"type", "integer"}, {"minimum", minimum}, {"description", description}};
}

Json list(Json items, const std::string& description) {
    return {{"type", "array"}, {"items", std::move(items)}, {"description", description}};
}

Json placeSchema() {
    const Json point = {
        {"type", "array"}, {"items", {{"type", "number"}}}, {"minItems", 2}, {"maxItems", 2}};
    return {{"oneOf", {{{"type", "integer"}, {"minimum", 0}}, point}},
            {"description", "a state of the graph, or a point [x, y] of the arena [m]"}};
}

Json agentSchema() {
    Json alternatives = Json::array();
    for (const LearnerType& type : learnerTypes()) {
        Json properties = {{"name", {{"type", "string"}, {"pattern", "^[a-z0-9_]+$"}}},
                           {"type", {{"const", type.key}}},
                           {"parameters", schemaOf(type.fields)}};
        alternatives.push_back(object(std::move(properties), {"name", "type"}, type.help));
    }
    return {{"oneOf", alternatives}};
}

Json graphSchema() {
    const Json state = {{"type", "integer"}, {"minimum", 0}};
    const Json reward = object({{"state", state}, {"magnitude", {{"type", "number"}}}},
                               {"state", "magnitude"}, "pays on arrival");
    return object({{"moves", list(list(state, "where the actions of a state lead"), "states")},
                   {"rewards", list(reward, "rewards")}},
                  {"moves"}, "states and moves that were written down");
}

Json phaseSchema() {
    const Json move = {{"type", {"integer", "string"}}};
    return object(
        {{"name", {{"type", "string"}}},
         {"change",
          {{"type", "object"},
           {"description", "members of the arena or of the graph that are new from now on"}}},
         {"episodes", integer(0, "how many")},
         {"decisions", integer(1, "most in an episode")},
         {"choice", {{"enum", {"own", "random", "given"}}}},
         {"start", list(placeSchema(), "where episodes begin")},
         {"moves", list(list(move, "actions, or east, north, west, south on square tiles"),
                        "ways for the choice \"given\", one for each start")},
         {"replays", integer(0, "remembered experiences gone over at the end")}},
        {"name"}, "a stretch of the experiment");
}

Json deadEndSchema() {
    return object({{"state", {{"type", "integer"}, {"minimum", 0}}},
                   {"at", placeSchema()},
                   {"radius", {{"type", "number"}, {"minimum", 0}}}},
                  Json::array(), "entering it is an error");
}

Json testSchema() {
    const Json text = {{"type", "string"}};
    const Json place = object({{"name", text},
                               {"state", {{"type", "integer"}, {"minimum", 0}}},
                               {"at", placeSchema()},
                               {"radius", {{"type", "number"}, {"minimum", 0}}}},
                              {"name"}, "a place that may be chosen");
    return object({{"from", placeSchema()},
                   {"places", list(place, "of which one is chosen")},
                   {"right", {{"type", "string"}, {"description", "name of the right place"}}},
                   {"decisions", integer(1, "most until one is entered")}},
                  {"places", "right"}, "which place is entered first, without learning on");
}

} // namespace

Json protocolSchema() {
    const Json tiles = object({{"shape", {{"enum", {"square", "hexagonal"}}}},
                               {"size", {{"type", "number"}, {"exclusiveMinimum", 0}}}},
                              {"size"}, "tiles of the arena [m]");
    return object({{"tiles", tiles},
                   {"graph", graphSchema()},
                   {"ends_at_rewards", {{"type", "boolean"}}},
                   {"agents", list(agentSchema(), "learners that take part")},
                   {"phases", list(phaseSchema(), "one after the other")},
                   {"test", testSchema()},
                   {"dead_ends", list(deadEndSchema(), "where a walker goes wrong")}},
                  {"agents", "phases", "test"},
                  "agents learn, the world changes, and one choice is asked");
}

} // namespace hippodrome
