#include "core/sim/session.h"

#include <algorithm>
#include <future>

namespace hippodrome {

using namespace std::chrono_literals;

namespace {

constexpr auto snapshotInterval = 15ms;
constexpr auto mapsInterval = 200ms;
/// Ticks between two parts of a training step may take this long.
constexpr auto ticksBetweenParts = 3ms;
constexpr std::size_t trailLength = 500;
constexpr double trailSpacing = 0.01; ///< [m]
constexpr std::size_t traceLength = 4000;

} // namespace

Session::Session(const Scene& scene, int threads) : simulation_(scene, threads) {
    requests_.speed = scene.view.speed;
    requests_.training = scene.view.train;
    requests_.pathMaps = scene.view.maps == ViewParameters::MapKind::path;
    active_ = requests_;
    publish();
    publishMaps();
    thread_ = std::jthread([this](const std::stop_token& stop) { run(stop); });
}

Session::~Session() = default;

void Session::request(const std::function<void(Requests&)>& change) {
    {
        const std::lock_guard lock(mutex_);
        change(requests_);
        hasRequests_ = true;
    }
    wake_.notify_all();
}

void Session::start() {
    request([](Requests& r) { r.running = true; });
}
void Session::pause() {
    request([](Requests& r) { r.running = r.stepOnce = false; });
}
void Session::step() {
    request([](Requests& r) {
        r.running = false;
        r.stepOnce = true;
    });
}
void Session::restart() {
    request([](Requests& r) { r.restart = true; });
}
void Session::setSpeed(double speed) {
    request([=](Requests& r) { r.speed = speed; });
}
void Session::setTraining(bool on) {
    request([=](Requests& r) { r.training = on; });
}
void Session::showPathMaps(bool on) {
    request([=](Requests& r) { r.pathMaps = on; });
}
void Session::watchUnit(const std::string& brain, const std::string& population, int unit) {
    request([&](Requests& r) {
        r.watchedBrain = brain;
        r.watchedPopulation = population;
        r.watchedUnit = unit;
    });
}
long Session::changeScene(const Scene& scene) {
    long revision = 0;
    request([&](Requests& r) {
        r.scene = scene;
        revision = ++r.sceneRevision;
    });
    return revision;
}

void Session::runErrand(std::function<void(Simulation&)> errand) {
    const auto done = std::make_shared<std::promise<void>>();
    std::future<void> finished = done->get_future();
    request([&](Requests& r) {
        r.errand = [errand = std::move(errand), done](Simulation& simulation) {
            try {
                errand(simulation);
                done->set_value();
            } catch (...) {
                done->set_exception(std::current_exception());
            }
        };
    });
    finished.get();
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

void Session::run(const std::stop_token& stop) {
    lowerThreadPriority();
    clockStart_ = rateStart_ = Clock::now();
    while (!stop.stop_requested()) {
        try {
            if (takeRequests())
                publish();
            if (state_ == RunState::running || active_.stepOnce) {
                advance(stop);
                continue;
            }
        } catch (const Error& error) {
            fail(error.kind() == ErrorKind::resource ? RunState::diverged : RunState::failed,
                 error.what());
        } catch (const std::exception& error) {
            fail(RunState::failed, error.what());
        }
        std::unique_lock lock(mutex_);
        wake_.wait(lock, stop, [this] { return hasRequests_.load(); });
    }
}

bool Session::urgent() const {
    return hasRequests_.load(std::memory_order_relaxed);
}

bool Session::takeRequests() {
    if (!hasRequests_)
        return false;
    Requests fresh;
    {
        const std::lock_guard lock(mutex_);
        fresh = requests_;
        requests_.scene.reset();
        requests_.restart = requests_.stepOnce = false;
        requests_.errand = nullptr;
        hasRequests_ = false;
    }
    const bool watchChanged = fresh.watchedBrain != active_.watchedBrain ||
                              fresh.watchedUnit != active_.watchedUnit ||
                              fresh.watchedPopulation != active_.watchedPopulation;
    const bool mapsChanged =
        fresh.pathMaps != active_.pathMaps || fresh.scene || fresh.restart || watchChanged;
    const bool speedChanged = fresh.speed != active_.speed;
    active_ = fresh;
    if (watchChanged)
        trace_.samples.clear();
    if (fresh.errand)
        fresh.errand(simulation_);
    if (fresh.restart) {
        simulation_.restart();
        trail_.clear();
        trace_.samples.clear();
        message_.clear();
        state_ = RunState::paused;
    }
    if (fresh.scene) {
        try {
            simulation_.changeScene(*fresh.scene);
            message_.clear();
        } catch (const Error& error) {
            message_ = error.what(); // the run goes on with the scene before
        }
    }
    const bool ended = state_ == RunState::diverged || state_ == RunState::failed;
    if (!ended) {
        const RunState before = state_;
        state_ = active_.running ? RunState::running : RunState::paused;
        if (state_ != before || speedChanged) {
            clockStart_ = Clock::now();
            clockStartTime_ = simulation_.world().time();
        }
    }
    active_.scene.reset();
    active_.errand = nullptr;
    if (mapsChanged)
        publishMaps();
    return true;
}

void Session::advance(const std::stop_token& stop) {
    if (active_.stepOnce) {
        active_.stepOnce = false;
        if (active_.training)
            simulation_.train([&] { return stop.stop_requested(); });
        tickOnce();
        publish();
        publishMaps();
        return;
    }
    const auto betweenParts = [&] {
        if (stop.stop_requested() || urgent())
            return true;
        runDueTicks(ticksBetweenParts);
        if (Clock::now() - lastSnapshot_ >= snapshotInterval)
            publish();
        return false;
    };
    betweenParts();
    bool trained = false;
    if (active_.training && Trainer::anythingToTrain(simulation_.world())) {
        trained = simulation_.train(betweenParts);
        if (const RidingBrain* brain = Trainer::divergedBrain(simulation_.world()))
            return fail(RunState::diverged,
                        brain->name + ": the loss is no longer a finite number after update " +
                            std::to_string(brain->brain->trainable()->trainingReport().updates) +
                            "; the weights are those before it");
    } else if (active_.speed > 0.0) {
        std::unique_lock lock(mutex_);
        wake_.wait_for(lock, stop, 2ms, [this] { return hasRequests_.load(); });
    }
    if (simulation_.world().finished())
        return fail(RunState::finished, "the recorded path has come to its end");
    if ((trained || !active_.training) && Clock::now() - lastMaps_ >= mapsInterval)
        publishMaps();
}

void Session::runDueTicks(Clock::duration atMost) {
    const World& world = simulation_.world();
    const Clock::time_point begin = Clock::now();
    if (active_.speed <= 0.0) {
        do
            tickOnce();
        while (Clock::now() - begin < atMost && !world.finished());
        return;
    }
    const double elapsed = std::chrono::duration<double>(begin - clockStart_).count();
    const double due = clockStartTime_ + elapsed * active_.speed;
    while (world.time() + world.timeStep() <= due && !world.finished()) {
        tickOnce();
        if (Clock::now() - begin >= atMost) {
            // The machine cannot keep up: let go of what is late instead of chasing it.
            clockStart_ = Clock::now();
            clockStartTime_ = world.time();
            return;
        }
    }
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
    if (active_.watchedUnit < 0)
        return;
    for (const RidingBrain& riding : world.brains()) {
        if (riding.name != active_.watchedBrain || riding.freshSeconds <= 0.0)
            continue;
        const std::vector<Population>& populations = riding.brain->populations();
        for (std::size_t p = 0; p < populations.size(); ++p)
            if (populations[p].name == active_.watchedPopulation)
                noteActivity(riding.brain->rates(p));
    }
}

void Session::noteActivity(std::span<const float> rates) {
    const Vec2 place = simulation_.world().rat().position;
    const std::size_t unit = static_cast<std::size_t>(active_.watchedUnit);
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
    snapshot->sceneRevision = active_.sceneRevision;
    snapshot->epoch = simulation_.recorder().epoch();
    snapshot->updates = simulation_.trainer().updates();
    snapshot->updatesPerSecond = state_ == RunState::running ? updatesPerSecond_ : 0.0;
    snapshot->speed = state_ == RunState::running ? speedReached_ : 0.0;
    snapshots_.post(std::move(snapshot));
    lastSnapshot_ = now;
}

void Session::publishMaps() {
    lastMaps_ = Clock::now();
    auto picture = std::make_shared<MapsSnapshot>(
        scorer_.gather(simulation_.world(), simulation_.recorder(), active_.pathMaps));
    picture->sequence = ++mapsSequence_;
    picture->updates = simulation_.trainer().updates();
    picture->watched = {active_.watchedBrain,
                        active_.watchedPopulation,
                        active_.watchedUnit,
                        false,
                        {},
                        {},
                        trace_};
    scorer_.score(std::move(picture), simulation_.scene().recording.smoothing, maps_);
}

void Session::fail(RunState state, const std::string& message) {
    state_ = state;
    message_ = message;
    {
        const std::lock_guard lock(mutex_);
        requests_.running = requests_.stepOnce = false;
    }
    publish();
    publishMaps();
}

} // namespace hippodrome
