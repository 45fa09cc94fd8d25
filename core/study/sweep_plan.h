#pragma once

#include "core/study/sweep.h"

namespace hippodrome {

/// The runs of a sweep as they stand in `plan.json` of its folder: what collecting needs to know.
struct SweepPlan {
    static constexpr int formatVersion = 1;
    static constexpr const char* formatName = "hippodrome-sweep-plan";

    std::string title;
    std::vector<std::string> keys; ///< that are swept
    std::vector<PlannedRun> runs;
    friend bool operator==(const SweepPlan&, const SweepPlan&) = default;
};

SweepPlan planOf(const Sweep& sweep);

/// Makes the folder, which must be new, empty or that of a sweep, and writes the plan; several
/// processes may do so at once. Throws Error.
void writePlan(const SweepPlan& plan, const std::filesystem::path& folder);
/// Throws Error, also when the folder is none of a sweep.
SweepPlan readPlan(const std::filesystem::path& folder);

/// The folder of a run.
std::filesystem::path runFolder(const std::filesystem::path& sweepFolder, const PlannedRun& run);
/// It is there, and whole.
bool isWhole(const std::filesystem::path& runFolder);

/// Removes what processes that are gone have left in the folder of a sweep: locks, runs under way,
/// plans under way.
void clearRemains(const std::filesystem::path& sweepFolder);

} // namespace hippodrome
