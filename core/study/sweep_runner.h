#pragma once

#include "core/run/run_folder.h"
#include "core/study/sweep_plan.h"

#include <functional>

namespace hippodrome {

/// A share of the runs of a sweep: every `count`th, from the `index`th, counted from 1.
struct Shard {
    std::size_t index = 1;
    std::size_t count = 1;
    bool has(std::size_t run) const { return run % count == index - 1; }
};

struct SweepOptions {
    std::filesystem::path folder;
    Shard shard;
    int jobs = 0; ///< runs at once, which share the processors; 0: one for each processor
    /// Asked often, by every job; true ends the sweep, and the runs under way come to nothing.
    std::function<bool()> stop = [] { return false; };
    /// Told how many runs are done, with those under way in part; never by two jobs at once.
    std::function<void(double)> progress = [](double) {};
};

/// What became of the runs of a shard.
struct SweepResult {
    struct Failure {
        PlannedRun run;
        std::string message;
    };

    std::size_t runs = 0;     ///< of the shard
    std::size_t made = 0;     ///< now, with those that have diverged
    std::size_t present = 0;  ///< were whole already
    std::size_t claimed = 0;  ///< are being made by another process
    std::size_t diverged = 0; ///< of those made: a result like others
    std::vector<Failure> failures;
    bool stopped = false;
};

/// Makes every run of the shard that is not whole yet, each with the bits that it has alone. Throws
/// Error when nothing can be written or there is nothing to train; what is wrong with one scene
/// ends only its run.
SweepResult runSweep(const Sweep& sweep, const SweepOptions& options);

/// Does what a goal asks for.
RunOutcome pursue(HeadlessRun& run, const SweepGoal& goal, const RunHooks& hooks);
/// How much of it is done, from 0 to 1.
double shareDone(const HeadlessRun& run, const SweepGoal& goal);

} // namespace hippodrome
