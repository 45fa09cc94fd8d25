#pragma once

#include "core/world/simulation.h"

#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

namespace hippodrome::testing {

inline Json smallNetworkJson() {
    return {{"units", 16},
            {"batch", 12},
            {"steps", 5},
            {"ride_interval", 0.1},
            {"place_code", {{"cells", 25}, {"width", 0.25}}}};
}

/// A box with a wall and a reward, a foraging rat, place cells, and `networks` small networks.
inline Scene smallScene(int networks = 1) {
    Json json = {{"format", "hippodrome-scene"}, {"version", 1}, {"title", "small"}};
    json["arena"] = {
        {"boundary", {{"type", "rectangle"}, {"width", 1.2}, {"height", 1.0}}},
        {"walls", Json::array({{{"id", 1}, {"from", {0.0, -0.5}}, {"to", {0.0, 0.1}}}})},
        {"rewards", Json::array({{{"id", 2}, {"position", {0.35, 0.3}}, {"radius", 0.1}}})}};
    json["brains"] = Json::array();
    for (int i = 0; i < networks; ++i)
        json["brains"].push_back({{"name", "net" + std::to_string(i)},
                                  {"type", "grid_network"},
                                  {"parameters", smallNetworkJson()}});
    json["brains"].push_back({{"name", "cells"},
                              {"type", "place_cells"},
                              {"parameters", {{"count", 20}, {"field", {{"width", 0.15}}}}}});
    json["recording"] = {{"bin_size", 0.05}};
    return readScene(JsonDocument{json, {}, {}});
}

inline Scene withReward(Scene scene, Vec2 place) {
    scene.arena.rewards[0].position = place;
    return scene;
}

inline Scene withExtraWall(Scene scene) {
    scene.arena.walls.push_back({scene.arena.nextId(), {-0.6, 0.2}, {-0.3, 0.2}});
    return scene;
}

inline std::filesystem::path temporaryFile(const std::string& name) {
    return std::filesystem::temp_directory_path() /
           ("hippodrome_test_" + std::to_string(::getpid()) + "_" + name);
}

inline std::string contentOf(const std::filesystem::path& file) {
    std::ifstream stream(file, std::ios::binary);
    std::ostringstream bytes;
    bytes << stream.rdbuf();
    return bytes.str();
}

inline std::string bytesOf(const Checkpoint& checkpoint) {
    const auto file = temporaryFile("bytes");
    checkpoint.write(file);
    const std::string bytes = contentOf(file);
    std::filesystem::remove(file);
    return bytes;
}

/// Everything that world and recorder hold.
inline std::string stateOf(const Simulation& simulation) {
    Checkpoint world, recorder, both;
    simulation.world().save(world);
    saveState(simulation.recorder(), recorder);
    both.putSection("world", world);
    both.putSection("recorder", recorder);
    return bytesOf(both);
}

inline std::string stateOf(const World& world) {
    Checkpoint checkpoint;
    world.save(checkpoint);
    return bytesOf(checkpoint);
}

/// Ticks, and the updates that belong to them.
inline void run(Simulation& simulation, int ticks) {
    for (int i = 0; i < ticks; ++i) {
        while (simulation.trainer().updates() < simulation.updatesDue() && simulation.train())
            continue;
        simulation.tick();
    }
}

} // namespace hippodrome::testing
