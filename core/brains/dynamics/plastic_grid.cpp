#include "core/brains/dynamics/plastic_grid.h"

#include "core/brains/probe_maps.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <utility>

namespace hippodrome {

namespace {

/// Steps whose inputs are worked out once for all cells; they fit into the cache.
constexpr int blockSteps = 100;
constexpr double mostWeights = 3e7;
constexpr double lossSmoothing = 0.05; ///< of the reported loss, per update
/// Inputs reach so many widths of the wider fields beyond the arena, so that its edges are no
/// different from its middle.
constexpr double marginWidths = 2.5;

Bounds widened(Bounds bounds, const PlasticGridParameters& parameters) {
    const double margin = marginWidths * parameters.width * std::max(1.0, parameters.widthRatio);
    bounds.minimum -= Vec2{margin, margin};
    bounds.maximum += Vec2{margin, margin};
    return bounds;
}

} // namespace

PlasticGrid::PlasticGrid(const PlasticGridParameters& parameters, const BrainSetting& setting)
    : parameters_(parameters), arena_(setting.arena),
      bounds_(widened(setting.arena->bounds(), parameters)),
      populations_{{"cells", parameters.cells, parameters.rule == PlasticGridParameters::Rule::hebb,
                    parameters.rule == PlasticGridParameters::Rule::hebb ? "" : "Hz"}},
      rates_(static_cast<std::size_t>(parameters.cells)) {
    makeSheets();
    makeCells(Rng::stream(setting.seed, setting.name + ".weights"));
    walk_.rng = Rng::stream(setting.seed, setting.name + ".walk");
    walk_.place = arena_->sampleInside(walk_.rng);
    walk_.heading = walk_.rng.uniform(0.0, 2.0 * std::numbers::pi);
}

void PlasticGrid::makeSheets() {
    const bool balance = parameters_.rule == PlasticGridParameters::Rule::balance;
    const double inputs = (bounds_.width() / parameters_.spacing + 1.0) *
                          (bounds_.height() / parameters_.spacing + 1.0);
    if (inputs * parameters_.cells * 1.25 > mostWeights)
        throw Error("inputs every " + formatNumber(parameters_.spacing) +
                    " m make more weights for this arena than the " + formatNumber(mostWeights) +
                    " that are allowed; choose a larger spacing or fewer cells")
            .atField("spacing");
    // A surround lies on the same inputs as the centre, inhibition on a lattice of its own.
    narrow_.emplace(bounds_, parameters_.spacing, parameters_.width);
    wide_.emplace(bounds_, balance ? 2.0 * parameters_.spacing : parameters_.spacing,
                  parameters_.widthRatio * parameters_.width);
}

void PlasticGrid::makeCells(Rng rng) {
    const bool balance = parameters_.rule == PlasticGridParameters::Rule::balance;
    const auto draw = [&](double mean) {
        return static_cast<float>(mean *
                                  (1.0 + parameters_.initialSpread * rng.uniform(-1.0, 1.0)));
    };
    // Such that the mean output begins near the target: what inputs sum to is about
    // 2 pi width^2 / spacing^2.
    const double narrowSum =
        2.0 * std::numbers::pi * std::pow(parameters_.width, 2) / std::pow(parameters_.spacing, 2);
    const double wideSum = narrowSum * std::pow(parameters_.widthRatio / 2.0, 2);
    const double inhibition = std::max(0.0, narrowSum - parameters_.targetRate) / wideSum;
    length_ = balance ? std::sqrt(static_cast<double>(narrow_->inputs())) : 1.0;
    cells_.assign(static_cast<std::size_t>(parameters_.cells), {});
    for (Cell& cell : cells_) {
        cell.narrow.resize(narrow_->inputs());
        for (float& weight : cell.narrow)
            weight = balance ? draw(1.0) : static_cast<float>(rng.uniform());
        if (balance) {
            cell.wide.resize(wide_->inputs());
            for (float& weight : cell.wide)
                weight = draw(inhibition);
        }
        foldScale(cell);
        cell.scale = length_ / std::sqrt(cell.squares);
    }
}

/// Puts the scale into the weights, which also clears the rounding of their running length.
void PlasticGrid::foldScale(Cell& cell) const {
    cell.squares = 0.0;
    for (float& weight : cell.narrow) {
        weight = static_cast<float>(weight * cell.scale);
        cell.squares += static_cast<double>(weight) * weight;
    }
    cell.scale = 1.0;
}

void PlasticGrid::inputsAt(Vec2 place, Inputs& inputs) const {
    narrow_->activityAt(place, inputs.narrow);
    wide_->activityAt(place, inputs.wide);
}

/// Of the surround; with strength 1 it has the volume of the centre, and every input has mean zero.
double PlasticGrid::surroundHeight() const {
    return parameters_.surround / (parameters_.widthRatio * parameters_.widthRatio);
}

float PlasticGrid::output(const Cell& cell, const Inputs& inputs) const {
    const float excitation =
        static_cast<float>(cell.scale) * narrow_->drive(inputs.narrow, cell.narrow);
    if (parameters_.rule == PlasticGridParameters::Rule::balance)
        return std::max(0.0f, excitation - wide_->drive(inputs.wide, cell.wide));
    const float surround = static_cast<float>(cell.scale * surroundHeight());
    return excitation - surround * wide_->drive(inputs.wide, cell.narrow);
}

float PlasticGrid::learn(Cell& cell, const Inputs& inputs) const {
    const float rate = output(cell, inputs);
    if (parameters_.rule == PlasticGridParameters::Rule::hebb) {
        // dw = eta (r y - y^2 w), w >= 0
        const double eta = parameters_.hebbianRate;
        const double decay = std::max(0.5, 1.0 - eta * rate * rate);
        cell.scale *= decay;
        const float step = static_cast<float>(eta * rate / cell.scale);
        const float down = -step * static_cast<float>(surroundHeight());
        // Where the surround reaches, the centre may not: clip after both.
        narrow_->add(inputs.narrow, step, cell.narrow);
        if (parameters_.nonNegative)
            wide_->addAndClip(inputs.wide, down, cell.narrow);
        else
            wide_->add(inputs.wide, down, cell.narrow);
        return rate;
    }
    // dw_E = eta_E r_E y, then back to the length that it had
    const double step = parameters_.excitatoryRate * rate / cell.scale;
    if (rate > 0.0f) {
        const double before = narrow_->drive(inputs.narrow, cell.narrow);
        narrow_->add(inputs.narrow, static_cast<float>(step), cell.narrow);
        cell.squares += 2.0 * step * before + step * step * inputs.narrow.sumOfSquares;
        cell.scale = length_ / std::sqrt(cell.squares);
    }
    // dw_I = eta_I r_I (y - target)
    wide_->addAndClip(
        inputs.wide,
        static_cast<float>(parameters_.inhibitoryRate * (rate - parameters_.targetRate)),
        cell.wide);
    return rate;
}

void PlasticGrid::advance(Walk& walk) const {
    walk.heading += parameters_.turnSpread * walk.rng.normal();
    for (int attempt = 0; attempt < 50; ++attempt) {
        const Vec2 next = walk.place + Vec2{std::cos(walk.heading), std::sin(walk.heading)} *
                                           parameters_.stepLength;
        const Vec2 inside = arena_->wrap(next);
        if (arena_->contains(inside) && !arena_->firstCrossing(walk.place, next)) {
            walk.place = inside;
            return;
        }
        walk.heading = walk.rng.uniform(0.0, 2.0 * std::numbers::pi);
    }
}

bool PlasticGrid::trainStep(ThreadPool& threads, const std::function<bool()>& betweenParts) {
    // On copies, so that a step that is abandoned leaves nothing behind.
    std::vector<Cell> cells = cells_;
    Walk walk = walk_;
    std::vector<Inputs> block(blockSteps);
    std::vector<double> sums(cells.size()); // of rates
    for (int done = 0; done < parameters_.stepsPerUpdate; done += blockSteps) {
        if (betweenParts && betweenParts())
            return false;
        const int steps = std::min(blockSteps, parameters_.stepsPerUpdate - done);
        for (int step = 0; step < steps; ++step) {
            advance(walk);
            inputsAt(walk.place, block[static_cast<std::size_t>(step)]);
        }
        threads.forEach(cells.size(), [&](std::size_t i) {
            for (int step = 0; step < steps; ++step) {
                const float rate = learn(cells[i], block[static_cast<std::size_t>(step)]);
                sums[i] += rate;
            }
        });
    }
    for (Cell& cell : cells)
        foldScale(cell);
    cells_ = std::move(cells);
    walk_ = walk;
    ++updates_;
    const bool balance = parameters_.rule == PlasticGridParameters::Rule::balance;
    const double target = balance ? parameters_.targetRate : 0.0;
    double loss = 0.0;
    for (const double sum : sums)
        loss += std::abs(sum / parameters_.stepsPerUpdate - target) /
                static_cast<double>(cells_.size());
    loss_ += (updates_ == 1 ? 1.0 : lossSmoothing) * (loss - loss_);
    return true;
}

Inside PlasticGrid::inside() {
    Inside inside;
    const auto add = [&](const char* label, const InputSheet& sheet, std::span<const float> weights,
                         double scale) {
        InsideTable table;
        table.label = label;
        table.help = "Weights of the first cell from the inputs, which lie over the arena and "
                     "somewhat beyond; each changes by what its own two ends do.";
        std::vector<float> scaled;
        for (const float weight : weights)
            scaled.push_back(static_cast<float>(weight * scale));
        table.setPicture(sheet.columns(), scaled,
                         std::any_of(scaled.begin(), scaled.end(), [](float w) { return w < 0; }));
        inside.tables.push_back(std::move(table));
    };
    const Cell& first = cells_.front();
    const bool balance = parameters_.rule == PlasticGridParameters::Rule::balance;
    add(balance ? "excitatory weights" : "weights", *narrow_, first.narrow, first.scale);
    if (balance)
        add("inhibitory weights", *wide_, first.wide, 1.0);
    return inside;
}

TrainingReport PlasticGrid::trainingReport() const {
    TrainingReport report;
    report.updates = updates_;
    report.loss = loss_;
    report.lossLabel = parameters_.rule == PlasticGridParameters::Rule::balance
                           ? "Distance from the target rate [Hz]"
                           : "Mean output";
    report.decodingError = report.chanceError = std::nan("");
    report.diverged = !std::isfinite(loss_);
    return report;
}

void PlasticGrid::begin(const Observation& first) {
    ratesThere(first.position, rates_);
}

double PlasticGrid::observe(const Observation& now) {
    begin(now);
    return now.dt;
}

void PlasticGrid::arenaChanged(ArenaPointer arena) {
    arena_ = std::move(arena);
    walk_.place = arena_->nearestInside(walk_.place);
}

void PlasticGrid::update(const JsonCursor& parameters) {
    parameters_ = PlasticGridParameters::fields().read(parameters);
}

void PlasticGrid::ratesThere(Vec2 place, std::span<float> rates) const {
    Inputs inputs;
    inputsAt(place, inputs);
    for (std::size_t i = 0; i < cells_.size(); ++i)
        rates[i] = output(cells_[i], inputs);
}

std::optional<PopulationMaps> PlasticGrid::probe(std::size_t, const BinGrid& grid) const {
    return probeMaps(grid, *arena_, cells_.size(),
                     [&](Vec2 place, std::span<float> rates) { ratesThere(place, rates); });
}

FullProbe PlasticGrid::fullProbe(const BinGrid& grid, long, ThreadPool&) {
    FullProbe full;
    full.maps = *probe(0, grid); // a formula of the weights needs no samples
    return full;
}

std::vector<float> PlasticGrid::ratesAt(std::size_t, std::span<const Vec2> places,
                                        std::span<const double>) const {
    return probeRates(places, cells_.size(),
                      [&](Vec2 place, std::span<float> rates) { ratesThere(place, rates); });
}

std::vector<NamedArray> PlasticGrid::exportedArrays() const {
    const auto sized = [&](const char* name, const InputSheet& sheet) {
        return NamedArray{name,
                          {cells_.size(), static_cast<std::size_t>(sheet.rows()),
                           static_cast<std::size_t>(sheet.columns())},
                          {}};
    };
    std::vector<NamedArray> arrays{sized("excitatory", *narrow_)};
    if (parameters_.rule == PlasticGridParameters::Rule::balance)
        arrays.push_back(sized("inhibitory", *wide_));
    for (const Cell& cell : cells_) {
        for (const float weight : cell.narrow)
            arrays[0].values.push_back(static_cast<float>(cell.scale * weight));
        if (arrays.size() > 1)
            arrays[1].values.insert(arrays[1].values.end(), cell.wide.begin(), cell.wide.end());
    }
    return arrays;
}

void PlasticGrid::state(StateVisitor& s) {
    // Inputs survive an edit of the arena.
    s("bounds", bounds_, [](const StateCheck& check, const Bounds& bounds) {
        check.place(bounds.minimum);
        check.place(bounds.maximum);
        check.require(bounds.width() > 0.0 && bounds.height() > 0.0, "expected a rectangle");
    });
    if (s.reading())
        makeSheets();
    s("updates", updates_, Allowed::counts())("loss", loss_, Allowed::any());
    s("place", walk_.place)("heading", walk_.heading, Allowed::from(-1e6, 1e6));
    s("walk_rng", walk_.rng)("rates", rates_);
    for (std::size_t i = 0; i < cells_.size(); ++i) {
        Cell& cell = cells_[i];
        const std::string name = "cell." + std::to_string(i);
        if (s.reading()) {
            cell.narrow.resize(narrow_->inputs());
            cell.wide.resize(cell.wide.empty() ? 0 : wide_->inputs());
        }
        s(name + ".narrow", cell.narrow)(name + ".wide", cell.wide);
        s(name + ".scale", cell.scale)(name + ".squares", cell.squares);
    }
}

BrainType PlasticGrid::type() {
    return describeBrain<PlasticGrid, PlasticGridParameters>(
        "plastic_grid", "Plastic grid cells", Nature::biological,
        "Cells whose weights from place inputs learn by local rules, on walks of their own.");
}

} // namespace hippodrome
