#include "core/analysis/map_accumulator.h"
#include "core/base/error.h"
#include "core/base/rng.h"

#include <gtest/gtest.h>

#include <cmath>

namespace hippodrome::test_map_accumulator {
namespace {

BinGrid smallGrid() {
    return BinGrid::withCounts({{0.0, 0.0}, {3.0, 2.0}}, 2, 3);
}

TEST(MapAccumulator, GivesWeightedMeansByBin) {
    MapAccumulator maps(smallGrid(), 2);
    maps.add({0.5, 0.5}, std::vector<float>{1.0f, 10.0f}, 1.0);
    maps.add({0.9, 0.1}, std::vector<float>{4.0f, 40.0f}, 2.0);
    maps.add({2.5, 1.5}, std::vector<float>{7.0f, 70.0f}, 0.5);
    const PopulationMaps means = maps.means();
    EXPECT_EQ(means.units, 2);
    EXPECT_EQ(means.rows, 2);
    EXPECT_EQ(means.columns, 3);
    EXPECT_FLOAT_EQ(means.map(0)[0], 3.0f);
    EXPECT_FLOAT_EQ(means.map(1)[0], 30.0f);
    EXPECT_FLOAT_EQ(means.map(0)[5], 7.0f);
    for (const std::size_t bin : {1, 2, 3, 4})
        EXPECT_TRUE(std::isnan(means.map(0)[bin])) << bin;
    EXPECT_DOUBLE_EQ(maps.totalWeight(), 3.5);
    EXPECT_FLOAT_EQ(maps.weights()[0], 3.0f);
    EXPECT_TRUE(std::isnan(maps.weights()[1]));
    EXPECT_DOUBLE_EQ(maps.rawWeights()[1], 0.0);
    EXPECT_DOUBLE_EQ(maps.sums(1)[5], 35.0);
}

TEST(MapAccumulator, PassesOverPlacesOutsideTheGrid) {
    MapAccumulator maps(smallGrid(), 1);
    maps.add({-0.1, 0.5}, std::vector<float>{1.0f});
    maps.add({3.1, 0.5}, std::vector<float>{1.0f});
    EXPECT_EQ(maps.totalWeight(), 0.0);
    maps.add({3.0, 2.0}, std::vector<float>{1.0f}); // the upper edges belong to the last bins
    EXPECT_EQ(maps.rawWeights()[5], 1.0);
}

TEST(MapAccumulator, ThreadsAddTheSameBits) {
    constexpr int units = 150; // no whole number of threads' parts
    Rng rng(5);
    std::vector<Vec2> places;
    std::vector<float> activity;
    for (int sample = 0; sample < 300; ++sample) {
        places.push_back({rng.uniform(-0.2, 3.2), rng.uniform(-0.2, 2.2)}); // some outside
        for (int unit = 0; unit < units; ++unit)
            activity.push_back(static_cast<float>(rng.normal()));
    }
    const std::vector<MapAccumulator::Samples> parts = {
        {std::span(places).first(100), activity.data()},
        {std::span(places).subspan(100), activity.data() + 100 * units}};
    MapAccumulator one(smallGrid(), units), two(smallGrid(), units);
    ThreadPool threads(3);
    for (int step = 0; step < 3; ++step) {
        one.forget(0.9);
        for (std::size_t sample = 0; sample < places.size(); ++sample)
            one.add(places[sample], std::span(activity).subspan(sample * units, units));
        two.fadeAndAdd(0.9, parts, threads);
    }
    EXPECT_EQ(one.totalWeight(), two.totalWeight());
    EXPECT_EQ(one.rawWeights(), two.rawWeights());
    for (int unit = 0; unit < units; ++unit)
        EXPECT_EQ(one.sums(unit), two.sums(unit)) << unit;
}

TEST(MapAccumulator, LeavesOutBinsWithLittleWeight) {
    MapAccumulator maps(smallGrid(), 1);
    maps.add({0.5, 0.5}, std::vector<float>{1.0f}, 0.2);
    maps.add({1.5, 0.5}, std::vector<float>{1.0f}, 0.4);
    const PopulationMaps means = maps.means(0.3);
    EXPECT_TRUE(std::isnan(means.map(0)[0]));
    EXPECT_FLOAT_EQ(means.map(0)[1], 1.0f);
}

TEST(MapAccumulator, ForgettingLetsNewSamplesPrevail) {
    MapAccumulator maps(smallGrid(), 1);
    maps.add({0.5, 0.5}, std::vector<float>{8.0f}, 3.0);
    maps.forget(1.0 / 3.0);
    EXPECT_FLOAT_EQ(maps.means().map(0)[0], 8.0f);
    EXPECT_DOUBLE_EQ(maps.totalWeight(), 1.0);
    maps.add({0.5, 0.5}, std::vector<float>{0.0f}, 1.0);
    EXPECT_FLOAT_EQ(maps.means().map(0)[0], 4.0f);
    maps.add({1.5, 0.5}, std::vector<float>{3.0f}, 0.5);
    maps.clearBin(0);
    EXPECT_TRUE(std::isnan(maps.means().map(0)[0]));
    EXPECT_FLOAT_EQ(maps.means().map(0)[1], 3.0f);
    EXPECT_DOUBLE_EQ(maps.totalWeight(), 0.5);
    maps.clear();
    EXPECT_TRUE(std::isnan(maps.means().map(0)[1]));
    EXPECT_EQ(maps.totalWeight(), 0.0);
}

TEST(MapAccumulator, PartsSumToTheWhole) {
    Rng rng(6);
    MapAccumulator whole(smallGrid(), 3), left(smallGrid(), 3), right(smallGrid(), 3);
    for (int i = 0; i < 500; ++i) {
        const Vec2 place{rng.uniform(0.0, 3.0), rng.uniform(0.0, 2.0)};
        const std::vector<float> activity{static_cast<float>(rng.normal()),
                                          static_cast<float>(rng.normal()), 1.0f};
        whole.add(place, activity, 0.25);
        (i % 2 ? left : right).add(place, activity, 0.25);
    }
    left.add(right);
    const PopulationMaps a = whole.means(), b = left.means();
    for (std::size_t k = 0; k < a.values.size(); ++k)
        EXPECT_NEAR(a.values[k], b.values[k], 1e-6);
    EXPECT_NEAR(whole.totalWeight(), left.totalWeight(), 1e-12);
}

TEST(MapAccumulator, RebinningKeepsTimeAndActivity) {
    const Bounds bounds{{-1.0, -1.0}, {1.0, 1.0}};
    MapAccumulator fine(BinGrid::covering(bounds, 0.025), 2);
    MapAccumulator coarse(BinGrid::withCounts(bounds, 20, 20), 2);
    Rng rng(8);
    for (int i = 0; i < 5000; ++i) {
        const Vec2 place{rng.uniform(-1.0, 1.0), rng.uniform(-1.0, 1.0)};
        const std::vector<float> activity{static_cast<float>(place.x), static_cast<float>(i)};
        fine.add(place, activity, 0.5);
        coarse.add(place, activity, 0.5);
    }
    // 4 x 4 fine bins make a coarse one here, so nothing moves.
    const MapAccumulator rebinned = fine.rebinned(coarse.grid());
    EXPECT_NEAR(rebinned.totalWeight(), fine.totalWeight(), 1e-9);
    const PopulationMaps a = rebinned.means(), b = coarse.means();
    for (std::size_t k = 0; k < a.values.size(); ++k)
        EXPECT_NEAR(a.values[k], b.values[k], 1e-3 * (1.0 + std::abs(b.values[k])));
}

TEST(MapAccumulator, ContinuesFromACheckpoint) {
    MapAccumulator maps(smallGrid(), 1);
    maps.add({0.5, 0.5}, std::vector<float>{0.1f}, 1.0 / 3.0);
    Checkpoint checkpoint;
    saveState(maps, checkpoint);
    MapAccumulator restored(smallGrid(), 1);
    restoreState(restored, checkpoint);
    for (MapAccumulator* one : {&maps, &restored})
        one->add({0.6, 0.5}, std::vector<float>{0.7f}, 1.0 / 7.0);
    EXPECT_EQ(maps.sums(0), restored.sums(0));
    EXPECT_EQ(maps.rawWeights(), restored.rawWeights());
    EXPECT_EQ(maps.totalWeight(), restored.totalWeight());
    MapAccumulator larger(smallGrid(), 2);
    EXPECT_THROW(restoreState(larger, checkpoint), Error);
}

TEST(MapAccumulator, WithoutUnitsCountsTime) {
    MapAccumulator time(smallGrid(), 0);
    time.add({0.5, 0.5}, {}, 0.02);
    time.add({0.5, 0.5}, {}, 0.02);
    EXPECT_FLOAT_EQ(time.weights()[0], 0.04f);
    EXPECT_EQ(time.means().units, 0);
}

} // namespace
} // namespace hippodrome::test_map_accumulator
