#include "core/motion/path_fit.h"

#include "core/arena/circle_rim.h"
#include "core/arena/geometry_text.h"
#include "core/motion/path_units.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace hippodrome {

namespace {

/// So far off a wall [m] it is clear on which side a place lies, and still no micrometre.
constexpr double sideClearance = 4e-7;
/// No place on a wall is moved by more [m].
constexpr double onWall = 1e-6;

class PathFitter {
public:
    PathFitter(const PathSamples& samples, const ArenaGeometry& arena,
               const RecordedPathParameters& parameters)
        : samples_(samples), arena_(arena), parameters_(parameters),
          rimDepth_(rimDepth(arena.arena())) {}

    FittedPath fit() {
        const std::size_t count = samples_.positions.size();
        result_.positions.reserve(count);
        result_.ways.reserve(count);
        for (sample_ = 0; sample_ < count; ++sample_) {
            const bool begins = sample_ == 0 || samples_.begins[sample_];
            before_ = begins ? std::nullopt : std::optional<Vec2>(result_.positions.back());
            if (before_)
                checkSpeed();
            const Vec2 place = placeOf(samples_.positions[sample_]);
            result_.positions.push_back(place);
            result_.ways.push_back(before_ ? arena_.displacement(*before_, place) : Vec2{});
        }
        if (moved_ > 0)
            result_.notes.push_back(std::to_string(moved_) + " of " + std::to_string(count) +
                                    " positions beyond a wall, by up to " + shown(farthest_) +
                                    " m: moved to it");
        return std::move(result_);
    }

private:
    [[noreturn]] void fail(const std::string& message) const {
        samples_.fail(sample_, "", message);
    }

    bool unitsAreDeclared() const {
        return parameters_.lengthUnit != LengthUnit::metres || parameters_.metresPerUnit > 0.0;
    }
    std::string unitHint() const {
        return unitsAreDeclared() ? "" : lengthUnitHint(samples_.positions, arena_.bounds());
    }

    /// Where the rat is put for a recorded place.
    Vec2 placeOf(Vec2 recorded) {
        Vec2 place = recorded;
        if (arena_.periodic() && isNearBounds(recorded))
            place = arena_.wrap(recorded);
        double beyond = 0.0;
        if (!arena_.contains(place)) {
            const Vec2 inside = nearestPlace(place);
            beyond = length(inside - place);
            if (beyond > allowedBeyond(place))
                failOutside(recorded);
            place = inside;
        } else if (const auto wall = arena_.nearestWall(place);
                   wall && wall->distance < sideClearance) {
            place = offWall(place, wall->point, wall->segment);
        }
        if (before_)
            place = onThisSide(place, beyond);
        if (beyond > onWall) {
            ++moved_;
            farthest_ = std::max(farthest_, beyond);
        }
        return place;
    }

    bool isNearBounds(Vec2 place) const {
        const Bounds& bounds = arena_.bounds();
        const double margin = parameters_.tolerance + onWall;
        return place.x >= bounds.minimum.x - margin && place.x <= bounds.maximum.x + margin &&
               place.y >= bounds.minimum.y - margin && place.y <= bounds.maximum.y + margin;
    }

    double allowedBeyond(Vec2 place) const {
        const double allowed = parameters_.tolerance + onWall;
        if (rimDepth_ <= 0.0 || length(place - arena_.arena().circle->centre) >
                                    arena_.arena().circle->radius + rimDepth_)
            return allowed;
        return std::max(allowed, 2.0 * rimDepth_ + onWall); // it lies inside the circle itself
    }

    void failOutside(Vec2 recorded) const {
        fail("the point " + shown(recorded) + " " + outsideText(arena_.arena(), recorded) +
             unitHint());
    }

    bool isClear(Vec2 place) const {
        if (!arena_.contains(arena_.wrap(place)))
            return false;
        const auto wall = arena_.nearestWall(place);
        return !wall || wall->distance >= 0.9 * sideClearance;
    }

    /// The nearest place inside of one that lies outside.
    Vec2 nearestPlace(Vec2 place) const {
        if (const auto wall = arena_.nearestWall(place); wall && wall->distance > 0.0) {
            const Vec2 inwards = (wall->point - place) / wall->distance;
            if (const Vec2 near = wall->point + sideClearance * inwards; isClear(near))
                return near;
        }
        return arena_.nearestInside(place, sideClearance);
    }

