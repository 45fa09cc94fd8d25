#pragma once

#include "core/base/json_io.h"

#include <filesystem>
#include <string>

namespace hippodrome {

/// What the records beside a checkpoint hold of the run up to it, kept in the checkpoint: a run
/// goes on only with records that reach it, and with exactly so much of them.
struct RecordMarks {
    struct Rows {
        long count = 0;   ///< without the line of column names
        std::string hash; ///< of the text with these rows
    };

    Rows trajectory;
    Rows spikes;
    double rewarded = 0.0; ///< sum of the rewards in the trajectory's rows, unrounded
    long evaluations = 0;  ///< rows of the learning curve that a run has without being stopped
    long filmMoment = 0;   ///< update of the film's last moment; 0: there is none

    static constexpr const char* block = "records"; ///< its name in a checkpoint
    Json json() const;
    /// Throws Error.
    static RecordMarks read(const JsonCursor& cursor);
};

/// 16 hexadecimal digits.
std::string textHash(const std::string& text);

/// Throws Error when a file holds fewer rows than were marked.
void requireRows(const std::filesystem::path& file, const RecordMarks::Rows& marked,
                 std::size_t found);

} // namespace hippodrome
