#pragma once

#include "core/sim/map_scorer.h"
#include "core/sim/simulation.h"
#include "core/sim/snapshot.h"

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>

namespace hippodrome {

/// Owns the thread that runs a simulation, and a second one that scores its maps. Calls from the
/// window return at once: they leave a request, which the thread takes up between two ticks, also
/// in the middle of a long training step. Snapshots go out through one-slot mailboxes; the window
/// pulls them. Destroying a session stops its threads within some milliseconds.
class Session {
public:
    /// Throws Error when the scene cannot be run. Starts paused.
    explicit Session(const Scene& scene, int threads = 0);
    ~Session();

    void start();
    void pause();
    /// One tick and, when training is on, one update; then paused again.
    void step();
    /// Runs the scene anew from its beginning.
    void restart();
    /// Another version of the scene from the next tick on; of several requests the last one counts.
    /// Returns the revision number that a snapshot will carry when it was taken over.
    long changeScene(const Scene& scene);
    /// Simulated seconds per second; 0: as fast as possible.
    void setSpeed(double speed);
    void setTraining(bool on);
    /// Which maps are published.
    void showPathMaps(bool on);
    /// The unit whose activity along the path is published; an empty name for none.
    void watchUnit(const std::string& brain, const std::string& population, int unit);

    std::shared_ptr<const Snapshot> latest() const { return snapshots_.latest(); }
    std::shared_ptr<const MapsSnapshot> latestMaps() const { return maps_.latest(); }

    /// Writes the journal so far, or a checkpoint, from the simulation's thread; blocks until done.
    std::string journalText();
    void saveCheckpoint(const std::filesystem::path& file);

private:
    using Clock = std::chrono::steady_clock;
    struct Requests {
        std::optional<Scene> scene;
        long sceneRevision = 0;
        bool running = false;
        bool stepOnce = false;
        bool restart = false;
        double speed = 1.0;
        bool training = true;
        bool pathMaps = false;
        std::string watchedBrain;
        std::string watchedPopulation;
        int watchedUnit = -1;
        std::function<void(Simulation&)> errand;
    };

    void run(const std::stop_token& stop);
    bool takeRequests();
    bool urgent() const;
    void advance(const std::stop_token& stop);
    void runDueTicks(Clock::duration atMost);
    void tickOnce();
    void noteTrail();
    void noteActivity(std::span<const float> rates);
    void publish();
    void publishMaps();
    void fail(RunState state, const std::string& message);
    void request(const std::function<void(Requests&)>& change);
    void runErrand(std::function<void(Simulation&)> errand);

    // Shared with the window's thread
    mutable std::mutex mutex_;
    std::condition_variable_any wake_;
    Requests requests_;
    std::atomic<bool> hasRequests_ = false;
    Mailbox<Snapshot> snapshots_;
    Mailbox<MapsSnapshot> maps_;

    // Of the simulation's thread
    Simulation simulation_;
    Requests active_; ///< what is in force
    RunState state_ = RunState::paused;
    std::string message_;
    long sequence_ = 0;
    long mapsSequence_ = 0;
    std::vector<Vec2> trail_;
    ActivityTrace trace_;
    Clock::time_point clockStart_;
    double clockStartTime_ = 0.0; ///< simulated time at clockStart_ [s]
    Clock::time_point lastSnapshot_;
    Clock::time_point lastMaps_;
    Clock::time_point rateStart_;
    long rateStartUpdates_ = 0;
    double rateStartTime_ = 0.0;
    double updatesPerSecond_ = 0.0;
    double speedReached_ = 0.0;

    MapScorer scorer_;
    std::jthread thread_; ///< last, so that it ends first
};

} // namespace hippodrome
