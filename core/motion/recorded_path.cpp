#include "core/motion/recorded_path.h"

#include "core/motion/collision.h"

#include <cmath>

namespace hippodrome {

const Fields<RecordedPathParameters>& RecordedPathParameters::fields() {
    using P = RecordedPathParameters;
    static const Fields<P> list =
        Fields<P>()
            .text("file", &P::file,
                  {.label = "File",
                   .help = "CSV with the columns time [s], x, y [m] and perhaps head_direction "
                           "[rad], looked for in the scene's folder.",
                   .effect = Effect::restartsRun})
            .boolean("loop", &P::loop,
                     {.label = "Loop",
                      .help = "Begin again when the path has ended.",
                      .effect = Effect::live})
            .real("maximum_gap", &P::maximumGap,
                  {.label = "Longest gap",
                   .unit = "s",
                   .minimum = 1e-3,
                   .maximum = 1e6,
                   .help = "Rows that lie farther apart in time are refused.",
                   .effect = Effect::restartsRun})
            .real("maximum_speed", &P::maximumSpeed,
                  {.label = "Highest speed",
                   .unit = "m/s",
                   .minimum = 1e-3,
                   .maximum = 1e6,
                   .help = "Faster movements are refused.",
                   .effect = Effect::restartsRun})
            .real("heading_smoothing", &P::headingSmoothing,
                  {.label = "Head smoothing",
                   .unit = "s",
                   .minimum = 0.0,
                   .maximum = 100.0,
                   .help = "Without recorded head directions the head points from where the rat "
                           "was this much earlier to where it is this much later.",
                   .effect = Effect::restartsRun});
    return list;
}

RecordedPath::RecordedPath(const RecordedPathParameters& parameters, PathTable table)
    : parameters_(parameters), table_(std::move(table)) {}

void RecordedPath::start(const ArenaGeometry& arena, RatState& rat, Rng&) {
    table_.requireInside(arena);
    time_ = 0.0;
    const PathTable::Sample sample = table_.at(0.0);
    rat.position = settled(arena, sample.position);
    rat.velocity = {};
    rat.headDirection = wrapAngle(sample.headDirection);
    rat.angularVelocity = 0.0;
}

void RecordedPath::step(const ArenaGeometry& arena, double dt, std::optional<Vec2>, RatState& rat,
                        Rng&) {
    const double before = time_;
    time_ += dt;
    bool began = false;
    if (parameters_.loop && time_ >= table_.duration()) {
        time_ = std::fmod(time_, table_.duration());
        began = true;
    }
    // The leap back to the beginning is no movement: what is reported is that which follows it.
    const PathTable::Sample from = table_.at(began ? time_ : before);
    const PathTable::Sample to = table_.at(began ? time_ + dt : time_);
    const PathTable::Sample now = table_.at(time_);
    rat.velocity = arena.displacement(from.position, to.position) / dt;
    rat.angularVelocity = (to.headDirection - from.headDirection) / dt;
    rat.headDirection = wrapAngle(now.headDirection);
    rat.position = settled(arena, now.position);
}

bool RecordedPath::update(const JsonCursor& parameters) {
    RecordedPathParameters changed = RecordedPathParameters::fields().read(parameters);
    const auto written = [](RecordedPathParameters p) {
        p.loop = false;
        return RecordedPathParameters::fields().write(p);
    };
    if (written(changed) != written(parameters_))
        return false;
    parameters_ = std::move(changed);
    return true;
}

Json RecordedPath::saveState() const {
    return {{"time", time_}};
}

void RecordedPath::restoreState(const JsonCursor& cursor) {
    ObjectReader object(cursor);
    const double time = object.required("time").number({0.0, 1e12});
    object.finish();
    time_ = time;
}

bool RecordedPath::finished() const {
    return !parameters_.loop && time_ >= table_.duration();
}

MotionType recordedPathType() {
    MotionType type;
    type.key = "recorded_path";
    type.label = "Recorded path";
    type.help = "The rat follows a path from a file.";
    type.fields = RecordedPathParameters::fields().infos();
    type.resolve = [](const JsonCursor& parameters) {
        const auto& fields = RecordedPathParameters::fields();
        return fields.write(fields.read(parameters));
    };
    type.create = [](const JsonCursor& cursor, const std::filesystem::path& sceneFolder) {
        const RecordedPathParameters parameters = RecordedPathParameters::fields().read(cursor);
        if (parameters.file.empty())
            cursor.fail("expected the name of a CSV file in \"file\"");
        return std::make_unique<RecordedPath>(
            parameters, readPathTable(sceneFolder / parameters.file, parameters));
    };
    return type;
}

} // namespace hippodrome
