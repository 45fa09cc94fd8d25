#pragma once

#include "core/base/json_io.h"
#include "core/base/npy.h"
#include "core/states/state_graph.h"

#include <memory>
#include <string>

namespace hippodrome::testing {

inline std::string successorData(const std::string& file) {
    return std::string(HIPPODROME_TEST_DATA) + "/sr/" + file;
}

inline const Json& successorCases() {
    static const Json file = readJsonFile(successorData("sr.json")).root;
    return file;
}

/// The recorded worlds of 10 x 10 tiles as arenas of 1 m with walls between the tiles.
inline ArenaPointer tileWorld(const std::string& name) {
    Arena arena;
    arena.boundary = {{0, 0}, {1, 0}, {1, 1}, {0, 1}};
    if (name == "barrier")
        arena.walls.push_back({1, {0.5, 0.0}, {0.5, 0.7}});
    if (name == "door") {
        arena.walls.push_back({1, {0.0, 0.5}, {0.2, 0.5}});
        arena.walls.push_back({2, {0.3, 0.5}, {1.0, 0.5}});
    }
    return std::make_shared<const ArenaGeometry>(arena);
}

inline StateGraph tileGraph(const std::string& name) {
    return StateGraph(tileWorld(name), TileShape::square, 0.1, {0.0, 0.0});
}

} // namespace hippodrome::testing
