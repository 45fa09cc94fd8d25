#include "core/session/session.h"

#include "core/session/recovery.h"

#include <utility>

namespace hippodrome {

Session::Session(const Scene& scene, int threads)
    : loop_(scene, threads, requests_, mail_),
      thread_([this](const std::stop_token& stop) { loop_.run(stop); }) {}

Session::~Session() = default;

void Session::start() {
    requests_.leave(Urgency::betweenParts, [](Requests& r) { r.running = true; });
}
void Session::pause() {
    requests_.leave(Urgency::abandonsStep, [](Requests& r) {
        r.running = false;
        r.steps = 0;
    });
}
void Session::step() {
    requests_.leave(Urgency::abandonsStep, [](Requests& r) {
        // start, step: paused after it; step, step: two of them
        if (r.running == true)
            r.running = false;
        ++r.steps;
    });
}
void Session::restart() {
    requests_.leave(Urgency::abandonsStep, [](Requests& r) { r.restart = true; });
}
void Session::setSpeed(double speed) {
    requests_.leave(Urgency::betweenParts, [=](Requests& r) { r.settings.speed = speed; });
}
void Session::setTraining(bool on) {
    requests_.leave(on ? Urgency::betweenParts : Urgency::abandonsStep,
                    [=](Requests& r) { r.settings.training = on; });
}
void Session::showMaps(ViewParameters::MapKind kind) {
    requests_.leave(Urgency::betweenParts, [=](Requests& r) { r.settings.watched.maps = kind; });
}
void Session::showInside(bool on) {
    requests_.leave(Urgency::betweenParts, [=](Requests& r) { r.settings.watched.inside = on; });
}

void Session::watchUnit(const std::string& brain, const std::string& population, int unit) {
    requests_.leave(Urgency::betweenParts, [&](Requests& r) {
        r.settings.watched.brain = brain;
        r.settings.watched.population = population;
        r.settings.watched.unit = unit;
    });
}

void Session::watchAgents(const std::vector<int>& agents, std::optional<Vec2> place) {
    requests_.leave(Urgency::betweenParts, [&](Requests& r) {
        r.settings.watched.agents = agents;
        r.settings.watched.place = place;
    });
}

void Session::steer(std::optional<Vec2> direction) {
    requests_.leave(Urgency::betweenParts, [&](Requests& r) {
        r.errands.push_back([direction](RunLoop& loop) { loop.simulation().steer(direction); });
    });
}

long Session::changeScene(const Scene& scene) {
    long revision = 0;
    requests_.leave(Urgency::abandonsStep, [&](Requests& r) {
        r.scene = scene;
        revision = ++r.sceneRevision;
    });
    return revision;
}

std::future<void> Session::leaveErrand(std::function<void(RunLoop&)> errand) {
    const auto done = std::make_shared<std::promise<void>>();
    std::future<void> finished = done->get_future();
    requests_.leave(Urgency::abandonsStep, [&](Requests& r) {
        r.errands.push_back([errand = std::move(errand), done](RunLoop& loop) {
            try {
                errand(loop);
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
    runErrand([&](RunLoop& loop) {
        loop.simulation().closeJournal();
        text = loop.simulation().journal().text();
    });
    return text;
}

void Session::saveCheckpoint(const std::filesystem::path& file) {
    runErrand([&](RunLoop& loop) { loop.simulation().save(file); });
}

std::optional<PopulationMaps> Session::staticTuning(const std::string& brain,
                                                    const std::string& population) {
    std::optional<PopulationMaps> maps;
    runErrand([&](RunLoop& loop) {
        const Simulation& simulation = loop.simulation();
        for (const RidingBrain& riding : simulation.world().brains())
            for (std::size_t p = 0; p < riding.brain->populations().size(); ++p)
                if (riding.name == brain && riding.brain->populations()[p].name == population &&
                    riding.brain->probeIsStatic())
                    maps = riding.brain->probe(p, simulation.recorder().grid());
    });
    return maps;
}

std::future<void> Session::saveRecovery(const std::filesystem::path& folder,
                                        const std::string& origin) {
    return leaveErrand([=](RunLoop& loop) { writeRecovery(loop.simulation(), folder, origin); });
}

void Session::restore(const std::filesystem::path& checkpoint) {
    runErrand([&](RunLoop& loop) { loop.restore(checkpoint); });
}

Scene Session::branchFrom(long update) {
    Scene scene;
    runErrand([&](RunLoop& loop) { scene = loop.branchFrom(update); });
    return scene;
}

Scene Session::openFilm(const std::filesystem::path& file) {
    Scene scene;
    runErrand([&](RunLoop& loop) { scene = loop.openFilm(file); });
    return scene;
}

void Session::saveFilm(const std::filesystem::path& file) {
    runErrand([&](RunLoop& loop) { loop.saveFilm(file); });
}

} // namespace hippodrome
