#include "core/run/headless_run.h"

#include "core/base/file_transaction.h"

#include <limits>

namespace hippodrome {

const char* nameOf(RunOutcome outcome) {
    switch (outcome) {
    case RunOutcome::done:
        return "done";
    case RunOutcome::stopped:
        return "stopped";
    case RunOutcome::pathEnded:
        return "path_ended";
    case RunOutcome::diverged:
        return "diverged";
    }
    return "";
}

void requireStart(const Journal& journal, const Scene& scene) {
    requireSameData(journal.start(), scene);
    const std::string expected = sceneHash(scene), found = sceneHash(journal.start());
    if (expected != found)
        throw Error("the journal belongs to another scene: expected scene hash " + expected +
                    ", found " + found);
}

HeadlessRun::HeadlessRun(const Scene& scene, int threads) : simulation_(scene, threads) {
    trajectory_.note(simulation_.world(), scene.recording.trajectoryInterval);
}

void HeadlessRun::resume(const std::filesystem::path& file, Records records) {
    const std::filesystem::path folder = file.has_parent_path() ? file.parent_path() : ".";
    // What lies beside a film that was handed on is not this run's.
    if (FileTransaction::wasInterrupted(folder) && !Film::isFilm(file))
        FileTransaction::finishInterrupted(folder);
    const Checkpoint checkpoint = Checkpoint::read(file);
    if (holdsFilm(checkpoint)) {
        Film film; // holds the checkpoints while one of them is read
        film.load(checkpoint, file);
        if (film.weights().empty())
            throw Error("this film keeps no weights to go on from").inFile(file.string());
        simulation_.restore(film.checkpoint(film.weights().back()));
        return;
    }
    simulation_.restore(checkpoint, file);
    if (records == Records::anew)
        return;
    try {
        takeRecords(folder, checkpoint);
        resumedFrom_ = file;
    } catch (const Error& error) {
        throw Error(error.message() + "; the records beside " + file.string() +
                        " do not reach it, and nothing is changed. Without them: --new-records",
                    error.kind())
            .atField(error.field())
            .inFile(error.file());
    }
}

void HeadlessRun::takeRecords(const std::filesystem::path& folder, const Checkpoint& checkpoint) {
    const double time = simulation_.world().time();
    const long updates = simulation_.trainer().updates();
    const long interval = evaluationInterval(simulation_.scene());
    std::optional<RecordMarks> marks;
    if (checkpoint.has(RecordMarks::block)) {
        const JsonDocument document = checkpoint.json(RecordMarks::block);
        try {
            marks = RecordMarks::read(JsonCursor(document));
        } catch (const Error& error) {
            checkpoint.fail(RecordMarks::block, error.what());
        }
    }
    const auto exists = [&](const char* name) { return std::filesystem::exists(folder / name); };
    if (!marks && !exists("trajectory.csv") && !exists("history.csv")) {
        resumeNote_ = "there are no records beside the checkpoint: path, learning curve and film "
                      "begin here";
        return;
    }
    Trajectory trajectory;
    if (marks)
        trajectory.continueFrom(folder / "trajectory.csv", *marks);
    else if (simulation_.world().ticks() > 0)
        trajectory.continueFrom(folder / "trajectory.csv", time,
                                simulation_.scene().recording.trajectoryInterval);
    if (simulation_.world().ticks() > 0)
        trajectory_ = std::move(trajectory);
    if (marks)
        spikes_.continueFrom(folder / "spikes.csv", *marks);
    else
        spikes_.continueFrom(folder / "spikes.csv", time);
    history_.continueFrom(folder / "history.csv", updates, interval);
    if (marks && history_.regularRows(interval) != marks->evaluations)
        throw Error("expected " + std::to_string(marks->evaluations) +
                    " rows up to the checkpoint, found " +
                    std::to_string(history_.regularRows(interval)))
            .inFile((folder / "history.csv").string());
    if (!film_)
        return;
    film_->continueFrom(folder / "film.hippo", simulation_);
    if (marks && film_->lastMoment() < marks->filmMoment)
        throw Error("expected the moments of the training up to update " +
                    std::to_string(marks->filmMoment) + ", found them up to " +
                    std::to_string(film_->lastMoment()))
            .inFile((folder / "film.hippo").string());
}

Checkpoint HeadlessRun::checkpoint() const {
    RecordMarks marks;
    if (simulation_.world().ticks() > 0) // a path of one place is not written
        trajectory_.mark(marks);
    spikes_.mark(marks);
    marks.evaluations = history_.regularRows(evaluationInterval(simulation_.scene()));
    marks.filmMoment = film_ ? film_->lastMoment() : 0;
    Checkpoint checkpoint = simulation_.checkpoint();
    checkpoint.putText(RecordMarks::block, marks.json().dump());
    return checkpoint;
}

double HeadlessRun::wallSeconds() const {
    return std::chrono::duration<double>(Clock::now() - start_).count();
}

bool HeadlessRun::tickOnce(const RunHooks& hooks) {
    if (hooks.stop() || simulation_.world().finished())
        return false;
    simulation_.tick();
    trajectory_.note(simulation_.world(), simulation_.scene().recording.trajectoryInterval);
    spikes_.note(simulation_.world());
    hooks.stepDone();
    return true;
}

bool HeadlessRun::trainOnce(const RunHooks& hooks) {
    if (hooks.stop() || !simulation_.train(hooks.stop) ||
        Trainer::divergedBrain(simulation_.world()))
        return false;
    if (simulation_.trainer().updates() % evaluationInterval(simulation_.scene()) == 0)
        history_.evaluate(simulation_, wallSeconds());
    if (film_)
        film_->note(simulation_);
    hooks.stepDone();
    return true;
}

bool HeadlessRun::trainUpTo(long updates, const RunHooks& hooks) {
    if (!Trainer::anythingToTrain(simulation_.world()))
        return true;
    while (simulation_.trainer().updates() < updates)
        if (!trainOnce(hooks))
            return false;
    return true;
}

RunOutcome HeadlessRun::reasonOfStop() const {
    if (Trainer::divergedBrain(simulation_.world()))
        return RunOutcome::diverged;
    return simulation_.world().finished() ? RunOutcome::pathEnded : RunOutcome::stopped;
}

RunOutcome HeadlessRun::runTo(long ticks, const RunHooks& hooks) {
    // Updates come first, so that a run that was stopped among them goes on with them.
    while (true) {
        if (!trainUpTo(simulation_.updatesDue(), hooks))
            return reasonOfStop();
        if (simulation_.world().ticks() >= ticks)
            return RunOutcome::done;
        if (!tickOnce(hooks))
            return reasonOfStop();
    }
}

RunOutcome HeadlessRun::trainTo(long updates, const RunHooks& hooks) {
    return trainUpTo(updates, hooks) ? RunOutcome::done : reasonOfStop();
}

RunOutcome HeadlessRun::trainFor(double wallSeconds, const RunHooks& hooks) {
    bool late = false;
    RunHooks timed = hooks;
    timed.stop = [&] {
        return hooks.stop() || (late = late || this->wallSeconds() >= wallSeconds);
    };
    const RunOutcome outcome = trainTo(std::numeric_limits<long>::max(), timed);
    return outcome == RunOutcome::stopped && late ? RunOutcome::done : outcome;
}

RunOutcome HeadlessRun::replay(const Journal& journal, const RunHooks& hooks) {
    requireStart(journal, simulation_.scene());
    for (const Journal::Entry& entry : journal.entries()) {
        while (simulation_.world().ticks() < entry.tick)
            if (!tickOnce(hooks))
                return reasonOfStop();
        if (!trainUpTo(entry.updates, hooks))
            return reasonOfStop();
        while (simulation_.trainer().part() < entry.part)
            if (hooks.stop() || !simulation_.trainBrain(hooks.stop))
                return reasonOfStop();
        simulation_.repeat(entry);
        if (film_ && !entry.change.is_null())
            film_->noteEdit(simulation_);
    }
    return RunOutcome::done;
}

void HeadlessRun::close() {
    const long updates = simulation_.trainer().updates();
    if (updates > 0 && updates != history_.lastUpdate())
        history_.evaluate(simulation_, wallSeconds());
    simulation_.closeJournal();
    if (film_ && !Trainer::divergedBrain(simulation_.world()))
        film_->close(simulation_); // with the journal, so that its last weights are the checkpoint
}

} // namespace hippodrome
