#include "core/lab/protocol.h"

#include "core/arena/arena_geometry.h"
#include "core/arena/circle_rim.h"
#include "core/base/names.h"

#include <algorithm>
#include <memory>
#include <optional>
#include <set>

namespace hippodrome {

namespace {

constexpr Range agentCount{1, 40};
constexpr Range phaseCount{1, 40};
constexpr Range stateCount{2, StateGraph::mostStates};
constexpr Range count{0, 1e7};
constexpr double mostActions = 64;

const std::vector<std::string> compass = {"east", "north", "west", "south"};

/// `base` with the members of `change` in the place of its own.
Json merged(Json base, const Json& change) {
    for (const auto& [key, value] : change.items())
        base[key] = value;
    return base;
}

/// The world of a protocol while it is read: one of the two kinds, as it is now.
class WorldReader {
public:
    WorldReader(ObjectReader& protocol, const Arena& arena) : arena_(arena) {
        if (protocol.optional("ends_at_rewards"))
            endsAtRewards_ = protocol.at("ends_at_rewards").boolean();
        if (protocol.optional("graph")) {
            const JsonCursor cursor = protocol.at("graph");
            if (protocol.optional("tiles"))
                cursor.fail("expected tiles of the arena or a graph, found both");
            graph_ = cursor.value();
            readGraph(cursor);
            return;
        }
        ObjectReader tiles(protocol.required("tiles"));
        if (tiles.optional("shape") && tiles.at("shape").choice({"square", "hexagonal"}) == 1)
            shape_ = TileShape::hexagonal;
        const JsonCursor size = tiles.required("size");
        size_ = size.number(Range{1e-3, 1e3});
        tiles.finish();
        try {
            makeTiles();
        } catch (const Error& error) {
            size.fail(error.message());
        }
    }

    MoveTask task() const {
        return tiles_ ? MoveTask(*tiles_, *geometry_, endsAtRewards_)
                      : MoveTask(table_, endsAtRewards_);
    }

    /// The members of the arena or of the graph that are new.
    void change(const JsonCursor& cursor) {
        if (!cursor.value().is_object())
            cursor.failExpected("an object");
        try {
            if (!tiles_) {
                graph_ = merged(graph_, cursor.value());
                const std::size_t states = table_.moves.size();
                const int actions = task().actions();
                const JsonDocument document{graph_, {}, {}};
                readGraph(JsonCursor(document));
                if (table_.moves.size() != states || task().actions() != actions)
                    cursor.fail("a change must keep the number of states and of actions: " +
                                std::to_string(states) + " and " + std::to_string(actions));
                return;
            }
            const JsonDocument document{merged(writeArena(arena_), cursor.value()), {}, {}};
            const StateGraph before = *tiles_;
            arena_ = readArena(JsonCursor(document));
            makeTiles();
            bool same = before.states() == tiles_->states();
            for (int s = 0; same && s < before.states(); ++s)
                same = before.tile(s) == tiles_->tile(s);
            if (!same)
                cursor.fail("a change must keep the tiles: walls and rewards may change");
        } catch (const Error& error) {
            if (!error.file().empty() || error.line() > 0)
                throw;
            cursor.fail((error.field().empty() ? "" : error.field() + ": ") + error.message());
        }
    }

    /// A state by its number, or the tile at a point.
    int state(const JsonCursor& cursor) const {
        if (!tiles_)
            return cursor.integer(Range{0, static_cast<double>(table_.moves.size()) - 1});
        const Vec2 point = ontoRim(geometry_->arena(), place(cursor));
        if (!geometry_->contains(point))
            cursor.failExpected("a place inside the arena");
        return tiles_->stateAt(point);
    }

    /// A state, or all tiles whose centres lie within a radius of a point.
    std::vector<int> states(ObjectReader& object) const {
        if (!tiles_)
            return {state(object.required("state"))};
        const JsonCursor at = object.required("at");
        std::vector<int> found{state(at)};
        const double radius =
            object.optional("radius") ? object.at("radius").number(Range{0, 1e3}) : 0.0;
        const Vec2 centre = place(at);
        for (int s = 0; s < tiles_->states(); ++s)
            if (s != found.front() && length(tiles_->centre(s) - centre) <= radius)
                found.push_back(s);
        return found;
    }

