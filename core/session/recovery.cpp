#include "core/session/recovery.h"

#include "core/base/file_io.h"

#include <chrono>
#include <ctime>

namespace hippodrome {

namespace {

constexpr const char* latest = "latest";
constexpr const char* next = "next";
constexpr const char* previous = "previous";

std::string localTime() {
    const std::time_t now = std::time(nullptr);
    std::tm parts{};
    ::localtime_r(&now, &parts);
    char text[32];
    const std::size_t length = std::strftime(text, sizeof text, "%Y-%m-%d %H:%M", &parts);
    return {text, length};
}

std::optional<RecoveryNote> readPart(const std::filesystem::path& folder) {
    try {
        const Json json = readJsonFile((folder / "note.json").string()).root;
        RecoveryNote note;
        note.title = json.at("title");
        note.origin = json.at("origin");
        note.savedAt = json.at("saved_at");
        note.updates = json.at("updates");
        note.simulatedSeconds = json.at("simulated_seconds");
        note.scene = folder / "scene.json";
        note.checkpoint = folder / "checkpoint.hippo";
        if (std::filesystem::exists(note.scene) && std::filesystem::exists(note.checkpoint))
            return note;
    } catch (const std::exception&) {
        // Not there, or not whole.
    }
    return std::nullopt;
}

} // namespace

void writeRecovery(const Simulation& simulation, const std::filesystem::path& folder,
                   const std::string& origin) {
    std::error_code ignored;
    std::filesystem::remove_all(folder / next, ignored);
    prepareOutputFolder(folder / next, true);
    const Json note = {{"title", simulation.scene().title},
                       {"origin", origin},
                       {"saved_at", localTime()},
                       {"updates", simulation.trainer().updates()},
                       {"simulated_seconds", simulation.world().time()}};
    saveScene(simulation.scene(), folder / next / "scene.json");
    simulation.save(folder / next / "checkpoint.hippo");
    writeFileAtomically(folder / next / "note.json", note.dump(2) + "\n");
    std::filesystem::remove_all(folder / previous, ignored);
    std::filesystem::rename(folder / latest, folder / previous, ignored);
    std::error_code fault;
    std::filesystem::rename(folder / next, folder / latest, fault);
    if (fault)
        throw Error("it could not be put in its place: " + fault.message(), ErrorKind::resource)
            .inFile((folder / latest).string());
    std::filesystem::remove_all(folder / previous, ignored);
}

std::optional<RecoveryNote> readRecovery(const std::filesystem::path& folder) {
    // Between two renames there is a moment without a latest one. The next one is whole when it has
    // its note, which is written last.
    for (const char* part : {latest, next, previous})
        if (const auto note = readPart(folder / part))
            return note;
    return std::nullopt;
}

Scene recoveredScene(const RecoveryNote& note) {
    // Files that it names lie beside the scene that it came from.
    return readScene(readJsonFile(note.scene.string()),
                     std::filesystem::path(note.origin).parent_path());
}

} // namespace hippodrome
