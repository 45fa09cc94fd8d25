#pragma once

#include "core/base/csv.h"
#include "core/motion/motion_model.h"

namespace hippodrome {

struct RecordedPathParameters {
    std::string file;              ///< relative to the scene's folder
    bool loop = false;             ///< begins again at the end
    double maximumGap = 1.0;       ///< [s]
    double maximumSpeed = 5.0;     ///< [m/s]
    double headingSmoothing = 0.2; ///< [s]

    static const Fields<RecordedPathParameters>& fields();
};

/// A path of which times, places and head directions are known, linearly interpolated.
class PathTable {
public:
    /// Takes the columns `time` [s], `x`, `y` [m] and, where present, `head_direction` [rad] of a
    /// table; others are passed over. Without head directions the head points from where the rat
    /// was `headingSmoothing` seconds before to where it is as much later. Throws Error for missing
    /// columns, fewer than two rows, time that does not grow, gaps, implausible speeds (saying so
    /// when the numbers look like centimetres) and head directions beyond 2 pi (that look like
    /// degrees), naming file and line.
    PathTable(const CsvTable& table, const std::string& file,
              const RecordedPathParameters& parameters);

    struct Sample {
        Vec2 position;              ///< [m]
        double headDirection = 0.0; ///< not wrapped [rad]
    };
    /// `time` counts from the first row and is held at the ends.
    Sample at(double time) const;
    double duration() const { return times_.back(); }

    /// Throws Error, with the line, when a point lies outside the arena.
    void requireInside(const ArenaGeometry& arena) const;

private:
    void checkRow(std::size_t row, const RecordedPathParameters& parameters) const;
    void headFromMovement(double smoothing);
    [[noreturn]] void fail(std::size_t row, const std::string& field,
                           const std::string& message) const;

    std::string file_;
    std::vector<double> times_; ///< from 0
    std::vector<Vec2> positions_;
    std::vector<double> headDirections_;
    std::vector<int> lines_;
};

/// The rat follows a recorded path; what an agent wants changes nothing. Where the arena was edited
/// so that the path leads outside, the rat stands at the nearest place inside.
class RecordedPath : public MotionModel {
public:
    RecordedPath(const RecordedPathParameters& parameters, PathTable table);

    void start(const ArenaGeometry& arena, RatState& rat, Rng& rng) override;
    void step(const ArenaGeometry& arena, double dt, std::optional<Vec2> desiredVelocity,
              RatState& rat, Rng& rng) override;
    bool update(const JsonCursor& parameters) override;
    Json saveState() const override;
    void restoreState(const JsonCursor& cursor) override;
    bool finished() const override;

private:
    RecordedPathParameters parameters_;
    PathTable table_;
    double time_ = 0.0; ///< since the first row [s]
};

/// Reads and checks a file.
PathTable readPathTable(const std::filesystem::path& path,
                        const RecordedPathParameters& parameters);

MotionType recordedPathType();

} // namespace hippodrome