    /// Actions by number, or by the name of a direction on square tiles.
    std::vector<int> moves(const JsonCursor& cursor, int start, const MoveTask& task) const {
        std::vector<int> actions;
        int at = start;
        for (const JsonCursor& element : cursor.elements(Range{1, 1e5})) {
            const bool named = tiles_ && shape_ == TileShape::square && element.value().is_string();
            const int action = named ? static_cast<int>(element.choice(compass))
                                     : element.integer(Range{0, task.actions() - 1.0});
            if (!task.state(at).allows(action))
                element.fail("state " + std::to_string(at) + " has no move " +
                             std::to_string(action));
            at = task.next(at, action);
            actions.push_back(action);
        }
        return actions;
    }

private:
    static Vec2 place(const JsonCursor& cursor) {
        if (!cursor.value().is_array() || cursor.value().size() != 2)
            cursor.failExpected("a point [x, y]");
        const std::vector<JsonCursor> coordinates = cursor.elements();
        return {coordinates[0].number(), coordinates[1].number()};
    }

    void makeTiles() {
        geometry_ = std::make_shared<const ArenaGeometry>(arena_);
        tiles_.emplace(geometry_, shape_, size_, geometry_->bounds().minimum);
    }

    void readGraph(const JsonCursor& cursor) {
        ObjectReader object(cursor);
        MoveTable table;
        const std::vector<JsonCursor> rows = object.required("moves").elements(stateCount);
        const Range valid{0, static_cast<double>(rows.size()) - 1};
        for (const JsonCursor& row : rows) {
            table.moves.emplace_back();
            for (const JsonCursor& to : row.elements(Range{0, mostActions}))
                table.moves.back().push_back(to.integer(valid));
        }
        if (object.optional("rewards"))
            for (const JsonCursor& element : object.at("rewards").elements(Range{0, 3000})) {
                ObjectReader reward(element);
                const int state = reward.required("state").integer(valid);
                table.rewards.push_back({state, reward.required("magnitude").number()});
                reward.finish();
            }
        object.finish();
        table_ = std::move(table);
    }

