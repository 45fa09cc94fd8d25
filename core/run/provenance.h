#pragma once

#include "core/run/headless_run.h"

#include <string>

namespace hippodrome {

/// The version of the program, as in `0.1.0`.
std::string programVersion();

/// What a run was asked to do and how it went.
struct RunAccount {
    std::string verb;              ///< `run` or `train`
    Json options = Json::object(); ///< what was asked for, beyond scene and seed
    RunOutcome outcome = RunOutcome::done;
};

/// The content of provenance.json: which program ran which scene how far, and on what. Scene, seed,
/// version and `host` together determine every bit of the other files, save wall times.
Json provenance(const HeadlessRun& run, const RunAccount& account);

} // namespace hippodrome
