#pragma once

#include "core/base/csv.h"
#include "core/motion/recorded_path.h"

#include <string>
#include <vector>

namespace hippodrome {

/// The rows of a recorded path that say where the animal was, in seconds, metres and radians.
struct PathSamples {
    std::vector<double> times; ///< from 0, rising
    std::vector<Vec2> positions;
    /// Not wrapped, the shorter way from each to the next, missing ones bridged; empty when none is
    /// known.
    std::vector<double> headDirections;
    std::vector<bool> begins; ///< an episode begins: the way from the sample before is no movement
    std::vector<int> lines;   ///< in the file, from 1
    std::string file;
    std::vector<std::string> notes; ///< what was bridged and left out

    /// Takes the columns `time`, `x`, `y` and, where present, `head_direction` and `episode`.
    /// Throws Error, with the line, for what recorded_path.h tells of.
    static PathSamples of(const CsvTable& table, const RecordedPathParameters& parameters);

    [[noreturn]] void fail(std::size_t sample, const std::string& field,
                           const std::string& message) const;
};

} // namespace hippodrome
