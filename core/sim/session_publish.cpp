// What the simulation's thread of a session shows to the window.
#include "core/sim/session.h"

#include <algorithm>
#include <utility>

namespace hippodrome {

using namespace std::chrono_literals;

namespace {

/// Shorter than a frame of the display, so that every frame finds a new pose.
constexpr auto snapshotInterval = 10ms;
constexpr auto mapsInterval = 200ms;
constexpr std::size_t trailLength = 500;
constexpr double trailSpacing = 0.01; ///< [m]
constexpr std::size_t traceLength = 4000;

} // namespace

void Session::noteTrail() {
    const World& world = simulation_.world();
    const Vec2 place = world.rat().position;
    if (trail_.empty() || length(place - trail_.back()) >= trailSpacing) {
        if (trail_.size() >= trailLength)
            trail_.erase(trail_.begin(), trail_.begin() + trailLength / 4);
        trail_.push_back(place);
    }
    if (settings_.watchedUnit < 0)
        return;
    for (const RidingBrain& riding : world.brains()) {
        if (riding.name != settings_.watchedBrain || riding.freshSeconds <= 0.0)
            continue;
        const std::vector<Population>& populations = riding.brain->populations();
        for (std::size_t p = 0; p < populations.size(); ++p)
            if (populations[p].name == settings_.watchedPopulation)
                noteActivity(riding.brain->rates(p));
    }
}

void Session::noteActivity(std::span<const float> rates) {
    const Vec2 place = simulation_.world().rat().position;
    const std::size_t unit = static_cast<std::size_t>(settings_.watchedUnit);
    std::vector<ActivityTrace::Sample>& samples = trace_.samples;
    if (unit >= rates.size() ||
        (!samples.empty() && length(place - samples.back().place) < trailSpacing))
        return;
    if (samples.size() >= traceLength)
        samples.erase(samples.begin(), samples.begin() + traceLength / 4);
    samples.push_back({place, rates[unit]});
}

void Session::publish() {
    const World& world = simulation_.world();
    const Clock::time_point now = Clock::now();
    const double sinceRate = std::chrono::duration<double>(now - rateStart_).count();
    if (sinceRate > 1.0) {
        const long updates = simulation_.trainer().updates();
        updatesPerSecond_ =
            std::max(0.0, static_cast<double>(updates - rateStartUpdates_) / sinceRate);
        speedReached_ = std::max(0.0, (world.time() - rateStartTime_) / sinceRate);
        rateStart_ = now;
        rateStartUpdates_ = updates;
        rateStartTime_ = world.time();
    }
    auto snapshot = std::make_shared<Snapshot>();
    snapshot->sequence = ++sequence_;
    snapshot->state = state_;
    snapshot->message = message_;
    snapshot->ticks = world.ticks();
    snapshot->time = world.time();
    snapshot->rat = world.rat();
    snapshot->totalReward = world.totalReward();
    snapshot->trail = trail_;
    for (const RidingBrain& riding : world.brains()) {
        BrainMoment moment{riding.name, riding.type->label, riding.type->kind,
                           riding.brain->decodedPosition(), std::nullopt};
        if (const Trainable* trainable = riding.brain->trainable())
            moment.training = trainable->trainingReport();
        snapshot->brains.push_back(std::move(moment));
    }
    snapshot->arena = world.arena();
    snapshot->sceneRevision = sceneRevision_;
    snapshot->epoch = simulation_.recorder().epoch();
    snapshot->updates = simulation_.trainer().updates();
    snapshot->updatesPerSecond = state_ == RunState::running ? updatesPerSecond_ : 0.0;
    snapshot->speed = state_ == RunState::running ? speedReached_ : 0.0;
    snapshots_.post(std::move(snapshot));
    lastSnapshot_ = now;
}

void Session::publishIfDue() {
    const Clock::time_point now = Clock::now();
    if (now - lastSnapshot_ >= snapshotInterval)
        publish();
    if (now - lastMaps_ >= mapsInterval)
        publishMaps();
}

void Session::publishMaps() {
    lastMaps_ = Clock::now();
    auto picture = std::make_shared<MapsSnapshot>(
        scorer_.gather(simulation_.world(), simulation_.recorder(), settings_.pathMaps));
    picture->sequence = ++mapsSequence_;
    picture->updates = simulation_.trainer().updates();
    picture->watched = {settings_.watchedBrain,
                        settings_.watchedPopulation,
                        settings_.watchedUnit,
                        false,
                        {},
                        {},
                        trace_};
    scorer_.score(std::move(picture), simulation_.scene().recording.smoothing, maps_);
}

void Session::filmUpdate() {
    if (film_.note(simulation_))
        publishFilm();
}

void Session::publishFilm() {
    films_.post(std::make_shared<const FilmIndex>(film_.index()));
}

} // namespace hippodrome
