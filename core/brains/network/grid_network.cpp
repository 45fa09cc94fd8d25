#include "core/brains/network/grid_network.h"

#include "core/net/weight_export.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <numbers>
#include <utility>

namespace hippodrome {

namespace {

/// Samples that the live maps remember: old weights' activity fades.
constexpr double probeMemory = 2e5;
/// Share of a new value in the smoothed curves.
constexpr double curveSmoothing = 0.02;

PlaceCode newPlaceCode(const GridNetworkParameters& parameters, const BrainSetting& setting) {
    Rng rng = Rng::stream(setting.seed, setting.name + ".place_code");
    return PlaceCode(parameters.placeCode, *setting.arena, rng);
}

HeadDirectionCode newDirectionCode(const GridNetworkParameters& parameters,
                                   const BrainSetting& setting) {
    Rng rng = Rng::stream(setting.seed, setting.name + ".head_direction_code");
    return HeadDirectionCode(parameters.headDirectionCells, parameters.headDirectionConcentration,
                             rng);
}

const GridNetworkParameters& sound(const GridNetworkParameters& parameters) {
    parameters.requireSound();
    return parameters;
}

/// Mean distance between two random places: what a guess would cost.
double meanDistance(const ArenaGeometry& arena) {
    Rng rng(1);
    double sum = 0.0;
    constexpr int pairs = 4000;
    for (int i = 0; i < pairs; ++i)
        sum += length(arena.displacement(arena.sampleInside(rng), arena.sampleInside(rng)));
    return sum / pairs;
}

/// Throws Error when training would need more memory than is allowed.
PathIntegratorShape checkedShape(const GridNetworkParameters& parameters, const PathTask& task) {
    const PathIntegratorShape shape =
        parameters.shape(task.placeCode().cells(), task.distribution());
    parameters.requireMemoryFor(shape);
    return shape;
}

/// Maps of a checkpoint; those of 0.1.0 had as many bins along both sides of any arena.
void restoreMaps(const Checkpoint& checkpoint, const Bounds& bounds, MapAccumulator& maps) {
    constexpr int side = BinGrid::scoringBins;
    const std::size_t bins = checkpoint.text("weights").size() / sizeof(double);
    if (bins == static_cast<std::size_t>(maps.grid().bins()) || bins != side * side) {
        restoreState(maps, checkpoint);
        return;
    }
    MapAccumulator stretched(BinGrid::withCounts(bounds, side, side), maps.units());
    restoreState(stretched, checkpoint);
    maps = stretched.rebinned(maps.grid());
}

/// Clears the bins of which no part can be reached.
void forgetWalledBins(const ArenaGeometry& arena, MapAccumulator& maps) {
    const BinGrid& grid = maps.grid();
    for (int row = 0; row < grid.rows; ++row)
        for (int column = 0; column < grid.columns; ++column) {
            bool open = false;
            for (const double dy : {-0.45, 0.0, 0.45})
                for (const double dx : {-0.45, 0.0, 0.45})
                    open |= arena.contains(grid.centre(row, column) +
                                           Vec2{dx * grid.binWidth, dy * grid.binHeight});
            if (!open)
                maps.clearBin(row * grid.columns + column);
        }
}

} // namespace

GridNetwork::GridNetwork(const GridNetworkParameters& parameters, const BrainSetting& setting)
    : declared_(sound(parameters)), parameters_(parameters.resolvedFor(*setting.arena)),
      setting_(setting), centres_(newPlaceCode(parameters_, setting).centres()),
      task_(makeTask(setting.arena)), network_(checkedShape(parameters_, *task_)),
      probe_(BinGrid::scoring(setting.arena->bounds()), network_.shape().representation()),
      chanceError_(meanDistance(*setting.arena)) {
    Rng weights = Rng::stream(setting.seed, setting.name + ".weights");
    network_.start(parameters_.weightStart(), weights);
    makeParts();
}

void GridNetwork::makeParts() {
    trainer_.emplace(parameters_, setting_.name, setting_.seed, network_);
    rider_.emplace(network_, Rng::stream(setting_.seed, setting_.name + ".ride"));
    const PathIntegratorShape& shape = network_.shape();
    const bool rectified =
        shape.bottleneck > 0 ? shape.bottleneckRelu : shape.activation == Activation::relu;
    populations_ = {{"units", shape.representation(), !rectified, ""},
                    {"place_output", task_->placeCode().cells(), true, ""}};
}

std::unique_ptr<PathTask> GridNetwork::makeTask(ArenaPointer arena) const {
    PlaceCode code(parameters_.placeCode, *arena, centres_);
    return std::make_unique<PathTask>(parameters_, std::move(arena), std::move(code),
                                      newDirectionCode(parameters_, setting_));
}

void GridNetwork::begin(const Observation& first) {
    rider_->begin(*task_, first);
}

double GridNetwork::observe(const Observation& observation) {
    return rider_->observe(parameters_, *task_, observation);
}

std::optional<Vec2> GridNetwork::decodedPosition() const {
    return task_->placeCode().decodeTopThree(rider_->placeOutput().data());
}

void GridNetwork::arenaChanged(ArenaPointer arena) {
    const ArenaPointer before = std::exchange(setting_.arena, std::move(arena));
    if (sameGround(before->arena(), setting_.arena->arena()))
        return; // rewards and objects are nothing to a path integrator
    task_ = makeTask(setting_.arena);
    chanceError_ = meanDistance(*setting_.arena);
    if (!(before->bounds() == setting_.arena->bounds())) {
        probe_ = MapAccumulator(BinGrid::scoring(setting_.arena->bounds()),
                                network_.shape().representation());
        return;
    }
    // In the same frame the old maps stand until training has drawn new ones over them.
    probe_.forget(std::min(1.0, probe_.grid().bins() / std::max(1.0, probe_.totalWeight())));
    forgetWalledBins(*setting_.arena, probe_);
}

void GridNetwork::update(const JsonCursor& parameters) {
    declare(sound(GridNetworkParameters::fields().read(parameters)));
    trainer_->tryAgain();
}

void GridNetwork::declare(const GridNetworkParameters& parameters) {
    GridNetworkParameters fresh = parameters;
    for (const auto& number : GridNetworkParameters::automaticNumbers())
        if (std::isnan(number.in(parameters)) && std::isnan(number.in(declared_)))
            number.of(fresh) = number.in(parameters_);
    parameters_ = fresh.resolvedFor(*setting_.arena);
    declared_ = parameters;
}

std::vector<std::string> GridNetwork::notes() const {
    if (!declared_.automatic())
        return {};
    const auto shown = [](double value) {
        char text[32];
        std::snprintf(text, sizeof text, "%.4g", value);
        return std::string(text);
    };
    return {"fields are " + shown(parameters_.placeCode.width) +
            " m wide, the walk's speeds have a scale of " + shown(parameters_.walk.speedScale) +
            " m/s, it turns within " + shown(parameters_.walk.borderBand) +
            " m of a wall, and movements are told in units of " + shown(parameters_.inputUnit) +
            " m" +
            (parameters_.velocityGate
                 ? " and gate in units of " + shown(parameters_.displacementScale) + " m"
                 : "") +
            ": chosen when training began"};
}

bool GridNetwork::trainStep(ThreadPool& threads, const std::function<bool()>& betweenParts) {
    if (!trainer_->step(parameters_, *task_, threads, betweenParts))
        return false;
    if (trainer_->diverged())
        return true;
    const double weight = std::max(curveSmoothing, 1.0 / static_cast<double>(trainer_->updates()));
    smoothedLoss_ += weight * (trainer_->loss() - smoothedLoss_);
    smoothedError_ += weight * (trainer_->decodingError() - smoothedError_);
    const double fresh = static_cast<double>(parameters_.batch) * parameters_.steps;
    probe_.fadeAndAdd(std::max(0.0, 1.0 - fresh / probeMemory), trainer_->samples(), threads);
    return true;
}

TrainingReport GridNetwork::trainingReport() const {
    return {trainer_->updates(),
            smoothedLoss_,
            task_->distribution() ? "Loss above target entropy [nat]"
                                  : "Loss relative to predicting 0",
            smoothedError_,
            chanceError_,
            trainer_->diverged()};
}

std::vector<NamedArray> GridNetwork::exportedArrays() const {
    std::vector<NamedArray> arrays = torchArrays(network_);
    for (NamedArray& array : arrays) // for movements in metres
        if (array.name == "recurrent.weight_ih_l0" && parameters_.inputUnit != 1.0)
            for (std::size_t k = 0; k < array.values.size(); ++k)
                if (parameters_.inputs == GridNetworkParameters::Inputs::displacement || k % 3 == 0)
                    array.values[k] = static_cast<float>(array.values[k] / parameters_.inputUnit);
    if (parameters_.velocityGate) // of "auto" the number that it stands for
        arrays.push_back({"velocity_gate.displacement_scale",
                          {1},
                          {static_cast<float>(parameters_.displacementScale)}});
    NamedArray centres{"place_cells.centres", {centres_.size(), 2}, {}};
    for (const Vec2& centre : centres_) {
        centres.values.push_back(static_cast<float>(centre.x));
        centres.values.push_back(static_cast<float>(centre.y));
    }
    arrays.push_back(std::move(centres));
    return arrays;
}

std::optional<PopulationMaps> GridNetwork::probe(std::size_t population, const BinGrid&) const {
    if (population != 0 || probe_.totalWeight() == 0.0)
        return std::nullopt;
    return probe_.means();
}

FullProbe GridNetwork::fullProbe(const BinGrid& grid, long samples, ThreadPool& threads) {
    const int units = network_.shape().representation();
    constexpr int sequences = 100;
    const long perPass = static_cast<long>(sequences) * parameters_.steps;
    const std::size_t passes =
        static_cast<std::size_t>(std::max(1L, (samples + perPass - 1) / perPass));
    constexpr std::size_t parts = 4; // fixed, so that sums keep their order
    const BinGrid turn = BinGrid::withCounts({{0.0, 0.0}, {2.0 * std::numbers::pi, 1.0}}, 1,
                                             FullProbe::directionBins);
    struct Part {
        MapAccumulator place, direction;
        double errors = 0.0, lastErrors = 0.0;
    };
    std::vector<Part> sums(parts, Part{{grid, units}, {turn, units}});
    GridNetworkParameters::Curriculum curriculum = parameters_.curriculum(trainer_->updates());
    curriculum.dropout = 0.0;
    threads.forEach(parts, [&](std::size_t part) {
        PathIntegratorPass<float> pass(network_, parameters_.steps, sequences);
        PathTask::Batch batch;
        for (std::size_t i = part; i < passes; i += parts) {
            Rng rng = Rng::stream(setting_.seed, setting_.name + ".probe", i);
            task_->fill(parameters_, curriculum, rng, batch, pass);
            pass.forward();
            const std::size_t rows = batch.places.size();
            for (std::size_t row = 0; row < rows; ++row) {
                const std::span<const float> activity(pass.representation() +
                                                          row * static_cast<std::size_t>(units),
                                                      static_cast<std::size_t>(units));
                sums[part].place.add(batch.places[row], activity);
                // The walk's headings, one row after those of the start
                const double heading = batch.paths.headings[row + sequences];
                sums[part].direction.add({positiveAngle(heading), 0.5}, activity);
                const float* places =
                    pass.outputs(0) + row * static_cast<std::size_t>(task_->placeCode().cells());
                const auto error = [&](Vec2 decoded) {
                    return length(task_->arena().displacement(decoded, batch.places[row]));
                };
                sums[part].errors += error(task_->placeCode().decodeArgMax(places));
                if (row + sequences >= rows)
                    sums[part].lastErrors += error(task_->placeCode().decodeTopThree(places));
            }
        }
    });
    for (std::size_t part = 1; part < parts; ++part) {
        sums[0].place.add(sums[part].place);
        sums[0].direction.add(sums[part].direction);
        sums[0].errors += sums[part].errors;
        sums[0].lastErrors += sums[part].lastErrors;
    }
    FullProbe probe;
    probe.maps = sums[0].place.means();
    probe.direction = sums[0].direction.means();
    const double paths = static_cast<double>(passes) * sequences;
    probe.decodingError = sums[0].errors / (paths * parameters_.steps);
    probe.lastDecodingError = sums[0].lastErrors / paths;
    probe.pathSeconds = parameters_.steps * parameters_.storedInterval;
    return probe;
}

void GridNetwork::state(StateVisitor& s) {
    for (const auto& number : GridNetworkParameters::automaticNumbers())
        if (std::isnan(number.in(declared_)))
            s(number.key, number.of(parameters_),
              Allowed::from(number.range().minimum, number.range().maximum));
    // The centres may have been chosen before an edit of the arena, in which there would now be
    // another number of them.
    const std::size_t cells = centres_.size();
    s.list("centres", centres_);
    s.require("centres", !centres_.empty(), "expected centres of place cells, found none");
    if (s.reading()) {
        task_ = makeTask(setting_.arena);
        if (centres_.size() != cells) {
            network_ = PathIntegratorNetwork<float>(checkedShape(parameters_, *task_));
            makeParts();
        }
    }
    s.section("trainer", *trainer_).section("rider", *rider_);
    if (!s.reading())
        s.section("probe", probe_);
    else if (const Checkpoint maps = s.from().section("probe"); maps.empty())
        probe_.clear(); // a state that was handed on without its maps
    else
        restoreMaps(maps, setting_.arena->bounds(), probe_);
    s("smoothed_loss", smoothedLoss_, Allowed::any());
    s("smoothed_error", smoothedError_, Allowed::any());
}

BrainType GridNetwork::type() {
    return describeBrain<GridNetwork, GridNetworkParameters>(
        "grid_network", "Path integrator", Nature::artificial,
        "A recurrent network trained by backpropagation to know where it is from its own "
        "movement.");
}

} // namespace hippodrome
