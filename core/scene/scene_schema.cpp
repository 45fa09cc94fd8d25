#include "core/agents/agent.h"
#include "core/brains/brain.h"
#include "core/lab/protocol.h"
#include "core/motion/motion_model.h"
#include "core/scene/expectation.h"
#include "core/scene/scene.h"

namespace hippodrome {

namespace {

/// `{"type": KEY, "parameters": {...}}` for each type of a registry; `more` joins every
/// alternative.
template <class Types>
Json componentSchema(const Types& types, const Json& more,
                     const std::vector<std::string>& required) {
    Json alternatives = Json::array();
    for (const auto& type : types) {
        Json schema = {{"type", "object"}, {"additionalProperties", false}, {"required", required}};
        schema["description"] = type.label + ". " + type.help;
        schema["properties"] = more;
        schema["properties"]["type"] = {{"const", type.key}};
        schema["properties"]["parameters"] = schemaOf(type.fields);
        alternatives.push_back(schema);
    }
    return {{"oneOf", alternatives}};
}

} // namespace

Json sceneSchema() {
    Json schema = {{"$schema", "https://json-schema.org/draft/2020-12/schema"},
                   {"title", "Hippodrome scene"},
                   {"type", "object"},
                   {"additionalProperties", false},
                   {"required", {"format", "version", "arena"}}};
    const Json text = {{"type", "string"}};
    const Json name = {{"type", "string"}, {"pattern", "^[a-z0-9_]+$"}};
    Json& properties = schema["properties"];
    properties["$schema"] = text;
    properties["format"] = {{"const", Scene::formatName}};
    properties["version"] = {{"const", Scene::formatVersion}};
    properties["title"] = text;
    properties["notes"] = text;
    properties["about"] = schemaOf(About::fields().infos());
    properties["seed"] = {{"type", "integer"}, {"minimum", 0}};
    properties["arena"] = arenaSchema();
    properties["motion"] = componentSchema(motionTypes(), Json::object(), {"type"});
    properties["agent"] = componentSchema(agentTypes(), Json::object(), {"type"});
    properties["rivals"] = {
        {"type", "array"},
        {"maxItems", Scene::mostRivals},
        {"items", componentSchema(agentTypes(), Json{{"name", name}}, {"name", "type"})}};
    properties["task"] = taskSchema();
    properties["brains"] = {
        {"type", "array"},
        {"maxItems", 16},
        {"items", componentSchema(brainTypes(), Json{{"name", name}}, {"name", "type"})}};
    properties["senses"] = schemaOf(SensesParameters::fields().infos());
    properties["recording"] = schemaOf(RecordingParameters::fields().infos());
    properties["training"] = schemaOf(TrainingParameters::fields().infos());
    properties["view"] = schemaOf(ViewParameters::fields().infos());
    properties["expectations"] = expectationsSchema();
    properties["protocol"] = protocolSchema();
    return schema;
}

} // namespace hippodrome
