#include "app/arguments.h"

#include "core/net/kernels/instruction_set.h"
#include "core/scene/outside_files.h"

#include "app/bundled.h"

namespace hippodrome {

void SceneArguments::addTo(CLI::App& verb) {
    verb.add_option("SCENE", file, "Scene file, or the name of a scene that comes with the program")
        ->required();
    addOutsideFlag(verb);
    verb.add_option("--seed", seed, "Seed instead of the scene's")
        ->type_name("K")
        ->check([](const std::string& text) {
            // CLI11 would take -1 for the largest number.
            return text.find_first_not_of("0123456789") == std::string::npos
                       ? std::string()
                       : "expected a whole number from 0, found " + text;
        });
    verb.add_option("--set", values,
                    "Change a value of the scene, as in recording.bin_size=0.05 or "
                    "brains.NAME.units=64; may be repeated")
        ->type_name("KEY=VALUE")
        ->expected(1)
        ->take_all()
        ->allow_extra_args(false);
}

std::string SceneArguments::path() const {
    return sceneFile(file);
}

Scene SceneArguments::load() const {
    Scene scene = loadScene(path());
    for (const std::string& value : values) {
        const std::size_t equals = value.find('=');
        if (equals == std::string::npos || equals == 0)
            throw Error("expected KEY=VALUE", ErrorKind::usage).inFile("--set " + value);
        try {
            scene = withValue(scene, value.substr(0, equals), value.substr(equals + 1));
        } catch (const Error& error) {
            throw error.inFile("--set " + value);
        }
    }
    if (seed)
        scene.seed = *seed;
    return scene;
}

void addTalkOptions(CLI::App& verb, bool* quiet, bool* json) {
    if (quiet)
        verb.add_flag("--quiet", *quiet, "Say nothing but errors");
    if (json)
        verb.add_flag("--json", *json, "Print one JSON object at the end, and nothing else");
}

CLI::Option* addNewRecordsFlag(CLI::App& verb, bool& newRecords) {
    return verb.add_flag(
        "--new-records", newRecords,
        "Begin path, spikes, learning curve and film at the checkpoint, instead of "
        "going on with those beside it");
}

void addOutsideFlag(CLI::App& verb) {
    verb.add_flag_callback(
        "--allow-outside", [] { setOutside(Outside::allow); },
        "Open files that a scene names also outside its folder (motion.file, agent.trained)");
}

void addThreadsOption(CLI::App& verb, int& threads) {
    verb.add_option("--threads", threads, "Threads; 0 for all processors. Results are the same")
        ->type_name("N")
        ->check(CLI::Range(0, 1024));
    addInstructionSetOption(verb);
}

void addInstructionSetOption(CLI::App& app) {
    app.add_option_function<std::string>(
           "--isa", [](const std::string& name) { chooseInstructionSet(name); },
           "Instruction set of the networks: portable, avx2, avx512 or best. The same one "
           "gives the same bits")
        ->type_name("NAME");
}

void OutputArguments::addTo(CLI::App& verb) {
    verb.add_option("--out", folder, "Folder for the results; new or empty")
        ->type_name("DIR")
        ->required();
    verb.add_flag("--force", force, "Use the folder although it is not empty");
    verb.add_flag("--no-film", noFilm, "Keep no maps of the training on the way (film.hippo)");
    verb.add_option("--checkpoint-every", checkpointInterval,
                    "Save what is there so often, to go on from [s of wall time]; 0: at every step")
        ->type_name("S")
        ->check(CLI::NonNegativeNumber)
        ->capture_default_str();
    addThreadsOption(verb, threads);
    addTalkOptions(verb, &quiet, &json);
}

} // namespace hippodrome
