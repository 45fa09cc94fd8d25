#pragma once

#include "core/scene/scene.h"

#include <filesystem>
#include <optional>
#include <vector>

namespace hippodrome {

/// How far training was: complete rounds of updates, and of the round under way, how many brains
/// were through with it (see Trainer).
struct TrainingPosition {
    long updates = 0;
    int part = 0;
    friend bool operator==(const TrainingPosition&, const TrainingPosition&) = default;
};

/// What a person or a clock decided, by tick: how many updates were done before a tick, and how the
/// scene was changed before it. With the scene a run started from, this repeats the run to the bit.
class Journal {
public:
    struct Entry {
        long tick = 0;    ///< before this tick is run ...
        long updates = 0; ///< ... so many updates had been done in all, ...
        int part = 0;     ///< ... the next one for so many brains, and then ...
        Json change; ///< ... the scene was changed by this JSON Patch (RFC 6902); null: it was not
        /// ... and a person steered, or no longer did.
        struct Steering {
            std::optional<Vec2> direction;
        };
        std::optional<Steering> steering;
    };

    Journal() = default;
    explicit Journal(const Scene& start) : start_(start) {}

    const Scene& start() const { return start_; }
    const std::vector<Entry>& entries() const { return entries_; }

    void noteUpdates(long tick, TrainingPosition training);
    void noteChange(long tick, TrainingPosition training, const Scene& before, const Scene& after);
    void noteSteering(long tick, TrainingPosition training, std::optional<Vec2> direction);
    /// Where the run ended, or stands.
    void noteEnd(long tick, TrainingPosition training);

    /// The run goes on from where it stood: the end that was noted at this tick was none.
    void forgetEnd(long tick);

    /// One JSON object a line: first the format and the scene, then the entries.
    std::string text() const;
    /// Throws Error with file and line.
    static Journal read(const std::filesystem::path& file);
    /// The same from text(); `file` is for messages, and its folder for relative file names.
    static Journal parse(const std::string& text, const std::filesystem::path& file = {});

    /// The scene after an entry's change.
    static Scene changed(const Scene& scene, const Entry& entry);

private:
    Scene start_;
    std::vector<Entry> entries_;
};

} // namespace hippodrome
