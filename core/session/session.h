#pragma once

#include "core/film/film.h"
#include "core/maps/map_scorer.h"
#include "core/maps/snapshot.h"
#include "core/world/simulation.h"

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <future>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

namespace hippodrome {

/// Owns the thread that runs a simulation, and a second one that scores its maps. Calls from the
/// window return at once: they leave a request, which the thread takes up between two ticks. One
/// that changes the simulation abandons a training step under way, which leaves no trace and is
/// made again; the others are taken up between its parts. Snapshots go out through one-slot
/// mailboxes; the window pulls them. Destroying a session stops its threads within some
/// milliseconds.
class Session {
public:
    /// Throws Error when the scene cannot be run. Starts paused.
    explicit Session(const Scene& scene, int threads = 0);
    ~Session();

    /// Runs on; after a fault only restart() helps, or a change of the scene that mends it.
    void start();
    void pause();
    /// One tick and, when training is on, one update; then paused again. Several calls make several
    /// steps.
    void step();
    /// The scene anew from its beginning; what runs goes on running.
    void restart();
    /// Another version of the scene from the next tick on; of several requests the last one counts.
    /// A scene that cannot be run is refused with a message in the snapshots, and the run goes on.
    /// Returns the revision number that a snapshot will carry when it was taken up.
    long changeScene(const Scene& scene);
    /// Simulated seconds per second; 0: as fast as possible.
    void setSpeed(double speed);
    void setTraining(bool on);
    /// Which maps are published.
    void showMaps(ViewParameters::MapKind kind);
    /// What goes on inside the brains is published too.
    void showInside(bool on);
    /// The unit whose activity along the path is published; an empty name for none.
    void watchUnit(const std::string& brain, const std::string& population, int unit);
    /// The agents whose pictures are published, by their numbers among the snapshots' agents; and
    /// the place whose successor maps they show.
    void watchAgents(const std::vector<int>& agents, std::optional<Vec2> place = std::nullopt);
    /// A person steers the agents that can be steered; see Agent::steer().
    void steer(std::optional<Vec2> direction);

    std::shared_ptr<const Snapshot> latest() const { return snapshots_.latest(); }
    std::shared_ptr<const MapsSnapshot> latestMaps() const { return maps_.latest(); }
    /// The moments of the training so far; their maps may be read from any thread.
    std::shared_ptr<const FilmIndex> film() const { return films_.latest(); }

    /// Writes the journal so far, or a checkpoint, from the simulation's thread; blocks until done.
    std::string journalText();
    void saveCheckpoint(const std::filesystem::path& file);
    /// The same for a recovery (see recovery.h), without waiting: the future holds the fault.
    std::future<void> saveRecovery(const std::filesystem::path& folder, const std::string& origin);
    /// Goes on from a checkpoint of this scene; blocks until done. Throws Error.
    void restore(const std::filesystem::path& checkpoint);
    /// Goes back to a moment whose exact weights are kept, and goes on from there: what came after
    /// it is given up. Returns the scene of that moment, which is in force from now on; blocks
    /// until done. Throws Error.
    Scene branchFrom(long update);
    /// Takes over a film, and with it the run that made it, as it was at the last weights that the
    /// film holds. Returns the scene of that run; blocks until done. Throws Error, also for a film
    /// without weights, with this run as it was.
    Scene openFilm(const std::filesystem::path& file);
    /// Writes the film so far; blocks until done. Throws Error.
    void saveFilm(const std::filesystem::path& file);

private:
    using Clock = std::chrono::steady_clock;
    using Errand = std::function<void(Simulation&)>;
    /// What is in force until it is changed.
    struct Settings {
        double speed = 1.0;
        bool training = true;
        ViewParameters::MapKind maps = ViewParameters::MapKind::probe;
        bool inside = false;
        std::string watchedBrain;
        std::string watchedPopulation;
        int watchedUnit = -1;
        std::vector<int> watchedAgents;
        std::optional<Vec2> watchedPlace;
    };
    /// What the window left to do.
    struct Requests {
        Settings settings;
        std::optional<bool> running; ///< start or pause
        int steps = 0;
        bool restart = false;
        std::optional<Scene> scene;
        long sceneRevision = 0;
        std::vector<Errand> errands;
    };
    /// Whether a request can wait until a training step is whole.
    enum class Urgency { betweenParts, abandonsStep };

    // On the window's thread
    void request(Urgency urgency, const std::function<void(Requests&)>& change);
    std::future<void> leaveErrand(Errand errand);
    void runErrand(Errand errand) { leaveErrand(std::move(errand)).get(); }

    // On the simulation's thread
    void run(const std::stop_token& stop);
    bool takeRequests(Urgency most);
    void takeSettings(const Settings& fresh);
    void takeScene(const Scene& scene, long revision);
    void takeRunning(std::optional<bool> running, int steps);
    void restartClock();
    void forgetPath();
    void runForAWhile(const std::stop_token& stop);
    void stepOnce(const std::stop_token& stop);
    bool betweenParts(const std::stop_token& stop);
    bool stopOnDivergence();
    void runDueTicks();
    void tickOnce();
    void noteTrail();
    void noteActivity(const Brain& brain, std::size_t population);
    void noteSpikes();
    void publish();
    void lookInside();
    void addAgents(Snapshot& snapshot);
    void lookAtAgents();
    void publishMaps();
    void publishFilm();
    void publishIfDue();
    void filmUpdate();
    void fail(RunState state, const std::string& message);

    // Shared with the window's thread
    mutable std::mutex mutex_;
    std::condition_variable_any wake_;
    Requests requests_;
    std::atomic<bool> hasRequests_ = false;
    std::atomic<bool> abandonStep_ = false;
    Mailbox<Snapshot> snapshots_;
    Mailbox<MapsSnapshot> maps_;
    Mailbox<FilmIndex> films_;

    // Of the simulation's thread
    Simulation simulation_;
    Film film_;
    Settings settings_;
    RunState state_ = RunState::paused;
    std::string message_;
    int steps_ = 0; ///< still to be made one by one
    long sceneRevision_ = 0;
    RunNumber run_;
    long sequence_ = 0;
    long mapsSequence_ = 0;
    std::vector<Vec2> trail_;
    ActivityTrace trace_;
    /// Recent spikes of each brain, by name.
    std::map<std::string, std::vector<RecentSpike>> recentSpikes_;
    Clock::time_point clockStart_;
    double clockStartTime_ = 0.0; ///< simulated time at clockStart_ [s]
    Clock::time_point lastTicks_;
    Clock::time_point lastSnapshot_;
    Clock::time_point lastMaps_;
    Clock::time_point lastLook_;
    /// What was seen then inside each brain, in the order of the world's brains.
    std::vector<std::shared_ptr<const Inside>> insides_;
    std::shared_ptr<const std::vector<std::string>> notes_;
    std::pair<long, long> notesOf_{-1, -1}; ///< revision of the scene and number of the run
    std::map<int, std::shared_ptr<const AgentPicture>> agentPictures_; ///< of the watched ones
    Clock::time_point lastAgentLook_;
    std::vector<std::vector<Vec2>> rivalTrails_;
    Clock::time_point rateStart_;
    long rateStartUpdates_ = 0;
    double rateStartTime_ = 0.0;
    double updatesPerSecond_ = 0.0;
    double speedReached_ = 0.0;

    MapScorer scorer_;
    std::jthread thread_; ///< last, so that it ends first
};

} // namespace hippodrome
