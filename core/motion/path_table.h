#pragma once

#include "core/motion/path_fit.h"

namespace hippodrome {

/// A path of which times, places and head directions are known, linearly interpolated.
class PathTable {
public:
    /// Takes the columns of a table (see PathSamples). Throws Error, naming file and line.
    PathTable(const CsvTable& table, const RecordedPathParameters& parameters);

    /// Puts the path into an arena (see fitPath()); to be called before at(). Without recorded head
    /// directions the head points from where the rat was `headingSmoothing` seconds before to where
    /// it is as much later. Throws Error.
    void fit(const ArenaGeometry& arena);
    bool isFitted() const { return !fitted_.positions.empty(); }

    struct Sample {
        Vec2 position;              ///< [m]; in a periodic arena it may lie beyond the seam
        double headDirection = 0.0; ///< not wrapped [rad]
    };
    /// `time` counts from the first row and is held at the ends, and where an episode ends until
    /// the next begins.
    Sample at(double time) const;
    double duration() const { return samples_.times.back(); }
    /// Whether an episode begins after `from` and not after `to` [s].
    bool beginsBetween(double from, double to) const;
    /// How many episodes but the first have begun by then.
    long beginningsUntil(double time) const;

    /// What was bridged, left out and moved, a sentence each.
    std::vector<std::string> notes() const;

private:
    void headFromMovement(const ArenaGeometry& arena);

    RecordedPathParameters parameters_;
    PathSamples samples_;
    FittedPath fitted_;
    std::vector<double> headDirections_;
    std::vector<double> beginnings_; ///< of episodes but the first [s]
};

/// Reads and checks a file. Throws Error, also when it holds other data than `dataHash` says.
PathTable readPathTable(const std::filesystem::path& path,
                        const RecordedPathParameters& parameters);

} // namespace hippodrome
