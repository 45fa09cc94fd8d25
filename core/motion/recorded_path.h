#pragma once

#include "core/motion/motion_model.h"
#include "core/motion/path_units.h"

namespace hippodrome {

struct RecordedPathParameters {
    std::string file; ///< relative to the scene's folder
    /// Of the file's content, 16 hexadecimal digits: filled in when a scene is read. A file with
    /// another content is refused; empty: any is taken.
    std::string dataHash;
    bool loop = false; ///< begins again at the end
    TimeUnit timeUnit = TimeUnit::automatic;
    double frameRate = 0.0; ///< of frame numbers [1/s]; 0: unknown
    LengthUnit lengthUnit = LengthUnit::metres;
    double metresPerUnit = 0.0; ///< [m]; 0: as lengthUnit says
    AngleUnit angleUnit = AngleUnit::radians;
    double maximumGap = 1.0;       ///< [s]
    double maximumSpeed = 5.0;     ///< [m/s]
    double tolerance = 0.02;       ///< up to which places beyond a wall are moved to it [m]
    double headingSmoothing = 0.2; ///< [s]

    bool countsFrames() const {
        return timeUnit == TimeUnit::frames || (timeUnit == TimeUnit::automatic && frameRate > 0.0);
    }

    static const Fields<RecordedPathParameters>& fields();
};

class PathTable;

/// The rat follows a recorded path; what an agent wants changes nothing. Recorded places are kept
/// to within a micrometre, also on walls. Where the arena was edited so that the path leads
/// outside, the rat stands at the nearest place inside.
class RecordedPath : public MotionModel {
public:
    RecordedPath(const RecordedPathParameters& parameters, PathTable table);
    ~RecordedPath() override;

    void start(const ArenaGeometry& arena, RatState& rat, Rng& rng) override;
    void step(const ArenaGeometry& arena, double dt, std::optional<Vec2> desiredVelocity,
              RatState& rat, Rng& rng) override;
    bool update(const JsonCursor& parameters) override;
    Json saveState() const override;
    void restoreState(const JsonCursor& cursor) override;
    bool finished() const override;
    bool startedAnew() const override { return startedAnew_; }
    long beginnings() const override;
    std::vector<std::string> notes() const override;

private:
    Vec2 placeIn(const ArenaGeometry& arena, Vec2 recorded) const;

    RecordedPathParameters parameters_;
    std::unique_ptr<PathTable> table_;
    double time_ = 0.0; ///< since the first row [s]
    long loops_ = 0;    ///< how often the path has begun again
    bool startedAnew_ = false;
};

/// 16 hexadecimal digits that differ when the content of a file does. Throws Error.
std::string recordedDataHash(const std::filesystem::path& path);

MotionType recordedPathType();

} // namespace hippodrome
