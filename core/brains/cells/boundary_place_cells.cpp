#include "core/brains/cells/boundary_place_cells.h"

#include "core/brains/cells/tuning_check.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace hippodrome {

namespace {

constexpr int peakBins = 24;              // along each side, to find the peak of a cell's input
constexpr std::size_t sharedHomes = 1000; // that serve every cell as places to find its peak at
constexpr double farthestWall = 10.0;     // that an input can be tuned to [m]
constexpr double leastApart = 0.7;        // directions of the inputs of one cell [rad]
constexpr double largestWeight = 5.0;     // that plasticity can reach

} // namespace

const Fields<BoundaryPlaceCellsParameters>& BoundaryPlaceCellsParameters::fields() {
    using P = BoundaryPlaceCellsParameters;
    static const Fields<P> list =
        Fields<P>()
            .integer("count", &P::count,
                     {.label = "Cells",
                      .minimum = 1,
                      .maximum = 20000,
                      .help = "Number of place cells."})
            .integer("inputs", &P::inputs,
                     {.label = "Inputs per cell",
                      .minimum = 1,
                      .maximum = 8,
                      .help = "Boundary vector cells that drive each place cell.",
                      .source = "Hartley et al. 2000: 2 or more"})
            .real("threshold", &P::threshold,
                  {.label = "Threshold",
                   .minimum = 0.0,
                   .maximum = 0.99,
                   .help = "Share of the summed input's peak below which a cell is silent.",
                   .source = "De Cothi and Barry 2020: 0.8",
                   .effect = Effect::live})
            .real("maximum_rate", &P::maximumRate,
                  {.label = "Peak rate",
                   .unit = "Hz",
                   .minimum = 0.0,
                   .maximum = 1000.0,
                   .help = "In the arena that the cells were made in.",
                   .effect = Effect::live})
            .boolean("anchored", &P::anchored,
                     {.label = "Anchored to the cue",
                      .help = "Directions in the room turn with the cue card."})
            .real("plasticity", &P::plasticity,
                  {.label = "Plasticity",
                   .unit = "1/s",
                   .minimum = 0.0,
                   .maximum = 10.0,
                   .help = "Rate of the BCM rule; 0 leaves the weights as they are.",
                   .source = "Rule: Barry and Burgess 2007. The rate is ours",
                   .effect = Effect::live})
            .real("memory", &P::memory,
                  {.label = "Memory of the rule",
                   .unit = "s",
                   .minimum = 0.1,
                   .maximum = 1e5,
                   .help = "Time over which its threshold follows the mean square of the rate.",
                   .effect = Effect::live})
            .group("spikes", &P::spikes, SpikingParameters::fields());
    return list;
}

BoundaryPlaceCells::BoundaryPlaceCells(const BoundaryPlaceCellsParameters& parameters,
                                       const BrainSetting& setting)
    : FormulaCells(setting, parameters.spikes), parameters_(parameters), seed_(setting.seed),
      firstZero_(directionZero(*setting.arena, setting.seed)) {
    Rng rng = Rng::stream(setting.seed, setting.name + ".inputs");
    drawCells(rng);
    makeInputs();
    findGains();
}

void BoundaryPlaceCells::drawCells(Rng& rng) {
    const double turn = 2.0 * std::numbers::pi;
    for (int cell = 0; cell < parameters_.count; ++cell) {
        const Vec2 home = arena().sampleInside(rng);
        homes_.push_back(home);
        std::vector<double> angles;
        while (static_cast<int>(angles.size()) < parameters_.inputs) {
            const double angle = rng.uniform(0.0, turn);
            const double apart = std::min(leastApart, 0.5 * turn / parameters_.inputs);
            if (std::any_of(angles.begin(), angles.end(), [&](double other) {
                    return std::abs(wrapAngle(angle - other)) < apart;
                }))
                continue;
            angles.push_back(angle);
            const auto wall = arena().rayCast(home, unitVector(angle), farthestWall);
            VectorTuning tuning;
            tuning.angle = angle;
            tuning.distance = wall ? wall->distance : farthestWall;
            tuning.distanceWidth = VectorTuning::widthAt(tuning.distance);
            tuning.angleWidth = 0.2; // Hartley et al. 2000
            tunings_.push_back(tuning);
        }
    }
    weights_.assign(tunings_.size(), 1.0);
    sliding_.assign(homes_.size(), 1.0);
}

