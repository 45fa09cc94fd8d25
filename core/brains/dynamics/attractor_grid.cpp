#include "core/brains/dynamics/attractor_grid.h"

#include <cmath>
#include <numbers>
#include <utility>

namespace hippodrome {

namespace {

/// Calibration: the lattice is driven for so many steps in each of four directions.
constexpr double calibrationDrive = 0.02;
constexpr int calibrationSteps = 300;
constexpr int stepsBeforeMeasuring = 50;

AttractorSheetParameters sheetParameters(const AttractorGridParameters& parameters) {
    AttractorSheetParameters sheet;
    sheet.side = parameters.side;
    sheet.timeConstant = parameters.timeConstant;
    sheet.timeStep = parameters.timeStep;
    sheet.gain = parameters.gain;
    return sheet;
}

} // namespace

const Fields<AttractorGridParameters>& AttractorGridParameters::fields() {
    using P = AttractorGridParameters;
    static const Fields<P> list =
        Fields<P>()
            .integer("side", &P::side,
                     {.label = "Neurons a side",
                      .minimum = 24,
                      .maximum = 256,
                      .help = "The sheet has as many rows as columns; an even number.",
                      .source = "Burak and Fiete 2009: 128"})
            .real("spacing", &P::spacing,
                  {.label = "Grid spacing",
                   .unit = "m",
                   .minimum = 0.1,
                   .maximum = 10.0,
                   .help = "Between neighbouring fields; sets how strongly movement drives the "
                           "sheet."})
            .real("orientation", &P::orientation,
                  {.label = "Orientation",
                   .unit = "rad",
                   .minimum = -3.15,
                   .maximum = 3.15,
                   .help = "By which the sheet is turned against the arena."})
            .real("time_constant", &P::timeConstant,
                  {.label = "Time constant",
                   .unit = "s",
                   .minimum = 0.001,
                   .maximum = 0.1,
                   .help = "Of the neurons.",
                   .source = "Burak and Fiete 2009: 0.01"})
            .real("time_step", &P::timeStep,
                  {.label = "Sheet step",
                   .unit = "s",
                   .minimum = 0.0001,
                   .maximum = 0.005,
                   .help = "Of the integration; at most half of the time constant.",
                   .source = "Burak and Fiete 2009: 0.0005"})
            .real("gain", &P::gain,
                  {.label = "Gain",
                   .minimum = 1.5,
                   .maximum = 10.0,
                   .help = "Output for the input; below 1.5 no lattice forms."})
            .real("neural_noise", &P::neuralNoise,
                  {.label = "Neural noise",
                   .minimum = 0.0,
                   .maximum = 1.0,
                   .help = "Standard deviation of the white noise in every neuron's rate after one "
                           "time constant, as a share of the mean rate.",
                   .effect = Effect::live})
            .choice("anchor", &P::anchor,
                    {{"none", Anchor::none},
                     {"walls", Anchor::walls},
                     {"walls_and_sight", Anchor::wallsAndSight}},
                    {.label = "Anchor",
                     .help = "What corrects the drift: nothing; touching a wall, which tells the "
                             "distance to it but not the place along it; or also seeing the place "
                             "while it is light.",
                     .source = "Hardcastle et al. 2015: walls",
                     .effect = Effect::live})
            .real("anchor_strength", &P::anchorStrength,
                  {.label = "Anchor strength",
                   .minimum = 0.0,
                   .maximum = 1.0,
                   .help = "Height of the input that corrects; the uniform drive is 1.",
                   .effect = Effect::live})
            .real("contact_distance", &P::contactDistance,
                  {.label = "Contact distance",
                   .unit = "m",
                   .minimum = 0.0,
                   .maximum = 1.0,
                   .help = "A wall nearer than this is touched.",
                   .effect = Effect::live})
            .integer("cells", &P::cells,
                     {.label = "Recorded cells",
                      .minimum = 1,
                      .maximum = 1024,
                      .help = "Neurons of the sheet, evenly spread, whose maps are recorded."});
    return list;
}

AttractorGrid::AttractorGrid(const AttractorGridParameters& parameters, const BrainSetting& setting)
    : parameters_(parameters), arena_(setting.arena), sheet_(sheetParameters(parameters)),
      rng_(Rng::stream(setting.seed, setting.name + ".noise")) {
    if (parameters.timeStep > parameters.timeConstant / 2.0)
        throw Error("expected at most half of the time constant, " +
                    formatNumber(parameters.timeConstant / 2.0) + " s, found " +
                    formatNumber(parameters.timeStep) + " s")
            .atField("time_step");
    const int neurons = parameters.side * parameters.side;
    if (parameters.cells > neurons)
        throw Error("expected at most the " + std::to_string(neurons) +
                    " neurons of the sheet, found " + std::to_string(parameters.cells))
            .atField("cells");
    // Multiples of the golden ratio, so that any number of them is spread evenly.
    for (int i = 0; i < parameters.cells; ++i) {
        const double share = i * (std::numbers::phi - 1.0);
        const int row = static_cast<int>((i + 0.5) / parameters.cells * parameters.side);
        const int column = static_cast<int>((share - std::floor(share)) * parameters.side);
        recorded_.push_back(row * parameters.side + column);
    }
    populations_ = {{"cells", parameters.cells, false, ""}};
    rates_.resize(recorded_.size());
    extra_.resize(static_cast<std::size_t>(neurons));
    calibrate();
}

void AttractorGrid::calibrate() {
    const std::vector<float> settled(sheet_.activity().begin(), sheet_.activity().end());
    double speed = 0.0; // of the lattice for a drive of 1 [neurons/s]
    for (const Vec2 direction : {Vec2{1, 0}, Vec2{0, 1}, Vec2{-1, 0}, Vec2{0, -1}}) {
        sheet_.setActivity(settled);
        sheet_.setShift({});
        Vec2 start;
        for (int step = 0; step < stepsBeforeMeasuring + calibrationSteps; ++step) {
            sheet_.step(direction * calibrationDrive);
            const Vec2 shift = sheet_.patternShift();
            if (step + 1 == stepsBeforeMeasuring)
                start = shift;
        }
        const double moved = dot(sheet_.lastShift() - start, direction);
        speed += moved / (4.0 * calibrationSteps * parameters_.timeStep * calibrationDrive);
    }
    sheet_.setActivity(settled);
    sheet_.setShift({});
    if (!(speed > 0.0))
        throw Error("no lattice that movement could shift has formed with these parameters")
            .atField("gain");
    driveGain_ = sheet_.period() / parameters_.spacing / speed;
}

Vec2 AttractorGrid::toSheet(Vec2 displacement) const {
    const double c = std::cos(parameters_.orientation), s = std::sin(parameters_.orientation);
    return {c * displacement.x + s * displacement.y, c * displacement.y - s * displacement.x};
}

Vec2 AttractorGrid::toArena(Vec2 shift) const {
    const double c = std::cos(parameters_.orientation), s = std::sin(parameters_.orientation);
    const double scale = parameters_.spacing / sheet_.period();
    return Vec2{c * shift.x - s * shift.y, c * shift.y + s * shift.x} * scale;
}

Vec2 AttractorGrid::estimate() const {
    return arena_->wrap(origin_ + toArena(sheet_.lastShift()));
}

void AttractorGrid::begin(const Observation& first) {
    lastPosition_ = first.position;
    origin_ = first.position - toArena(sheet_.lastShift());
    record();
}

Inside AttractorGrid::inside() {
    InsideTable sheet;
    sheet.label = "sheet of neurons";
    sheet.help = "Every point is a neuron: bumps of activity on a sheet without edges, which the "
                 "rat's own movement shifts.";
    sheet.setPicture(sheet_.side(), sheet_.activity());
    Inside inside;
    inside.tables.push_back(std::move(sheet));
    return inside;
}

std::optional<Vec2> AttractorGrid::correction(const Observation& now) const {
    if (parameters_.anchor == AttractorGridParameters::Anchor::none)
        return std::nullopt;
    const Vec2 error = arena_->displacement(estimate(), now.position);
    if (parameters_.anchor == AttractorGridParameters::Anchor::wallsAndSight && !now.dark)
        return error;
    const std::optional<NearestWall> wall = arena_->nearestWall(now.position);
    if (!wall || wall->distance > parameters_.contactDistance || wall->distance < 1e-9)
        return std::nullopt;
    const Vec2 away = (now.position - wall->point) / wall->distance;
    return away * dot(error, away);
}

double AttractorGrid::observe(const Observation& now) {
    const Vec2 moved = arena_->displacement(lastPosition_, now.position) + now.movementError;
    lastPosition_ = now.position;
    const std::optional<Vec2> error = correction(now);
    sinceContact_ = error ? 0.0 : sinceContact_ + now.dt;
    if (error) {
        // As if cells that fire at this wall had learned which lattice belongs there.
        sheet_.latticeAt(
            sheet_.lastShift() + toSheet(*error) * (sheet_.period() / parameters_.spacing), extra_);
        for (float& value : extra_)
            value *= static_cast<float>(parameters_.anchorStrength);
    }
    const Vec2 drive = toSheet(moved / now.dt) * driveGain_;
    owedTime_ += now.dt;
    while (owedTime_ >= parameters_.timeStep * 0.5) {
        sheet_.step(drive, error ? std::span<const float>(extra_) : std::span<const float>());
        if (parameters_.neuralNoise > 0.0)
            addNoise();
        owedTime_ -= parameters_.timeStep;
    }
    sheet_.patternShift();
    record();
    return now.dt;
}

void AttractorGrid::addNoise() {
    std::vector<float> noisy(sheet_.activity().begin(), sheet_.activity().end());
    double mean = 0.0;
    for (const float rate : noisy)
        mean += rate / static_cast<double>(noisy.size());
    const double deviation =
        parameters_.neuralNoise * mean * std::sqrt(parameters_.timeStep / parameters_.timeConstant);
    for (float& rate : noisy)
        rate = std::max(0.0f, rate + static_cast<float>(deviation * rng_.normal()));
    sheet_.setActivity(noisy);
}

void AttractorGrid::record() {
    for (std::size_t i = 0; i < recorded_.size(); ++i)
        rates_[i] = sheet_.activity()[static_cast<std::size_t>(recorded_[i])];
}

std::vector<Reading> AttractorGrid::readings() const {
    return {{"drift", "Believed place is off by", "m",
             length(arena_->displacement(estimate(), lastPosition_))},
            {"since_anchor", "Since the last correction", "s", sinceContact_}};
}

void AttractorGrid::update(const JsonCursor& parameters) {
    parameters_ = AttractorGridParameters::fields().read(parameters);
}

void AttractorGrid::state(StateVisitor& s) {
    std::vector<float> activity(sheet_.activity().begin(), sheet_.activity().end());
    Vec2 shift = sheet_.lastShift();
    s("activity", activity)("shift", shift)("rng", rng_)("origin", origin_);
    s("last_position", lastPosition_)("owed_time", owedTime_, Allowed::from(-1.0, 1.0));
    s("since_contact", sinceContact_, Allowed::seconds());
    if (s.reading()) {
        sheet_.setActivity(activity);
        sheet_.setShift(shift);
        record();
    }
}

BrainType AttractorGrid::type() {
    return describeBrain<AttractorGrid, AttractorGridParameters>(
        "attractor_grid", "Attractor grid cells", Nature::biological,
        "A lattice of activity on a sheet of neurons that the rat's own movement shifts.");
}

} // namespace hippodrome
