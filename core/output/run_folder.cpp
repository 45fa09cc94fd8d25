#include "core/output/run_folder.h"

#include "core/base/file_io.h"
#include "core/base/npy.h"
#include "core/output/episode_table.h"

#include <set>

namespace hippodrome {

namespace {

std::vector<std::size_t> shapeOf(const PopulationMaps& maps) {
    return {static_cast<std::size_t>(maps.units), static_cast<std::size_t>(maps.rows),
            static_cast<std::size_t>(maps.columns)};
}

void makeFolder(const std::filesystem::path& folder) {
    prepareOutputFolder(folder, true);
}

/// Takes away what an earlier run has left, and nothing that it has not written.
void removeEarlierResults(const std::filesystem::path& folder) {
    std::error_code ignored;
    if (!std::filesystem::exists(folder / "provenance.json", ignored))
        return;
    std::filesystem::remove(folder / "provenance.json", ignored);
    for (const char* name : {"trajectory.csv", "spikes.csv", "episodes.csv", "occupancy.npy",
                             "metrics.json", "journal.jsonl", "film.hippo"})
        std::filesystem::remove(folder / name, ignored);
    for (const char* name : {"ratemaps", "probe"}) {
        std::vector<std::filesystem::path> maps;
        for (const auto& entry : std::filesystem::directory_iterator(folder / name, ignored))
            if (entry.path().extension() == ".npy")
                maps.push_back(entry.path());
        for (const std::filesystem::path& map : maps)
            std::filesystem::remove(map, ignored);
    }
}

/// Copies the data that the motion follows into the folder, beside scene.json, and returns the
/// scene that finds them there.
Scene keepMotionData(const Scene& scene, const std::filesystem::path& folder) {
    const std::filesystem::path file = motionData(scene);
    if (file.empty())
        return scene;
    std::string name = file.filename().string();
    static const std::set<std::string> own{
        "scene.json",       "provenance.json", "trajectory.csv", "spikes.csv",    "episodes.csv",
        "history.csv",      "occupancy.npy",   "metrics.json",   "journal.jsonl", "film.hippo",
        "checkpoint.hippo", "ratemaps",        "probe"};
    if (own.contains(name)) // such as the trajectory of another run
        name = "recorded_" + name;
    std::error_code code;
    if (!std::filesystem::equivalent(file, folder / name, code))
        writeFileAtomically(folder / name, readTextFile(file));
    return withMotionData(scene, name, folder);
}

} // namespace

RunFolder::RunFolder(std::filesystem::path folder, bool force, const Scene& scene)
    : folder_(std::move(folder)) {
    prepareOutputFolder(folder_, force);
    const Scene kept = keepMotionData(scene, folder_); // may lie among the earlier results
    removeEarlierResults(folder_);
    writeJson("scene.json", writeScene(kept));
}

void RunFolder::writeJson(const std::string& name, const Json& json) const {
    writeFileAtomically(folder_ / name, json.dump(2) + "\n");
}

void RunFolder::writeCheckpoint(const Simulation& simulation) {
    simulation.save(checkpointFile());
    hasCheckpoint_ = true;
}

void RunFolder::writeRecords(HeadlessRun& run) {
    // A path of one place is none.
    if (run.simulation().world().ticks() > 0)
        writeFileAtomically(folder_ / "trajectory.csv", run.trajectory().text());
    if (!run.spikes().rows().empty())
        writeFileAtomically(folder_ / "spikes.csv", run.spikes().text());
    if (const std::string episodes = episodeTable(run.simulation()); !episodes.empty())
        writeFileAtomically(folder_ / "episodes.csv", episodes);
    writeFileAtomically(folder_ / "history.csv", run.history().text());
    Film* film = run.film();
    if (!film || film->frames().empty() || film->sequence() == filmWritten_)
        return;
    film->save(folder_ / "film.hippo", run.simulation().threads());
    filmWritten_ = film->sequence();
}

void RunFolder::finish(HeadlessRun& run, const RunAccount& account, const ReportEffort& effort) {
    run.close();
    const bool diverged = account.outcome == RunOutcome::diverged;
    if (!diverged && effort.checkpoint)
        writeCheckpoint(run.simulation());
    writeRecords(run);
    writeFileAtomically(folder_ / "journal.jsonl", run.simulation().journal().text());
    if (!diverged && (effort.maps || effort.metrics)) {
        const std::vector<PopulationReport> reports = reportPopulations(run.simulation(), effort);
        if (effort.maps)
            writeMaps(reports, run.simulation().recorder(), run.simulation().world().ticks() > 0);
        if (effort.metrics)
            writeJson("metrics.json", metricsJson(reports));
    }
    writeJson("provenance.json", provenance(run, account));
}

void RunFolder::writeMaps(const std::vector<PopulationReport>& reports, const Recorder& recorder,
                          bool moved) const {
    for (const PopulationReport& report : reports) {
        const std::string name = report.fileStem() + ".npy";
        if (report.path.units > 0) {
            makeFolder(folder_ / "ratemaps");
            writeNpy(folder_ / "ratemaps" / name, report.path.values, shapeOf(report.path));
        }
        if (report.probe.units > 0) {
            makeFolder(folder_ / "probe");
            writeNpy(folder_ / "probe" / name, report.probe.values, shapeOf(report.probe));
        }
    }
    if (moved)
        writeNpy(folder_ / "occupancy.npy", recorder.occupancy(),
                 {static_cast<std::size_t>(recorder.grid().rows),
                  static_cast<std::size_t>(recorder.grid().columns)});
}

} // namespace hippodrome
