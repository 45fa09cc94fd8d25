#pragma once

#include "core/arena/arena.h"
#include "core/base/field.h"
#include "core/base/json_io.h"
#include "core/scene/about.h"
#include "core/scene/task.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

namespace hippodrome {

/// A part of a scene that a registry makes: a motion model, an agent or a brain. `parameters` are
/// resolved: checked, with every default spelled out.
struct Component {
    std::string type;
    Json parameters = Json::object();
    friend bool operator==(const Component&, const Component&) = default;
};

struct BrainEntry {
    std::string name; ///< `[a-z0-9_]+`, unique; names its files
    Component brain;
    friend bool operator==(const BrainEntry&, const BrainEntry&) = default;
};

/// Another agent, in a copy of the world of its own.
struct Rival {
    std::string name; ///< `[a-z0-9_]+`, unique
    Component agent;
    friend bool operator==(const Rival&, const Rival&) = default;
};

/// How time passes and what is recorded.
struct RecordingParameters {
    double timeStep = 0.0125;         ///< of a tick [s]
    double binSize = 0.025;           ///< of path maps [m]
    double smoothing = 2.0;           ///< of path maps when shown, Gaussian [bins]
    double trajectoryInterval = 0.05; ///< between rows of trajectory.csv [s]

    static const Fields<RecordingParameters>& fields();
    friend bool operator==(const RecordingParameters&, const RecordingParameters&) = default;
};

/// What the rat perceives. The noise is that of its sense of own movement, which path integration
/// accumulates: a random walk, so that it does not depend on the time step.
struct SensesParameters {
    bool dark = false;
    double movementNoise = 0.0; ///< error of the summed displacement after a second [m/sqrt(s)]
    double turnNoise = 0.0;     ///< error of the summed turns after a second [rad/sqrt(s)]

    static const Fields<SensesParameters>& fields();
    friend bool operator==(const SensesParameters&, const SensesParameters&) = default;
};

/// How many optimiser steps belong to a second of simulated time when no window decides.
struct TrainingParameters {
    double updatesPerSecond = 20.0;    ///< of simulated time
    double evaluationInterval = 200.0; ///< updates between rows of history.csv

    static const Fields<TrainingParameters>& fields();
    friend bool operator==(const TrainingParameters&, const TrainingParameters&) = default;
};

/// How the window shows the scene; never zoom, selection, tool or run state.
struct ViewParameters {
    /// What the galleries show: the tuning of the moment, the path maps since the last edit of the
    /// arena, those from before it, or the latter taken away from the former.
    enum class MapKind { probe, path, pathBefore, pathDifference };

    std::string sortBy = "grid_score"; ///< one of sortOrders()
    MapKind maps = MapKind::probe;
    std::string colourMap = "viridis";
    double speed = 4.0; ///< simulated seconds per second; 0: as fast as possible
    bool train = true;  ///< training runs from the start
    bool trail = true;
    bool fieldOutlines = false;
    std::string panel = "charts";  ///< below; which there are the window knows
    std::string overlay = "value"; ///< which map of an agent lies over its arena; empty: none
    bool choices = true;           ///< an arrow for what it would do in each tile
    bool replays = true;           ///< arrows for what it goes over from memory

    static const Fields<ViewParameters>& fields();
    friend bool operator==(const ViewParameters&, const ViewParameters&) = default;
};

/// Everything that a run needs: one JSON file, a plain value.
struct Scene {
    static constexpr int formatVersion = 1;
    static constexpr const char* formatName = "hippodrome-scene";

    std::string title = "Untitled";
    std::string notes; ///< for the lecturer
    About about;
    std::uint64_t seed = 1;
    Arena arena = Arena::rectangle(1.0, 1.0);
    Component motion;
    Component agent;
    std::vector<Rival> rivals;
    Task task;
    std::vector<BrainEntry> brains;
    SensesParameters senses;
    RecordingParameters recording;
    TrainingParameters training;
    ViewParameters view;
    Json expectations = Json::array(); ///< statements that a run must satisfy
    Json protocol; ///< resolved object (core/agents/protocol.h); null when there is none
    std::filesystem::path folder; ///< where relative file names start; not part of the file

    const BrainEntry* findBrain(const std::string& name) const;
    const Rival* findRival(const std::string& name) const;
    /// At most so many rivals.
    static constexpr std::size_t mostRivals = 15;
    friend bool operator==(const Scene&, const Scene&) = default;
};

/// Reads and checks a scene: version, every key, every value, the arena. Throws Error with file,
/// line, path, what was expected and what was found.
Scene readScene(const JsonDocument& document, const std::filesystem::path& folder = {});
/// The same from a file; what it names lies in its folder, or `ask` says that it may be opened all
/// the same (core/scene/outside_files.h).
Scene loadScene(const std::filesystem::path& file,
                const std::function<bool(const std::filesystem::path& file)>& ask = {});

/// The scene with every default spelled out; reading it back gives the same scene.
Json writeScene(const Scene& scene);
/// Writes atomically, without the hash of its data, which may change while one works on the scene.
/// Throws Error (resource).
void saveScene(const Scene& scene, const std::filesystem::path& file);

/// 16 hexadecimal digits that differ when anything that matters to a run differs (title, notes,
/// about, view and expectations do not). Of a file that the motion follows the content counts, and
/// not where it lies.
std::string sceneHash(const Scene& scene);

/// The file whose data the motion follows, with the scene's folder; empty when there is none.
std::filesystem::path motionData(const Scene& scene);
/// The scene with another name for that file, relative to `folder`; its content must be the same.
Scene withMotionData(const Scene& scene, const std::string& file,
                     const std::filesystem::path& folder);
/// Throws Error when two scenes are the same but for the data that their motion follows.
void requireSameData(const Scene& expected, const Scene& found);

/// The scene with one value changed (another type of agent or motion keeps the values of parameters
/// that it has too): `key` is a dotted path whose brains and rivals may be given by name, as
/// in `brains.place_cells.field.width` or `arena.periodic`. `value` is JSON, or text where the key
/// holds text. Throws Error.
Scene withValue(const Scene& scene, const std::string& key, const std::string& value);

/// The value that a key names, as withValue() would find it; null when there is none.
Json valueAt(const Scene& scene, const std::string& key);

/// The JSON Schema of scene files (draft 2020-12), made from the declared fields.
Json sceneSchema();

} // namespace hippodrome
