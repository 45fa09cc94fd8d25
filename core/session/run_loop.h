#pragma once

#include "core/base/mailbox.h"
#include "core/film/film.h"
#include "core/maps/map_scorer.h"
#include "core/session/pace.h"
#include "core/session/requests.h"
#include "core/world/simulation.h"

#include <filesystem>
#include <memory>

namespace hippodrome {

/// What goes out to the window: one slot each, in which the newest takes the place of the one
/// before.
struct SessionMail {
    Mailbox<Snapshot> snapshots;
    Mailbox<MapsSnapshot> maps;
    Mailbox<FilmIndex> films;
};

/// The simulation's side of a session: takes up requests, trains, ticks, and publishes. All of it
/// runs on one thread; requests and mail are what others may touch meanwhile.
class RunLoop {
public:
    /// Throws Error when the scene cannot be run. Publishes its first moment.
    RunLoop(const Scene& scene, int threads, RequestBox& requests, SessionMail& mail);

    /// Until a stop is asked for.
    void run(const std::stop_token& stop);

    // For errands, between two ticks.
    Simulation& simulation() { return simulation_; }
    /// These are Session's, which says what they do.
    void restore(const std::filesystem::path& checkpoint);
    Scene branchFrom(long update);
    Scene openFilm(const std::filesystem::path& file);
    void saveFilm(const std::filesystem::path& file);

private:
    using Clock = Pace::Clock;

    bool takeRequests(Urgency most);
    void takeSettings(const SessionSettings& fresh);
    void takeScene(const Scene& scene, long revision);
    void takeRunning(std::optional<bool> running, int steps);
    void restart();
    void rest();
    void beginClock();
    void forgetPath();
    void runForAWhile(const std::stop_token& stop);
    void stepOnce(const std::stop_token& stop);
    bool betweenParts(const std::stop_token& stop);
    bool stopOnDivergence();
    void runDueTicks();
    void tickOnce();
    void publish();
    void publishMaps();
    void publishFilm();
    void publishAll();
    void publishIfDue();
    void fail(RunState state, const std::string& message);
    bool trains() const {
        return settings_.training && Trainer::anythingToTrain(simulation_.world());
    }

    RequestBox& requests_;
    SessionMail& mail_;
    Simulation simulation_;
    std::unique_ptr<Film> film_ = std::make_unique<Film>(); ///< another takes its place whole
    SessionSettings settings_;
    SessionStatus status_;
    int steps_ = 0; ///< still to be made one by one
    Publisher publisher_;
    Pace pace_;
    long mapsSequence_ = 0;
    Clock::time_point lastTicks_;
    Clock::time_point lastSnapshot_;
    Clock::time_point lastMaps_;
    MapScorer scorer_;
};

} // namespace hippodrome
