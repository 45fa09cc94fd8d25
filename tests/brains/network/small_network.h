#pragma once

#include "core/brains/network/grid_network.h"

#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

namespace hippodrome::testing {

inline ArenaPointer boxArena(double side = 1.0) {
    return std::make_shared<const ArenaGeometry>(Arena::rectangle(side, side));
}

/// A network that trains in a millisecond or less.
inline GridNetworkParameters smallNetwork() {
    GridNetworkParameters parameters;
    parameters.units = 24;
    parameters.placeCode.cells = 49;
    parameters.placeCode.width = 0.2;
    parameters.batch = 24;
    parameters.steps = 8;
    parameters.speedStart = parameters.speedEnd = 1.0;
    return parameters;
}

inline BrainSetting settingIn(ArenaPointer arena, std::uint64_t seed = 1) {
    return {"net", seed, std::move(arena)};
}

template <class P>
void update(Brain& brain, const P& parameters) {
    const JsonDocument document{P::fields().write(parameters), {}, {}};
    brain.update(JsonCursor(document));
}

inline void train(Trainable& brain, int updates, int threads = 1) {
    ThreadPool pool(threads);
    for (int i = 0; i < updates; ++i)
        if (!brain.trainStep(pool, {}))
            throw std::runtime_error("a step that nobody stopped was not made");
}

inline Observation observationAt(Vec2 place, double seconds = 0.02, double heading = 0.0) {
    Observation observation;
    observation.dt = seconds;
    observation.position = place;
    observation.headDirection = heading;
    return observation;
}

/// Everything that a brain saves, as the bytes of a file.
inline std::string stateOf(const Brain& brain) {
    static int number = 0;
    const auto file =
        std::filesystem::temp_directory_path() /
        ("hippodrome_test_brain_" + std::to_string(::getpid()) + "_" + std::to_string(number++));
    Checkpoint checkpoint;
    brain.save(checkpoint);
    checkpoint.write(file);
    std::ifstream stream(file, std::ios::binary);
    std::ostringstream bytes;
    bytes << stream.rdbuf();
    std::filesystem::remove(file);
    return bytes.str();
}

} // namespace hippodrome::testing
