#include "core/session/publisher.h"

#include <algorithm>
#include <utility>

namespace hippodrome {

using namespace std::chrono_literals;

namespace {

constexpr auto lookInterval = 100ms;
constexpr std::size_t trailLength = 500;
constexpr std::size_t rivalTrailLength = 60;
/// Episodes that a snapshot tells of: enough for a median over the last few.
constexpr std::size_t recentEpisodes = 16;
constexpr double trailSpacing = 0.01; ///< [m]
constexpr std::size_t traceLength = 4000;
/// How far a raster looks back [s].
constexpr double rasterSeconds = 2.0;

/// A trail gets a point for every stretch of way, and loses its oldest ones.
void extend(std::vector<Vec2>& trail, Vec2 place, std::size_t most) {
    if (!trail.empty() && length(place - trail.back()) < trailSpacing)
        return;
    if (trail.size() >= most)
        trail.erase(trail.begin(), trail.begin() + static_cast<std::ptrdiff_t>(most / 4));
    trail.push_back(place);
}

} // namespace

void Publisher::watch(const Watched& watched) {
    if (!watched.sameUnit(watched_))
        trace_ = {};
    if (watched.agents != watched_.agents)
        lastAgentLook_ = {};
    watched_ = watched;
}

void Publisher::noteTick(const Simulation& simulation) {
    noteTrails(simulation);
    noteSpikes(simulation.world());
}

void Publisher::forgetPath() {
    trail_.clear();
    rivalTrails_.clear();
    agentPictures_.clear();
    lastAgentLook_ = {};
    trace_ = {};
    recentSpikes_.clear();
}

void Publisher::noteTrails(const Simulation& simulation) {
    const World& world = simulation.world();
    extend(trail_, world.rat().position, trailLength);
    const std::vector<RunningRival>& rivals = simulation.race().rivals();
    rivalTrails_.resize(rivals.size());
    for (std::size_t i = 0; i < rivals.size(); ++i)
        extend(rivalTrails_[i], rivals[i].world->rat().position, rivalTrailLength);
    if (watched_.unit < 0)
        return;
    for (const RidingBrain& riding : world.brains()) {
        if (riding.name != watched_.brain || riding.freshSeconds <= 0.0)
            continue;
        const std::vector<Population>& populations = riding.brain->populations();
        for (std::size_t p = 0; p < populations.size(); ++p)
            if (populations[p].name == watched_.population)
                noteActivity(*riding.brain, p, world.rat().position);
    }
}

void Publisher::noteActivity(const Brain& brain, std::size_t population, Vec2 place) {
    const std::span<const float> rates = brain.rates(population);
    const std::size_t unit = static_cast<std::size_t>(watched_.unit);
    std::vector<ActivityTrace::Sample>& samples = trace_.samples;
    trace_.spiking = brain.populations()[population].spiking;
    for (const Spike& spike : brain.spikes(population))
        if (spike.unit == watched_.unit)
            trace_.spikes.push_back(place);
    if (trace_.spikes.size() > traceLength)
        trace_.spikes.erase(trace_.spikes.begin(), trace_.spikes.begin() + traceLength / 4);
    if (unit >= rates.size() ||
        (!samples.empty() && length(place - samples.back().place) < trailSpacing))
        return;
    if (samples.size() >= traceLength)
        samples.erase(samples.begin(), samples.begin() + traceLength / 4);
    samples.push_back({place, rates[unit]});
}

void Publisher::noteSpikes(const World& world) {
    const double before = world.time() - world.timeStep();
    for (const RidingBrain& riding : world.brains()) {
        std::vector<RecentSpike>* recent = nullptr;
        int offset = 0;
        for (std::size_t p = 0; p < riding.brain->populations().size(); ++p) {
            const Population& population = riding.brain->populations()[p];
            if (!population.spiking)
                continue;
            if (!recent)
                recent = &recentSpikes_[riding.name];
            for (const Spike& spike : riding.brain->spikes(p))
                recent->push_back({before + spike.delay, offset + spike.unit});
            offset += population.units;
        }
        if (!recent)
            continue;
        // Trimmed by the half, so that most ticks only add.
        const auto old = std::find_if(recent->begin(), recent->end(), [&](const RecentSpike& s) {
            return s.time > world.time() - rasterSeconds;
        });
        if (old - recent->begin() > std::max<std::ptrdiff_t>(64, (recent->end() - old) / 2))
            recent->erase(recent->begin(), old);
    }
}

void Publisher::lookInside(World& world, Time now) {
    if (!watched_.inside)
        return insides_.clear();
    std::vector<RidingBrain>& brains = world.brains();
    if (insides_.size() == brains.size() && now - lastLook_ < lookInterval)
        return;
    insides_.clear();
    for (const RidingBrain& riding : brains)
        insides_.push_back(std::make_shared<const Inside>(riding.brain->inside()));
    lastLook_ = now;
}

void Publisher::lookAtAgents(Simulation& simulation, bool running, Time now) {
    // While it runs, looking may take little of the time.
    if (running && now - lastAgentLook_ < lookInterval)
        return;
    lastAgentLook_ = now;
    std::vector<RunningRival>& rivals = simulation.race().rivals();
    std::erase_if(agentPictures_, [&](const auto& kept) {
        const std::vector<int>& watched = watched_.agents;
        return std::find(watched.begin(), watched.end(), kept.first) == watched.end();
    });
    for (const int watched : watched_.agents) {
        if (watched < 0 || watched > static_cast<int>(rivals.size()))
            continue;
        World& world = watched == 0 ? simulation.world()
                                    : *rivals[static_cast<std::size_t>(watched - 1)].world;
        // While it is still to work something out, the last picture stays.
        if (auto picture = world.agent().picture(watched_.place))
            agentPictures_[watched] = std::make_shared<const AgentPicture>(std::move(*picture));
    }
}

void Publisher::addAgents(const Simulation& simulation, Snapshot& snapshot) const {
    const Scene& scene = simulation.scene();
    const auto add = [&](const std::string& name, const std::string& key, const World& world,
                         const std::vector<Vec2>& trail) {
        AgentMoment moment;
        moment.name = name;
        moment.type = &agentType(key);
        moment.rat = world.rat();
        moment.trail = trail;
        moment.totalReward = world.totalReward();
        const EpisodeLog& log = world.episodes();
        moment.episodes = log.count();
        const std::size_t count = std::min(recentEpisodes, log.records().size());
        moment.recent.assign(log.records().end() - static_cast<std::ptrdiff_t>(count),
                             log.records().end());
        if (!log.recoveries().empty())
            moment.recovery = log.recoveries().back();
        moment.readings = world.agent().readings();
        const auto picture = agentPictures_.find(static_cast<int>(snapshot.agents.size()));
        if (picture != agentPictures_.end())
            moment.picture = picture->second;
        snapshot.agents.push_back(std::move(moment));
    };
    add({}, scene.agent.type, simulation.world(), trail_);
    const std::vector<RunningRival>& rivals = simulation.race().rivals();
    for (std::size_t i = 0; i < rivals.size(); ++i)
        add(rivals[i].name, scene.rivals[i].agent.type, *rivals[i].world,
            i < rivalTrails_.size() ? rivalTrails_[i] : std::vector<Vec2>{});
}

void Publisher::addBrains(const World& world, Snapshot& snapshot) const {
    for (const RidingBrain& riding : world.brains()) {
        BrainMoment moment{riding.name,
                           riding.type->label,
                           riding.type->nature,
                           riding.brain->decodedPosition(),
                           std::nullopt,
                           riding.brain->readings(),
                           {},
                           0,
                           nullptr};
        if (watched_.inside)
            moment.inside = insides_[snapshot.brains.size()];
        for (const Population& population : riding.brain->populations())
            moment.spikingUnits += population.spiking ? population.units : 0;
        if (const auto recent = recentSpikes_.find(riding.name); recent != recentSpikes_.end())
            for (const RecentSpike& spike : recent->second)
                if (spike.time > world.time() - rasterSeconds)
                    moment.spikes.push_back(spike);
        if (const Trainable* trainable = riding.brain->trainable())
            moment.training = trainable->trainingReport();
        snapshot.brains.push_back(std::move(moment));
    }
}

std::shared_ptr<const Snapshot> Publisher::snapshot(Simulation& simulation,
                                                    const SessionStatus& status, Time now) {
    const bool running = status.state == RunState::running;
    lookInside(simulation.world(), now);
    lookAtAgents(simulation, running, now);
    if (notesOf_ != std::pair{status.sceneRevision, status.run.number}) {
        notesOf_ = {status.sceneRevision, status.run.number};
        notes_ = std::make_shared<const std::vector<std::string>>(simulation.notes());
    }
    const World& world = simulation.world();
    auto snapshot = std::make_shared<Snapshot>();
    snapshot->sequence = ++sequence_;
    snapshot->run = status.run;
    snapshot->state = status.state;
    snapshot->message = status.message;
    snapshot->ticks = world.ticks();
    snapshot->time = world.time();
    snapshot->rat = world.rat();
    snapshot->totalReward = world.totalReward();
    snapshot->trail = trail_;
    snapshot->notes = notes_;
    addBrains(world, *snapshot);
    addAgents(simulation, *snapshot);
    snapshot->arena = world.arena();
    snapshot->sceneRevision = status.sceneRevision;
    snapshot->epoch = simulation.recorder().epoch();
    snapshot->updates = simulation.trainer().updates();
    snapshot->updatesPerSecond = running ? status.updatesPerSecond : 0.0;
    snapshot->speed = running ? status.speed : 0.0;
    return snapshot;
}

} // namespace hippodrome
