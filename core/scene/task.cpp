#include "core/scene/task.h"

#include "core/arena/arena_geometry.h"

namespace hippodrome {

namespace {

constexpr Range startCount{0, 100};
constexpr Range startRadius{0, 1000};

StartRegion readStart(const JsonCursor& cursor, const ArenaGeometry& arena) {
    ObjectReader object(cursor);
    const JsonCursor position = object.required("position");
    const std::vector<JsonCursor> coordinates = position.elements(Range{2, 2});
    StartRegion start;
    start.position = {coordinates[0].number(), coordinates[1].number()};
    if (!arena.contains(start.position))
        position.failExpected("a place inside the arena");
    if (object.optional("radius"))
        start.radius = object.at("radius").number(startRadius);
    object.finish();
    return start;
}

} // namespace

const Fields<Task>& Task::fields() {
    static const Fields<Task> list =
        Fields<Task>()
            .boolean("ends_at_rewards", &Task::endsAtRewards,
                     {.label = "Ends at rewards",
                      .help = "An episode is over when a reward that is no punishment is reached, "
                              "and the rat is put at a start.",
                      .effect = Effect::live})
            .real("time_limit", &Task::timeLimit,
                  {.label = "Time limit",
                   .unit = "s",
                   .minimum = 0,
                   .maximum = 1e6,
                   .help = "An episode is over after this time; 0 for no limit.",
                   .effect = Effect::live});
    return list;
}

Task readTask(const JsonCursor& cursor, const Arena& arena) {
    if (!cursor.value().is_object())
        cursor.failExpected("an object");
    ObjectReader object(cursor);
    Task task;
    if (object.optional("ends_at_rewards"))
        task.endsAtRewards = object.at("ends_at_rewards").boolean();
    if (object.optional("time_limit"))
        task.timeLimit =
            object.at("time_limit").number(findField(Task::fields().infos(), "time_limit")->range);
    if (object.optional("starts")) {
        const ArenaGeometry geometry(arena);
        for (const JsonCursor& element : object.at("starts").elements(startCount))
            task.starts.push_back(readStart(element, geometry));
    }
    object.finish();
    return task;
}

Json writeTask(const Task& task) {
    Json json = Task::fields().write(task);
    json["starts"] = Json::array();
    for (const StartRegion& start : task.starts)
        json["starts"].push_back(
            {{"position", {start.position.x, start.position.y}}, {"radius", start.radius}});
    return json;
}

Json taskSchema() {
    Json schema = schemaOf(Task::fields().infos());
    const Json point = {
        {"type", "array"}, {"items", {{"type", "number"}}}, {"minItems", 2}, {"maxItems", 2}};
    const Json start = {{"type", "object"},
                        {"additionalProperties", false},
                        {"required", {"position"}},
                        {"properties",
                         {{"position", point},
                          {"radius",
                           {{"type", "number"},
                            {"minimum", startRadius.minimum},
                            {"maximum", startRadius.maximum}}}}}};
    schema["properties"]["starts"] = {
        {"type", "array"},
        {"items", start},
        {"maxItems", startCount.maximum},
        {"description", "discs in which episodes begin, drawn from; the whole arena when empty"}};
    return schema;
}

} // namespace hippodrome
