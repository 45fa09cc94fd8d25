#include "core/analysis/map_display.h"
#include "core/analysis/smoothing.h"

#include <gtest/gtest.h>

#include <cmath>

namespace hippodrome::test_map_display {
namespace {

/// One unit that is active in the middle of a square; one corner was never visited.
PopulationMaps oneField(int side) {
    PopulationMaps maps{1, side, side, {}};
    maps.values.assign(static_cast<std::size_t>(maps.bins()), 0.0f);
    maps.values[static_cast<std::size_t>(side / 2 * side + side / 2)] = 8.0f;
    maps.values[0] = std::nanf("");
    return maps;
}

TEST(MapDisplay, SmoothsWhateverTheSizeOfTheArena) {
    for (const int side : {8, 20, 21, 40}) {
        const PopulationMaps maps = oneField(side);
        const PopulationMaps shown = mapsOnDisplay(maps, Nature::biological, 1.5);
        const RateMap expected =
            smoothed(RateMap::fromFloats(maps.map(0), side, side), 1.5, UnvisitedBins::countAsZero);
        EXPECT_TRUE(std::isnan(shown.values[0]));
        for (std::size_t bin = 1; bin < shown.values.size(); ++bin)
            EXPECT_EQ(shown.values[bin], static_cast<float>(expected.values[bin])) << side;
    }
}

TEST(MapDisplay, LeavesTheLargeBinsOfNetworksAlone) {
    EXPECT_FALSE(smoothedOnDisplay(Nature::artificial, 2.0));
    EXPECT_FALSE(smoothedOnDisplay(Nature::biological, 0.0));
    const PopulationMaps maps = oneField(20);
    const PopulationMaps shown = mapsOnDisplay(maps, Nature::artificial, 2.0);
    EXPECT_TRUE(std::equal(shown.values.begin() + 1, shown.values.end(), maps.values.begin() + 1));
}

} // namespace
} // namespace hippodrome::test_map_display
