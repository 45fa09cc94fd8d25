#pragma once

#include "core/agents/agent.h"
#include "core/brains/brain.h"
#include "core/motion/motion_model.h"
#include "core/scene/scene.h"

#include "tests/arena/random_arena.h"

#include <algorithm>
#include <cmath>

namespace hippodrome::testing {

/// Any value that a field allows.
inline Json randomValue(const FieldInfo& field, Rng& rng) {
    const double low = std::max(field.range.minimum, -50.0);
    const double high = std::min(field.range.maximum, 50.0);
    switch (field.kind) {
    case FieldKind::boolean:
        return rng.uniform() < 0.5;
    case FieldKind::integer:
        return static_cast<int>(std::floor(rng.uniform(low, high)));
    case FieldKind::real:
        // Networks only may leave the speed of their walk to the program, rats may not.
        if (field.automatic && field.key.find('.') != std::string::npos && rng.uniform() < 0.3)
            return automaticValue;
        return rng.uniform(low, high);
    case FieldKind::choice:
        return field.choices[rng.below(field.choices.size())];
    case FieldKind::text:
        break;
    }
    return "a \"text\" \\ with\nlines and \xc3\xbc";
}

/// An object with any values for some of the fields.
inline Json randomObject(const std::vector<FieldInfo>& fields, Rng& rng) {
    Json object = Json::object();
    for (const FieldInfo& field : fields) {
        if (rng.uniform() < 0.3)
            continue;
        Json* target = &object;
        std::string key = field.key;
        for (std::size_t dot = key.find('.'); dot != std::string::npos; dot = key.find('.')) {
            target = &(*target)[key.substr(0, dot)];
            key = key.substr(dot + 1);
        }
        (*target)[key] = randomValue(field, rng);
    }
    return object;
}

template <class Types>
Json randomComponent(const Types& types, Rng& rng) {
    const auto& type = types[rng.below(types.size())];
    return {{"type", type.key}, {"parameters", randomObject(type.fields, rng)}};
}

/// A scene file with whatever a scene may hold. It can be read; whether it can be run is another
/// matter.
inline Json randomSceneJson(Rng& rng) {
    Json json = {{"format", Scene::formatName}, {"version", Scene::formatVersion}};
    json["title"] = "random " + std::to_string(rng.below(1000));
    json["seed"] = rng.bits();
    Arena arena = randomArena(rng);
    arena.rewards.push_back(
        {arena.nextId(), ArenaGeometry(arena).sampleInside(rng), rng.uniform(0.01, 0.5), 2.5});
    if (!validate(arena).empty())
        arena.rewards.clear();
    json["arena"] = writeArena(arena);
    json["motion"] = randomComponent(motionTypes(), rng);
    json["agent"] = randomComponent(agentTypes(), rng);
    const std::uint64_t brains = rng.below(4);
    for (std::uint64_t i = 0; i < brains; ++i) {
        Json brain = randomComponent(brainTypes(), rng);
        brain["name"] = "brain_" + std::to_string(i);
        json["brains"].push_back(brain);
    }
    json["recording"] = randomObject(RecordingParameters::fields().infos(), rng);
    json["training"] = randomObject(TrainingParameters::fields().infos(), rng);
    json["view"] = randomObject(ViewParameters::fields().infos(), rng);
    json["expectations"] = Json::array(
        {{{"metric", "peak"}, {"relation", ">="}, {"value", 1.5}, {"seeds", 3}, {"unit", 12}}});
    return json;
}

inline Scene sceneOf(const Json& json) {
    return readScene(parseJson(json.dump(), "test.json"));
}

} // namespace hippodrome::testing
