#include "core/brains/cells/boundary_cells.h"

#include "core/brains/cells/tuning_check.h"

#include <array>
#include <numbers>

namespace hippodrome {

namespace {

/// Preferred distances and widths of Hartley et al. (2000) and Barry and Burgess (2007): the
/// distance width grows with the distance.
constexpr std::array hartleyDistances{0.081, 0.169, 0.265, 0.369, 0.4825, 0.6065, 0.741};
constexpr double hartleyGrowth = 1.83, hartleyWidth = 0.122, hartleyAngle = 0.2;

std::vector<VectorTuning> hartleyTunings(int count) {
    std::vector<VectorTuning> tunings;
    const int distances = static_cast<int>(hartleyDistances.size());
    const int directions = (count + distances - 1) / distances;
    for (int cell = 0; cell < count; ++cell) {
        const double distance = hartleyDistances[static_cast<std::size_t>(cell % distances)];
        const double angle = 2.0 * std::numbers::pi * (cell / distances) / directions;
        tunings.push_back(
            {distance, angle, (distance / hartleyGrowth + 1.0) * hartleyWidth, hartleyAngle});
    }
    return tunings;
}

} // namespace

const Fields<BoundaryCellsParameters>& BoundaryCellsParameters::fields() {
    using P = BoundaryCellsParameters;
    static const Fields<P> list =
        Fields<P>()
            .integer("count", &P::count,
                     {.label = "Cells",
                      .minimum = 1,
                      .maximum = 20000,
                      .help = "Number of boundary vector cells."})
            .choice("frame", &P::frame,
                    {{"allocentric", BoundaryVectorCells::Frame::allocentric},
                     {"egocentric", BoundaryVectorCells::Frame::egocentric}},
                    {.label = "Frame",
                     .help = "Directions towards walls in the room, or as seen from the head."})
            .choice("tuning", &P::tuning, {{"drawn", Tuning::drawn}, {"hartley", Tuning::hartley}},
                    {.label = "Tuning",
                     .help = "Distances and directions drawn at random, or seven distances in "
                             "evenly spaced directions, wider the farther.",
                     .source = "RatInABox; Hartley et al. 2000, Barry and Burgess 2007"})
            .real("minimum_distance", &P::minimumDistance,
                  {.label = "Least distance",
                   .unit = "m",
                   .minimum = 0.0,
                   .maximum = 10.0,
                   .help = "Of those drawn.",
                   .source = "RatInABox: 0.05"})
            .real("maximum_distance", &P::maximumDistance,
                  {.label = "Largest distance",
                   .unit = "m",
                   .minimum = 0.0,
                   .maximum = 10.0,
                   .help = "Of those drawn.",
                   .source = "RatInABox: 0.3"})
            .boolean("anchored", &P::anchored,
                     {.label = "Anchored to the cue",
                      .help = "Directions in the room turn with the cue card."})
            .real("maximum_rate", &P::maximumRate,
                  {.label = "Peak rate",
                   .unit = "Hz",
                   .minimum = 0.0,
                   .maximum = 1000.0,
                   .help = "Where walls stand at the right distance all around.",
                   .effect = Effect::live})
            .group("spikes", &P::spikes, SpikingParameters::fields());
    return list;
}

BoundaryCells::BoundaryCells(const BoundaryCellsParameters& parameters, const BrainSetting& setting)
    : FormulaCells(setting, parameters.spikes), parameters_(parameters), seed_(setting.seed),
      firstZero_(directionZero(*setting.arena, setting.seed)) {
    Rng rng = Rng::stream(setting.seed, setting.name + ".tunings");
    if (parameters.tuning == BoundaryCellsParameters::Tuning::hartley)
        tunings_ = hartleyTunings(parameters.count);
    else
        for (int cell = 0; cell < parameters.count; ++cell)
            tunings_.push_back(
                VectorTuning::random(rng, parameters.minimumDistance, parameters.maximumDistance));
    makeCells();
}

void BoundaryCells::makeCells() {
    std::vector<VectorTuning> turned = tunings_;
    if (parameters_.anchored)
        for (VectorTuning& tuning : turned)
            tuning.angle += directionZero(arena(), seed_) - firstZero_;
    cells_.emplace(std::move(turned), parameters_.frame, arenaPointer());
    setCells(tunings_.size());
}

void BoundaryCells::rebuild() {
    makeCells();
}

int BoundaryCells::probeDirections() const {
    return parameters_.frame == BoundaryVectorCells::Frame::egocentric ? 8 : 1;
}

void BoundaryCells::update(const JsonCursor& cursor) {
    parameters_ = BoundaryCellsParameters::fields().read(cursor);
    setSpiking(parameters_.spikes);
}

void BoundaryCells::tuning(const CellInput& input, std::span<float> rates) const {
    cells_->rates(input.position, input.headDirection, rates);
    for (float& rate : rates)
        rate *= static_cast<float>(parameters_.maximumRate);
}

void BoundaryCells::preferences(StateVisitor& s) {
    s("tunings", tunings_, checkTuning)("first_zero", firstZero_, Allowed::from(-1e6, 1e6));
}

BrainType BoundaryCells::type() {
    return describeBrain<BoundaryCells, BoundaryCellsParameters>(
        "boundary_cells", "Boundary vector cells", Nature::biological,
        "Cells that fire at a distance and direction from walls.");
}

} // namespace hippodrome
