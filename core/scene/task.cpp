#include "core/scene/task.h"

#include "core/arena/arena_geometry.h"
#include "core/arena/circle_rim.h"
#include "core/arena/geometry_text.h"

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
    start.position = ontoRim(arena.arena(), start.position);
    if (!arena.contains(start.position))
        position.fail("expected a place inside the arena: " + shown(start.position) + " " +
                      outsideText(arena.arena(), start.position));
    if (object.optional("radius"))
        start.radius = object.at("radius").number(startRadius);
    object.finish();
    return start;
}

} // namespace

std::vector<Vec2> Task::beginnings(Vec2 rat) const {
    std::vector<Vec2> places;
    for (const StartRegion& start : starts)
        places.push_back(start.position);
    return hasEpisodes() && !places.empty() ? places : std::vector<Vec2>{rat};
}

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
                   .effect = Effect::live})
            .choice("next_goal", &Task::nextGoal,
                    {{"same", NextGoal::same}, {"random_place", NextGoal::randomPlace}},
                    {.label = "Next goal",
                     .help = "Where rewards that are no punishments go when they move.",
                     .effect = Effect::live})
            .integer("goal_visits", &Task::goalVisits,
                     {.label = "Visits of a goal",
                      .minimum = 0,
                      .maximum = 1e6,
                      .help = "After so many the rewards move; 0 for no limit.",
                      .effect = Effect::live})
            .real("goal_seconds", &Task::goalSeconds,
                  {.label = "Time of a goal",
                   .unit = "s",
                   .minimum = 0,
                   .maximum = 1e6,
                   .help = "After this time the rewards move; 0 for no limit.",
                   .effect = Effect::live})
            .integer("depletes_after", &Task::depletesAfter,
                     {.label = "Depletes after",
                      .minimum = 0,
                      .maximum = 1e6,
                      .help = "Visits that a reward pays before it is empty; 0 if it never is.",
                      .effect = Effect::live})
            .real("refill_time", &Task::refillTime,
                  {.label = "Refill time",
                   .unit = "s",
                   .minimum = 0,
                   .maximum = 1e6,
                   .help = "Of an empty reward; 0 if it stays empty until the episode is over or "
                           "the reward moves.",
                   .effect = Effect::live});
    return list;
}

Task readTask(const JsonCursor& cursor, const Arena& arena) {
    if (!cursor.value().is_object())
        cursor.failExpected("an object");
    // All but the starts are declared fields.
    Json declared = cursor.value();
    declared.erase("starts");
    Task task = Task::fields().read({cursor.document(), declared, cursor.path()});
    if (cursor.value().contains("starts")) {
        ObjectReader object(cursor);
        const ArenaGeometry geometry(arena);
        for (const JsonCursor& element : object.at("starts").elements(startCount))
            task.starts.push_back(readStart(element, geometry));
    }
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
