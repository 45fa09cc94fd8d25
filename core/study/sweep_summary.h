#pragma once

#include "core/study/sweep_plan.h"

#include <string>
#include <vector>

namespace hippodrome {

/// What came of one network of a run, from the run's files; NaN where a value is not known.
struct SweepRow {
    PlannedRun run;
    std::string outcome; ///< `done`, `path_ended` or `diverged`
    long updates = 0;
    double wallSeconds = 0.0;
    std::string brain;           ///< empty when the run has trained none
    std::vector<double> results; ///< of the table's columns
};

/// The whole runs of a sweep, conditions in order and seeds in order within them.
struct SweepTable {
    std::string title;
    std::vector<std::string> keys;    ///< that were swept
    std::vector<std::string> columns; ///< of history.csv, and the shares of units made from them
    std::vector<SweepRow> rows;
    std::size_t planned = 0; ///< runs
    std::size_t whole = 0;   ///< of these

    /// NaN where there is no such column.
    double value(const SweepRow& row, const std::string& column) const;
};

/// Reads plan, provenance and the last row of every history. Throws Error.
SweepTable collectSweep(const std::filesystem::path& folder);

/// A number of runs in few; NaN of none. `low` and `high` bound the median with 95 % confidence
/// (percentile bootstrap, Efron 1979, Ann. Stat. 7:1); NaN of a single run.
struct Spread {
    double median = 0.0;
    double minimum = 0.0;
    double maximum = 0.0;
    double low = 0.0;
    double high = 0.0;
};

/// NaN among the values are left out. The draws are always the same.
Spread spreadOf(std::vector<double> values);

/// One network in one condition, over its seeds.
struct SweepGroup {
    std::string variant;
    std::vector<Json> values; ///< of the swept keys
    std::string brain;
    int runs = 0;
    int diverged = 0;     ///< of these; left out below
    long updates = 0;     ///< of the first run
    Spread share;         ///< of units with a 60-degree score above that of 99 % of noise
    Spread squares;       ///< of units with a 90-degree score above that of 99 % of noise
    Spread decodingError; ///< [m]
};

std::vector<SweepGroup> summarise(const SweepTable& table);

/// `sweep.csv`: one line per run and network.
std::string rowsCsv(const SweepTable& table);
/// `sweep_summary.csv`: one line per group.
std::string summaryCsv(const SweepTable& table, const std::vector<SweepGroup>& groups);
/// `sweep_summary.json`: the same to be read back.
Json summaryJson(const SweepTable& table, const std::vector<SweepGroup>& groups);
/// Throws Error with file, line, path, what was expected and what was found.
std::vector<SweepGroup> readSummary(const JsonDocument& document);
/// The same to be read by a person: columns are aligned, an unknown value is a dash.
std::string summaryText(const SweepTable& table, const std::vector<SweepGroup>& groups);

} // namespace hippodrome
