// The simulation's thread of a session: requests, training, ticks.
#include "core/session/session.h"

#include <algorithm>
#include <utility>

namespace hippodrome {

using namespace std::chrono_literals;

namespace {

constexpr const char* pathEnded = "the recorded path has come to its end";
/// Between two parts of a training step, ticks take as long as the part took, within these bounds.
constexpr auto shortestTicks = 200us;
constexpr auto longestTicks = 3ms;

/// An edit that a curve or a map may show.
bool changesTuning(const Scene& before, const Scene& after) {
    return !(before.arena == after.arena) || !(before.brains == after.brains) ||
           !(before.motion == after.motion) || !(before.agent == after.agent) ||
           !(before.rivals == after.rivals);
}

} // namespace

void Session::run(const std::stop_token& stop) {
    lowerThreadPriority(3);
    rateStart_ = Clock::now();
    restartClock();
    bool first = true;
    while (!stop.stop_requested()) {
        try {
            if (std::exchange(first, false))
                publishMaps(); // here, because formulas may take seconds over them
            if (takeRequests(Urgency::abandonsStep))
                publish();
            if (state_ == RunState::running) {
                runForAWhile(stop);
                continue;
            }
            if (steps_ > 0) {
                stepOnce(stop);
                continue;
            }
        } catch (const std::exception& error) {
            fail(RunState::failed, error.what());
        }
        std::unique_lock lock(mutex_);
        wake_.wait(lock, stop, [this] { return hasRequests_.load(); });
    }
}

bool Session::takeRequests(Urgency most) {
    if (!hasRequests_)
        return false;
    Requests fresh;
    {
        const std::lock_guard lock(mutex_);
        if (most == Urgency::betweenParts && abandonStep_)
            return false;
        fresh = std::exchange(requests_, Requests{});
        requests_.settings = fresh.settings;
        requests_.sceneRevision = fresh.sceneRevision;
        hasRequests_ = abandonStep_ = false;
    }
    const bool insideChanged = fresh.settings.inside != settings_.inside ||
                               fresh.settings.watchedAgents != settings_.watchedAgents ||
                               fresh.settings.watchedPlace != settings_.watchedPlace;
    const bool mapsChanged = fresh.scene || fresh.restart ||
                             fresh.settings.maps != settings_.maps ||
                             fresh.settings.watchedBrain != settings_.watchedBrain ||
                             fresh.settings.watchedPopulation != settings_.watchedPopulation ||
                             fresh.settings.watchedUnit != settings_.watchedUnit;
    takeSettings(fresh.settings);
    for (const Errand& errand : fresh.errands)
        errand(simulation_);
    if (fresh.restart) {
        simulation_.restart();
        run_ = {run_.number + 1, 0};
        film_.clear();
        publishFilm();
        forgetPath();
        message_.clear();
        if (state_ != RunState::running)
            state_ = RunState::paused;
    }
    if (fresh.scene)
        takeScene(*fresh.scene, fresh.sceneRevision);
    const bool ran = state_ == RunState::running;
    takeRunning(fresh.running, fresh.steps);
    if (mapsChanged || (ran && state_ == RunState::paused))
        publishMaps();
    if (insideChanged)
        publish();
    return true;
}

void Session::takeSettings(const Settings& fresh) {
    if (fresh.watchedBrain != settings_.watchedBrain ||
        fresh.watchedPopulation != settings_.watchedPopulation ||
        fresh.watchedUnit != settings_.watchedUnit)
        trace_ = {};
    if (fresh.watchedAgents != settings_.watchedAgents)
        lastAgentLook_ = {};
    const bool speedChanged = fresh.speed != settings_.speed;
    settings_ = fresh;
    if (speedChanged)
        restartClock();
}

void Session::takeScene(const Scene& scene, long revision) {
    sceneRevision_ = revision;
    try {
        const RatState before = simulation_.world().rat();
        const Scene old = simulation_.scene();
        const bool anew = simulation_.changeScene(scene);
        if (anew) {
            film_.clear();
            run_ = {run_.number + 1, 0};
        } else if (changesTuning(old, scene))
            film_.noteEdit(simulation_);
        publishFilm();
        if (anew || before.position != simulation_.world().rat().position)
            forgetPath();
        message_.clear();
        const bool mended =
            state_ == RunState::failed
                ? anew
                : state_ == RunState::diverged && !Trainer::divergedBrain(simulation_.world());
        if (mended)
            state_ = RunState::paused;
    } catch (const std::exception& error) {
        message_ = error.what(); // the run goes on with the scene before
    }
}

void Session::takeRunning(std::optional<bool> running, int steps) {
    if (state_ == RunState::failed || state_ == RunState::diverged)
        return;
    if (running || steps > 0) {
        const bool run = running.value_or(false);
        if (run && state_ != RunState::running)
            restartClock();
        state_ = run ? RunState::running : RunState::paused;
        steps_ = running ? steps : steps_ + steps;
    }
}

void Session::restartClock() {
    clockStart_ = Clock::now();
    clockStartTime_ = simulation_.world().time();
}

void Session::forgetPath() {
    trail_.clear();
    rivalTrails_.clear();
    agentPictures_.clear();
    lastAgentLook_ = {};
    trace_ = {};
    recentSpikes_.clear();
    restartClock();
    rateStart_ = Clock::now();
    rateStartTime_ = simulation_.world().time();
    rateStartUpdates_ = simulation_.trainer().updates();
}

void Session::runForAWhile(const std::stop_token& stop) {
    if (betweenParts(stop))
        return;
    if (settings_.training && Trainer::anythingToTrain(simulation_.world())) {
        const bool whole = simulation_.train([&] { return betweenParts(stop); });
        if (stopOnDivergence())
            return;
        if (whole)
            filmUpdate();
    } else if (settings_.speed > 0.0) {
        std::unique_lock lock(mutex_);
        wake_.wait_for(lock, stop, 2ms, [this] { return hasRequests_.load(); });
    }
    if (simulation_.world().finished())
        fail(RunState::finished, pathEnded);
}

void Session::stepOnce(const std::stop_token& stop) {
    if (simulation_.world().finished())
        return fail(RunState::finished, pathEnded);
    if (settings_.training && Trainer::anythingToTrain(simulation_.world())) {
        const bool whole =
            simulation_.train([&] { return stop.stop_requested() || abandonStep_.load(); });
        if (stopOnDivergence() || !whole)
            return; // made again when the request has been dealt with
        filmUpdate();
    }
    tickOnce();
    --steps_;
    publish();
    publishMaps();
}

bool Session::betweenParts(const std::stop_token& stop) {
    if (stop.stop_requested() || abandonStep_.load(std::memory_order_relaxed))
        return true;
    takeRequests(Urgency::betweenParts);
    runDueTicks();
    publishIfDue();
    return false;
}

bool Session::stopOnDivergence() {
    const RidingBrain* brain = Trainer::divergedBrain(simulation_.world());
    if (!brain)
        return false;
    const long updates = brain->brain->trainable()->trainingReport().updates;
    fail(RunState::diverged, brain->name + ": the loss is no longer a finite number after update " +
                                 std::to_string(updates) + "; the weights are those before it");
    return true;
}

void Session::runDueTicks() {
    const World& world = simulation_.world();
    const Clock::time_point begin = Clock::now();
    // However many ticks are due, training gets half of the time.
    const Clock::duration atMost =
        std::clamp<Clock::duration>(begin - lastTicks_, shortestTicks, longestTicks);
    const bool pressed = settings_.speed <= 0.0;
    const double elapsed = std::chrono::duration<double>(begin - clockStart_).count();
    const double due = clockStartTime_ + elapsed * settings_.speed;
    while (!world.finished() && (pressed || world.time() + world.timeStep() <= due)) {
        tickOnce();
        if (Clock::now() - begin < atMost)
            continue;
        // The machine cannot keep up: let go of what is late instead of chasing it.
        restartClock();
        break;
    }
    lastTicks_ = Clock::now();
}

void Session::tickOnce() {
    simulation_.tick();
    noteTrail();
    noteSpikes();
}

void Session::fail(RunState state, const std::string& message) {
    state_ = state;
    message_ = message;
    steps_ = 0;
    publish();
    publishMaps();
}

} // namespace hippodrome
