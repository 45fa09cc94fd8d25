#pragma once

#include "core/run/run_folder.h"

#include "app/arguments.h"
#include "app/progress.h"

#include <functional>
#include <memory>
#include <string>

namespace hippodrome {

/// A run without a window as a verb wants it.
struct HeadlessTask {
    RunAccount account;
    OutputArguments output;
    std::string resumeCommand; ///< without the folder of the checkpoint; empty: none is offered
    double progressStart = 0.0;
    double progressTotal = 0.0;
    std::string progressUnit;
    std::function<double(const HeadlessRun&)> progress; ///< how far it is
    std::function<RunOutcome(HeadlessRun&, const RunHooks&)> work;
};

/// Puts the scene in motion. Throws Error, naming the scene's file.
std::unique_ptr<HeadlessRun> startRun(const Scene& scene, const std::string& file, int threads);

/// Makes the folder, does the work with a checkpoint every minute, stops cleanly at Ctrl-C, writes
/// the results and says what came out. Returns the exit status. Throws Error.
int carryOut(HeadlessRun& run, HeadlessTask task);

/// Runs to a number of ticks in all, in that way.
int runTicks(HeadlessRun& run, const SceneArguments& scene, const OutputArguments& output,
             long ticks);

/// The command that goes on with a run that was stopped, made from the verb's own arguments.
std::string resumeCommand(const std::string& verb, const SceneArguments& scene,
                          const OutputArguments& output, const std::string& goal);

} // namespace hippodrome
