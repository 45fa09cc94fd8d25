#include "core/sim/session.h"

#include "core/sim/recovery.h"

#include <algorithm>
#include <utility>

namespace hippodrome {

using namespace std::chrono_literals;

namespace {

constexpr const char* pathEnded = "the recorded path has come to its end";
/// Shorter than a frame of the display, so that every frame finds a new pose.
constexpr auto snapshotInterval = 10ms;
constexpr auto mapsInterval = 200ms;
/// Between two parts of a training step, ticks take as long as the part took, within these bounds.
constexpr auto shortestTicks = 200us;
constexpr auto longestTicks = 3ms;
constexpr std::size_t trailLength = 500;
constexpr double trailSpacing = 0.01; ///< [m]
constexpr std::size_t traceLength = 4000;

/// An edit that a curve or a map may show.
bool changesTuning(const Scene& before, const Scene& after) {
    return !(before.arena == after.arena) || !(before.brains == after.brains) ||
           !(before.motion == after.motion) || !(before.agent == after.agent);
}

} // namespace

Session::Session(const Scene& scene, int threads) : simulation_(scene, threads) {
    settings_.speed = scene.view.speed;
    settings_.training = scene.view.train;
    settings_.pathMaps = scene.view.maps == ViewParameters::MapKind::path;
    requests_.settings = settings_;
    publish();
    publishMaps();
    publishFilm();
    thread_ = std::jthread([this](const std::stop_token& stop) { run(stop); });
}

Session::~Session() = default;

void Session::request(Urgency urgency, const std::function<void(Requests&)>& change) {
    {
        const std::lock_guard lock(mutex_);
        change(requests_);
        hasRequests_ = true;
        if (urgency == Urgency::abandonsStep)
            abandonStep_ = true;
    }
    wake_.notify_all();
}

void Session::start() {
    request(Urgency::betweenParts, [](Requests& r) { r.running = true; });
}
void Session::pause() {
    request(Urgency::abandonsStep, [](Requests& r) {
        r.running = false;
        r.steps = 0;
    });
}
void Session::step() {
    request(Urgency::abandonsStep, [](Requests& r) {
        // start, step: paused after it; step, step: two of them
        if (r.running == true)
            r.running = false;
        ++r.steps;
    });
}
void Session::restart() {
    request(Urgency::abandonsStep, [](Requests& r) { r.restart = true; });
}
void Session::setSpeed(double speed) {
    request(Urgency::betweenParts, [=](Requests& r) { r.settings.speed = speed; });
}
void Session::setTraining(bool on) {
    request(on ? Urgency::betweenParts : Urgency::abandonsStep,
            [=](Requests& r) { r.settings.training = on; });
}
void Session::showPathMaps(bool on) {
    request(Urgency::betweenParts, [=](Requests& r) { r.settings.pathMaps = on; });
}
void Session::watchUnit(const std::string& brain, const std::string& population, int unit) {
    request(Urgency::betweenParts, [&](Requests& r) {
        r.settings.watchedBrain = brain;
        r.settings.watchedPopulation = population;
        r.settings.watchedUnit = unit;
    });
}
long Session::changeScene(const Scene& scene) {
    long revision = 0;
    request(Urgency::abandonsStep, [&](Requests& r) {
        r.scene = scene;
        revision = ++r.sceneRevision;
    });
    return revision;
}

std::future<void> Session::leaveErrand(Errand errand) {
    const auto done = std::make_shared<std::promise<void>>();
    std::future<void> finished = done->get_future();
    request(Urgency::abandonsStep, [&](Requests& r) {
        r.errands.push_back([errand = std::move(errand), done](Simulation& simulation) {
            try {
                errand(simulation);
                done->set_value();
            } catch (...) {
                done->set_exception(std::current_exception());
            }
        });
    });
    return finished;
}

std::string Session::journalText() {
    std::string text;
    runErrand([&](Simulation& simulation) {
        simulation.closeJournal();
        text = simulation.journal().text();
    });
    return text;
}

void Session::saveCheckpoint(const std::filesystem::path& file) {
    runErrand([&](Simulation& simulation) { simulation.save(file); });
}

std::future<void> Session::saveRecovery(const std::filesystem::path& folder,
                                        const std::string& origin) {
    return leaveErrand([=](Simulation& simulation) { writeRecovery(simulation, folder, origin); });
}

void Session::restore(const std::filesystem::path& checkpoint) {
    runErrand([&](Simulation& simulation) {
        simulation.restore(checkpoint);
        film_.clear();
        forgetPath();
        publish();
        publishMaps();
        publishFilm();
    });
}

Scene Session::branchFrom(long update) {
    Scene scene;
    runErrand([&](Simulation& simulation) {
        simulation.goBackTo(film_.checkpoint(update));
        film_.forgetAfter(update);
        forgetPath();
        message_.clear();
        if (state_ != RunState::running)
            state_ = RunState::paused;
        publish();
        publishMaps();
        publishFilm();
        scene = simulation.scene();
    });
    return scene;
}

void Session::saveFilm(const std::filesystem::path& file) {
    runErrand([&](Simulation& simulation) {
        film_.close(simulation);
        film_.save(file, simulation.threads());
        publishFilm();
    });
}

void Session::run(const std::stop_token& stop) {
    lowerThreadPriority(3);
    rateStart_ = Clock::now();
    restartClock();
    while (!stop.stop_requested()) {
        try {
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
    const bool mapsChanged = fresh.scene || fresh.restart ||
                             fresh.settings.pathMaps != settings_.pathMaps ||
                             fresh.settings.watchedBrain != settings_.watchedBrain ||
                             fresh.settings.watchedPopulation != settings_.watchedPopulation ||
                             fresh.settings.watchedUnit != settings_.watchedUnit;
    takeSettings(fresh.settings);
    for (const Errand& errand : fresh.errands)
        errand(simulation_);
    if (fresh.restart) {
        simulation_.restart();
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
    return true;
}

void Session::takeSettings(const Settings& fresh) {
    if (fresh.watchedBrain != settings_.watchedBrain ||
        fresh.watchedPopulation != settings_.watchedPopulation ||
        fresh.watchedUnit != settings_.watchedUnit)
        trace_.samples.clear();
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
        if (anew)
            film_.clear();
        else if (changesTuning(old, scene))
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
    trace_.samples.clear();
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
}

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

void Session::fail(RunState state, const std::string& message) {
    state_ = state;
    message_ = message;
    steps_ = 0;
    publish();
    publishMaps();
}

} // namespace hippodrome
