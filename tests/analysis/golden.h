#pragma once

#include "core/analysis/rate_map.h"
#include "core/base/json_io.h"
#include "core/base/npy.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace hippodrome::golden_maps {

inline std::string path(const std::string& file) {
    return std::string(HIPPODROME_TEST_DATA) + "/" + file;
}

/// The maps of an array (count, rows, columns).
inline std::vector<RateMap> maps(const std::string& file) {
    const NpyArray array = readNpy(path(file));
    const int rows = static_cast<int>(array.shape.at(array.shape.size() - 2));
    const int columns = static_cast<int>(array.shape.back());
    const std::size_t bins = static_cast<std::size_t>(rows) * columns;
    std::vector<RateMap> result;
    for (std::size_t i = 0; i + bins <= array.values.size(); i += bins) {
        RateMap map(rows, columns);
        map.values.assign(array.values.begin() + static_cast<long>(i),
                          array.values.begin() + static_cast<long>(i + bins));
        result.push_back(map);
    }
    return result;
}

/// A rate map with what the peers say about it.
struct Case {
    std::string name;
    RateMap map;
    RateMap occupancy;
    Json expected;
};

inline const Json& metricsFile() {
    static const Json file = readJsonFile(path("metrics/metrics.json")).root;
    return file;
}

/// All 24 maps of tests/data/metrics.
inline const std::vector<Case>& cases() {
    static const std::vector<Case> list = [] {
        std::vector<Case> result;
        for (const int n : {20, 32}) {
            const std::string suffix = "_" + std::to_string(n) + ".npy";
            const std::vector<RateMap> rates = maps("metrics/maps" + suffix);
            const std::vector<RateMap> occupancies = maps("metrics/occupancy" + suffix);
            for (const Json& entry : metricsFile().at("cases"))
                if (entry.at("n") == n) {
                    const auto index = entry.at("index").get<std::size_t>();
                    result.push_back(
                        {entry.at("name"), rates.at(index), occupancies.at(index), entry});
                }
        }
        return result;
    }();
    return list;
}

inline const Case& find(const std::string& name) {
    for (const Case& c : cases())
        if (c.name == name)
            return c;
    throw std::runtime_error("no golden case " + name);
}

/// The largest difference of two maps; NaN must meet NaN unless `skipNaN`, which leaves out the
/// bins that are NaN in `expected`.
inline double largestDifference(const RateMap& actual, const RateMap& expected,
                                bool skipNaN = false) {
    EXPECT_TRUE(actual.sameSize(expected));
    double largest = 0.0;
    for (std::size_t i = 0; i < expected.values.size(); ++i) {
        const double a = actual.values[i], e = expected.values[i];
        if (e != e) {
            EXPECT_TRUE(skipNaN || a != a) << "bin " << i;
            continue;
        }
        EXPECT_FALSE(a != a) << "bin " << i;
        largest = std::max(largest, std::abs(a - e));
    }
    return largest;
}

} // namespace hippodrome::golden_maps
