#include "core/analysis/map_files.h"
#include "core/base/error.h"
#include "core/base/file_io.h"
#include "core/base/npy.h"

#include "tests/test_folder.h"

#include <gtest/gtest.h>

#include <cmath>

namespace hippodrome::test_map_files {
namespace {

/// Two units in a row of two bins; the second bin of the first unit was never visited.
PopulationMaps twoMaps() {
    return {2, 1, 2, {0.1f, std::nanf(""), -1e-9f, 16777216.0f}};
}

TEST(MapFiles, TablesHoldTheShortestTextThatReadsBack) {
    EXPECT_EQ(mapsCsv(twoMaps()), "unit,row,column,value\n"
                                  "0,0,0,0.1\n"
                                  "0,0,1,\n"
                                  "1,0,0,-1e-09\n"
                                  "1,0,1,16777216\n");
    for (int i = 1; i < 2000; ++i) {
        const float value = 1.0f / static_cast<float>(i);
        const std::string text = mapsCsv({1, 1, 1, {value}});
        EXPECT_EQ(std::stof(text.substr(text.rfind(',') + 1)), value);
    }
}

TEST(MapFiles, OneUnitKeepsItsNumberAndItsLines) {
    EXPECT_EQ(mapsCsv(twoMaps(), 1), "unit,row,column,value\n"
                                     "1,0,0,-1e-09\n"
                                     "1,0,1,16777216\n");
    EXPECT_EQ(mapsCsv({0, 0, 0, {}}), "unit,row,column,value\n");
}

TEST(MapFiles, ArraysReadBack) {
    const TestFolder folder;
    writeFileAtomically(folder / "all.npy", mapsNpy(twoMaps()));
    EXPECT_EQ(readNpy(folder / "all.npy").shape, (std::vector<std::size_t>{2, 1, 2}));
    const PopulationMaps all = readMaps(folder / "all.npy");
    EXPECT_EQ(mapsCsv(all), mapsCsv(twoMaps()));
    writeFileAtomically(folder / "one.npy", mapsNpy(twoMaps(), 1));
    EXPECT_EQ(readNpy(folder / "one.npy").shape, (std::vector<std::size_t>{1, 2}));
    EXPECT_EQ(readMaps(folder / "one.npy").units, 1);
    writeFileAtomically(folder / "curve.npy",
                        npyBytes(std::span<const float>(all.values), {all.values.size()}));
    EXPECT_THROW(readMaps(folder / "curve.npy"), Error);
}

TEST(MapFiles, OccupancyIsAMapOfSeconds) {
    const PopulationMaps seconds{1, 2, 1, {0.25f, std::nanf("")}};
    EXPECT_EQ(occupancyCsv(seconds), "row,column,seconds\n0,0,0.25\n1,0,\n");
    EXPECT_EQ(occupancyNpy(seconds), mapsNpy(seconds, 0));
}

} // namespace
} // namespace hippodrome::test_map_files