void BoundaryPlaceCells::makeInputs() {
    std::vector<VectorTuning> turned = tunings_;
    if (parameters_.anchored)
        for (VectorTuning& tuning : turned)
            tuning.angle += directionZero(arena(), seed_) - firstZero_;
    inputs_.emplace(std::move(turned), BoundaryVectorCells::Frame::allocentric, arenaPointer());
    setCells(homes_.size());
}

/// The largest summed input of each cell, on a lattice of places, at the homes of the first cells
/// (of all, with so many cells that time would grow with the square of their number) and at its
/// own.
void BoundaryPlaceCells::findGains() {
    peaks_.assign(homes_.size(), 1e-9);
    const std::size_t each = static_cast<std::size_t>(parameters_.inputs);
    // as many cells as there are inputs for, from the cell `first` on
    const auto look = [&](Vec2 place, std::size_t first, std::span<float> input) {
        inputs_->ratesFrom(first * each, place, 0.0, input);
        for (std::size_t i = 0; i < input.size(); i += each) {
            double sum = 0.0;
            for (std::size_t k = i; k < i + each; ++k)
                sum += weights_[first * each + k] * input[k];
            double& peak = peaks_[first + i / each];
            peak = std::max(peak, sum);
        }
    };
    std::vector<float> input(tunings_.size());
    const BinGrid grid = BinGrid::withCounts(arena().bounds(), peakBins, peakBins);
    for (int row = 0; row < peakBins; ++row)
        for (int column = 0; column < peakBins; ++column)
            if (arena().contains(grid.centre(row, column)))
                look(grid.centre(row, column), 0, input);
    for (std::size_t cell = 0; cell < homes_.size(); ++cell)
        if (cell < sharedHomes)
            look(homes_[cell], 0, input);
        else
            look(homes_[cell], cell, std::span(input).first(each));
}

void BoundaryPlaceCells::rebuild() {
    makeInputs();
}

void BoundaryPlaceCells::update(const JsonCursor& cursor) {
    parameters_ = BoundaryPlaceCellsParameters::fields().read(cursor);
    setSpiking(parameters_.spikes);
}

void BoundaryPlaceCells::tuning(const CellInput& input, std::span<float> rates) const {
    std::vector<float> drive(tunings_.size());
    inputs_->rates(input.position, input.headDirection, drive);
    const std::size_t each = static_cast<std::size_t>(parameters_.inputs);
    for (std::size_t cell = 0; cell < rates.size(); ++cell) {
        double sum = 0.0;
        for (std::size_t i = cell * each; i < (cell + 1) * each; ++i)
            sum += weights_[i] * drive[i];
        const double above = sum / peaks_[cell] - parameters_.threshold;
        rates[cell] = static_cast<float>(parameters_.maximumRate * std::max(0.0, above) /
                                         (1.0 - parameters_.threshold));
    }
}

void BoundaryPlaceCells::learn(const Observation& now, std::span<const float> rates) {
    if (!learns())
        return;
    // dw = rate y (y - theta) f, with y relative to the peak rate and theta following its square
    std::vector<float> drive(tunings_.size());
    inputs_->rates(now.position, now.headDirection, drive);
    const std::size_t each = static_cast<std::size_t>(parameters_.inputs);
    const double fresh = 1.0 - std::exp(-now.dt / parameters_.memory);
    const double scale = parameters_.maximumRate > 0.0 ? 1.0 / parameters_.maximumRate : 0.0;
    for (std::size_t cell = 0; cell < homes_.size(); ++cell) {
        const double y = rates[cell] * scale;
        const double step = parameters_.plasticity * now.dt * y * (y - sliding_[cell]);
        for (std::size_t i = cell * each; i < (cell + 1) * each; ++i)
            weights_[i] = std::clamp(weights_[i] + step * drive[i], 0.0, largestWeight);
        sliding_[cell] += fresh * (y * y - sliding_[cell]);
    }
}

void BoundaryPlaceCells::preferences(StateVisitor& s) {
    s("homes", homes_)("tunings", tunings_, checkTuning)("weights", weights_)("peaks", peaks_);
    s("sliding", sliding_)("first_zero", firstZero_, Allowed::from(-1e6, 1e6));
}

BrainType BoundaryPlaceCells::type() {
    return describeBrain<BoundaryPlaceCells, BoundaryPlaceCellsParameters>(
        "boundary_place_cells", "Place cells from boundaries", Nature::biological,
        "Place cells that sum boundary vector cells, so that their fields follow the walls.");
}

} // namespace hippodrome
