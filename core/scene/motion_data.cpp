#include "core/scene/motion_data.h"

#include "core/motion/motion_model.h"
#include "core/motion/recorded_path.h"

namespace hippodrome {

namespace {

constexpr const char* hashKey = "data_hash";

std::string hashOfData(const Scene& scene) {
    return scene.motion.parameters.value(hashKey, std::string());
}

} // namespace

std::filesystem::path motionData(const Scene& scene) {
    for (const MotionType& type : motionTypes()) {
        if (type.key != scene.motion.type || !type.dataFile)
            continue;
        const std::filesystem::path file = type.dataFile(scene.motion.parameters);
        return file.empty() ? file : scene.folder / file;
    }
    return {};
}

void noteMotionData(Scene& scene) {
    const std::filesystem::path file = motionData(scene);
    std::error_code code;
    if (file.empty() || !hashOfData(scene).empty() || !std::filesystem::is_regular_file(file, code))
        return;
    try {
        scene.motion.parameters[hashKey] = recordedDataHash(file);
    } catch (const Error&) {
        // Whoever follows the path says what is wrong with the file.
    }
}

void forgetPlaceOfData(Json& parameters) {
    if (!parameters.is_object() || !parameters.contains(hashKey))
        return;
    parameters.erase(parameters[hashKey] == "" ? hashKey : "file");
}

Scene withMotionData(const Scene& scene, const std::string& file,
                     const std::filesystem::path& folder) {
    Scene changed = scene;
    changed.motion.parameters["file"] = file;
    changed.folder = folder;
    return changed;
}

void requireSameData(const Scene& expected, const Scene& found) {
    const std::string wanted = hashOfData(expected), present = hashOfData(found);
    if (wanted == present || wanted.empty() || present.empty())
        return;
    Scene other = found;
    other.motion.parameters[hashKey] = wanted;
    if (sceneHash(other) == sceneHash(expected))
        throw Error("the data of the path have changed: expected those of the hash " + wanted +
                    ", found those of the hash " + present + " in " + motionData(found).string());
}

} // namespace hippodrome
