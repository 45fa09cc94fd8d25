#pragma once

#include "core/scene/scene.h"

#include <gtest/gtest.h>
#include <unistd.h>

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

/// A folder of the running test, empty at its start and gone after it; so is one of the same name
/// with `.output` behind it.
class TestFolder {
public:
    TestFolder() {
        const auto* test = ::testing::UnitTest::GetInstance()->current_test_info();
        std::string name = std::string(test->test_suite_name()) + "." + test->name();
        for (char& c : name)
            if (c == '/')
                c = '_';
        path_ = std::filesystem::path(::testing::TempDir()) /
                ("hippodrome." + std::to_string(::getpid()) + "." + name);
        std::filesystem::remove_all(path_);
        std::filesystem::create_directories(path_);
    }
    ~TestFolder() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
        std::filesystem::remove_all(path_.string() + ".output", ignored);
    }
    TestFolder(const TestFolder&) = delete;
    TestFolder& operator=(const TestFolder&) = delete;

    const std::filesystem::path& path() const { return path_; }
    std::filesystem::path operator/(const std::string& name) const { return path_ / name; }
    /// Writes a file and returns its path.
    std::string write(const std::string& name, const std::string& content) const {
        std::filesystem::create_directories((path_ / name).parent_path());
        std::ofstream(path_ / name, std::ios::binary) << content;
        return (path_ / name).string();
    }

private:
    std::filesystem::path path_;
};

inline std::string contentOf(const std::filesystem::path& file) {
    std::ifstream stream(file, std::ios::binary);
    EXPECT_TRUE(stream.good()) << file;
    return {std::istreambuf_iterator<char>(stream), {}};
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
