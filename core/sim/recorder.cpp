#include "core/sim/recorder.h"

#include <cmath>
#include <numbers>

namespace hippodrome {

namespace {

/// About a gigabyte of sums.
constexpr double maximumCells = 1.2e8;

BinGrid directionGrid() {
    return BinGrid::withCounts({{0.0, 0.0}, {2.0 * std::numbers::pi, 1.0}}, 1,
                               Recorder::directionBins);
}

double wrappedAngle(double angle) {
    const double turn = 2.0 * std::numbers::pi;
    const double wrapped = angle - turn * std::floor(angle / turn);
    return wrapped < turn ? wrapped : 0.0;
}

} // namespace

Recorder::Recorder(const RecordingParameters& parameters, const World& world)
    : parameters_(parameters) {
    makeMaps(world);
}

void Recorder::makeMaps(const World& world) {
    const Bounds& bounds = world.arena()->bounds();
    const double fineBins = std::ceil(bounds.width() / parameters_.binSize) *
                            std::ceil(bounds.height() / parameters_.binSize);
    double cells = fineBins;
    for (const RidingBrain& riding : world.brains())
        for (const Population& population : riding.brain->populations())
            cells += riding.brain->scoredOnCoarseBins() ? 400.0 * population.units
                                                        : fineBins * population.units;
    if (cells > maximumCells)
        throw Error("bins of " + formatNumber(parameters_.binSize) + " m make maps of " +
                    formatNumber(cells) + " values for this arena, more than the " +
                    formatNumber(maximumCells) + " that are allowed; choose larger bins")
            .atField("recording.bin_size");
    const BinGrid fine = BinGrid::covering(bounds, parameters_.binSize);
    const BinGrid coarse = BinGrid::withCounts(bounds, 20, 20);
    occupancy_ = MapAccumulator(fine, 0);
    tunings_.clear();
    for (const RidingBrain& riding : world.brains()) {
        std::vector<Tuning>& tunings = tunings_.emplace_back();
        for (const Population& population : riding.brain->populations())
            tunings.push_back({MapAccumulator(riding.brain->scoredOnCoarseBins() ? coarse : fine,
                                              population.units),
                               MapAccumulator(directionGrid(), population.units)});
    }
}

void Recorder::record(const World& world) {
    const RatState& rat = world.rat();
    occupancy_.add(rat.position, {}, world.timeStep());
    const Vec2 direction{wrappedAngle(rat.headDirection), 0.5};
    for (std::size_t b = 0; b < world.brains().size(); ++b) {
        const RidingBrain& riding = world.brains()[b];
        if (riding.freshSeconds <= 0.0)
            continue;
        for (std::size_t p = 0; p < tunings_[b].size(); ++p) {
            const std::span<const float> rates = riding.brain->rates(p);
            tunings_[b][p].place.add(rat.position, rates, riding.freshSeconds);
            tunings_[b][p].direction.add(direction, rates, riding.freshSeconds);
        }
    }
}

void Recorder::startEpoch(const World& world) {
    before_ = std::move(tunings_);
    makeMaps(world);
    ++epoch_;
}

const Recorder::Tuning* Recorder::tuningBefore(std::size_t brain, std::size_t population) const {
    if (brain >= before_.size() || population >= before_[brain].size())
        return nullptr;
    return &before_[brain][population];
}

void Recorder::save(Checkpoint& checkpoint) const {
    checkpoint.putValue("epoch", epoch_);
    Checkpoint occupancy;
    occupancy_.save(occupancy);
    checkpoint.putSection("occupancy", occupancy);
    for (std::size_t b = 0; b < tunings_.size(); ++b)
        for (std::size_t p = 0; p < tunings_[b].size(); ++p) {
            const std::string name = std::to_string(b) + "_" + std::to_string(p);
            Checkpoint place, direction;
            tunings_[b][p].place.save(place);
            tunings_[b][p].direction.save(direction);
            checkpoint.putSection("place_" + name, place);
            checkpoint.putSection("direction_" + name, direction);
        }
}

void Recorder::restore(const Checkpoint& checkpoint) {
    epoch_ = checkpoint.value<int>("epoch");
    occupancy_.restore(checkpoint.section("occupancy"));
    for (std::size_t b = 0; b < tunings_.size(); ++b)
        for (std::size_t p = 0; p < tunings_[b].size(); ++p) {
            const std::string name = std::to_string(b) + "_" + std::to_string(p);
            tunings_[b][p].place.restore(checkpoint.section("place_" + name));
            tunings_[b][p].direction.restore(checkpoint.section("direction_" + name));
        }
}

} // namespace hippodrome
