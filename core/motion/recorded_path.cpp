#include "core/motion/recorded_path.h"

#include "core/motion/collision.h"
#include "core/motion/path_table.h"

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
            .text("data_hash", &P::dataHash,
                  {.label = "Hash of the data",
                   .help = "Of the file's content, filled in when the scene is read; a file with "
                           "another content is refused. Empty: any file is taken.",
                   .effect = Effect::restartsRun,
                   .since = "0.2.0"})
            .boolean("loop", &P::loop,
                     {.label = "Loop",
                      .help = "Begin again when the path has ended.",
                      .effect = Effect::live})
            .choice("time_unit", &P::timeUnit,
                    {{"auto", TimeUnit::automatic},
                     {"s", TimeUnit::seconds},
                     {"ms", TimeUnit::milliseconds},
                     {"us", TimeUnit::microseconds},
                     {"ns", TimeUnit::nanoseconds},
                     {"min", TimeUnit::minutes},
                     {"frames", TimeUnit::frames}},
                    {.label = "Times are",
                     .help = "What the column time counts. auto: seconds, but whole numbers in "
                             "steps of 1 are asked about.",
                     .effect = Effect::restartsRun,
                     .since = "0.2.0"})
            .real("frame_rate", &P::frameRate,
                  {.label = "Frame rate",
                   .unit = "1/s",
                   .minimum = 0.0,
                   .maximum = 1e6,
                   .help = "Frames a second, when time counts frames. 0: it does not.",
                   .effect = Effect::restartsRun,
                   .since = "0.2.0"})
            .choice("length_unit", &P::lengthUnit,
                    {{"m", LengthUnit::metres},
                     {"cm", LengthUnit::centimetres},
                     {"mm", LengthUnit::millimetres},
                     {"px", LengthUnit::pixels}},
                    {.label = "Places are in",
                     .help = "What x and y are given in; px needs metres_per_unit.",
                     .effect = Effect::restartsRun,
                     .since = "0.2.0"})
            .real("metres_per_unit", &P::metresPerUnit,
                  {.label = "Size of a unit",
                   .unit = "m",
                   .minimum = 0.0,
                   .maximum = 1e3,
                   .help = "Of x and y, such as the size of a pixel. 0: as length_unit says.",
                   .effect = Effect::restartsRun,
                   .since = "0.2.0"})
            .choice("angle_unit", &P::angleUnit,
                    {{"rad", AngleUnit::radians}, {"deg", AngleUnit::degrees}},
                    {.label = "Directions are in",
                     .help = "What head_direction is given in.",
                     .effect = Effect::restartsRun,
                     .since = "0.2.0"})
            .real("maximum_gap", &P::maximumGap,
                  {.label = "Longest gap",
                   .unit = "s",
                   .minimum = 1e-3,
                   .maximum = 1e6,
                   .help =
                       "Rows with a position that lie farther apart in time are refused; shorter "
                       "gaps are bridged.",
                   .effect = Effect::restartsRun})
            .real("maximum_speed", &P::maximumSpeed,
                  {.label = "Highest speed",
                   .unit = "m/s",
                   .minimum = 1e-3,
                   .maximum = 1e6,
                   .help = "Faster movements are refused.",
                   .effect = Effect::restartsRun})
            .real("tolerance", &P::tolerance,
                  {.label = "Tolerance",
                   .unit = "m",
                   .minimum = 0.0,
                   .maximum = 1.0,
                   .help = "Places that lie beyond a wall by no more than this are moved to it; "
                           "others are refused.",
                   .effect = Effect::restartsRun,
                   .since = "0.2.0"})
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
    : parameters_(parameters), table_(std::make_unique<PathTable>(std::move(table))) {}

RecordedPath::~RecordedPath() = default;

void RecordedPath::start(const ArenaGeometry& arena, RatState& rat, Rng&) {
    table_->fit(arena);
    time_ = 0.0;
    loops_ = 0;
    const PathTable::Sample sample = table_->at(0.0);
    rat.position = placeIn(arena, sample.position);
    rat.velocity = {};
    rat.headDirection = wrapAngle(sample.headDirection);
    rat.angularVelocity = 0.0;
}

void RecordedPath::step(const ArenaGeometry& arena, double dt, std::optional<Vec2>, RatState& rat,
                        Rng&) {
    if (!table_->isFitted()) // restored without having been started
        table_->fit(arena);
    const double before = time_;
    time_ += dt;
    startedAnew_ = table_->beginsBetween(before, time_);
    bool began = startedAnew_;
    if (parameters_.loop && time_ >= table_->duration()) {
        time_ = std::fmod(time_, table_->duration());
        ++loops_;
        began = true;
    }
    // The leap to a beginning is no movement: what is reported is that which follows it.
    const PathTable::Sample from = table_->at(began ? time_ : before);
    PathTable::Sample to = table_->at(began ? time_ + dt : time_);
    if (began && table_->beginsBetween(time_, time_ + dt))
        to = from; // an episode of one row
    const PathTable::Sample now = table_->at(time_);
    rat.velocity = arena.displacement(from.position, to.position) / dt;
    rat.angularVelocity = (to.headDirection - from.headDirection) / dt;
    rat.headDirection = wrapAngle(now.headDirection);
    rat.position = placeIn(arena, now.position);
}

Vec2 RecordedPath::placeIn(const ArenaGeometry& arena, Vec2 recorded) const {
    const Vec2 place = arena.wrap(recorded);
    if (arena.contains(place))
        return place;
    // Between two samples the path may cut a corner.
    const Vec2 near = arena.nearestInside(place, 0.5 * smallestClearance);
    if (length(near - place) <= parameters_.tolerance)
        return near;
    return arena.nearestInside(place);
}

long RecordedPath::beginnings() const {
    return loops_ * (table_->beginningsUntil(table_->duration()) + 1) +
           table_->beginningsUntil(time_);
}

std::vector<std::string> RecordedPath::notes() const {
    return table_->notes();
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
    Json state = {{"time", time_}};
    if (loops_ > 0)
        state["loops"] = loops_;
    return state;
}

void RecordedPath::restoreState(const JsonCursor& cursor) {
    ObjectReader object(cursor);
    const double time = object.required("time").number({0.0, 1e12});
    const double loops = object.optional("loops") ? object.at("loops").number({0.0, 1e12}) : 0.0;
    object.finish();
    time_ = time;
    loops_ = static_cast<long>(loops);
}

bool RecordedPath::finished() const {
    return !parameters_.loop && time_ >= table_->duration();
}

MotionType recordedPathType() {
    MotionType type{describe<RecordedPathParameters>("recorded_path", "Recorded path",
                                                     "The rat follows a path from a file.")};
    type.dataFile = [](const Json& parameters) {
        return std::filesystem::path(parameters.value("file", std::string()));
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
