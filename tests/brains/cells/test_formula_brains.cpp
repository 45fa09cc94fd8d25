// Head-direction, speed, object, grid-module and random-field cells.
#include "core/analysis/grid_scorer.h"
#include "core/brains/cells/grid_modules.h"
#include "core/brains/cells/head_direction.h"
#include "core/brains/cells/object_cells.h"
#include "core/brains/cells/random_cells.h"
#include "core/brains/cells/speed_cells.h"

#include "tests/brains/network/small_network.h"
#include "tests/brains/walk.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numbers>

namespace hippodrome::test_formula_brains {
namespace {

using testing::observationAt;
using testing::settingIn;
using testing::stateOf;
using testing::Walk;

ArenaPointer boxWith(std::vector<Object> objects, std::vector<Wall> walls = {}, double side = 1.0) {
    Arena arena = Arena::rectangle(side, side);
    arena.objects = std::move(objects);
    arena.walls = std::move(walls);
    return std::make_shared<const ArenaGeometry>(arena);
}

float rateAt(const Brain& brain, int cell, Vec2 place, double heading = 0.0) {
    const Vec2 places[] = {place};
    const double headings[] = {heading};
    return brain.ratesAt(0, places, headings)[static_cast<std::size_t>(cell)];
}

TEST(HeadDirection, TurnsWithTheCueCard) {
    const auto withCue = [](double angle) {
        return boxWith({{1, 0.45 * unitVector(angle), "cue"}});
    };
    HeadDirection brain(HeadDirectionParameters{}, settingIn(withCue(0.3)));
    EXPECT_NEAR(brain.preferred(0), 0.3, 1e-9);
    EXPECT_NEAR(rateAt(brain, 0, {0.1, 0.2}, 0.3), 20.0f, 1e-4f);
    EXPECT_NEAR(rateAt(brain, 0, {-0.3, 0.4}, 0.3), 20.0f, 1e-4f) << "wherever the rat is";
    brain.arenaChanged(withCue(0.3 + std::numbers::pi / 2));
    for (int cell = 0; cell < 12; ++cell)
        EXPECT_NEAR(wrapAngle(brain.preferred(cell) -
                              (0.3 + std::numbers::pi / 2 + cell * std::numbers::pi / 6)),
                    0.0, 1e-9);
    // Without the card the directions keep their order, and point anywhere.
    brain.arenaChanged(boxWith({}));
    EXPECT_NEAR(wrapAngle(brain.preferred(3) - brain.preferred(0)), std::numbers::pi / 2, 1e-9);
    EXPECT_GT(std::abs(wrapAngle(brain.preferred(0) - (0.3 + std::numbers::pi / 2))), 1e-3);
    // Another kind of object tells no direction.
    EXPECT_FALSE(cueDirection(*boxWith({{1, {0.3, 0.0}, "landmark"}})));
}

TEST(SpeedCells, FollowTheSpeedAndNothingElse) {
    SpeedCells brain(SpeedCellsParameters{}, settingIn(boxWith({})));
    Observation now = observationAt({0.1, 0.1});
    const auto at = [&](double speed, Vec2 place) {
        now.position = place;
        now.velocity = {0.0, speed};
        brain.observe(now);
        return std::vector<float>(brain.rates(0).begin(), brain.rates(0).end());
    };
    const auto rest = at(0.0, {0.1, 0.1}), slow = at(0.1, {0.1, 0.1}), fast = at(0.2, {0.1, 0.1});
    EXPECT_EQ(at(0.2, {-0.3, 0.2}), fast);
    EXPECT_NEAR(fast[7 - 1] - slow[7 - 1], slow[7 - 1] - rest[7 - 1], 1e-4) << "linear";
    EXPECT_GT(fast[0], slow[0]);
    EXPECT_LT(fast[3], slow[3]) << "every fourth falls";
    EXPECT_EQ(at(2.0, {0.1, 0.1}), at(0.5, {0.1, 0.1})) << "saturates";
    EXPECT_FALSE(brain.probe(0, BinGrid::withCounts({{-0.5, -0.5}, {0.5, 0.5}}, 5, 5)));
}

TEST(ObjectCells, FireAtTheirVectorFromEveryObjectInSight) {
    const ArenaPointer box = boxWith({{1, {0.0, 0.0}, "landmark"}, {2, {0.3, 0.3}, "toy"}});
    ObjectCells brain(ObjectCellsParameters{}, settingIn(box));
    for (int cell = 0; cell < 24; ++cell) {
        const VectorTuning& tuning = brain.tunings()[static_cast<std::size_t>(cell)];
        const Vec2 field = -tuning.distance * unitVector(tuning.angle);
        EXPECT_NEAR(rateAt(brain, cell, field), 10.0f, 1e-4f);
        EXPECT_LT(rateAt(brain, cell, -2.0 * field), 10.0f);
    }
    // A moved object takes its fields along; one more brings a second field.
    brain.arenaChanged(boxWith({{1, {0.1, -0.1}, "landmark"}, {3, {-0.2, 0.2}, "landmark"}}));
    const VectorTuning& tuning = brain.tunings()[0];
    const Vec2 away = -tuning.distance * unitVector(tuning.angle);
    EXPECT_NEAR(rateAt(brain, 0, Vec2{0.1, -0.1} + away), 10.0f, 1e-4f);
    EXPECT_NEAR(rateAt(brain, 0, Vec2{-0.2, 0.2} + away), 10.0f, 1e-4f);
    // A wall in between hides it.
    ObjectCells hidden(
        ObjectCellsParameters{},
        settingIn(boxWith({{1, {0.0, 0.0}, "landmark"}}, {{5, {0.02, -0.4}, {0.02, 0.4}}})));
    for (int cell = 0; cell < 24; ++cell)
        EXPECT_EQ(rateAt(hidden, cell, {0.2, 0.05}), 0.0f);
}

TEST(ObjectCells, EgocentricOnesTurnWithTheHead) {
    const ArenaPointer box = boxWith({{1, {0.0, 0.0}, "landmark"}});
    ObjectCellsParameters parameters;
    parameters.frame = ObjectCellsParameters::Frame::egocentric;
    const ObjectCells brain(parameters, settingIn(box));
    for (int cell = 0; cell < 24; ++cell)
        EXPECT_NEAR(rateAt(brain, cell, {-0.2, 0.0}, 0.4),
                    rateAt(brain, cell, {0.0, -0.2}, 0.4 + std::numbers::pi / 2), 1e-3f);
}

TEST(GridModules, ArePerfectLatticesThatNoEditChanges) {
    const ArenaPointer box = boxWith({}, {}, 2.0);
    GridModulesParameters parameters;
    parameters.spacing = 0.5;
    GridModules brain(parameters, settingIn(box));
    const PopulationMaps maps = *brain.probe(0, BinGrid::withCounts(box->bounds(), 40, 40));
    const GridScorer scorer(40, 40);
    for (int cell = 0; cell < 48; ++cell)
        EXPECT_GT(scorer.score(maps.map(cell)).deepmind60, 0.9) << cell;
    EXPECT_NEAR(brain.tunings()[16].spacing, 0.71, 1e-9);
    EXPECT_NEAR(brain.tunings()[47].orientation, 0.3, 1e-9);
    brain.arenaChanged(boxWith({}, {{1, {0.0, -1.0}, {0.0, 0.5}}}, 2.0));
    const PopulationMaps after = *brain.probe(0, BinGrid::withCounts(box->bounds(), 40, 40));
    for (std::size_t k = 0; k < maps.values.size(); ++k)
        EXPECT_EQ(after.values[k], maps.values[k]);
}

TEST(RandomCells, AreSmoothMapsOfTheDeclaredWidthAndShare) {
    const ArenaPointer box = boxWith({}, {}, 2.0);
    RandomCellsParameters parameters;
    parameters.activeShare = 0.3;
    const RandomCells brain(parameters, settingIn(box));
    const PopulationMaps maps = *brain.probe(0, BinGrid::withCounts(box->bounds(), 40, 40));
    double active = 0.0, near = 0.0, far = 0.0, whole = 0.0;
    double mean = 0.0;
    for (const float rate : maps.values) {
        active += rate > 0.0f;
        mean += rate;
    }
    mean /= static_cast<double>(maps.values.size());
    for (int cell = 0; cell < maps.units; ++cell) {
        const auto map = maps.map(cell);
        for (int row = 0; row < 40; ++row)
            for (int column = 0; column + 10 < 40; ++column) {
                const double here = map[static_cast<std::size_t>(row * 40 + column)] - mean;
                near += here * (map[static_cast<std::size_t>(row * 40 + column + 1)] - mean);
                far += here * (map[static_cast<std::size_t>(row * 40 + column + 10)] - mean);
                whole += here * here;
            }
    }
    EXPECT_NEAR(active / static_cast<double>(maps.values.size()), 0.3, 0.03);
    EXPECT_GT(near, 0.7 * whole) << "places 5 cm apart are alike";
    EXPECT_LT(std::abs(far), 0.1 * whole) << "places 50 cm apart are not";
}

TEST(FormulaBrains, ContinueFromACheckpointToTheSameBits) {
    const ArenaPointer box = boxWith({{1, {0.4, 0.0}, "cue"}, {2, {0.0, 0.1}, "landmark"}});
    for (const char* key : {"head_direction_cells", "speed_cells", "object_cells", "grid_modules",
                            "random_cells", "boundary_cells"}) {
        const BrainType& type = brainType(std::string(key));
        const JsonDocument document{{{"spikes", {{"on", true}}}}, {}, {}};
        const auto whole = type.create(JsonCursor(document), settingIn(box, 3));
        const auto resumed = type.create(JsonCursor(document), settingIn(box, 8));
        Walk walk(box, 2);
        whole->begin(walk.now);
        for (int tick = 0; tick < 100; ++tick)
            walk.advance(*whole);
        Checkpoint checkpoint;
        whole->save(checkpoint);
        resumed->restore(checkpoint);
        Walk again = walk;
        for (int tick = 0; tick < 100; ++tick) {
            walk.advance(*whole);
            again.advance(*resumed);
        }
        EXPECT_TRUE(stateOf(*resumed) == stateOf(*whole)) << key;
    }
}

} // namespace
} // namespace hippodrome::test_formula_brains
