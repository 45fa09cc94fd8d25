// Values of a scene by their keys, as `--set` and the forms of the window name them.
#include "core/agents/agent.h"
#include "core/brains/brain.h"
#include "core/motion/motion_model.h"
#include "core/scene/scene.h"

namespace hippodrome {

namespace {

/// The members of resolved parameters that fields of another type have too.
Json sharedParameters(const Json& parameters, const std::vector<FieldInfo>& fields,
                      const std::string& prefix = {}) {
    Json shared = Json::object();
    for (const auto& [key, value] : parameters.items()) {
        if (value.is_object()) {
            Json inner = sharedParameters(value, fields, prefix + key + ".");
            if (!inner.empty())
                shared[key] = std::move(inner);
        } else if (findField(fields, prefix + key)) {
            shared[key] = value;
        }
    }
    return shared;
}

/// An agent or a motion model of another type; what both types know keeps its value.
template <class FindType>
void changeType(Json& component, const std::string& type, FindType findType) {
    const JsonDocument key{Json(type), {}, {}};
    const auto& found = findType(JsonCursor(key));
    component["type"] = found.key;
    component["parameters"] = sharedParameters(component["parameters"], found.fields);
}

/// A part of a scene that a registry makes, and where in it a key points to.
struct Place {
    Json* component = nullptr; ///< nullptr: the key is none of a component
    std::string rest;          ///< of the key
};

Place componentAt(Json& scene, const std::string& key) {
    for (const char* part : {"motion", "agent"}) {
        const std::string prefix = std::string(part) + ".";
        if (key.starts_with(prefix))
            return {&scene[part], key.substr(prefix.size())};
    }
    for (const char* list : {"brains", "rivals"}) {
        const std::string prefix = std::string(list) + ".";
        if (!key.starts_with(prefix) || !scene.contains(list))
            continue;
        for (Json& entry : scene[list]) {
            const std::string named = prefix + entry["name"].get<std::string>() + ".";
            if (key.starts_with(named))
                return {&entry, key.substr(named.size())};
        }
    }
    return {};
}

Json* valueIn(Json& scene, const std::string& key) {
    const Place place = componentAt(scene, key);
    if (place.component)
        if (Json* found = findMember((*place.component)["parameters"], place.rest))
            return found;
    return findMember(scene, key);
}

/// Keys of all values below one, in the order of the scene; lists of things without a name count as
/// one value.
void addKeys(const Json& value, const std::string& key, std::vector<std::string>& keys) {
    if (value.is_object() && !value.empty()) {
        for (const auto& [name, member] : value.items())
            addKeys(member, std::string(key).append(key.empty() ? "" : ".").append(name), keys);
    } else {
        keys.push_back(key);
    }
}

/// Every key that valueIn() finds.
std::vector<std::string> keysOf(const Json& scene) {
    std::vector<std::string> keys;
    const auto addComponent = [&](const Json& component, const std::string& key) {
        keys.push_back(key + ".type");
        addKeys(component["parameters"], key, keys);
    };
    for (const auto& [name, value] : scene.items()) {
        if (name == "motion" || name == "agent")
            addComponent(value, name);
        else if (name == "brains" || name == "rivals")
            for (const Json& entry : value)
                addComponent(entry, name + "." + entry["name"].get<std::string>());
        else
            addKeys(value, name, keys);
    }
    return keys;
}

/// Whether a key names a number that may be left to the program.
bool isAutomatic(const Place& place, const std::string& key) {
    if (!place.component)
        return false;
    const JsonDocument type{(*place.component)["type"], {}, {}};
    const JsonCursor cursor(type);
    const std::vector<FieldInfo>& fields = key.starts_with("brains.")   ? brainType(cursor).fields
                                           : key.starts_with("motion.") ? motionType(cursor).fields
                                                                        : agentType(cursor).fields;
    const FieldInfo* field = findField(fields, place.rest);
    return field && field->automatic;
}

/// The scene with every default spelled out, also of parts that files leave out.
Json spelledOut(const Scene& scene) {
    Json json = writeScene(scene);
    json["task"] = writeTask(scene.task);
    return json;
}

} // namespace

Scene withValue(const Scene& scene, const std::string& key, const std::string& value) {
    JsonDocument document{spelledOut(scene), {}, {}};
    const bool isText = Json::accept(value) && Json::parse(value).is_string();
    const Place place = componentAt(document.root, key);
    if (place.component && place.rest == "type" && !key.starts_with("brains.")) {
        const std::string type = isText ? Json::parse(value).get<std::string>() : value;
        try {
            if (key == "motion.type")
                changeType(*place.component, type,
                           [](const JsonCursor& c) -> const MotionType& { return motionType(c); });
            else
                changeType(*place.component, type,
                           [](const JsonCursor& c) -> const AgentType& { return agentType(c); });
        } catch (const Error& error) {
            throw error.atField(key);
        }
        return readScene(document, scene.folder);
    }
    Json* target = valueIn(document.root, key);
    if (!target) {
        const std::string nearest = nearestWord(key, keysOf(document.root));
        throw Error("no such value in the scene" +
                        (nearest.empty() ? std::string() : "; did you mean " + nearest + "?"),
                    ErrorKind::usage)
            .atField(key);
    }
    if (key == "motion.file" || key == "motion.parameters.file")
        document.root["motion"]["parameters"].erase("data_hash"); // that of the file before
    if (isAutomatic(place, key))
        *target =
            value == automaticValue || !Json::accept(value) ? Json(value) : Json::parse(value);
    else if (target->is_string())
        *target = isText ? Json::parse(value) : Json(value);
    else if (Json::accept(value))
        *target = Json::parse(value);
    else
        throw Error("expected a value like " + describeJson(*target) + ", found \"" + value + "\"",
                    ErrorKind::usage)
            .atField(key);
    return readScene(document, scene.folder);
}

Json valueAt(const Scene& scene, const std::string& key) {
    Json json = spelledOut(scene);
    const Json* found = valueIn(json, key);
    return found ? *found : Json();
}

} // namespace hippodrome
