#pragma once

#include "core/base/file_transaction.h"
#include "core/run/population_report.h"
#include "core/run/provenance.h"

#include <filesystem>
#include <optional>
#include <set>
#include <string_view>

namespace hippodrome {

/// The folder that a run without a window writes. All files of a moment appear together
/// (FileTransaction): whatever stops the program, the folder holds the earlier ones or the new
/// ones. provenance.json comes with the last, so that a folder with one is complete. Results of an
/// earlier run in the same folder stay until those of this one take their place.
class RunFolder {
public:
    /// Makes the folder, which must be new or empty unless `force`, and writes scene.json into a
    /// new one, so that a folder that cannot be written is known before hours are spent. Throws
    /// Error, also when another process writes there.
    RunFolder(std::filesystem::path folder, bool force, const Scene& scene);

    const std::filesystem::path& path() const { return folder_; }
    std::filesystem::path checkpointFile() const { return folder_ / "checkpoint.hippo"; }
    bool hasCheckpoint() const { return hasCheckpoint_; }

    /// The run goes on from the checkpoint that is here: it is this run's.
    void goOn();
    /// The run so far, to go on from: path, spikes, episodes, learning curve, film and checkpoint.
    void save(HeadlessRun& run);
    /// Everything. A run that has diverged keeps the checkpoint from before, and gets no maps.
    void finish(HeadlessRun& run, const RunAccount& account, const ReportEffort& effort = {});

private:
    void putScene(FileTransaction& files);
    void putRecords(HeadlessRun& run, FileTransaction& files);
    void putMaps(const std::vector<PopulationReport>& reports, const Recorder& recorder, bool moved,
                 FileTransaction& files);
    void keepMotionData(const Scene& scene);
    void put(const std::filesystem::path& name, std::string_view content, FileTransaction& files);

    std::filesystem::path folder_;
    std::optional<FolderLock> lock_;
    Scene scene_;          ///< as it is written
    std::string dataName_; ///< of the data that the motion follows; empty: none
    std::string data_;
    bool sceneWritten_ = false;
    bool saved_ = false; ///< the checkpoint is this run's
    bool hasCheckpoint_ = false;
    long filmWritten_ = 0;                    ///< which state of the film the file holds
    std::set<std::filesystem::path> earlier_; ///< files of an earlier run that are not this one's
};

} // namespace hippodrome
