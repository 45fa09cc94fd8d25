#include "core/session/run_loop.h"

#include <algorithm>
#include <utility>

namespace hippodrome {

using namespace std::chrono_literals;

namespace {

constexpr const char* pathEnded = "the recorded path has come to its end";
/// Between two parts of a training step, ticks take as long as the part took, within these bounds.
constexpr auto shortestTicks = 200us;
constexpr auto longestTicks = 3ms;
/// Shorter than a frame of the display, so that every frame finds a new pose.
constexpr auto snapshotInterval = 10ms;
constexpr auto mapsInterval = 200ms;

/// An edit that a curve or a map may show.
bool changesTuning(const Scene& before, const Scene& after) {
    return !(before.arena == after.arena) || !(before.brains == after.brains) ||
           !(before.motion == after.motion) || !(before.agent == after.agent) ||
           !(before.rivals == after.rivals);
}

} // namespace

RunLoop::RunLoop(const Scene& scene, int threads, RequestBox& requests, SessionMail& mail)
    : requests_(requests), mail_(mail), simulation_(scene, threads) {
    settings_.speed = scene.view.speed;
    settings_.training = scene.view.train;
    settings_.watched.maps = scene.view.maps;
    publisher_.watch(settings_.watched);
    requests_.leave(Urgency::betweenParts, [this](Requests& r) { r.settings = settings_; });
    publish();
    publishFilm();
}

void RunLoop::run(const std::stop_token& stop) {
    lowerThreadPriority(3);
    forgetPath();
    bool first = true;
    while (!stop.stop_requested()) {
        try {
            if (std::exchange(first, false))
                publishMaps(); // here, because formulas may take seconds over them
            if (takeRequests(Urgency::abandonsStep))
                publish();
            if (status_.state == RunState::running) {
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
        requests_.wait(stop);
    }
}

bool RunLoop::takeRequests(Urgency most) {
    const std::optional<Requests> fresh = requests_.take(most);
    if (!fresh)
        return false;
    const Watched before = settings_.watched;
    const Watched& now = fresh->settings.watched;
    takeSettings(fresh->settings);
    for (const auto& errand : fresh->errands)
        errand(*this);
    if (fresh->restart)
        restart();
    if (fresh->scene)
        takeScene(*fresh->scene, fresh->sceneRevision);
    const bool ran = status_.state == RunState::running;
    takeRunning(fresh->running, fresh->steps);
    if (fresh->scene || fresh->restart || now.maps != before.maps || !now.sameUnit(before) ||
        (ran && status_.state == RunState::paused))
        publishMaps();
    if (now.inside != before.inside || !now.sameAgents(before))
        publish();
    return true;
}

void RunLoop::takeSettings(const SessionSettings& fresh) {
    const bool speedChanged = fresh.speed != settings_.speed;
    settings_ = fresh;
    publisher_.watch(fresh.watched);
    if (speedChanged)
        beginClock();
}

void RunLoop::restart() {
    simulation_.restart();
    status_.run = {status_.run.number + 1, 0};
    film_->clear();
    publishFilm();
    forgetPath();
    rest();
}

/// Whatever was wrong is over; what runs goes on.
void RunLoop::rest() {
    status_.message.clear();
    if (status_.state != RunState::running)
        status_.state = RunState::paused;
}

void RunLoop::takeScene(const Scene& scene, long revision) {
    status_.sceneRevision = revision;
    try {
        const RatState before = simulation_.world().rat();
        const Scene old = simulation_.scene();
        const bool anew = simulation_.changeScene(scene);
        if (anew) {
            film_->clear();
            status_.run = {status_.run.number + 1, 0};
        } else if (changesTuning(old, scene))
            film_->noteEdit(simulation_);
        publishFilm();
        if (anew || before.position != simulation_.world().rat().position)
            forgetPath();
        status_.message.clear();
        const bool mended = status_.state == RunState::failed
                                ? anew
                                : status_.state == RunState::diverged &&
                                      !Trainer::divergedBrain(simulation_.world());
        if (mended)
            status_.state = RunState::paused;
    } catch (const std::exception& error) {
        status_.message = error.what(); // the run goes on with the scene before
    }
}

void RunLoop::takeRunning(std::optional<bool> running, int steps) {
    if (status_.state == RunState::failed || status_.state == RunState::diverged)
        return;
    if (running || steps > 0) {
        const bool run = running.value_or(false);
        if (run && status_.state != RunState::running)
            beginClock();
        status_.state = run ? RunState::running : RunState::paused;
        steps_ = running ? steps : steps_ + steps;
    }
}

void RunLoop::restore(const std::filesystem::path& checkpoint) {
    simulation_.restore(checkpoint);
    film_->clear();
    forgetPath();
    publishAll();
}

Scene RunLoop::branchFrom(long update) {
    simulation_.goBackTo(film_->checkpoint(update));
    film_->forgetAfter(update);
    status_.run = {status_.run.number + 1, update};
    forgetPath();
    rest();
    publishAll();
    return simulation_.scene();
}

Scene RunLoop::openFilm(const std::filesystem::path& file) {
    auto film = std::make_unique<Film>();
    film->load(file);
    const std::vector<long> weights = film->weights();
    if (weights.empty())
        throw Error("the film holds maps alone, no weights to go on from").inFile(file.string());
    simulation_.goBackTo(film->checkpoint(weights.back()));
    film_ = std::move(film);
    film_->forgetAfter(weights.back());
    forgetPath();
    status_.message.clear();
    status_.state = RunState::paused;
    publishAll();
    return simulation_.scene();
}

void RunLoop::saveFilm(const std::filesystem::path& file) {
    film_->close(simulation_);
    film_->save(file, simulation_.threads());
    publishFilm();
}

void RunLoop::beginClock() {
    pace_.begin(simulation_.world().time(), Clock::now());
}

void RunLoop::forgetPath() {
    publisher_.forgetPath();
    beginClock();
    pace_.beginRates(simulation_.world().time(), simulation_.trainer().updates(), Clock::now());
}

void RunLoop::runForAWhile(const std::stop_token& stop) {
    if (betweenParts(stop))
        return;
    if (trains()) {
        const bool whole = simulation_.train([&] { return betweenParts(stop); });
        if (stopOnDivergence())
            return;
        if (whole && film_->note(simulation_))
            publishFilm();
    } else if (settings_.speed > 0.0) {
        requests_.wait(stop, 2ms);
    }
    if (simulation_.world().finished())
        fail(RunState::finished, pathEnded);
}

void RunLoop::stepOnce(const std::stop_token& stop) {
    if (simulation_.world().finished())
        return fail(RunState::finished, pathEnded);
    if (trains()) {
        const bool whole =
            simulation_.train([&] { return stop.stop_requested() || requests_.abandonsStep(); });
        if (stopOnDivergence() || !whole)
            return; // made again when the request has been dealt with
        if (film_->note(simulation_))
            publishFilm();
    }
    tickOnce();
    --steps_;
    publish();
    publishMaps();
}

bool RunLoop::betweenParts(const std::stop_token& stop) {
    if (stop.stop_requested() || requests_.abandonsStep())
        return true;
    takeRequests(Urgency::betweenParts);
    runDueTicks();
    publishIfDue();
    return false;
}

bool RunLoop::stopOnDivergence() {
    const RidingBrain* brain = Trainer::divergedBrain(simulation_.world());
    if (!brain)
        return false;
    const long updates = brain->brain->trainable()->trainingReport().updates;
    fail(RunState::diverged, brain->name + ": the loss is no longer a finite number after update " +
                                 std::to_string(updates) + "; the weights are those before it");
    return true;
}

void RunLoop::runDueTicks() {
    const World& world = simulation_.world();
    const Clock::time_point begin = Clock::now();
    // However many ticks are due, training gets half of the time.
    const Clock::duration atMost =
        std::clamp<Clock::duration>(begin - lastTicks_, shortestTicks, longestTicks);
    const bool pressed = settings_.speed <= 0.0;
    const double due = pace_.due(settings_.speed, begin);
    while (!world.finished() && (pressed || world.time() + world.timeStep() <= due)) {
        tickOnce();
        if (Clock::now() - begin < atMost)
            continue;
        // The machine cannot keep up: let go of what is late instead of chasing it.
        beginClock();
        break;
    }
    lastTicks_ = Clock::now();
}

void RunLoop::tickOnce() {
    simulation_.tick();
    publisher_.noteTick(simulation_);
}

void RunLoop::publish() {
    const Clock::time_point now = Clock::now();
    pace_.measure(simulation_.world().time(), simulation_.trainer().updates(), now);
    status_.updatesPerSecond = pace_.updatesPerSecond();
    status_.speed = pace_.speedReached();
    mail_.snapshots.post(publisher_.snapshot(simulation_, status_, now));
    lastSnapshot_ = now;
}

void RunLoop::publishMaps() {
    lastMaps_ = Clock::now();
    const Watched& watched = settings_.watched;
    auto picture = std::make_shared<MapsSnapshot>(
        scorer_.gather(simulation_.world(), simulation_.recorder(), watched.maps));
    picture->sequence = ++mapsSequence_;
    picture->run = status_.run;
    picture->updates = simulation_.trainer().updates();
    picture->watched = {watched.brain,     watched.population, watched.unit, false, {}, {},
                        publisher_.trace()};
    scorer_.score(std::move(picture), simulation_.scene().recording.smoothing, mail_.maps);
}

void RunLoop::publishFilm() {
    mail_.films.post(std::make_shared<const FilmIndex>(film_->index()));
}

void RunLoop::publishAll() {
    publish();
    publishMaps();
    publishFilm();
}

void RunLoop::publishIfDue() {
    const Clock::time_point now = Clock::now();
    if (now - lastSnapshot_ >= snapshotInterval)
        publish();
    if (now - lastMaps_ >= mapsInterval)
        publishMaps();
}

void RunLoop::fail(RunState state, const std::string& message) {
    status_.state = state;
    status_.message = message;
    steps_ = 0;
    publish();
    publishMaps();
}

} // namespace hippodrome
