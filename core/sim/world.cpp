#include "core/sim/world.h"

#include <algorithm>

namespace hippodrome {

namespace {

/// Registries read through cursors; resolved parameters are wrapped for them.
template <class Function>
decltype(auto) withCursor(const Json& value, Function function) {
    const JsonDocument document{value, {}, {}};
    return function(JsonCursor(document));
}

const MotionType& motionTypeOf(const Component& component) {
    return withCursor(Json(component.type),
                      [](const JsonCursor& key) -> const MotionType& { return motionType(key); });
}

} // namespace

World::World(const Scene& scene)
    : arena_(std::make_shared<const ArenaGeometry>(scene.arena)),
      timeStep_(scene.recording.timeStep), motionRng_(Rng::stream(scene.seed, "motion")),
      agentRng_(Rng::stream(scene.seed, "agent")), motion_(makeMotion(scene)),
      agent_(makeAgent(scene)) {
    motion_->start(*arena_, rat_, motionRng_);
    for (const BrainEntry& entry : scene.brains)
        brains_.push_back(makeBrain(scene, entry));
    collectReward();
    totalReward_ = reward_ = 0.0;
}

std::unique_ptr<MotionModel> World::makeMotion(const Scene& scene) const {
    return withCursor(scene.motion.parameters, [&](const JsonCursor& cursor) {
        return motionTypeOf(scene.motion).create(cursor, scene.folder);
    });
}

std::unique_ptr<Agent> World::makeAgent(const Scene& scene) const {
    return withCursor(scene.agent.parameters, [&](const JsonCursor& cursor) {
        return agentType(scene.agent.type).create(cursor, arena_);
    });
}

RidingBrain World::makeBrain(const Scene& scene, const BrainEntry& entry) const {
    RidingBrain riding;
    riding.name = entry.name;
    riding.type = &brainType(entry.brain.type);
    riding.brain = withCursor(entry.brain.parameters, [&](const JsonCursor& cursor) {
        return riding.type->create(cursor, {entry.name, scene.seed, arena_});
    });
    riding.brain->begin(observation());
    return riding;
}

Observation World::observation() const {
    return {timeStep_,          rat_.position,        rat_.velocity,
            rat_.headDirection, rat_.angularVelocity, reward_};
}

double World::collectReward() {
    double collected = 0.0;
    std::vector<int> inside;
    for (const Reward& reward : arena_->arena().rewards) {
        if (length(arena_->displacement(rat_.position, reward.position)) > reward.radius)
            continue;
        inside.push_back(reward.id);
        if (std::find(insideRewards_.begin(), insideRewards_.end(), reward.id) ==
            insideRewards_.end())
            collected += reward.magnitude;
    }
    insideRewards_ = std::move(inside);
    return collected;
}

void World::tick() {
    const std::optional<Vec2> desired =
        agent_->act({time(), timeStep_, rat_, *arena_, reward_}, agentRng_);
    motion_->step(*arena_, timeStep_, desired, rat_, motionRng_);
    reward_ = collectReward();
    totalReward_ += reward_;
    ++ticks_;
    const Observation now = observation();
    for (RidingBrain& riding : brains_)
        riding.freshSeconds = riding.brain->observe(now);
}

void World::setArena(ArenaPointer arena) {
    arena_ = std::move(arena);
    agent_->arenaChanged(arena_);
    for (RidingBrain& riding : brains_) {
        riding.brain->arenaChanged(arena_);
        ++riding.revision;
    }
    // Rewards that were removed are forgotten; those under the rat now do not pay for appearing.
    collectReward();
}

void World::takeOver(const Scene& before, const Scene& after) {
    std::unique_ptr<MotionModel> motion;
    std::unique_ptr<Agent> agent;
    ArenaPointer arena = arena_;
    if (!(before.arena == after.arena))
        arena = std::make_shared<const ArenaGeometry>(after.arena);
    const bool motionChanged = !(before.motion == after.motion);
    const bool motionLive =
        before.motion.type == after.motion.type &&
        effectOfChange(motionTypeOf(after.motion).fields, before.motion.parameters,
                       after.motion.parameters) <= Effect::live;
    if (motionChanged && !motionLive) {
        motion = makeMotion(after);
        RatState state = rat_;
        motion->start(*arena, state, motionRng_);
        rat_ = state;
    }
    if (!(before.agent == after.agent) && before.agent.type != after.agent.type)
        agent = makeAgent(after);
    if (arena != arena_)
        setArena(arena);
    if (motion)
        motion_ = std::move(motion);
    else if (motionChanged)
        withCursor(after.motion.parameters,
                   [&](const JsonCursor& cursor) { return motion_->update(cursor); });
    if (agent)
        agent_ = std::move(agent);
    else if (!(before.agent == after.agent))
        withCursor(after.agent.parameters, [&](const JsonCursor& cursor) {
            agent_->update(cursor);
            return 0;
        });

    std::vector<RidingBrain> brains;
    for (const BrainEntry& entry : after.brains) {
        const BrainEntry* old = before.findBrain(entry.name);
        const auto riding = std::find_if(brains_.begin(), brains_.end(), [&](const RidingBrain& b) {
            return b.name == entry.name;
        });
        const bool kept = old && riding != brains_.end() && old->brain.type == entry.brain.type &&
                          effectOfChange(riding->type->fields, old->brain.parameters,
                                         entry.brain.parameters) <= Effect::live;
        if (!kept) {
            brains.push_back(makeBrain(after, entry));
            continue;
        }
        if (!(old->brain == entry.brain)) {
            withCursor(entry.brain.parameters, [&](const JsonCursor& cursor) {
                riding->brain->update(cursor);
                return 0;
            });
            ++riding->revision;
        }
        brains.push_back(std::move(*riding));
    }
    brains_ = std::move(brains);
}

void World::save(Checkpoint& checkpoint) const {
    checkpoint.putValue("ticks", ticks_);
    checkpoint.putValue("rat", rat_);
    checkpoint.putValue("reward", reward_);
    checkpoint.putValue("total_reward", totalReward_);
    checkpoint.putValue("inside_reward_count", insideRewards_.size());
    checkpoint.put<int>("inside_rewards", insideRewards_);
    checkpoint.putRng("motion_rng", motionRng_);
    checkpoint.putRng("agent_rng", agentRng_);
    checkpoint.putText("motion", motion_->saveState().dump());
    Checkpoint agent;
    agent_->save(agent);
    checkpoint.putSection("agent", agent);
    for (const RidingBrain& riding : brains_) {
        Checkpoint section;
        riding.brain->save(section);
        section.putValue("fresh_seconds", riding.freshSeconds);
        checkpoint.putSection("brain." + riding.name, section);
    }
}

void World::restore(const Checkpoint& checkpoint) {
    ticks_ = checkpoint.value<long>("ticks");
    rat_ = checkpoint.value<RatState>("rat");
    reward_ = checkpoint.value<double>("reward");
    totalReward_ = checkpoint.value<double>("total_reward");
    insideRewards_.resize(checkpoint.value<std::size_t>("inside_reward_count"));
    checkpoint.get<int>("inside_rewards", insideRewards_);
    motionRng_ = checkpoint.rng("motion_rng");
    agentRng_ = checkpoint.rng("agent_rng");
    const JsonDocument motion = parseJson(checkpoint.text("motion"));
    motion_->restoreState(JsonCursor(motion));
    agent_->restore(checkpoint.section("agent"));
    for (RidingBrain& riding : brains_) {
        const Checkpoint section = checkpoint.section("brain." + riding.name);
        riding.brain->restore(section);
        riding.freshSeconds = section.value<double>("fresh_seconds");
    }
}

} // namespace hippodrome
