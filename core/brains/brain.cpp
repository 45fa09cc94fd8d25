#include "core/brains/brain.h"

#include "core/brains/attractor_grid.h"
#include "core/brains/boundary_cells.h"
#include "core/brains/boundary_place_cells.h"
#include "core/brains/boundary_successor.h"
#include "core/brains/grid_modules.h"
#include "core/brains/grid_network.h"
#include "core/brains/head_direction.h"
#include "core/brains/object_cells.h"
#include "core/brains/oscillator_grid.h"
#include "core/brains/place_cells.h"
#include "core/brains/plastic_grid.h"
#include "core/brains/random_cells.h"
#include "core/brains/speed_cells.h"
#include "core/brains/spiking_place_cells.h"
#include "core/brains/successor.h"
#include "core/brains/theta_successor.h"

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
