#pragma once

#include "core/arena/arena_geometry.h"
#include "core/base/json_io.h"
#include "core/base/npy.h"

#include <memory>
#include <string>
#include <vector>

namespace hippodrome::golden_cells {

inline std::string path(const std::string& file) {
    return std::string(HIPPODROME_TEST_DATA) + "/cells/" + file;
}

inline Json json(const std::string& file) {
    return readJsonFile(path(file)).root;
}

inline const Json& cells() {
    static const Json file = json("cells.json");
    return file;
}

inline Vec2 point(const Json& pair) {
    return {pair.at(0).get<double>(), pair.at(1).get<double>()};
}

inline std::vector<Vec2> points(const Json& list) {
    std::vector<Vec2> result;
    for (const Json& pair : list)
        result.push_back(point(pair));
    return result;
}

/// The 21 x 21 positions of the recorded rates, row by row.
inline std::vector<Vec2> positions() {
    std::vector<Vec2> result;
    for (const Json& y : cells().at("grid_positions").at("y"))
        for (const Json& x : cells().at("grid_positions").at("x"))
            result.push_back({x.get<double>(), y.get<double>()});
    return result;
}

/// A box of 1 m with its corner at the origin, as RatInABox has it.
inline ArenaPointer boxWith(const Json& walls) {
    Arena arena;
    arena.boundary = {{0, 0}, {1, 0}, {1, 1}, {0, 1}};
    int id = 0;
    for (const Json& wall : walls)
        arena.walls.push_back({++id, point(wall.at(0)), point(wall.at(1))});
    return std::make_shared<const ArenaGeometry>(arena);
}

} // namespace hippodrome::golden_cells
