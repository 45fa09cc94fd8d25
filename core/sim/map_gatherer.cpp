#include "core/sim/map_gatherer.h"

#include <algorithm>

namespace hippodrome {

namespace {

/// Bins along the longer side of a probe map that is evaluated from a formula.
constexpr int probeBins = 44;
constexpr int scoringBins = 20;

BinGrid probeGrid(const Bounds& bounds) {
    const double side = std::max(bounds.width(), bounds.height()) / probeBins;
    return BinGrid::covering(bounds, side);
}

void takePathMaps(const MapAccumulator& place, const BinGrid& coarse, PopulationPicture& picture) {
    picture.path = true;
    picture.maps = place.means();
    if (place.grid().columns > scoringBins || place.grid().rows > scoringBins)
        picture.scored = place.rebinned(coarse).means();
}

} // namespace

MapsSnapshot MapGatherer::gather(const World& world, const Recorder& recorder, bool pathMaps) {
    MapsSnapshot snapshot;
    snapshot.time = world.time();
    snapshot.epoch = recorder.epoch();
    snapshot.pathMaps = pathMaps;
    snapshot.bounds = world.arena()->bounds();
    snapshot.periodic = world.arena()->periodic();
    const BinGrid coarse = BinGrid::withCounts(snapshot.bounds, scoringBins, scoringBins);
    const BinGrid fine = probeGrid(snapshot.bounds);
    for (std::size_t b = 0; b < world.brains().size(); ++b) {
        const RidingBrain& riding = world.brains()[b];
        const std::vector<Population>& populations = riding.brain->populations();
        for (std::size_t p = 0; p < populations.size(); ++p) {
            PopulationPicture picture;
            picture.brain = riding.name;
            picture.kind = riding.type->kind;
            picture.population = populations[p];
            picture.direction = recorder.tuning(b, p).direction.means();
            if (pathMaps) {
                takePathMaps(recorder.tuning(b, p).place, coarse, picture);
            } else if (riding.brain->probeIsStatic()) {
                Probe& probe = probes_[riding.name + "." + populations[p].name];
                if (probe.brain.lock() != riding.brain || probe.revision != riding.revision ||
                    !(probe.bounds == snapshot.bounds)) {
                    probe.brain = riding.brain;
                    probe.revision = riding.revision;
                    probe.bounds = snapshot.bounds;
                    probe.shown = riding.brain->probe(p, fine).value_or(PopulationMaps{});
                    probe.scored = riding.brain->probe(p, coarse).value_or(PopulationMaps{});
                }
                picture.maps = probe.shown;
                picture.scored = probe.scored;
            } else if (auto maps = riding.brain->probe(p, coarse)) {
                picture.maps = std::move(*maps);
            }
            // Where no probe can tell, the path does; networks are asked for probes only.
            if (picture.maps.units == 0 && !riding.brain->trainable())
                takePathMaps(recorder.tuning(b, p).place, coarse, picture);
            snapshot.populations.push_back(std::move(picture));
        }
    }
    return snapshot;
}

} // namespace hippodrome
