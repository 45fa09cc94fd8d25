#include "core/world/world_parts.h"

namespace hippodrome {

std::vector<std::string> RidingPopulations::names() const {
    std::vector<std::string> names;
    for (const RidingBrain& riding : brains_)
        for (const Population& population : riding.brain->populations())
            names.push_back(riding.name + "." + population.name);
    return names;
}

std::optional<std::span<const float>> RidingPopulations::rates(const std::string& name) const {
    for (const RidingBrain& riding : brains_) {
        if (!name.starts_with(riding.name + "."))
            continue;
        const std::string_view wanted = std::string_view(name).substr(riding.name.size() + 1);
        const std::vector<Population>& populations = riding.brain->populations();
        for (std::size_t p = 0; p < populations.size(); ++p)
            if (populations[p].name == wanted)
                return riding.brain->rates(p);
    }
    return std::nullopt;
}

std::unique_ptr<MotionModel> makeMotion(const Scene& scene) {
    return withCursor(scene.motion.parameters, [&](const JsonCursor& cursor) {
        return motionTypes().named(scene.motion.type).create(cursor, scene.folder);
    });
}

std::unique_ptr<Agent> makeAgent(const Scene& scene, const ArenaPointer& arena,
                                 const std::vector<RidingBrain>& brains) {
    const RidingPopulations populations(brains);
    try {
        return withCursor(scene.agent.parameters, [&](const JsonCursor& cursor) {
            return agentType(scene.agent.type).create(cursor, {arena, populations, scene.folder});
        });
    } catch (const Error& error) {
        throw error.atField("agent");
    }
}

RidingBrain makeBrain(const Scene& scene, const BrainEntry& entry, const ArenaPointer& arena) {
    RidingBrain riding;
    riding.name = entry.name;
    riding.type = &brainType(entry.brain.type);
    try {
        riding.brain = withCursor(entry.brain.parameters, [&](const JsonCursor& cursor) {
            return riding.type->create(cursor, {entry.name, scene.seed, arena});
        });
    } catch (const Error& error) {
        throw error.atField("brains." + entry.name);
    }
    return riding;
}

bool changesLive(const std::vector<FieldInfo>& fields, const Component& before,
                 const Component& after) {
    if (before.type != after.type)
        return false;
    const std::optional<Effect> effect =
        effectOfChange(fields, before.parameters, after.parameters);
    return !effect || *effect == Effect::live;
}

} // namespace hippodrome
