#pragma once

#include "core/scene/scene.h"

#include <CLI/CLI.hpp>

#include <optional>
#include <string>
#include <vector>

namespace hippodrome {

/// A scene as the command line describes it.
struct SceneArguments {
    std::string file; ///< or the name of a scene that comes with the program
    std::optional<std::uint64_t> seed;
    std::vector<std::string> values; ///< `key=value`

    void addTo(CLI::App& verb);
    /// Where the file is. Throws Error when there is none.
    std::string path() const;
    /// Reads it and changes what was asked for. Throws Error.
    Scene load() const;
};

/// Where the results of a run go, and what is said meanwhile.
struct OutputArguments {
    std::string folder;
    bool force = false;
    bool quiet = false;
    bool json = false;
    int threads = 0;
    bool noFilm = false;
    double checkpointInterval = 60.0; ///< wall time [s]

    void addTo(CLI::App& verb);
};

/// The options of the verb that say nothing, or say it in JSON.
void addTalkOptions(CLI::App& verb, bool* quiet, bool* json);
/// For verbs that resume.
CLI::Option* addNewRecordsFlag(CLI::App& verb, bool& newRecords);
/// For verbs that read scenes: whether files that a scene names may lie outside its folder.
void addOutsideFlag(CLI::App& verb);
/// Threads and instruction set.
void addThreadsOption(CLI::App& verb, int& threads);
/// Chooses the instruction set while the arguments are read. Parsing throws Error when it is not
/// there.
void addInstructionSetOption(CLI::App& app);

} // namespace hippodrome