    /// A place hardly off a wall that it lies on, at the side where the path comes from or, if it
    /// begins there, goes to.
    Vec2 offWall(Vec2 place, Vec2 foot, std::size_t segment) const {
        const Segment& wall = arena_.segments()[segment];
        const Vec2 along = (wall.b - wall.a) / length(wall.b - wall.a);
        Vec2 normal{-along.y, along.x};
        if (dot(companion() - foot, normal) < 0.0)
            normal = -normal;
        std::optional<Vec2> found;
        const auto consider = [&](Vec2 candidate) {
            if (!isClear(candidate) || length(candidate - place) > onWall)
                return false;
            if (!found)
                found = candidate;
            if (before_ && arena_.firstCrossing(*before_, wayTo(candidate)))
                return false;
            found = candidate;
            return true;
        };
        if (consider(foot + sideClearance * normal) || consider(foot - sideClearance * normal))
            return *found;
        constexpr int directions = 16; // in a corner
        for (int i = 0; i < directions; ++i)
            if (consider(place + 0.9 * onWall * unitVector(fullTurn * i / directions)))
                return *found;
        return found ? *found : place;
    }

    /// A sample at whose side of a wall this one should lie.
    Vec2 companion() const {
        if (before_)
            return *before_;
        for (std::size_t i = sample_ + 1; i < samples_.positions.size(); ++i) {
            if (samples_.begins[i])
                break;
            const auto wall = arena_.nearestWall(samples_.positions[i]);
            if (!wall || wall->distance > parameters_.tolerance)
                return samples_.positions[i];
        }
        return samples_.positions[sample_];
    }

    /// The end of the way from the sample before, which in a periodic arena may lie beyond the
    /// seam.
    Vec2 wayTo(Vec2 place) const { return *before_ + arena_.displacement(*before_, place); }

    /// `place`, or a place on the wall that it lies behind by no more than the tolerance. Fails
    /// when there is no way to either.
    Vec2 onThisSide(Vec2 place, double& beyond) {
        const Vec2 target = wayTo(place);
        const auto hit = arena_.firstCrossing(*before_, target);
        if (!hit) {
            strayed_.reset();
            return place;
        }
        if (const auto kept = beforeWall(target, *hit)) {
            const double moved = length(*kept - target);
            if (moved <= parameters_.tolerance + onWall) {
                beyond = std::max(beyond, moved);
                strayed_ = strayed_.value_or(sample_);
                return arena_.wrap(*kept);
            }
        }
        if (!hasSmallDetour(*before_, target))
            failCrossing(*hit);
        strayed_.reset();
        return place;
    }

    /// The place on the near side of the wall that the way to `target` meets.
    std::optional<Vec2> beforeWall(Vec2 target, const WallHit& hit) const {
        const Segment& wall = arena_.segments()[hit.segment];
        const Vec2 shift = hit.point - nearestPoint(wall, arena_.wrap(hit.point));
        const Vec2 image = arena_.periodic() ? rounded(shift) : Vec2{};
        const Vec2 foot = nearestPoint({wall.a + image, wall.b + image}, target);
        const Vec2 along = (wall.b - wall.a) / length(wall.b - wall.a);
        Vec2 normal{-along.y, along.x};
        if (dot(*before_ - foot, normal) < 0.0)
            normal = -normal;
        const Vec2 place = foot + sideClearance * normal;
        if (!isClear(place) || arena_.firstCrossing(*before_, place))
            return std::nullopt;
        return place;
    }

    /// A displacement between images of a periodic arena.
    Vec2 rounded(Vec2 shift) const {
        const double width = arena_.bounds().width(), height = arena_.bounds().height();
        return {width * std::round(shift.x / width), height * std::round(shift.y / height)};
    }

    /// Whether two straight lines that stray no farther than twice the tolerance from the straight
    /// way avoid what it crosses: a corner that was cut, or the end of a wall.
    bool hasSmallDetour(Vec2 from, Vec2 to) const {
        const auto first = arena_.firstCrossing(from, to), last = arena_.firstCrossing(to, from);
        if (!first || !last)
            return true;
        const Vec2 middle = 0.5 * (first->point + last->point);
        const Vec2 way = to - from;
        const Vec2 side = Vec2{-way.y, way.x} / length(way);
        const double farthest = std::min(2.0 * parameters_.tolerance, 2.0 * length(way));
        constexpr int steps = 16;
        for (int i = 1; i <= steps; ++i) {
            for (const double sign : {1.0, -1.0}) {
                const Vec2 bend = middle + (sign * farthest * i / steps) * side;
                if (!arena_.firstCrossing(from, bend) && !arena_.firstCrossing(bend, to))
                    return true;
            }
        }
        return false;
    }

