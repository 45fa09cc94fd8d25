#include "app/bundled.h"

#include "core/base/error.h"

#include <algorithm>
#include <map>

namespace hippodrome {

namespace {

namespace fs = std::filesystem;

fs::path bundled(const char* name, const char* inSources) {
    std::error_code ignored;
    const fs::path program = fs::read_symlink("/proc/self/exe", ignored);
    const fs::path installed = program.parent_path().parent_path() / "share" / "hippodrome" / name;
    return fs::is_directory(installed, ignored) ? installed : fs::path(inSources);
}

/// JSON files of a folder by their names without the extension.
std::map<std::string, fs::path> jsonFiles(const fs::path& folder) {
    std::map<std::string, fs::path> files;
    std::error_code ignored;
    for (const auto& entry : fs::directory_iterator(folder, ignored))
        if (entry.path().extension() == ".json")
            files[entry.path().stem().string()] = entry.path();
    return files;
}

std::map<std::string, fs::path> scenesByName() {
    std::map<std::string, fs::path> scenes = jsonFiles(bundledScenes());
    for (const char* topic : {"agents", "revaluation"})
        scenes.merge(jsonFiles(bundledScenes() / topic));
    return scenes;
}

std::vector<std::string> namesOf(const std::map<std::string, fs::path>& files) {
    std::vector<std::string> names;
    for (const auto& [name, file] : files)
        names.push_back(name);
    return names;
}

std::string didYouMean(const std::string& nearest) {
    return nearest.empty() ? std::string() : "; did you mean " + nearest + "?";
}

/// Something without a folder and an ending.
bool isName(const std::string& text) {
    return !text.empty() && text.find_first_of("./") == std::string::npos;
}

std::string fileOf(const std::string& given, const std::map<std::string, fs::path>& byName,
                   const std::string& what) {
    std::error_code ignored;
    if (given.empty() || fs::exists(given, ignored))
        return given;
    if (isName(given)) {
        if (const auto found = byName.find(given); found != byName.end())
            return found->second.string();
        throw Error("expected a file, or the name of a " + what +
                    " that comes with the program, found \"" + given + "\"" +
                    didYouMean(nearestWord(given, namesOf(byName))));
    }
    const fs::path path(given);
    std::vector<std::string> beside;
    for (const auto& [name, file] :
         jsonFiles(path.has_parent_path() ? path.parent_path() : fs::path(".")))
        beside.push_back(file.filename().string());
    const std::string nearest = nearestWord(path.filename().string(), beside);
    throw Error("no such file" +
                didYouMean(nearest.empty() ? nearest : (path.parent_path() / nearest).string()))
        .inFile(given);
}

} // namespace

fs::path bundledScenes() {
    return bundled("scenes", HIPPODROME_SCENES);
}

fs::path bundledTrainings() {
    return bundled("trainings", HIPPODROME_TRAININGS);
}

std::vector<std::string> bundledSceneNames() {
    return namesOf(scenesByName());
}

std::vector<std::string> bundledSweepNames() {
    return namesOf(jsonFiles(bundledScenes() / "sweeps"));
}

std::string sceneFile(const std::string& given) {
    return fileOf(given, scenesByName(), "scene");
}

std::string sweepFile(const std::string& given) {
    return fileOf(given, jsonFiles(bundledScenes() / "sweeps"), "sweep");
}

} // namespace hippodrome
