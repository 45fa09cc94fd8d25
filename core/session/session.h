#pragma once

#include "core/session/run_loop.h"

#include <functional>
#include <future>
#include <memory>
#include <optional>
#include <string>
#include <thread>

namespace hippodrome {

/// Owns the thread that runs a simulation, and a second one that scores its maps;
/// core/session/README.md draws where they meet. Calls from the window return at once: they leave a
/// request, which the thread takes up between two ticks. One that changes the simulation abandons a
/// training step under way, which leaves no trace and is made again; the others are taken up
/// between its parts. Snapshots go out through one-slot mailboxes; the window pulls them.
/// Destroying a session stops its threads within some milliseconds.
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
    /// Starts the scene from its beginning; what runs goes on running.
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

    std::shared_ptr<const Snapshot> latest() const { return mail_.snapshots.latest(); }
    std::shared_ptr<const MapsSnapshot> latestMaps() const { return mail_.maps.latest(); }
    /// The moments of the training so far; their maps may be read from any thread.
    std::shared_ptr<const FilmIndex> film() const { return mail_.films.latest(); }

    /// Writes the journal so far, or a checkpoint, from the simulation's thread; blocks until done.
    std::string journalText();
    void saveCheckpoint(const std::filesystem::path& file);
    /// The tuning of a population in the bins that runs are recorded in, as a run's folder has it.
    /// Nothing for one whose tuning changes as time passes, or that is not there. Blocks until
    /// done.
    std::optional<PopulationMaps> staticTuning(const std::string& brain,
                                               const std::string& population);
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
    std::future<void> leaveErrand(std::function<void(RunLoop&)> errand);
    void runErrand(std::function<void(RunLoop&)> errand) { leaveErrand(std::move(errand)).get(); }

    RequestBox requests_;
    SessionMail mail_;
    RunLoop loop_;
    std::jthread thread_; ///< last, so that it ends first
};

} // namespace hippodrome
