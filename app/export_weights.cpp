#include "app/export_weights.h"

#include "core/net/weight_export.h"
#include "core/world/simulation.h"

namespace hippodrome {

std::vector<WeightsFile> weightsOfRun(const ExportSource& source, const std::string& format) {
    if (source.runFolder.empty())
        throw Error("a scene has no weights before it was trained; give the folder of a run "
                    "(hippodrome train SCENE --out DIR)",
                    ErrorKind::usage);
    Simulation simulation(source.scene, 1);
    simulation.restore(source.runFolder / "checkpoint.hippo");
    std::vector<WeightsFile> files;
    for (const RidingBrain& riding : simulation.world().brains()) {
        const Trainable* trainable = riding.brain->trainable();
        if (!trainable)
            continue;
        const std::vector<NamedArray> arrays = trainable->exportedArrays();
        if (format == "npz") {
            files.push_back({riding.name, npzBytes(arrays)});
            continue;
        }
        const Json& parameters = source.scene.findBrain(riding.name)->brain.parameters;
        files.push_back(
            {riding.name,
             safetensorsBytes(arrays,
                              {{"program", "hippodrome"},
                               {"scene_hash", sceneHash(source.scene)},
                               {"updates", std::to_string(trainable->trainingReport().updates)},
                               {"parameters", parameters.dump()}})});
    }
    if (files.empty())
        throw Error("expected a brain that trains, found none")
            .inFile((source.runFolder / "scene.json").string());
    return files;
}

} // namespace hippodrome
