#pragma once

#include "core/run/record_marks.h"
#include "core/world/world.h"

#include <filesystem>
#include <string>
#include <vector>

namespace hippodrome {

/// The path of a run, with a row every so many simulated seconds. As text it can be read back as a
/// recorded path.
class Trajectory {
public:
    struct Row {
        double time = 0.0; ///< [s]
        Vec2 position;     ///< [m]
        double headDirection = 0.0;
        double speed = 0.0;  ///< [m/s]
        double reward = 0.0; ///< received since the row before
        long episode = 0;    ///< how many had ended before
    };

    /// Adds a row if the last tick has reached or passed a multiple of `interval` [s]; call after
    /// every tick, and once before the first.
    void note(const World& world, double interval);
    const std::vector<Row>& rows() const { return rows_; }

    /// CSV: `time,x,y,head_direction,speed,reward,episode`, to the micrometre and microsecond,
    /// which is nearer than a rat comes to a wall.
    std::string text() const;

    /// Takes over as many rows as are marked that an earlier part of the same run has written; the
    /// file may hold more. Throws Error when it does not hold them, or others.
    void continueFrom(const std::filesystem::path& file, const RecordMarks& marks);
    /// The same of a run of 0.1.0, which marked nothing: the rows up to `time`. Throws Error when
    /// they end more than `interval` before [s].
    void continueFrom(const std::filesystem::path& file, double time, double interval);
    void mark(RecordMarks& marks) const;

private:
    void read(const std::filesystem::path& file);

    std::vector<Row> rows_;
    double rewarded_ = 0.0; ///< sum of the rows' rewards
};

} // namespace hippodrome