    [[noreturn]] void failCrossing(const WallHit& hit) {
        const Segment& wall = arena_.segments()[hit.segment];
        std::size_t index = hit.segment;
        std::string name = "the wall ";
        const std::size_t boundary = arena_.periodic() ? 0 : arena_.arena().boundary.size();
        if (index < boundary) {
            name = "the outside, across the boundary's edge ";
        } else {
            index -= boundary;
            for (const Hole& hole : arena_.arena().holes) {
                if (index < hole.polygon.size()) {
                    name = "hole " + std::to_string(hole.id) + ", across its edge ";
                    break;
                }
                index -= hole.polygon.size();
            }
        }
        sample_ = strayed_.value_or(sample_); // where it passed the wall first
        fail("expected a free way from " + shown(samples_.positions[sample_ - 1]) + " in line " +
             std::to_string(samples_.lines[sample_ - 1]) + " to " +
             shown(samples_.positions[sample_]) + ", found one through " + name + shown(wall));
    }

    void checkSpeed() const {
        const Vec2 way =
            arena_.displacement(samples_.positions[sample_ - 1], samples_.positions[sample_]);
        const double seconds = samples_.times[sample_] - samples_.times[sample_ - 1];
        const double speed = length(way) / seconds;
        if (speed <= parameters_.maximumSpeed)
            return;
        // Who draws an arena in centimetres records the path in them.
        const std::string size = sizeQuestion(arena_.bounds());
        const std::string hint =
            size.empty() ? unitHint() : size + ", and set length_unit to the unit of the path";
        fail("expected at most " + shown(parameters_.maximumSpeed) + " m/s, found " + shown(speed) +
             " m/s from " + shown(samples_.positions[sample_ - 1]) + " to " +
             shown(samples_.positions[sample_]) +
             (!hint.empty() ? hint : minutesHint() + " (maximum_speed sets how much is allowed)"));
    }

    /// When all speeds would be plausible if the times were minutes.
    std::string minutesHint() const {
        constexpr std::size_t fewest = 10;                          // fewer rows say nothing
        constexpr double slowestCamera = 0.2, fastestCamera = 1e-4; // steps of minutes [min]
        const double step = medianStep(samples_.times);
        if (parameters_.timeUnit != TimeUnit::automatic || parameters_.countsFrames() ||
            samples_.times.size() < fewest || step > slowestCamera || step < fastestCamera)
            return {};
        for (std::size_t i = 1; i < samples_.positions.size(); ++i)
            if (length(samples_.positions[i] - samples_.positions[i - 1]) >
                60.0 * parameters_.maximumSpeed * (samples_.times[i] - samples_.times[i - 1]))
                return {};
        std::size_t fast = 0;
        for (std::size_t i = 1; i < samples_.positions.size(); ++i)
            fast += length(samples_.positions[i] - samples_.positions[i - 1]) >
                    parameters_.maximumSpeed * (samples_.times[i] - samples_.times[i - 1]);
        return 4 * fast > samples_.positions.size() ? "; are the times minutes (time_unit \"min\")?"
                                                    : "";
    }

    const PathSamples& samples_;
    const ArenaGeometry& arena_;
    const RecordedPathParameters& parameters_;
    double rimDepth_; ///< of a circle's polygon [m]
    FittedPath result_;
    std::size_t sample_ = 0;             ///< the one that is looked at
    std::optional<Vec2> before_;         ///< where the one before was put, unless an episode begins
    std::optional<std::size_t> strayed_; ///< since when samples lie behind a wall
    std::size_t moved_ = 0;
    double farthest_ = 0.0; ///< of those moved [m]
};

} // namespace

FittedPath fitPath(const PathSamples& samples, const ArenaGeometry& arena,
                   const RecordedPathParameters& parameters) {
    return PathFitter(samples, arena, parameters).fit();
}

} // namespace hippodrome
