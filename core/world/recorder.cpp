#include "core/world/recorder.h"

#include "core/arena/geometry_text.h"

#include <algorithm>
#include <cassert>
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

void saveMaps(const MapAccumulator& maps, const std::string& name, Checkpoint& checkpoint) {
    Checkpoint section;
    maps.save(section);
    section.putValue("grid", maps.grid());
    section.putValue("units", maps.units());
    checkpoint.putSection(name, section);
}

MapAccumulator restoredMaps(const Checkpoint& checkpoint, const std::string& name) {
    const Checkpoint section = checkpoint.section(name);
    const BinGrid grid = section.value<BinGrid>("grid");
    const int units = section.value<int>("units");
    if (grid.rows < 1 || grid.columns < 1 || units < 0 ||
        static_cast<double>(grid.rows) * grid.columns * std::max(1, units) > maximumCells)
        section.fail("grid", "expected maps of at most " + formatNumber(maximumCells) + " values");
    // Before there is room for as many as it says.
    if (section.text("weights").size() != sizeof(double) * static_cast<std::size_t>(grid.rows) *
                                              static_cast<std::size_t>(grid.columns))
        section.fail("weights", "expected one for each of " + std::to_string(grid.rows) + " x " +
                                    std::to_string(grid.columns) + " bins");
    section.requirePlaces("grid", std::span(&grid.origin, 1));
    const double sides[] = {grid.binWidth, grid.binHeight};
    section.requireWithin("grid", std::span<const double>(sides), 1e-6, 1e6);
    MapAccumulator maps(grid, units);
    maps.restore(section);
    return maps;
}

} // namespace

Recorder::Recorder(const RecordingParameters& parameters, const World& world)
    : parameters_(parameters) {
    const Bounds& bounds = world.arena()->bounds();
    requireRoom(parameters, bounds, world.brains());
    occupancy_ = MapAccumulator(BinGrid::covering(bounds, parameters_.binSize), 0);
    for (const RidingBrain& riding : world.brains())
        maps_.push_back(newMaps(riding, bounds));
}

void Recorder::requireRoom(const RecordingParameters& parameters, const Bounds& bounds,
                           const std::vector<RidingBrain>& brains) {
    const double fineBins = std::ceil(bounds.width() / parameters.binSize) *
                            std::ceil(bounds.height() / parameters.binSize);
    double cells = fineBins;
    for (const RidingBrain& riding : brains)
        for (const Population& population : riding.brain->populations())
            cells +=
                (riding.brain->usesScoringBins() ? BinGrid::scoring(bounds).bins() : fineBins) *
                population.units;
    if (cells > maximumCells)
        throw Error("bins of " + formatNumber(parameters.binSize) + " m make maps of " +
                    formatNumber(cells) + " values for this arena, more than the " +
                    formatNumber(maximumCells) + " that are allowed; choose larger bins" +
                    sizeQuestion(bounds))
            .atField("recording.bin_size");
}

Recorder::BrainMaps Recorder::newMaps(const RidingBrain& riding, const Bounds& bounds) const {
    const BinGrid grid = riding.brain->usesScoringBins()
                             ? BinGrid::scoring(bounds)
                             : BinGrid::covering(bounds, parameters_.binSize);
    BrainMaps maps{riding.name, riding.brain, riding.revision, {}};
    for (const Population& population : riding.brain->populations())
        maps.tunings.push_back({MapAccumulator(grid, population.units),
                                MapAccumulator(directionGrid(), population.units)});
    return maps;
}

void Recorder::record(const World& world) {
    const RatState& rat = world.rat();
    occupancy_.add(rat.position, {}, world.timeStep());
    const Vec2 direction{positiveAngle(rat.headDirection), 0.5};
    assert(maps_.size() == world.brains().size());
    for (std::size_t b = 0; b < maps_.size(); ++b) {
        const RidingBrain& riding = world.brains()[b];
        if (riding.freshSeconds <= 0.0)
            continue;
        for (std::size_t p = 0; p < maps_[b].tunings.size(); ++p) {
            const std::span<const float> rates =
                riding.brain->populations()[p].spiking
                    ? spikeRates(*riding.brain, p, riding.freshSeconds)
                    : riding.brain->rates(p);
            maps_[b].tunings[p].place.add(rat.position, rates, riding.freshSeconds);
            maps_[b].tunings[p].direction.add(direction, rates, riding.freshSeconds);
        }
    }
}

