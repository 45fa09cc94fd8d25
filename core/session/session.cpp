#include "core/session/session.h"

#include "core/session/recovery.h"

#include <utility>

// What the window's thread calls. The simulation's thread is in session_run.cpp, what it publishes
// in session_publish.cpp.

namespace hippodrome {

Session::Session(const Scene& scene, int threads) : simulation_(scene, threads) {
    settings_.speed = scene.view.speed;
    settings_.training = scene.view.train;
    settings_.maps = scene.view.maps;
    requests_.settings = settings_;
    publish();
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
void Session::showMaps(ViewParameters::MapKind kind) {
    request(Urgency::betweenParts, [=](Requests& r) { r.settings.maps = kind; });
}
void Session::showInside(bool on) {
    request(Urgency::betweenParts, [=](Requests& r) { r.settings.inside = on; });
}

void Session::watchUnit(const std::string& brain, const std::string& population, int unit) {
    request(Urgency::betweenParts, [&](Requests& r) {
        r.settings.watchedBrain = brain;
        r.settings.watchedPopulation = population;
        r.settings.watchedUnit = unit;
    });
}

void Session::watchAgents(const std::vector<int>& agents, std::optional<Vec2> place) {
    request(Urgency::betweenParts, [&](Requests& r) {
        r.settings.watchedAgents = agents;
        r.settings.watchedPlace = place;
    });
}

void Session::steer(std::optional<Vec2> direction) {
    request(Urgency::betweenParts, [&](Requests& r) {
        r.errands.push_back([direction](Simulation& simulation) { simulation.steer(direction); });
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
        run_ = {run_.number + 1, update};
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

Scene Session::openFilm(const std::filesystem::path& file) {
    Scene scene;
    runErrand([&](Simulation& simulation) {
        Film film;
        film.load(file);
        const std::vector<long> weights = film.weights();
        if (weights.empty())
            throw Error("the film holds maps alone, no weights to go on from")
                .inFile(file.string());
        simulation.goBackTo(film.checkpoint(weights.back()));
        film_.load(file);
        film_.forgetAfter(weights.back());
        forgetPath();
        message_.clear();
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

} // namespace hippodrome
