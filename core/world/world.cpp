#include "core/world/world.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

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

std::unique_ptr<MotionModel> makeMotion(const Scene& scene) {
    return withCursor(scene.motion.parameters, [&](const JsonCursor& cursor) {
        return motionTypeOf(scene.motion).create(cursor, scene.folder);
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

/// True when `after` can be had by changing parameters in place.
bool changesLive(const std::vector<FieldInfo>& fields, const Component& before,
                 const Component& after) {
    if (before.type != after.type)
        return false;
    const std::optional<Effect> effect =
        effectOfChange(fields, before.parameters, after.parameters);
    return !effect || *effect == Effect::live;
}

} // namespace

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

World::World(const Scene& scene)
    : arena_(std::make_shared<const ArenaGeometry>(scene.arena)),
      timeStep_(scene.recording.timeStep), motionRng_(Rng::stream(scene.seed, "motion")),
      agentRng_(Rng::stream(scene.seed, "agent")), senses_(scene.senses),
      sensesRng_(Rng::stream(scene.seed, "senses")), motion_(makeMotion(scene)), task_(scene.task),
      taskRng_(Rng::stream(scene.seed, "task")) {
    motion_->start(*arena_, rat_, motionRng_);
    if (!task_.starts.empty())
        rat_.position = startPlace();
    for (const BrainEntry& entry : scene.brains)
        brains_.push_back(makeBrain(scene, entry, arena_, rat_));
    agent_ = makeAgent(scene, arena_, brains_);
    insideRewards_ = rewardsUnderRat(); // a reward under the rat does not pay for being there
    if (task_.hasEpisodes())
        episodes_.begin(arena_, rat_.position, goalVisits_);
}

RidingBrain World::makeBrain(const Scene& scene, const BrainEntry& entry, const ArenaPointer& arena,
                             const RatState& rat) const {
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
    riding.brain->begin(observation(rat));
    return riding;
}

Observation World::observation(const RatState& rat) const {
    Observation now;
    now.dt = timeStep_;
    now.position = rat.position;
    now.velocity = rat.velocity;
    now.headDirection = rat.headDirection;
    now.angularVelocity = rat.angularVelocity;
    now.reward = reward_;
    now.time = time();
    now.dark = senses_.dark;
    return now;
}

void World::addErrors(Observation& now) {
    const double step = std::sqrt(timeStep_);
    if (senses_.movementNoise > 0.0)
        now.movementError =
            Vec2{sensesRng_.normal(), sensesRng_.normal()} * (senses_.movementNoise * step);
    if (senses_.turnNoise > 0.0)
        now.turnError = senses_.turnNoise * step * sensesRng_.normal();
}

void World::tick() {
    const std::optional<Vec2> desired = agent_->act(
        {time(), timeStep_, rat_, *arena_, reward_, RidingPopulations(brains_)}, agentRng_);
    const Vec2 before = rat_.position;
    motion_->step(*arena_, timeStep_, desired, rat_, motionRng_);
    reward_ = collectReward();
    if (!motion_->startedAnew())
        episodes_.move(length(arena_->displacement(before, rat_.position)), reward_);
    totalReward_ += reward_;
    ++ticks_;
    Observation now = observation(rat_);
    addErrors(now);
    if (motion_->startedAnew())
        for (RidingBrain& riding : brains_)
            riding.brain->begin(now);
    for (RidingBrain& riding : brains_)
        riding.freshSeconds = riding.brain->observe(now);
    endEpisodeIfOver();
    moveRewardsIfDue();
}

bool World::keepsBrains(const Scene& before, const Scene& after) {
    return std::all_of(before.brains.begin(), before.brains.end(), [&](const BrainEntry& old) {
        const BrainEntry* entry = after.findBrain(old.name);
        return entry && changesLive(brainType(entry->brain.type).fields, old.brain, entry->brain);
    });
}

bool World::keepsAgent(const Scene& before, const Scene& after) {
    return changesLive(agentType(after.agent.type).fields, before.agent, after.agent);
}

WorldChange World::prepare(const Scene& before, const Scene& after) const {
    WorldChange change;
    change.arena =
        before.arena == after.arena ? arena_ : std::make_shared<const ArenaGeometry>(after.arena);
    prepareMotion(before, after, change);
    change.senses = after.senses;
    change.task = after.task;
    prepareBrains(before, after, change);
    prepareAgent(before, after, change);
    return change;
}

void World::prepareAgent(const Scene& before, const Scene& after, WorldChange& change) const {
    if (!changesLive(agentType(after.agent.type).fields, before.agent, after.agent) ||
        !agent_->fits(RidingPopulations(change.brains)))
        change.agent = makeAgent(after, change.arena, change.brains);
    else if (!(before.agent == after.agent)) {
        change.agentUpdate = after.agent.parameters;
        withCursor(change.agentUpdate,
                   [&](const JsonCursor& cursor) { agent_->checkUpdate(cursor); });
    }
}

void World::prepareMotion(const Scene& before, const Scene& after, WorldChange& change) const {
    change.rat = rat_;
    change.motionRng = motionRng_;
    if (!changesLive(motionTypeOf(after.motion).fields, before.motion, after.motion)) {
        change.motion = makeMotion(after);
        change.motion->start(*change.arena, change.rat, change.motionRng);
    } else if (!(before.motion == after.motion)) {
        change.motionUpdate = after.motion.parameters;
    }
}

void World::prepareBrains(const Scene& before, const Scene& after, WorldChange& change) const {
    for (const BrainEntry& entry : after.brains) {
        const BrainEntry* old = before.findBrain(entry.name);
        const auto riding = std::find_if(brains_.begin(), brains_.end(), [&](const RidingBrain& b) {
            return b.name == entry.name;
        });
        const bool kept = old && riding != brains_.end() &&
                          changesLive(riding->type->fields, old->brain, entry.brain);
        if (kept && change.arena != arena_) {
            try {
                riding->brain->checkArena(change.arena);
            } catch (const Error& error) {
                throw error.atField("brains." + entry.name);
            }
        }
        change.brains.push_back(kept ? *riding : makeBrain(after, entry, change.arena, change.rat));
        change.brainIsNew.push_back(!kept);
        change.brainUpdates.push_back(kept && !(old->brain == entry.brain) ? entry.brain.parameters
                                                                           : Json());
    }
}

void World::commit(WorldChange change) {
    const bool arenaChanged = change.arena != arena_;
    const bool ratMoved = change.motion != nullptr;
    arena_ = std::move(change.arena);
    senses_ = change.senses;
    task_ = std::move(change.task);
    rat_ = change.rat;
    motionRng_ = change.motionRng;
    if (change.motion)
        motion_ = std::move(change.motion);
    if (!change.motionUpdate.is_null())
        withCursor(change.motionUpdate,
                   [&](const JsonCursor& cursor) { return motion_->update(cursor); });
    if (change.agent)
        agent_ = std::move(change.agent);
    else if (arenaChanged)
        agent_->arenaChanged(arena_);
    if (!change.agentUpdate.is_null())
        withCursor(change.agentUpdate, [&](const JsonCursor& cursor) { agent_->update(cursor); });
    brains_ = std::move(change.brains);
    for (std::size_t i = 0; i < brains_.size(); ++i) {
        if (change.brainIsNew[i])
            continue;
        RidingBrain& riding = brains_[i];
        if (arenaChanged)
            riding.brain->arenaChanged(arena_);
        if (!change.brainUpdates[i].is_null())
            withCursor(change.brainUpdates[i],
                       [&](const JsonCursor& cursor) { riding.brain->update(cursor); });
        if (arenaChanged || !change.brainUpdates[i].is_null())
            ++riding.revision;
        if (ratMoved)
            riding.brain->begin(observation(rat_));
    }
    if (arenaChanged && task_.hasEpisodes())
        episodes_.edit(time());
    // Rewards that were removed are forgotten; those under the rat now do not pay for appearing.
    insideRewards_ = rewardsUnderRat();
    if (arenaChanged)
        beginGoal();
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
    checkpoint.putRng("senses_rng", sensesRng_);
    checkpoint.putRng("task_rng", taskRng_);
    checkpoint.putValue("episode_ticks", episodeTicks_);
    Checkpoint episodes;
    episodes_.save(episodes);
    checkpoint.putSection("episodes", episodes);
    saveRewards(checkpoint);
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
    ticks_ = checkpoint.count<long>("ticks");
    if (!(time() <= Checkpoint::longestTime))
        checkpoint.fail("ticks", "expected at most " + formatNumber(Checkpoint::longestTime) +
                                     " s of ticks, found " + formatNumber(time()) + " s");
    rat_ = checkpoint.value<RatState>("rat");
    const Vec2 places[] = {rat_.position, rat_.velocity};
    checkpoint.requirePlaces("rat", places);
    const double angles[] = {rat_.headDirection, rat_.angularVelocity};
    checkpoint.requireWithin("rat", std::span<const double>(angles), -1e6, 1e6);
    reward_ = checkpoint.value<double>("reward");
    totalReward_ = checkpoint.value<double>("total_reward");
    insideRewards_.resize(checkpoint.within<std::size_t>("inside_reward_count", 0, 1 << 20));
    checkpoint.get<int>("inside_rewards", insideRewards_);
    motionRng_ = checkpoint.rng("motion_rng");
    agentRng_ = checkpoint.rng("agent_rng");
    if (checkpoint.has("senses_rng"))
        sensesRng_ = checkpoint.rng("senses_rng");
    if (checkpoint.has("task_rng")) {
        taskRng_ = checkpoint.rng("task_rng");
        episodeTicks_ = checkpoint.within("episode_ticks", 0L, ticks_);
        episodes_.restore(checkpoint.section("episodes"));
    }
    restoreRewards(checkpoint);
    const JsonDocument motion = checkpoint.json("motion");
    try {
        motion_->restoreState(JsonCursor(motion));
    } catch (const Error& error) {
        checkpoint.fail("motion", error.what());
    }
    agent_->restore(checkpoint.section("agent"));
    for (RidingBrain& riding : brains_) {
        const Checkpoint section = checkpoint.section("brain." + riding.name);
        riding.brain->restore(section);
        riding.freshSeconds = section.seconds("fresh_seconds");
    }
    if (!agent_->fits(RidingPopulations(brains_)))
        checkpoint.fail("agent", "expected what was learned on the units that the brains have");
}

} // namespace hippodrome
