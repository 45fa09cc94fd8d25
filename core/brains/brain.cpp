#include "core/brains/brain.h"

#include "core/brains/dynamics/attractor_grid.h"
#include "core/brains/cells/boundary_cells.h"
#include "core/brains/cells/boundary_place_cells.h"
#include "core/brains/successor/boundary_successor.h"
#include "core/brains/cells/grid_modules.h"
#include "core/brains/network/grid_network.h"
#include "core/brains/cells/head_direction.h"
#include "core/brains/cells/object_cells.h"
#include "core/brains/dynamics/oscillator_grid.h"
#include "core/brains/cells/place_cells.h"
#include "core/brains/dynamics/plastic_grid.h"
#include "core/brains/cells/random_cells.h"
#include "core/brains/cells/speed_cells.h"
#include "core/brains/dynamics/spiking_place_cells.h"
#include "core/brains/successor/successor.h"
#include "core/brains/successor/theta_successor.h"

#include <cassert>

namespace hippodrome {

bool sameGround(const Arena& a, const Arena& b) {
    return a.boundary == b.boundary && a.periodic == b.periodic && a.holes == b.holes &&
           a.walls == b.walls;
}

const std::vector<BrainType>& brainTypes() {
    // clang-format off: one line each
    static const std::vector<BrainType> types = {
        GridNetwork::type(),       PlaceCells::type(),         AttractorGrid::type(),
        OscillatorGrid::type(),    PlasticGrid::type(),        Successor::type(),
        BoundaryCells::type(),     BoundaryPlaceCells::type(), BoundarySuccessor::type(),
        ObjectCells::type(),       HeadDirection::type(),      SpeedCells::type(),
        GridModules::type(),       RandomCells::type(),        ThetaSuccessor::type(),
        SpikingPlaceCells::type(),
    };
    // clang-format on
    return types;
}

const BrainType& brainType(const JsonCursor& key) {
    std::vector<std::string> keys;
    for (const BrainType& type : brainTypes())
        keys.push_back(type.key);
    return brainTypes()[key.choice(keys)];
}

const BrainType& brainType(const std::string& key) {
    for (const BrainType& type : brainTypes())
        if (type.key == key)
            return type;
    assert(false && "a brain type that is not registered");
    return brainTypes().front();
}

} // namespace hippodrome
