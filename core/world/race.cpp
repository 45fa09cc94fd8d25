#include "core/world/race.h"

#include <algorithm>

namespace hippodrome {

namespace {

bool isOfName(char letter) {
    return (letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9') || letter == '_';
}

/// True when a text among the parameters names a population of the brain.
bool mentions(const Json& value, const std::string& brain) {
    if (value.is_string()) {
        const std::string text = value.get<std::string>();
        for (std::size_t at = text.find(brain + "."); at != std::string::npos;
             at = text.find(brain + ".", at + 1))
            if (at == 0 || !isOfName(text[at - 1])) // not the end of a longer name
                return true;
        return false;
    }
    return value.is_structured() && std::any_of(value.begin(), value.end(), [&](const Json& inner) {
               return mentions(inner, brain);
           });
}

/// The scene of a rival's copy of the world.
Scene sceneOf(const Scene& scene, const Rival& rival) {
    Scene copy = scene;
    copy.agent = rival.agent;
    copy.rivals.clear();
    std::erase_if(copy.brains, [&](const BrainEntry& entry) {
        return !mentions(rival.agent.parameters, entry.name);
    });
    return copy;
}

void requireFixedBrains(const std::string& rival, const std::vector<RidingBrain>& brains) {
    for (const RidingBrain& riding : brains)
        if (riding.brain->trainable())
            throw Error("it learns on \"" + riding.name +
                        "\", which is trained, and only brains of the scene's own agent are")
                .atField("rivals." + rival);
}

/// Faults of a rival's agent say whose they are.
template <class Make>
auto asRival(const std::string& name, Make make) {
    try {
        return make();
    } catch (const Error& error) {
        const std::string& field = error.field();
        const std::string inner = field.starts_with("agent.") ? field.substr(5) : "";
        if (field == "agent" || !inner.empty())
            throw Error(error.message(), error.kind()).atField("rivals." + name + inner);
        throw;
    }
}

} // namespace

Race::Race(const Scene& scene) {
    for (const Rival& rival : scene.rivals) {
        auto world =
            asRival(rival.name, [&] { return std::make_unique<World>(sceneOf(scene, rival)); });
        requireFixedBrains(rival.name, world->brains());
        rivals_.push_back({rival.name, std::move(world)});
    }
}

bool Race::needsNewRun(const Scene& before, const Scene& after) {
    return !std::equal(before.rivals.begin(), before.rivals.end(), after.rivals.begin(),
                       after.rivals.end(),
                       [](const Rival& a, const Rival& b) { return a.name == b.name; });
}

bool Race::keepsWhatLearns(const Scene& before, const Scene& after) {
    if (needsNewRun(before, after))
        return false;
    for (std::size_t i = 0; i < before.rivals.size(); ++i) {
        const Scene old = sceneOf(before, before.rivals[i]);
        const Scene now = sceneOf(after, after.rivals[i]);
        if (!World::keepsBrains(old, now) || !World::keepsAgent(old, now))
            return false;
    }
    return true;
}

void Race::tick() {
    for (RunningRival& rival : rivals_)
        rival.world->tick();
}

std::vector<WorldChange> Race::prepare(const Scene& before, const Scene& after) const {
    std::vector<WorldChange> changes;
    for (std::size_t i = 0; i < rivals_.size(); ++i) {
        changes.push_back(asRival(rivals_[i].name, [&] {
            return rivals_[i].world->prepare(sceneOf(before, before.rivals[i]),
                                             sceneOf(after, after.rivals[i]));
        }));
        requireFixedBrains(rivals_[i].name, changes.back().brains);
    }
    return changes;
}

void Race::commit(std::vector<WorldChange> changes) {
    for (std::size_t i = 0; i < rivals_.size(); ++i)
        rivals_[i].world->commit(std::move(changes[i]));
}

void Race::state(StateVisitor& s) {
    for (RunningRival& rival : rivals_)
        s.section("rival." + rival.name, *rival.world);
}

} // namespace hippodrome
