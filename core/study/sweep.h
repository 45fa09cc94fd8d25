#pragma once

#include "core/run/headless_run.h"

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

namespace hippodrome {

/// How far every run of a sweep goes.
struct SweepGoal {
    enum class Kind {
        updates,     ///< the rat stands still; as `hippodrome train --updates`
        wallSeconds, ///< the same for a time; not repeatable
        seconds      ///< of simulated time; as `hippodrome run --seconds`
    };

    Kind kind = Kind::updates;
    double amount = 0.0; ///< a whole number of updates, or seconds

    /// `train` or `run`.
    const char* verb() const { return kind == Kind::seconds ? "run" : "train"; }
    /// As the sweep file says it: `{"updates": 10000}`.
    Json json() const;
    friend bool operator==(const SweepGoal&, const SweepGoal&) = default;
};

/// A value of the scene that takes several values: every one with every one of the others.
struct SweepKey {
    std::string key; ///< as withValue() takes it
    std::vector<Json> values;
    friend bool operator==(const SweepKey&, const SweepKey&) = default;
};

/// A named recipe: values that change together.
struct SweepVariant {
    std::string name = "base"; ///< `[a-z0-9_]+`, unique
    std::string label;         ///< for people; empty: the name says it
    std::string notes;
    std::vector<std::pair<std::string, Json>> set;
    friend bool operator==(const SweepVariant&, const SweepVariant&) = default;
};

/// One run of a sweep.
struct PlannedRun {
    std::string hash; ///< names its folder; see runHash()
    std::string variant;
    std::vector<Json> values; ///< of the swept keys, in their order
    std::uint64_t seed = 0;
    friend bool operator==(const PlannedRun&, const PlannedRun&) = default;
};

/// A study: one scene in variants, with every combination of values, from every seed.
struct Sweep {
    static constexpr int formatVersion = 1;
    static constexpr const char* formatName = "hippodrome-sweep";
    static constexpr std::size_t maximumRuns = 100000;

    std::string title = "Untitled";
    std::string notes;
    Scene scene; ///< what variants and values change
    SweepGoal goal;
    std::vector<SweepVariant> variants{SweepVariant{}};
    std::vector<SweepKey> keys;
    std::vector<std::uint64_t> seeds; ///< those of the scene when the file names none
    bool maps = true;                 ///< every run keeps its rate maps,
    bool metrics = true;              ///< the numbers of each,
    bool checkpoints = false;         ///< and its networks
    /// Variants x combinations x seeds; all of the first seed come first, so that a sweep that is
    /// cut short still compares like with like.
    std::vector<PlannedRun> runs;

    /// The resolved scene of a run. Throws Error.
    Scene sceneOf(const PlannedRun& run) const;
};

/// Reads and checks a sweep: every key, every value, and the scene of every run. Throws Error with
/// file, line, path, what was expected and what was found.
Sweep readSweep(const JsonDocument& document, const std::filesystem::path& folder = {});
Sweep loadSweep(const std::filesystem::path& file);

/// 16 hexadecimal digits that differ when scene, seed or goal differ.
std::string runHash(const std::string& sceneHash, const SweepGoal& goal);

} // namespace hippodrome
