#pragma once

#include "core/maps/snapshot.h"
#include "core/world/recorder.h"

#include <map>
#include <memory>
#include <string>

namespace hippodrome {

/// Copies the maps of a simulation into pictures that others may keep. Tuning that changes only
/// with an edit (formula cells) is evaluated once per edit.
class MapGatherer {
public:
    /// The maps of every population, without scores; call on the simulation's thread.
    MapsSnapshot gather(const World& world, const Recorder& recorder, ViewParameters::MapKind kind);

private:
    struct Probe {
        std::weak_ptr<Brain> brain; ///< the one that was asked, at
        long revision = -1;
        Bounds bounds;
        PopulationMaps shown;
        PopulationMaps scored;
    };

    std::map<std::string, Probe> probes_; ///< of brains whose tuning changes with edits only
};

} // namespace hippodrome
