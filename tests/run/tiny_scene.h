#pragma once

#include "core/base/checkpoint.h"
#include "core/scene/scene.h"

#include "tests/test_folder.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <string>

namespace hippodrome {

/// A scene with a network and place cells that runs and trains in no time.
inline const char* tinySceneText() {
    return R"({
      "format": "hippodrome-scene", "version": 1, "title": "Tiny", "seed": 5,
      "arena": {
        "boundary": {"type": "rectangle", "width": 1.0, "height": 1.0},
        "rewards": [{"id": 1, "position": [0.2, 0.2], "radius": 0.2, "magnitude": 1}]
      },
      "motion": {"type": "ornstein_uhlenbeck"},
      "brains": [
        {"name": "net", "type": "grid_network", "parameters": {
          "cell": "relu_rnn", "units": 12, "batch": 8, "steps": 5, "ride_interval": 0.1,
          "place_code": {"cells": 25, "width": 0.2}}},
        {"name": "cells", "type": "place_cells", "parameters": {"count": 9}}
      ],
      "recording": {"time_step": 0.025, "bin_size": 0.1},
      "training": {"updates_per_second": 10, "evaluation_interval": 10}
    })";
}

inline Scene tinyScene() {
    return readScene(parseJson(tinySceneText()));
}

inline std::string contentOf(const std::filesystem::path& file) {
    std::ifstream stream(file, std::ios::binary);
    EXPECT_TRUE(stream.good()) << file;
    return {std::istreambuf_iterator<char>(stream), {}};
}

/// The state of the simulation in a checkpoint, without the marks of what was recorded.
inline std::string stateIn(const std::filesystem::path& file) {
    Checkpoint checkpoint = Checkpoint::read(file);
    checkpoint.dropIf([](const std::string& name) { return name == "records"; });
    return checkpoint.bytes();
}

/// A text without the last cell of every line.
inline std::string withoutLastColumn(const std::string& csv) {
    std::string result;
    std::size_t begin = 0;
    while (begin < csv.size()) {
        const std::size_t end = std::min(csv.find('\n', begin), csv.size());
        const std::string line = csv.substr(begin, end - begin);
        result += line.substr(0, line.rfind(',')) + "\n";
        begin = end + 1;
    }
    return result;
}

} // namespace hippodrome
