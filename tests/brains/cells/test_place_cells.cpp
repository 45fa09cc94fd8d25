#include "core/brains/cells/place_cells.h"

#include "tests/brains/network/small_network.h"

#include <gtest/gtest.h>

#include <cmath>

namespace hippodrome::test_place_cells {
namespace {

using testing::observationAt;
using testing::settingIn;
using testing::stateOf;

Arena boxWithWall() {
    Arena arena = Arena::rectangle(2.0, 2.0);
    arena.walls.push_back({1, {0.0, -1.0}, {0.0, 0.4}});
    return arena;
}

ArenaPointer geometryOf(const Arena& arena) {
    return std::make_shared<const ArenaGeometry>(arena);
}

std::vector<Vec2> centresOf(const PlaceCells& brain) {
    Checkpoint checkpoint;
    brain.save(checkpoint);
    return checkpoint.list<Vec2>("centres");
}

TEST(PlaceCells, ProbeIsTheRateAtTheMiddleOfEachBin) {
    Arena arena = Arena::circular(1.0);
    arena.holes.push_back({1, {{0.2, 0.2}, {0.5, 0.2}, {0.5, 0.5}, {0.2, 0.5}}});
    const ArenaPointer geometry = geometryOf(arena);
    for (const WallGeometry walls :
         {WallGeometry::euclidean, WallGeometry::lineOfSight, WallGeometry::geodesic}) {
        PlaceCellsParameters parameters;
        parameters.count = 30;
        parameters.field.geometry = walls;
        PlaceCells brain(parameters, settingIn(geometry));
        const BinGrid grid = BinGrid::covering(geometry->bounds(), 0.1);
        const PopulationMaps maps = brain.probe(0, grid).value();
        ASSERT_EQ(maps.units, brain.populations()[0].units);
        for (int row = 0; row < grid.rows; ++row)
            for (int column = 0; column < grid.columns; ++column) {
                const Vec2 place = grid.centre(row, column);
                const std::vector<float> rates = brain.ratesAt(0, std::span(&place, 1), {});
                for (int unit = 0; unit < maps.units; ++unit) {
                    const float value =
                        maps.map(unit)[static_cast<std::size_t>(row * grid.columns + column)];
                    if (geometry->contains(place))
                        EXPECT_EQ(value, rates[static_cast<std::size_t>(unit)]);
                    else
                        EXPECT_TRUE(std::isnan(value));
                }
            }
    }
}

TEST(PlaceCells, ObservingGivesTheRateWhereTheRatIs) {
    PlaceCells brain({}, settingIn(testing::boxArena(2.0)));
    const Vec2 place{0.3, -0.7};
    EXPECT_EQ(brain.observe(observationAt(place, 0.02)), 0.02);
    const std::vector<float> expected = brain.ratesAt(0, std::span(&place, 1), {});
    const auto rates = brain.rates(0);
    EXPECT_TRUE(std::equal(rates.begin(), rates.end(), expected.begin(), expected.end()));
    EXPECT_GT(*std::max_element(expected.begin(), expected.end()), 5.0f);
}

TEST(PlaceCells, AWallBendsOnlyTheFieldsThatItHides) {
    const ArenaPointer open = testing::boxArena(2.0), walled = geometryOf(boxWithWall());
    PlaceCellsParameters parameters;
    parameters.count = 64;
    parameters.field.width = 0.3;
    PlaceCells brain(parameters, settingIn(open));
    const std::vector<Vec2> centres = centresOf(brain);
    Rng rng(3);
    std::vector<Vec2> places;
    for (int i = 0; i < 500; ++i)
        places.push_back(open->sampleInside(rng));
    const std::vector<float> before = brain.ratesAt(0, places, {});
    brain.arenaChanged(walled);
    EXPECT_EQ(centresOf(brain), centres);
    const std::vector<float> after = brain.ratesAt(0, places, {});
    int hidden = 0;
    for (std::size_t i = 0; i < places.size(); ++i)
        for (std::size_t cell = 0; cell < centres.size(); ++cell) {
            const float was = before[i * centres.size() + cell];
            const float is = after[i * centres.size() + cell];
            if (walled->visible(places[i], centres[cell])) {
                EXPECT_NEAR(is, was, 1e-5f * was + 1e-9f);
            } else {
                EXPECT_LE(is, was);
                hidden += was > 1.0f && is < 0.7f * was;
            }
        }
    EXPECT_GT(hidden, 100) << "the wall hid too little for this check to mean anything";
    // Taking the wall away brings the fields back.
    brain.arenaChanged(open);
    EXPECT_EQ(brain.ratesAt(0, places, {}), before);
}

TEST(PlaceCells, MovingARewardChangesNothing) {
    Arena arena = boxWithWall();
    PlaceCells brain({}, settingIn(geometryOf(arena)));
    const std::string state = stateOf(brain);
    const Vec2 place{0.2, 0.1};
    const std::vector<float> before = brain.ratesAt(0, std::span(&place, 1), {});
    arena.rewards.push_back({5, {0.5, 0.5}});
    brain.arenaChanged(geometryOf(arena));
    EXPECT_EQ(stateOf(brain), state);
    EXPECT_EQ(brain.ratesAt(0, std::span(&place, 1), {}), before);
}

TEST(PlaceCells, TakeLiveParametersAtOnce) {
    PlaceCellsParameters parameters;
    PlaceCells brain(parameters, settingIn(testing::boxArena(2.0)));
    EXPECT_FALSE(brain.populations()[0].signedActivity);
    const std::vector<Vec2> centres = centresOf(brain);
    parameters.field.shape = &placeFieldShape("diff_of_gaussians");
    parameters.field.maximumRate = 20.0;
    testing::update(brain, parameters);
    EXPECT_EQ(centresOf(brain), centres);
    EXPECT_TRUE(brain.populations()[0].signedActivity);
    EXPECT_NEAR(brain.ratesAt(0, std::span(&centres[3], 1), {})[3], 20.0f, 1e-3f);
}

TEST(PlaceCells, ContinueFromACheckpointWithTheirPlacesAndNumber) {
    PlaceCellsParameters parameters;
    parameters.count = 50;
    PlaceCells brain(parameters, settingIn(testing::boxArena(2.0)));
    Arena edited = Arena::rectangle(2.0, 2.0);
    edited.holes.push_back({1, {{-0.5, -0.5}, {0.6, -0.5}, {0.6, 0.4}, {-0.5, 0.4}}});
    const ArenaPointer after = geometryOf(edited);
    brain.arenaChanged(after);
    brain.observe(observationAt({0.8, 0.8}));
    Checkpoint checkpoint;
    brain.save(checkpoint);

    // Another number, as versions before 0.2 had in such an arena.
    PlaceCellsParameters fewer = parameters;
    fewer.count = 47;
    PlaceCells resumed(fewer, settingIn(after));
    ASSERT_NE(centresOf(resumed).size(), centresOf(brain).size());
    resumed.restore(checkpoint);
    EXPECT_EQ(stateOf(resumed), stateOf(brain));
    EXPECT_EQ(resumed.populations()[0].units, brain.populations()[0].units);
    for (PlaceCells* one : {&brain, &resumed})
        one->observe(observationAt({-0.7, 0.7}));
    EXPECT_EQ(stateOf(resumed), stateOf(brain));
}

} // namespace
} // namespace hippodrome::test_place_cells
