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

/// Maps that say themselves how large they are.
void visitMaps(StateVisitor& s, const std::string& name, MapAccumulator& maps) {
    s.section(name, [&](StateVisitor& part) {
        BinGrid grid = maps.grid();
        int units = maps.units();
        part("units", units, Allowed::from(0, maximumCells));
        part("grid", grid, [&](const StateCheck& check, const BinGrid& found) {
            const double bins = static_cast<double>(found.rows) * found.columns;
            check.require(found.rows >= 1 && found.columns >= 1 &&
                              bins * std::max(1, units) <= maximumCells,
                          "expected maps of at most " + formatNumber(maximumCells) + " values");
            check.place(found.origin);
            for (const double side : {found.binWidth, found.binHeight})
                check.number(side, Allowed::from(1e-6, 1e6));
        });
        if (part.reading()) { // before there is room for as many as it says
            part.require("weights", part.bytesOf("weights") == sizeof(double) * grid.bins(),
                         "expected one for each of " + std::to_string(grid.rows) + " x " +
                             std::to_string(grid.columns) + " bins");
            maps = MapAccumulator(grid, units);
        }
        maps.state(part);
    });
}

void visitTuning(StateVisitor& s, const std::string& name, Recorder::Tuning& tuning) {
    visitMaps(s, name + ".place", tuning.place);
    visitMaps(s, name + ".direction", tuning.direction);
}

} // namespace

Recorder::Recorder(const RecordingParameters& parameters, const World& world)
    : parameters_(parameters), arena_(world.arena()) {
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
    const bool skipped = occupancy_.totalWeight() < shortestEpoch;
    fresh.before_ = skipped ? std::move(before_) : std::move(maps_);
    fresh.arenaBefore_ = skipped ? std::move(arenaBefore_) : std::move(arena_);
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

void Recorder::state(StateVisitor& s) {
    s("epoch", epoch_, Allowed::counts());
    visitMaps(s, "occupancy", occupancy_);
    for (BrainMaps& maps : maps_)
        for (std::size_t p = 0; p < maps.tunings.size(); ++p) {
            const BinGrid grid = maps.tunings[p].place.grid();
            visitTuning(s, "now." + maps.name + "." + std::to_string(p), maps.tunings[p]);
            // 0.1.0 had as many bins along both sides of any arena for networks.
            if (s.reading() && !(maps.tunings[p].place.grid() == grid))
                maps.tunings[p].place = maps.tunings[p].place.rebinned(grid);
        }
    std::vector<int> populations; // of each of the brains before
    for (const BrainMaps& maps : before_)
        populations.push_back(static_cast<int>(maps.tunings.size()));
    s.json(
        "before",
        [&] {
            Json names = Json::array();
            for (const BrainMaps& maps : before_)
                names.push_back({{"name", maps.name}, {"populations", maps.tunings.size()}});
            return names;
        },
        [&](const JsonCursor& names) {
            before_.clear();
            arenaBefore_ = nullptr; // not in the file
            populations.clear();
            for (const JsonCursor& element : names.elements()) {
                ObjectReader object(element);
                BrainMaps& maps = before_.emplace_back();
                maps.name = object.required("name").text();
                populations.push_back(object.required("populations").integer({0, 64}));
            }
        });
    for (std::size_t i = 0; i < before_.size(); ++i)
        for (int p = 0; p < populations[i]; ++p) {
            if (s.reading()) // one by one: the file may say that there are more than it holds
                before_[i].tunings.emplace_back();
            visitTuning(s, "before." + before_[i].name + "." + std::to_string(p),
                        before_[i].tunings[static_cast<std::size_t>(p)]);
        }
}

} // namespace hippodrome
