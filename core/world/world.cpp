#include "core/world/world.h"

#include "core/motion/collision.h"

#include <algorithm>
#include <optional>
#include <utility>

namespace hippodrome {

World::World(const Scene& scene)
    : arena_(std::make_shared<const ArenaGeometry>(scene.arena)),
      timeStep_(scene.recording.timeStep), motionRng_(Rng::stream(scene.seed, "motion")),
      agentRng_(Rng::stream(scene.seed, "agent")),
      senses_(scene.senses, Rng::stream(scene.seed, "senses")), motion_(makeMotion(scene)),
      task_(scene.task), taskRng_(Rng::stream(scene.seed, "task")) {
    motion_->start(*arena_, rat_, motionRng_);
    if (!task_.starts.empty())
        rat_.position = startPlace();
    for (const BrainEntry& entry : scene.brains)
        brains_.push_back(begun(makeBrain(scene, entry, arena_), rat_));
    agent_ = makeAgent(scene, arena_, brains_);
    rewards_.put(*arena_, rat_.position);
    if (task_.hasEpisodes())
        episodes_.begin(arena_, rat_.position, rewards_.goalVisits());
}

RidingBrain World::begun(RidingBrain riding, const RatState& rat) const {
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
    now.dark = senses_.dark();
    return now;
}

void World::tick() {
    const std::optional<Vec2> desired = agent_->act(
        {time(), timeStep_, rat_, *arena_, reward_, RidingPopulations(brains_)}, agentRng_);
    const Vec2 before = rat_.position;
    motion_->step(*arena_, timeStep_, desired, rat_, motionRng_);
    const Rewards::Collected collected =
        rewards_.collect(*arena_, rat_.position, task_, {ticks_, timeStep_});
    reward_ = collected.amount;
    if (!motion_->startedAnew())
        episodes_.move(length(arena_->displacement(before, rat_.position)), reward_);
    totalReward_ += reward_;
    ++ticks_;
    Observation now = observation(rat_);
    senses_.addErrors(now);
    if (motion_->startedAnew())
        for (RidingBrain& riding : brains_)
            riding.brain->begin(now);
    for (RidingBrain& riding : brains_)
        riding.freshSeconds = riding.brain->observe(now);
    endEpisodeIfOver(collected.reached);
    moveRewardsIfDue();
}

void World::moveRewardsIfDue() {
    const auto places = rewards_.move(*arena_, task_, {ticks_, timeStep_}, taskRng_);
    if (!places)
        return;
    putRewards(*places);
    rewards_.put(*arena_, rat_.position); // one that comes under the rat does not pay for that
    rewards_.beginGoal();
    if (task_.hasEpisodes() && episodeTicks_ == 0)
        episodes_.begin(arena_, rat_.position, rewards_.goalVisits());
    else
        episodes_.goalMoved();
}

void World::putRewards(std::span<const Vec2> places) {
    Arena moved = arena_->arena();
    for (std::size_t i = 0; i < places.size(); ++i)
        moved.rewards[i].position = places[i];
    if (moved.rewards == arena_->arena().rewards)
        return;
    arena_ = std::make_shared<const ArenaGeometry>(std::move(moved));
    agent_->arenaChanged(arena_);
    for (RidingBrain& riding : brains_)
        riding.brain->arenaChanged(arena_);
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
    if (!changesLive(motionTypes().named(after.motion.type).fields, before.motion, after.motion)) {
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
        change.brains.push_back(kept ? *riding
                                     : begun(makeBrain(after, entry, change.arena), change.rat));
        change.brainIsNew.push_back(!kept);
        change.brainUpdates.push_back(kept && !(old->brain == entry.brain) ? entry.brain.parameters
                                                                           : Json());
    }
}

void World::commit(WorldChange change) {
    const bool arenaChanged = change.arena != arena_;
    const bool ratMoved = change.motion != nullptr;
    arena_ = std::move(change.arena);
    senses_.setParameters(change.senses);
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
    rewards_.put(*arena_, rat_.position);
    if (arenaChanged)
        rewards_.beginGoal();
}

void World::state(StateVisitor& s) {
    s("ticks", ticks_, Allowed::counts());
    s.require("ticks", time() <= Checkpoint::longestTime,
              "expected at most " + formatNumber(Checkpoint::longestTime) + " s of ticks, found " +
                  formatNumber(time()) + " s");
    s("rat", rat_, [](const StateCheck& check, const RatState& rat) {
        check.place(rat.position);
        check.place(rat.velocity);
        for (const double angle : {rat.headDirection, rat.angularVelocity})
            check.number(angle, Allowed::from(-1e6, 1e6));
    });
    s("reward", reward_)("total_reward", totalReward_);
    rewards_.insideState(s);
    s("motion_rng", motionRng_)("agent_rng", agentRng_);
    // What is younger than some files.
    if (s.holds("senses_rng"))
        senses_.state(s);
    if (s.holds("task_rng")) {
        s("task_rng", taskRng_)("episode_ticks", episodeTicks_, Allowed::from(0, ticks_));
        s.section("episodes", episodes_);
    }
    if (s.holds("reward_places"))
        rewardsState(s);
    s.json(
        "motion", [&] { return motion_->saveState(); },
        [&](const JsonCursor& motion) { motion_->restoreState(motion); });
    s.section("agent", *agent_);
    for (RidingBrain& riding : brains_)
        s.section("brain." + riding.name, [&](StateVisitor& part) {
            riding.brain->state(part);
            part("fresh_seconds", riding.freshSeconds, Allowed::seconds());
        });
    s.require("agent", !s.reading() || agent_->fits(RidingPopulations(brains_)),
              "expected what was learned on the units that the brains have");
}

void World::rewardsState(StateVisitor& s) {
    std::vector<Vec2> places;
    for (const Reward& reward : arena_->arena().rewards)
        places.push_back(reward.position);
    const std::vector<Vec2> before = places;
    s("reward_places", places);
    for (std::size_t i = 0; s.reading() && i < places.size(); ++i)
        s.require("reward_places", places[i] == before[i] || standsFree(*arena_, places[i]),
                  "expected places inside the arena");
    rewards_.stocksState(s, places.size(), ticks_);
    if (s.reading())
        putRewards(places);
}

} // namespace hippodrome
