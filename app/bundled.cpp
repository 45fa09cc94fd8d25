#include "app/bundled.h"

#include "core/base/error.h"
#include "core/scene/catalogue.h"

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

/// By the name of the file alone, too, for those in a folder of a topic.
std::map<std::string, fs::path> scenesByName() {
    std::map<std::string, fs::path> scenes, below;
    for (const CatalogueEntry& entry : catalogueOf(bundledScenes())) {
        scenes[entry.name] = entry.file;
        below[entry.file.stem().string()] = entry.file;
    }
    scenes.merge(below);
    return scenes;
}

std::map<std::string, fs::path> sweepsByName() {
    return jsonFiles(bundledScenes() / "sweeps");
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

/// `list` is asked only when there is no such file.
template <class List>
std::string fileOf(const std::string& given, List list, const std::string& what) {
    std::error_code ignored;
    if (given.empty() || fs::exists(given, ignored))
        return given;
    const std::map<std::string, fs::path> byName = list();
    if (const auto found = byName.find(given); found != byName.end())
        return found->second.string();
    const bool isName = given.find_first_of("./") == std::string::npos;
    if (isName)
        throw Error("expected a file, or the name of a " + what +
                    " that comes with the program, found \"" + given + "\"" +
                    didYouMean(nearestWord(given, namesOf(byName))));
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
    return namesOf(sweepsByName());
}

std::string sceneFile(const std::string& given) {
    return fileOf(given, scenesByName, "scene");
}

std::string sweepFile(const std::string& given) {
    return fileOf(given, sweepsByName, "sweep");
}

} // namespace hippodrome
