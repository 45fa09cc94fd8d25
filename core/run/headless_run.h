#pragma once

#include "core/film/film.h"
#include "core/run/history.h"
#include "core/run/spike_log.h"
#include "core/run/trajectory.h"

#include <chrono>
#include <functional>
#include <optional>

namespace hippodrome {

/// What a caller may do while a run is under way.
struct RunHooks {
    /// Asked between steps and in the middle of long ones; true stops the run.
    std::function<bool()> stop = [] { return false; };
    /// Called between steps, when the run may be saved.
    std::function<void()> stepDone = [] {};
};

enum class RunOutcome {
    done,
    stopped,   ///< a hook said so
    pathEnded, ///< a recorded path came to its end before
    diverged   ///< a loss is no longer finite; see Trainer::divergedBrain()
};

/// The word for it in files: `done`, `stopped`, `path_ended`, `diverged`.
const char* nameOf(RunOutcome outcome);

/// Throws Error naming both hashes unless the journal begins with this scene.
void requireStart(const Journal& journal, const Scene& scene);

/// A scene that runs without a window, and what is recorded of it on the way.
class HeadlessRun {
public:
    /// `threads` = 0 takes all processors; results do not depend on it. Throws Error.
    explicit HeadlessRun(const Scene& scene, int threads = 0);

    /// Keeps a film of the training from here on; call it before resume().
    void keepFilm() { film_.emplace(); }
    /// What becomes of the records (path, spikes, learning curve, film) before a checkpoint.
    enum class Records {
        goOn, ///< those beside it are taken over; that they are missing, or others, is an Error
        anew  ///< they begin at the checkpoint
    };
    /// Goes on from a checkpoint of the same scene, or from the last weights of a film, beside
    /// which no records are looked for. Throws Error.
    void resume(const std::filesystem::path& checkpoint, Records records = Records::goOn);
    /// The checkpoint whose records it goes on with; empty: none.
    const std::filesystem::path& resumedFrom() const { return resumedFrom_; }
    /// What a run goes on from: the simulation's, with marks of what was recorded so far.
    Checkpoint checkpoint() const;
    /// What a user should know about how it was resumed; empty: nothing.
    const std::string& resumeNote() const { return resumeNote_; }

    /// Runs to a number of ticks in all, with the updates that the scene makes due.
    RunOutcome runTo(long ticks, const RunHooks& hooks);
    /// Trains to a number of updates in all; the rat stands still.
    RunOutcome trainTo(long updates, const RunHooks& hooks);
    /// Trains until this object is so old [s]: how far that is depends on the machine, so that the
    /// only thing that does not repeat is when it ends.
    RunOutcome trainFor(double wallSeconds, const RunHooks& hooks);
    /// Repeats what a journal of this scene tells, to the same bits, and ends where it ends. Throws
    /// Error.
    RunOutcome replay(const Journal& journal, const RunHooks& hooks);

    /// Adds the last row of the history and the last moment of the film, and notes in the journal
    /// where the run stands.
    void close();

    Simulation& simulation() { return simulation_; }
    const Simulation& simulation() const { return simulation_; }
    const Trajectory& trajectory() const { return trajectory_; }
    const SpikeLog& spikes() const { return spikes_; }
    const History& history() const { return history_; }
    /// nullptr when none is kept.
    Film* film() { return film_ ? &*film_ : nullptr; }
    double wallSeconds() const; ///< since this object was made

private:
    using Clock = std::chrono::steady_clock;

    void takeRecords(const std::filesystem::path& folder, const Checkpoint& checkpoint);
    bool tickOnce(const RunHooks& hooks);
    bool trainOnce(const RunHooks& hooks);
    bool trainUpTo(long updates, const RunHooks& hooks);
    RunOutcome reasonOfStop() const;

    Clock::time_point start_ = Clock::now();
    Simulation simulation_;
    Trajectory trajectory_;
    SpikeLog spikes_;
    History history_;
    std::optional<Film> film_;
    std::string resumeNote_;
    std::filesystem::path resumedFrom_;
};

} // namespace hippodrome