std::span<const float> Recorder::spikeRates(const Brain& brain, std::size_t population,
                                            double seconds) {
    spikeRates_.assign(static_cast<std::size_t>(brain.populations()[population].units), 0.0f);
    for (const Spike& spike : brain.spikes(population))
        spikeRates_[static_cast<std::size_t>(spike.unit)] += static_cast<float>(1.0 / seconds);
    return spikeRates_;
}

void Recorder::startEpoch(const World& world) {
    Recorder fresh(parameters_, world);
    fresh.epoch_ = epoch_ + 1;
    fresh.before_ =
        occupancy_.totalWeight() < shortestEpoch ? std::move(before_) : std::move(maps_);
    *this = std::move(fresh);
}

void Recorder::followBrains(const World& world) {
    std::vector<BrainMaps> followed;
    for (const RidingBrain& riding : world.brains()) {
        const auto same = std::find_if(maps_.begin(), maps_.end(), [&](const BrainMaps& maps) {
            return maps.brain.lock() == riding.brain;
        });
        const bool kept = same != maps_.end() &&
                          (same->revision == riding.revision || !riding.brain->probeIsStatic());
        followed.push_back(kept ? std::move(*same) : newMaps(riding, world.arena()->bounds()));
        followed.back().revision = riding.revision;
    }
    maps_ = std::move(followed);
}

const Recorder::Tuning* Recorder::tuningBefore(std::size_t brain, std::size_t population) const {
    for (const BrainMaps& maps : before_)
        if (maps.name == maps_[brain].name && population < maps.tunings.size() &&
            maps.tunings[population].place.units() == tuning(brain, population).place.units())
            return &maps.tunings[population];
    return nullptr;
}

void Recorder::save(Checkpoint& checkpoint) const {
    checkpoint.putValue("epoch", epoch_);
    saveMaps(occupancy_, "occupancy", checkpoint);
    const auto saveAll = [&](const std::vector<BrainMaps>& all, const std::string& prefix) {
        for (const BrainMaps& maps : all)
            for (std::size_t p = 0; p < maps.tunings.size(); ++p) {
                const std::string name = prefix + maps.name + "." + std::to_string(p);
                saveMaps(maps.tunings[p].place, name + ".place", checkpoint);
                saveMaps(maps.tunings[p].direction, name + ".direction", checkpoint);
            }
    };
    saveAll(maps_, "now.");
    saveAll(before_, "before.");
    Json names = Json::array();
    for (const BrainMaps& maps : before_)
        names.push_back({{"name", maps.name}, {"populations", maps.tunings.size()}});
    checkpoint.putText("before", names.dump());
}

void Recorder::restore(const Checkpoint& checkpoint) {
    epoch_ = checkpoint.count<int>("epoch");
    occupancy_ = restoredMaps(checkpoint, "occupancy");
    const auto restoreTuning = [&](const std::string& name) {
        return Tuning{restoredMaps(checkpoint, name + ".place"),
                      restoredMaps(checkpoint, name + ".direction")};
    };
    for (BrainMaps& maps : maps_)
        for (std::size_t p = 0; p < maps.tunings.size(); ++p) {
            const BinGrid grid = maps.tunings[p].place.grid();
            maps.tunings[p] = restoreTuning("now." + maps.name + "." + std::to_string(p));
            // 0.1.0 had as many bins along both sides of any arena for networks.
            if (!(maps.tunings[p].place.grid() == grid))
                maps.tunings[p].place = maps.tunings[p].place.rebinned(grid);
        }
    before_.clear();
    const JsonDocument names = checkpoint.json("before");
    for (const JsonCursor& element : JsonCursor(names).elements()) {
        ObjectReader object(element);
        BrainMaps maps;
        maps.name = object.required("name").text();
        const int populations = object.required("populations").integer({0, 64});
        for (int p = 0; p < populations; ++p)
            maps.tunings.push_back(restoreTuning("before." + maps.name + "." + std::to_string(p)));
        before_.push_back(std::move(maps));
    }
}

} // namespace hippodrome
