#pragma once

#include "core/run/record_marks.h"
#include "core/world/world.h"

#include <filesystem>
#include <string>
#include <vector>

namespace hippodrome {

/// The spikes of a run.
class SpikeLog {
public:
    struct Row {
        double time = 0.0; ///< since the start of the run [s]
        int source = 0;    ///< which of sources()
        int unit = 0;
    };

    /// Adds what the last tick brought; call after every tick.
    void note(const World& world);
    const std::vector<Row>& rows() const { return rows_; }
    /// Brain and population of each source, as `cells,cells`: the middle of a row of the file.
    const std::vector<std::string>& sources() const { return sources_; }

    /// CSV: `time,brain,population,unit`, to the microsecond.
    std::string text() const;

    /// Takes over as many rows as are marked that an earlier part of the same run has written; the
    /// file may hold more. Throws Error when it does not hold them, or others.
    void continueFrom(const std::filesystem::path& file, const RecordMarks& marks);
    /// The same of a run of 0.1.0, which marked nothing: the rows up to `time`, none when the file
    /// does not exist. Throws Error.
    void continueFrom(const std::filesystem::path& file, double time);
    void mark(RecordMarks& marks) const;

private:
    void read(const std::filesystem::path& file);
    int sourceOf(const std::string& name);

    std::vector<std::string> sources_;
    std::vector<Row> rows_;
};

} // namespace hippodrome
