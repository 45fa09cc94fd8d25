#include "core/study/sweep_runner.h"

#include "core/base/file_io.h"
#include "core/base/parallel.h"
#include "core/run/run_claim.h"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <mutex>

namespace hippodrome {

namespace {

long ticksOf(const HeadlessRun& run, const SweepGoal& goal) {
    return std::lround(goal.amount / run.simulation().scene().recording.timeStep);
}

/// What carrying out a sweep shares between jobs.
class SweepRunner {
public:
    SweepRunner(const Sweep& sweep, const SweepOptions& options)
        : sweep_(sweep), options_(options) {}

    SweepResult run() {
        std::vector<const PlannedRun*> mine;
        for (std::size_t i = 0; i < sweep_.runs.size(); ++i)
            if (options_.shard.has(i))
                mine.push_back(&sweep_.runs[i]);
        result_.runs = mine.size();
        if (mine.empty())
            return result_;
        requireSomethingToTrain(*mine.front());
        writePlan(planOf(sweep_), options_.folder);
        prepareOutputFolder(options_.folder / "runs", true);
        clearRemains(options_.folder);
        ThreadPool jobs(options_.jobs);
        threadsEach_ = std::max(1, ThreadPool(0).threads() / jobs.threads());
        jobs.forEach(mine.size(), [&](std::size_t i) {
            if (broken_ || result(&SweepResult::stopped))
                return;
            try {
                makeUnlessWhole(*mine[i]);
            } catch (...) {
                broken_ = true; // the disk is full, or the like: the others would fail too
                throw;
            }
        });
        return result_;
    }

private:
    void requireSomethingToTrain(const PlannedRun& run) const {
        const HeadlessRun trial(sweep_.sceneOf(run), 1);
        if (sweep_.goal.kind != SweepGoal::Kind::seconds &&
            !Trainer::anythingToTrain(trial.simulation().world()))
            throw Error("expected a brain that trains in the scene of the sweep, found none; "
                        "\"seconds\" lets such a scene run");
    }

    template <class T>
    T result(T SweepResult::*member) {
        const std::lock_guard lock(mutex_);
        return result_.*member;
    }
    void count(std::size_t SweepResult::*member) {
        const std::lock_guard lock(mutex_);
        ++(result_.*member);
    }

    void advance(double by) {
        done_ += by;
        const std::unique_lock lock(telling_, std::try_to_lock);
        if (lock)
            options_.progress(done_);
    }

    void makeUnlessWhole(const PlannedRun& planned) {
        const std::filesystem::path folder = runFolder(options_.folder, planned);
        const auto skip = [&](std::size_t SweepResult::*member) {
            count(member);
            advance(1.0);
        };
        if (isWhole(folder))
            return skip(&SweepResult::present);
        const std::optional<RunClaim> claim = RunClaim::take(folder.string() + ".lock");
        if (!claim)
            return skip(&SweepResult::claimed);
        if (isWhole(folder)) // since a moment ago
            return skip(&SweepResult::present);
        const std::filesystem::path part = folder.string() + ".part";
        std::filesystem::remove_all(part); // of a process that was killed
        double share = 0.0;
        try {
            make(planned, part, share);
        } catch (const Error& error) {
            std::filesystem::remove_all(part);
            if (error.kind() == ErrorKind::resource)
                throw;
            const std::lock_guard lock(mutex_);
            result_.failures.push_back({planned, error.what()});
        }
        if (result(&SweepResult::stopped))
            return;
        advance(1.0 - share);
    }

    /// Makes the run in the folder `part`, and gives it its name once it is whole.
    void make(const PlannedRun& planned, const std::filesystem::path& part, double& share) {
        const Scene scene = sweep_.sceneOf(planned);
        HeadlessRun run(scene, threadsEach_);
        RunFolder folder(part, true, scene);
        RunHooks hooks;
        hooks.stop = [&] { return broken_ || options_.stop(); };
        hooks.stepDone = [&] {
            const double now = shareDone(run, sweep_.goal);
            advance(now - share);
            share = now;
        };
        RunAccount account;
        account.verb = sweep_.goal.verb();
        account.options = sweep_.goal.kind == SweepGoal::Kind::seconds
                              ? Json{{"ticks", ticksOf(run, sweep_.goal)}}
                              : sweep_.goal.json();
        account.outcome = pursue(run, sweep_.goal, hooks);
        if (account.outcome == RunOutcome::stopped) {
            std::filesystem::remove_all(part);
            const std::lock_guard lock(mutex_);
            result_.stopped = true;
            return;
        }
        folder.finish(
            run, account,
            {.metrics = sweep_.metrics, .maps = sweep_.maps, .checkpoint = sweep_.checkpoints});
        const std::filesystem::path whole = runFolder(options_.folder, planned);
        std::filesystem::remove_all(whole); // a folder of that name that is not whole
        std::filesystem::rename(part, whole);
        count(&SweepResult::made);
        if (account.outcome == RunOutcome::diverged)
            count(&SweepResult::diverged);
    }

    const Sweep& sweep_;
    const SweepOptions& options_;
    int threadsEach_ = 1;
    std::mutex mutex_; ///< of the result
    SweepResult result_;
    std::mutex telling_;
    std::atomic<double> done_ = 0.0;
    std::atomic<bool> broken_ = false;
};

} // namespace

SweepResult runSweep(const Sweep& sweep, const SweepOptions& options) {
    try {
        return SweepRunner(sweep, options).run();
    } catch (const std::filesystem::filesystem_error& error) {
        throw Error("cannot be written: " + error.code().message(), ErrorKind::resource)
            .inFile(error.path1().string());
    }
}

RunOutcome pursue(HeadlessRun& run, const SweepGoal& goal, const RunHooks& hooks) {
    switch (goal.kind) {
    case SweepGoal::Kind::updates:
        return run.trainTo(static_cast<long>(goal.amount), hooks);
    case SweepGoal::Kind::wallSeconds:
        return run.trainFor(goal.amount, hooks);
    case SweepGoal::Kind::seconds:
        return run.runTo(ticksOf(run, goal), hooks);
    }
    return RunOutcome::done;
}

double shareDone(const HeadlessRun& run, const SweepGoal& goal) {
    double done = run.simulation().world().time();
    if (goal.kind == SweepGoal::Kind::updates)
        done = static_cast<double>(run.simulation().trainer().updates());
    else if (goal.kind == SweepGoal::Kind::wallSeconds)
        done = run.wallSeconds();
    return std::clamp(done / goal.amount, 0.0, 1.0);
}

} // namespace hippodrome
