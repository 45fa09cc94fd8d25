#include "core/run/run_folder.h"

#include "core/analysis/map_files.h"
#include "core/base/file_io.h"
#include "core/run/episode_table.h"

#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>

namespace hippodrome {

namespace {

namespace fs = std::filesystem;

constexpr std::array recordNames{"trajectory.csv", "spikes.csv", "episodes.csv", "history.csv",
                                 "film.hippo"};
constexpr std::array resultNames{"scene.json",   "provenance.json", "checkpoint.hippo",
                                 "metrics.json", "occupancy.npy",   "journal.jsonl"};
constexpr std::array mapFolders{"ratemaps", "probe"};

std::string textOf(const Json& json) {
    return json.dump(2) + "\n";
}

/// The files of an earlier run, and nothing that no run has written.
std::set<fs::path> filesOfRun(const fs::path& folder) {
    std::error_code ignored;
    if (!fs::exists(folder / "provenance.json", ignored) &&
        !fs::exists(folder / "checkpoint.hippo", ignored))
        return {};
    std::set<fs::path> files;
    const auto add = [&](const fs::path& name) {
        if (fs::exists(folder / name, ignored))
            files.insert(name);
    };
    for (const char* name : recordNames)
        add(name);
    for (const char* name : resultNames)
        add(name);
    for (const char* maps : mapFolders)
        for (const auto& entry : fs::directory_iterator(folder / maps, ignored))
            if (entry.path().extension() == ".npy")
                add(fs::path(maps) / entry.path().filename());
    return files;
}

bool isOwnName(const std::string& name) {
    const auto among = [&](const auto& names) {
        return std::find(names.begin(), names.end(), name) != names.end();
    };
    return among(recordNames) || among(resultNames) || among(mapFolders);
}

} // namespace

RunFolder::RunFolder(fs::path folder, bool force, const Scene& scene)
    : folder_(std::move(folder)), scene_(scene) {
    prepareOutputFolder(folder_, force);
    lock_.emplace(folder_);
    FileTransaction::recover(folder_);
    if (::access(folder_.c_str(), W_OK | X_OK) != 0)
        throw Error(std::string("cannot be written: ") + std::strerror(errno), ErrorKind::resource)
            .inFile(folder_.string());
    keepMotionData(scene);
    earlier_ = filesOfRun(folder_);
    hasCheckpoint_ = earlier_.contains("checkpoint.hippo");
    if (!earlier_.empty())
        return; // nothing of it is touched before there is something new
    FileTransaction files(folder_);
    putScene(files);
    files.commit();
}

/// The data that the motion follows are written beside scene.json, which finds them there. Read
/// now: they may lie among the earlier results.
void RunFolder::keepMotionData(const Scene& scene) {
    const fs::path file = motionData(scene);
    if (file.empty())
        return;
    data_ = readTextFile(file);
    dataName_ = file.filename().string();
    if (isOwnName(dataName_)) // such as the trajectory of another run
        dataName_ = "recorded_" + dataName_;
    scene_ = withMotionData(scene, dataName_, folder_);
}

void RunFolder::put(const fs::path& name, std::string_view content, FileTransaction& files) {
    files.put(name, content);
    earlier_.erase(name);
}

void RunFolder::putScene(FileTransaction& files) {
    if (sceneWritten_)
        return;
    if (!dataName_.empty())
        put(dataName_, data_, files);
    put("scene.json", textOf(writeScene(scene_)), files);
    sceneWritten_ = true;
}

void RunFolder::putRecords(HeadlessRun& run, FileTransaction& files) {
    // A path of one place is none.
    if (run.simulation().world().ticks() > 0)
        put("trajectory.csv", run.trajectory().text(), files);
    if (!run.spikes().rows().empty())
        put("spikes.csv", run.spikes().text(), files);
    if (const std::string episodes = episodeTable(run.simulation()); !episodes.empty())
        put("episodes.csv", episodes, files);
    put("history.csv", run.history().text(), files);
    Film* film = run.film();
    if (film && !film->frames().empty() && film->sequence() != filmWritten_) {
        put("film.hippo", film->bytes(run.simulation().threads()), files);
        filmWritten_ = film->sequence();
    }
    // Those of an earlier run would be taken for this one's.
    for (const char* name : recordNames)
        if (earlier_.erase(name) > 0)
            files.remove(name);
}

void RunFolder::goOn() {
    earlier_.erase("checkpoint.hippo");
    hasCheckpoint_ = saved_ = true;
}

void RunFolder::save(HeadlessRun& run) {
    FileTransaction files(folder_);
    putScene(files);
    putRecords(run, files);
    put("checkpoint.hippo", run.checkpoint().bytes(), files);
    if (earlier_.erase("provenance.json") > 0)
        files.remove("provenance.json"); // what is there is not complete
    files.commit();
    hasCheckpoint_ = saved_ = true;
}

void RunFolder::finish(HeadlessRun& run, const RunAccount& account, const ReportEffort& effort) {
    run.close();
    const bool diverged = account.outcome == RunOutcome::diverged;
    FileTransaction files(folder_);
    putScene(files);
    putRecords(run, files);
    put("journal.jsonl", run.simulation().journal().text(), files);
    if (!diverged && (effort.maps || effort.metrics)) {
        const std::vector<PopulationReport> reports = reportPopulations(run.simulation(), effort);
        if (effort.maps)
            putMaps(reports, run.simulation().recorder(), run.simulation().world().ticks() > 0,
                    files);
        if (effort.metrics)
            put("metrics.json", textOf(metricsJson(reports)), files);
    }
    if (!diverged && effort.checkpoint) {
        put("checkpoint.hippo", run.checkpoint().bytes(), files);
        hasCheckpoint_ = true;
    } else if (saved_) {
        earlier_.erase("checkpoint.hippo"); // this run's last good one
    }
    put("provenance.json", textOf(provenance(run, account)), files);
    for (const fs::path& name : earlier_)
        files.remove(name);
    files.commit();
    earlier_.clear();
}

void RunFolder::putMaps(const std::vector<PopulationReport>& reports, const Recorder& recorder,
                        bool moved, FileTransaction& files) {
    for (const PopulationReport& report : reports) {
        const std::string name = report.fileStem() + ".npy";
        if (report.path.units > 0)
            put(fs::path("ratemaps") / name, mapsNpy(report.path), files);
        if (report.probe.units > 0)
            put(fs::path("probe") / name, mapsNpy(report.probe), files);
    }
    if (moved)
        put("occupancy.npy",
            occupancyNpy({1, recorder.grid().rows, recorder.grid().columns, recorder.occupancy()}),
            files);
}

} // namespace hippodrome
