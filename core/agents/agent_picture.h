#pragma once

#include "core/learners/replay_log.h"
#include "core/learners/state_layer.h"
#include "core/states/state_graph.h"

#include <string>
#include <vector>

namespace hippodrome {

/// An experience that was gone over, as places.
struct ReplayedMove {
    Vec2 from; ///< [m]
    Vec2 to;   ///< [m]
    ReplayLog::Order order = ReplayLog::Order::none;
    long number = 0; ///< counted from the start of the run
};

/// What an agent knows, laid over the arena: an immutable picture of a moment.
struct AgentPicture {
    TileShape shape = TileShape::square;
    double tileSize = 0.1;     ///< [m]
    std::vector<Vec2> centres; ///< of the tiles [m]
    /// The first is the value; the others are what this kind of agent has.
    std::vector<StateLayer> layers; ///< (tiles) each
    /// How often each tile will be met from the tile on that was asked for, discounted; no values
    /// when there was none, or the agent has no such map.
    StateLayer successors;
    Vec2 successorsOf; ///< centre of that tile [m]

    int directions = 0;              ///< of moves, counter-clockwise from east
    std::vector<float> choice;       ///< probabilities (tiles, directions); NaN where unknown
    std::vector<ReplayedMove> moves; ///< gone over lately, the oldest first
    long replayed = 0;               ///< in all
    long forward = 0;                ///< of these in the order of the world
    long reverse = 0;                ///< and in the opposite order

    const StateLayer* find(const std::string& key) const {
        for (const StateLayer& layer : layers)
            if (layer.key == key)
                return &layer;
        return nullptr;
    }
};

} // namespace hippodrome
