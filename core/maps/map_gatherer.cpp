#include "core/maps/map_gatherer.h"

#include <algorithm>

namespace hippodrome {

namespace {

/// Bins along the longer side of a probe map that is evaluated from a formula.
constexpr int probeBins = 44;

BinGrid probeGrid(const Bounds& bounds) {
    const double side = std::max(bounds.width(), bounds.height()) / probeBins;
    return BinGrid::covering(bounds, side);
}

void takePathMaps(const MapAccumulator& place, const BinGrid& scoringGrid,
                  PopulationPicture& picture) {
    picture.path = true;
    picture.maps = place.means();
    picture.grid = place.grid();
    if (place.grid().columns > scoringGrid.columns || place.grid().rows > scoringGrid.rows) {
        picture.scored = place.rebinned(scoringGrid).means();
        picture.scoringGrid = scoringGrid;
        picture.occupancy = place.rebinned(scoringGrid).weights();
    } else {
        picture.occupancy = place.weights();
    }
}

/// Path maps from before the last edit, or what has changed since; nothing when nothing was
/// recorded before. Places stay where they are when the edit has given the arena other bounds.
void takeEpochBefore(const Recorder::Tuning* before, const Recorder::Tuning& now, bool difference,
                     PopulationPicture& picture) {
    picture.path = true;
    picture.difference = difference;
    if (!before)
        return;
    const BinGrid& grid = before->place.grid();
    if (difference) {
        picture.maps = now.place.means();
        picture.grid = now.place.grid();
        picture.before = before->place.rebinned(now.place.grid()).means();
    } else {
        takePathMaps(before->place, BinGrid::scoring(grid.frame()), picture);
        picture.direction = before->direction.means();
    }
}

} // namespace

MapsSnapshot MapGatherer::gather(const World& world, const Recorder& recorder,
                                 ViewParameters::MapKind kind) {
    using MapKind = ViewParameters::MapKind;
    MapsSnapshot snapshot;
    snapshot.time = world.time();
    snapshot.epoch = recorder.epoch();
    snapshot.kind = kind;
    snapshot.arena = world.arena();
    snapshot.bounds = world.arena()->bounds();
    snapshot.periodic = world.arena()->periodic();
    const BinGrid scoringGrid = BinGrid::scoring(snapshot.bounds);
    const BinGrid fine = probeGrid(snapshot.bounds);
    for (std::size_t b = 0; b < world.brains().size(); ++b) {
        const RidingBrain& riding = world.brains()[b];
        const std::vector<Population>& populations = riding.brain->populations();
        for (std::size_t p = 0; p < populations.size(); ++p) {
            PopulationPicture picture;
            picture.brain = riding.name;
            picture.nature = riding.type->nature;
            picture.population = populations[p];
            picture.arena = kind == MapKind::pathBefore ? recorder.arenaBefore() : snapshot.arena;
            picture.direction = recorder.tuning(b, p).direction.means();
            if (kind == MapKind::path) {
                takePathMaps(recorder.tuning(b, p).place, scoringGrid, picture);
            } else if (kind != MapKind::probe) {
                takeEpochBefore(recorder.tuningBefore(b, p), recorder.tuning(b, p),
                                kind == MapKind::pathDifference, picture);
            } else if (riding.brain->probeIsStatic()) {
                Probe& probe = probes_[riding.name + "." + populations[p].name];
                if (probe.brain.lock() != riding.brain || probe.revision != riding.revision ||
                    !(probe.bounds == snapshot.bounds)) {
                    probe.brain = riding.brain;
                    probe.revision = riding.revision;
                    probe.bounds = snapshot.bounds;
                    probe.shown = riding.brain->probe(p, fine).value_or(PopulationMaps{});
                    probe.scored = riding.brain->probe(p, scoringGrid).value_or(PopulationMaps{});
                }
                picture.maps = probe.shown;
                picture.grid = fine;
                picture.scored = probe.scored;
                picture.scoringGrid = scoringGrid;
            } else if (auto maps = riding.brain->probe(p, scoringGrid)) {
                picture.maps = std::move(*maps);
                picture.grid = scoringGrid;
            }
            // Where no probe can tell, the path does; networks are asked for probes only.
            if (picture.maps.units == 0 && kind == MapKind::probe && !riding.brain->trainable())
                takePathMaps(recorder.tuning(b, p).place, scoringGrid, picture);
            snapshot.populations.push_back(std::move(picture));
        }
    }
    return snapshot;
}

} // namespace hippodrome
