#include "core/scene/scene.h"

#include "core/agents/agent.h"
#include "core/base/file_io.h"
#include "core/base/names.h"
#include "core/base/rng.h"
#include "core/brains/brain.h"
#include "core/lab/protocol_metrics.h"
#include "core/motion/motion_model.h"
#include "core/scene/expectation.h"
#include "core/scene/motion_data.h"
#include "core/scene/outside_files.h"

#include <algorithm>
#include <set>

namespace hippodrome {

namespace {

/// The file size beyond which a scene is refused unread: far more than the limits of an arena need.
constexpr std::size_t maximumSceneBytes = std::size_t{8} << 20;

/// Reads `{"type": ..., "parameters": {...}}` with the registry's own reader.
template <class FindType>
Component readComponent(const JsonCursor& cursor, FindType findType) {
    ObjectReader object(cursor);
    const JsonCursor key = object.required("type");
    const auto& type = findType(key);
    Component component{type.key, {}};
    if (object.optional("parameters")) {
        component.parameters = type.resolve(object.at("parameters"));
    } else {
        const JsonDocument empty{Json::object(), {}, {}};
        component.parameters = type.resolve(JsonCursor(empty));
    }
    object.finish();
    return component;
}

Json writeComponent(const Component& component) {
    return {{"type", component.type}, {"parameters", component.parameters}};
}

std::vector<BrainEntry> readBrains(const JsonCursor& cursor) {
    std::vector<BrainEntry> brains;
    std::set<std::string> names;
    for (const JsonCursor& element : cursor.elements(Range{0, 16})) {
        ObjectReader object(element);
        const std::string name = readName(object.required("name"), "brain", names);
        const JsonCursor typeCursor = object.required("type");
        const BrainType& type = brainType(typeCursor);
        const JsonDocument empty{Json::object(), {}, {}};
        const bool given = object.optional("parameters");
        brains.push_back(
            {name, {type.key, type.resolve(given ? object.at("parameters") : JsonCursor(empty))}});
        object.finish();
    }
    return brains;
}

std::vector<Rival> readRivals(const JsonCursor& cursor) {
    std::vector<Rival> rivals;
    std::set<std::string> names;
    for (const JsonCursor& element :
         cursor.elements(Range{0, static_cast<double>(Scene::mostRivals)})) {
        ObjectReader object(element);
        const std::string name = readName(object.required("name"), "rival", names);
        const AgentType& type = agentType(object.required("type"));
        const JsonDocument empty{Json::object(), {}, {}};
        const bool given = object.optional("parameters");
        rivals.push_back(
            {name, {type.key, type.resolve(given ? object.at("parameters") : JsonCursor(empty))}});
        object.finish();
    }
    return rivals;
}

/// Expectations that a protocol measures name its agents, phases and places.
void checkProtocolNames(const JsonCursor& expectations, const Protocol* protocol) {
    for (const JsonCursor& element : expectations.elements()) {
        const std::string metric = element.value().at("metric");
        const auto measured = protocolMetric(metric);
        if (!measured)
            continue;
        ObjectReader object(element);
        if (!protocol)
            element.fail(metric + " needs a protocol in the scene");
        const JsonCursor name = object.required("population");
        if (!protocol->findAgent(name.text()))
            name.failExpected("the name of an agent of the protocol");
        if (object.optional("phase") && protocol->findPhase(object.at("phase").text()) < 0)
            object.at("phase").failExpected("the name of a phase of the protocol");
        if (*measured == ProtocolMetric::firstChoice &&
            protocol->findPlace(object.required("place").text()) < 0)
            object.at("place").failExpected("the name of a place of the protocol's test");
    }
}

About readAbout(const JsonCursor& cursor) {
    About about = About::fields().read(cursor);
    if (!about.topic.empty() && !findSceneTopic(about.topic)) {
        std::string known;
        for (const SceneTopic& topic : sceneTopics())
            known += (known.empty() ? "" : ", ") + topic.key;
        ObjectReader(cursor).at("topic").failExpected("one of " + known);
    }
    return about;
}

void checkHeader(ObjectReader& object) {
    const JsonCursor format = object.required("format");
    if (!format.value().is_string() || format.text() != Scene::formatName)
        format.failExpected(std::string("\"") + Scene::formatName + "\"");
    const JsonCursor version = object.required("version");
    if (version.integer() != Scene::formatVersion)
        version.fail("expected version " + std::to_string(Scene::formatVersion) + ", found " +
                     describeJson(version.value()) +
                     (version.integer() > Scene::formatVersion
                          ? "; the file was written by a newer version of Hippodrome"
                          : ""));
}

} // namespace

const BrainEntry* Scene::findBrain(const std::string& name) const {
    for (const BrainEntry& entry : brains)
        if (entry.name == name)
            return &entry;
    return nullptr;
}

const Rival* Scene::findRival(const std::string& name) const {
    for (const Rival& rival : rivals)
        if (rival.name == name)
            return &rival;
    return nullptr;
}

Scene readScene(const JsonDocument& document, const std::filesystem::path& folder) {
    ObjectReader object{JsonCursor(document)};
    checkHeader(object);
    Scene scene;
    scene.folder = folder;
    if (object.optional("$schema"))
        (void)object.at("$schema").text();
    if (object.optional("title"))
        scene.title = object.at("title").text();
    if (object.optional("notes"))
        scene.notes = object.at("notes").text();
    if (object.optional("about"))
        scene.about = readAbout(object.at("about"));
    if (object.optional("seed"))
        scene.seed = object.at("seed").unsignedInteger();
    scene.arena = readArena(object.required("arena"));
    const auto findMotion = [](const JsonCursor& key) -> const MotionType& {
        return motionType(key);
    };
    const auto findAgent = [](const JsonCursor& key) -> const AgentType& { return agentType(key); };
    const JsonDocument defaults{
        {{"motion", {{"type", motionTypes().front().key}}}, {"agent", {{"type", "forager"}}}},
        {},
        {}};
    ObjectReader fallback{JsonCursor(defaults)};
    scene.motion = readComponent(
        object.optional("motion") ? object.at("motion") : fallback.at("motion"), findMotion);
    noteMotionData(scene);
    scene.agent = readComponent(
        object.optional("agent") ? object.at("agent") : fallback.at("agent"), findAgent);
    if (object.optional("rivals"))
        scene.rivals = readRivals(object.at("rivals"));
    if (object.optional("task"))
        scene.task = readTask(object.at("task"), scene.arena);
    if (scene.task.hasEpisodes() && scene.motion.type == "recorded_path")
        object.at("task").fail("a recorded path runs on: it has no episodes");
    if (object.optional("brains"))
        scene.brains = readBrains(object.at("brains"));
    if (object.optional("senses"))
        scene.senses = SensesParameters::fields().read(object.at("senses"));
    if (object.optional("recording"))
        scene.recording = RecordingParameters::fields().read(object.at("recording"));
    if (object.optional("training"))
        scene.training = TrainingParameters::fields().read(object.at("training"));
    if (object.optional("view"))
        scene.view = ViewParameters::fields().read(object.at("view"));
    if (object.optional("expectations"))
        scene.expectations = readExpectations(object.at("expectations"));
    if (object.optional("protocol")) {
        const Protocol protocol = readProtocol(object.at("protocol"), scene.arena);
        scene.protocol = resolveProtocol(object.at("protocol"));
        if (object.has("expectations"))
            checkProtocolNames(object.at("expectations"), &protocol);
    } else if (object.has("expectations")) {
        checkProtocolNames(object.at("expectations"), nullptr);
    }
    object.finish();
    return scene;
}

Scene loadScene(const std::filesystem::path& file,
                const std::function<bool(const std::filesystem::path& file)>& ask) {
    const JsonDocument document = parseJson(readTextFile(file, maximumSceneBytes), file.string());
    Scene scene = readScene(document, file.parent_path());
    try {
        requireFilesInside(scene, nullptr, ask);
    } catch (const Error& error) {
        throw error.inFile(file.string());
    }
    return scene;
}

Json writeScene(const Scene& scene) {
    Json json = {{"format", Scene::formatName}, {"version", Scene::formatVersion}};
    json["title"] = scene.title;
    json["notes"] = scene.notes;
    if (!(scene.about == About{}))
        json["about"] = About::fields().write(scene.about);
    json["seed"] = scene.seed;
    json["arena"] = writeArena(scene.arena);
    json["motion"] = writeComponent(scene.motion);
    json["agent"] = writeComponent(scene.agent);
    for (const Rival& rival : scene.rivals)
        json["rivals"].push_back({{"name", rival.name},
                                  {"type", rival.agent.type},
                                  {"parameters", rival.agent.parameters}});
    if (!(scene.task == Task{}))
        json["task"] = writeTask(scene.task);
    json["brains"] = Json::array();
    for (const BrainEntry& entry : scene.brains)
        json["brains"].push_back({{"name", entry.name},
                                  {"type", entry.brain.type},
                                  {"parameters", entry.brain.parameters}});
    json["senses"] = SensesParameters::fields().write(scene.senses);
    json["recording"] = RecordingParameters::fields().write(scene.recording);
    json["training"] = TrainingParameters::fields().write(scene.training);
    json["view"] = ViewParameters::fields().write(scene.view);
    json["expectations"] = scene.expectations;
    if (!scene.protocol.is_null())
        json["protocol"] = scene.protocol;
    return json;
}

namespace {

/// removeYoungDefaults() in every part of a written scene.
void removeYoungDefaultsOf(const Scene& scene, Json& json) {
    const auto clean = [](const auto& type, Json& part) {
        removeYoungDefaults(type.fields, part["parameters"]);
    };
    for (const MotionType& type : motionTypes())
        if (type.key == scene.motion.type)
            clean(type, json["motion"]);
    clean(agentType(scene.agent.type), json["agent"]);
    for (std::size_t i = 0; i < scene.rivals.size(); ++i)
        clean(agentType(scene.rivals[i].agent.type), json["rivals"][i]);
    for (std::size_t i = 0; i < scene.brains.size(); ++i)
        clean(brainType(scene.brains[i].brain.type), json["brains"][i]);
    if (json.contains("task"))
        removeYoungDefaults(Task::fields().infos(), json["task"]);
    removeYoungDefaults(SensesParameters::fields().infos(), json["senses"]);
    removeYoungDefaults(RecordingParameters::fields().infos(), json["recording"]);
    removeYoungDefaults(TrainingParameters::fields().infos(), json["training"]);
    if (json.contains("protocol"))
        for (Json& agent : json["protocol"]["agents"])
            removeYoungDefaults(learnerTypes().named(agent["type"].get<std::string>()).fields,
                                agent["parameters"]);
}

} // namespace

void saveScene(const Scene& scene, const std::filesystem::path& file) {
    Json json = writeScene(scene);
    if (Json& parameters = json["motion"]["parameters"]; parameters.contains("data_hash"))
        parameters["data_hash"] = "";
    writeFileAtomically(file, json.dump(2) + "\n");
}

std::string sceneHash(const Scene& scene) {
    Json json = writeScene(scene);
    for (const char* key : {"title", "notes", "about", "view", "expectations"})
        json.erase(key);
    removeYoungDefaultsOf(scene, json);
    forgetPlaceOfData(json["motion"]["parameters"]);
    char digits[17];
    std::snprintf(digits, sizeof digits, "%016llx",
                  static_cast<unsigned long long>(hashText(json.dump())));
    return digits;
}

} // namespace hippodrome