    Arena arena_;
    std::shared_ptr<const ArenaGeometry> geometry_;
    TileShape shape_ = TileShape::square;
    double size_ = 0.1; ///< [m]
    bool endsAtRewards_ = true;
    std::optional<StateGraph> tiles_; ///< none when a graph was written down
    Json graph_;
    MoveTable table_;
};

std::vector<int> readStarts(const JsonCursor& cursor, const WorldReader& world) {
    std::vector<int> starts;
    for (const JsonCursor& element : cursor.elements(Range{1, 1000}))
        starts.push_back(world.state(element));
    return starts;
}

ProtocolPhase readPhase(const JsonCursor& cursor, WorldReader& world) {
    ObjectReader object(cursor);
    const std::string name = object.required("name").text();
    if (object.optional("change"))
        world.change(object.at("change"));
    ProtocolPhase phase{.name = name,
                        .task = world.task(),
                        .changes = object.has("change"),
                        .starts = {},
                        .moves = {}};
    if (object.optional("episodes"))
        phase.episodes = object.at("episodes").integer(count);
    if (object.optional("decisions"))
        phase.decisions = object.at("decisions").integer(Range{1, count.maximum});
    if (object.optional("choice"))
        phase.choice = static_cast<ProtocolPhase::Choice>(
            object.at("choice").choice({"own", "random", "given"}));
    if (object.optional("replays"))
        phase.replays = object.at("replays").integer(count);
    if (phase.episodes > 0 || object.optional("start"))
        phase.starts = readStarts(object.required("start"), world);
    for (std::size_t i = 0; i < phase.starts.size(); ++i)
        if (phase.task.deadEnd(phase.starts[i]))
            object.at("start").elements()[i].failExpected("a place that moves lead away from");
    if (phase.choice == ProtocolPhase::Choice::given) {
        const std::vector<JsonCursor> ways = object.required("moves").elements(
            {double(phase.starts.size()), double(phase.starts.size())});
        for (std::size_t i = 0; i < ways.size(); ++i)
            phase.moves.push_back(world.moves(ways[i], phase.starts[i], phase.task));
    } else if (object.optional("moves")) {
        object.at("moves").fail("moves are for the choice \"given\"");
    }
    object.finish();
    return phase;
}

ProtocolTest readTest(const JsonCursor& cursor, const WorldReader& world) {
    ObjectReader object(cursor);
    ProtocolTest test;
    if (object.optional("from")) {
        test.from = world.state(object.at("from"));
        if (world.task().deadEnd(test.from))
            object.at("from").failExpected("a place that moves lead away from");
    }
    std::vector<std::string> names;
    std::set<int> taken;
    for (const JsonCursor& element : object.required("places").elements(Range{2, 50})) {
        ObjectReader place(element);
        const JsonCursor nameCursor = place.required("name");
        names.push_back(nameCursor.text());
        if (std::count(names.begin(), names.end(), names.back()) > 1)
            nameCursor.fail("the name \"" + names.back() + "\" is taken by an earlier place");
        test.places.push_back({names.back(), world.states(place)});
        for (const int state : test.places.back().states)
            if (state == test.from)
                element.fail("the walker starts in this place");
            else if (!taken.insert(state).second)
                element.fail("this place overlaps an earlier one");
        place.finish();
    }
    test.right = static_cast<int>(object.required("right").choice(names));
    if (object.optional("decisions"))
        test.decisions = object.at("decisions").integer(Range{1, count.maximum});
    object.finish();
    return test;
}

std::vector<std::vector<int>> readDeadEnds(const JsonCursor& cursor, const WorldReader& world) {
    std::vector<std::vector<int>> deadEnds;
    std::set<int> taken;
    for (const JsonCursor& element : cursor.elements(Range{1, 1000})) {
        ObjectReader object(element);
        deadEnds.push_back(world.states(object));
        object.finish();
        for (const int state : deadEnds.back())
            if (!taken.insert(state).second)
                element.fail("this dead end overlaps an earlier one");
    }
    return deadEnds;
}

std::vector<ProtocolAgent> readAgents(const JsonCursor& cursor) {
    std::vector<ProtocolAgent> agents;
    std::set<std::string> names;
    for (const JsonCursor& element : cursor.elements(agentCount)) {
        ObjectReader object(element);
        const std::string name = readName(object.required("name"), "agent", names);
        const LearnerType& type = learnerTypes().named(object.required("type"));
        const JsonDocument empty{Json::object(), {}, {}};
        const bool given = object.optional("parameters");
        agents.push_back(
            {name, type.key, type.resolve(given ? object.at("parameters") : JsonCursor(empty))});
        object.finish();
    }
    return agents;
}

} // namespace

const ProtocolAgent* Protocol::findAgent(const std::string& name) const {
    for (const ProtocolAgent& agent : agents)
        if (agent.name == name)
            return &agent;
    return nullptr;
}

int Protocol::findPhase(const std::string& name) const {
    for (std::size_t i = 0; i < phases.size(); ++i)
        if (phases[i].name == name)
            return static_cast<int>(i);
    return -1;
}

int Protocol::findPlace(const std::string& name) const {
    for (std::size_t i = 0; i < test.places.size(); ++i)
        if (test.places[i].name == name)
            return static_cast<int>(i);
    return -1;
}

Protocol readProtocol(const JsonCursor& cursor, const Arena& arena) {
    ObjectReader object(cursor);
    WorldReader world(object, arena);
    Protocol protocol;
    protocol.agents = readAgents(object.required("agents"));
    for (const JsonCursor& phase : object.required("phases").elements(phaseCount))
        protocol.phases.push_back(readPhase(phase, world));
    protocol.test = readTest(object.required("test"), world);
    if (object.optional("dead_ends"))
        protocol.deadEnds = readDeadEnds(object.at("dead_ends"), world);
    object.finish();
    const MoveTask& task = protocol.phases.front().task;
    for (std::size_t i = 0; i < protocol.agents.size(); ++i) {
        const JsonDocument parameters{protocol.agents[i].parameters, {}, {}};
        try {
            (void)learnerTypes()
                .named(protocol.agents[i].type)
                .create(JsonCursor(parameters), {task.states(), task.actions()});
        } catch (const Error& error) {
            object.at("agents").elements()[i].fail(error.message());
        }
    }
    return protocol;
}

Json resolveProtocol(const JsonCursor& cursor) {
    Json json = cursor.value();
    ObjectReader object(cursor);
    const std::vector<ProtocolAgent> agents = readAgents(object.required("agents"));
    for (std::size_t i = 0; i < agents.size(); ++i)
        json["agents"][i]["parameters"] = agents[i].parameters;
    return json;
}

} // namespace hippodrome
