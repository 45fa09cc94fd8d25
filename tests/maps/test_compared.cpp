#include "core/maps/compared.h"

#include <gtest/gtest.h>

#include <cmath>

namespace hippodrome::test_compared {

namespace {

/// Maps of two units over a box, whose values grow with x.
MapsSnapshot maps(const Bounds& bounds, float slope, float offset, int side = 4) {
    PopulationPicture picture;
    picture.brain = "cells";
    picture.population.name = "cells";
    picture.population.units = 2;
    picture.grid = BinGrid::withCounts(bounds, side, side);
    picture.maps = {2, side, side, {}};
    for (int unit = 0; unit < 2; ++unit)
        for (int bin = 0; bin < side * side; ++bin)
            picture.maps.values.push_back(
                offset + (unit == 0 ? slope : -slope) *
                             static_cast<float>(picture.grid.centre(bin / side, bin % side).x));
    MapsSnapshot snapshot;
    snapshot.bounds = bounds;
    snapshot.populations = {picture};
    return snapshot;
}

} // namespace

TEST(ChangeSince, IsWhatThereIsNowLessWhatThereWas) {
    const Bounds box{{0, 0}, {1, 1}};
    const MapsSnapshot change = changeSince(maps(box, 1.0f, 0.0f), maps(box, 3.0f, 0.5f));
    const PopulationPicture& cells = change.populations.front();
    EXPECT_TRUE(cells.difference);
    // 3 x + 0.5 - x at the middles of the bins.
    EXPECT_FLOAT_EQ(cells.maps.map(0)[0], 0.75f);
    EXPECT_FLOAT_EQ(cells.maps.map(0)[3], 2.25f);
    EXPECT_FLOAT_EQ(cells.maps.map(1)[3], -1.25f);
    EXPECT_FLOAT_EQ(cells.scores[0].peak, 2.25f);
    EXPECT_TRUE(std::isnan(cells.similarityOf(0))); // of so few bins nothing is said
    const MapsSnapshot many = changeSince(maps(box, 1.0f, 0.0f, 10), maps(box, 3.0f, 0.5f, 10));
    EXPECT_NEAR(many.populations.front().similarityOf(0), 1.0f, 1e-6f);
    EXPECT_EQ(cells.before.map(1).size(), 16u);
}

TEST(ChangeSince, ComparesPlacesAlsoWhenTheArenaHasOtherBounds) {
    // The box has become twice as wide: its left half is where it was.
    const MapsSnapshot change =
        changeSince(maps({{0, 0}, {1, 1}}, 1.0f, 0.0f), maps({{0, 0}, {2, 1}}, 1.0f, 0.0f));
    const PopulationPicture& cells = change.populations.front();
    EXPECT_NEAR(cells.maps.map(0)[0], 0.0f, 0.13f); // within half a bin
    EXPECT_NEAR(cells.maps.map(0)[1], 0.0f, 0.13f);
    EXPECT_TRUE(std::isnan(cells.maps.map(0)[2])); // was not there
    EXPECT_TRUE(std::isnan(cells.maps.map(0)[3]));
}

TEST(ChangeSince, SaysNothingOfWhatIsNotInBoth) {
    const Bounds box{{0, 0}, {1, 1}};
    const MapsSnapshot marked = maps(box, 1.0f, 0.0f);
    MapsSnapshot other = marked;
    other.populations[0].brain = "others";
    EXPECT_EQ(changeSince(marked, other).populations[0].maps.units, 0);
    MapsSnapshot path = marked;
    path.populations[0].path = true; // a tuning beside a path
    EXPECT_EQ(changeSince(marked, path).populations[0].maps.units, 0);
    MapsSnapshot unvisited = marked;
    unvisited.populations[0].maps.values[5] = std::nanf("");
    const MapsSnapshot change = changeSince(marked, unvisited);
    EXPECT_TRUE(std::isnan(change.populations[0].maps.map(0)[5]));
    EXPECT_EQ(change.populations[0].maps.map(0)[4], 0.0f);
    for (float& value : unvisited.populations[0].maps.values)
        value = std::nanf("");
    EXPECT_TRUE(std::isnan(changeSince(marked, unvisited).populations[0].similarityOf(0)));
}

} // namespace hippodrome::test_compared
