#pragma once

#include "core/output/population_report.h"
#include "core/output/provenance.h"

#include <filesystem>

namespace hippodrome {

/// The folder that a run without a window writes. Every file appears whole, under its name, or not
/// at all; provenance.json comes last, so that a folder with one is complete.
class RunFolder {
public:
    /// Makes the folder, which must be new or empty unless `force`, and writes scene.json, so that
    /// a folder that cannot be written is known before hours are spent. Throws Error.
    RunFolder(std::filesystem::path folder, bool force, const Scene& scene);

    const std::filesystem::path& path() const { return folder_; }
    std::filesystem::path checkpointFile() const { return folder_ / "checkpoint.hippo"; }
    bool hasCheckpoint() const { return hasCheckpoint_; }

    void writeCheckpoint(const Simulation& simulation);
    /// Path, learning curve and film so far, for a checkpoint to go on from.
    void writeRecords(HeadlessRun& run);
    /// Everything else. A run that has diverged keeps the checkpoint from before, and gets no maps.
    void finish(HeadlessRun& run, const RunAccount& account, const ReportEffort& effort = {});

private:
    void writeJson(const std::string& name, const Json& json) const;
    void writeMaps(const std::vector<PopulationReport>& reports, const Recorder& recorder,
                   bool moved) const;

    std::filesystem::path folder_;
    bool hasCheckpoint_ = false;
    long filmWritten_ = 0; ///< which state of the film the file holds
};

} // namespace hippodrome
