#include "core/brains/brain.h"
#include "core/brains/cells/boundary_cells.h"
#include "core/brains/cells/boundary_place_cells.h"
#include "core/brains/cells/grid_modules.h"
#include "core/brains/cells/head_direction.h"
#include "core/brains/cells/object_cells.h"
#include "core/brains/cells/place_cells.h"
#include "core/brains/cells/random_cells.h"
#include "core/brains/cells/speed_cells.h"
#include "core/brains/dynamics/attractor_grid.h"
#include "core/brains/dynamics/oscillator_grid.h"
#include "core/brains/dynamics/plastic_grid.h"
#include "core/brains/dynamics/spiking_place_cells.h"
#include "core/brains/network/grid_network.h"
#include "core/brains/successor/boundary_successor.h"
#include "core/brains/successor/successor.h"
#include "core/brains/successor/theta_successor.h"

namespace hippodrome {

// A line for each kind of brain, in the order in which the window offers them.
const Kinds<BrainType>& brainTypes() {
    static const Kinds<BrainType> types("a brain", {
                                                       GridNetwork::type(),
                                                       PlaceCells::type(),
                                                       AttractorGrid::type(),
                                                       OscillatorGrid::type(),
                                                       PlasticGrid::type(),
                                                       Successor::type(),
                                                       BoundaryCells::type(),
                                                       BoundaryPlaceCells::type(),
                                                       BoundarySuccessor::type(),
                                                       ObjectCells::type(),
                                                       HeadDirection::type(),
                                                       SpeedCells::type(),
                                                       GridModules::type(),
                                                       RandomCells::type(),
                                                       ThetaSuccessor::type(),
                                                       SpikingPlaceCells::type(),
                                                   });
    return types;
}

} // namespace hippodrome
