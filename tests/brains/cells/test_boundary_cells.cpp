#include "core/brains/cells/boundary_cells.h"

#include "tests/brains/network/small_network.h"
#include "tests/brains/walk.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

namespace hippodrome::test_boundary_cells {
namespace {

using testing::settingIn;

ArenaPointer boxWith(std::vector<Wall> walls, std::vector<Object> objects = {}) {
    Arena arena = Arena::rectangle(1.0, 1.0);
    arena.walls = std::move(walls);
    arena.objects = std::move(objects);
    return std::make_shared<const ArenaGeometry>(arena);
}

float rateAt(const Brain& brain, int cell, Vec2 place, double heading = 0.0) {
    const Vec2 places[] = {place};
    const double headings[] = {heading};
    return brain.ratesAt(0, places, headings)[static_cast<std::size_t>(cell)];
}

TEST(BoundaryCells, EqualTheFormulaTimesThePeakRate) {
    const ArenaPointer box = boxWith({{1, {0.0, -0.5}, {0.0, 0.0}}});
    BoundaryCellsParameters parameters;
    parameters.maximumRate = 7.0;
    const BoundaryCells brain(parameters, settingIn(box));
    const BoundaryVectorCells formula(brain.tunings(), BoundaryVectorCells::Frame::allocentric,
                                      box);
    std::vector<float> rates(40);
    Rng rng(1);
    for (int i = 0; i < 50; ++i) {
        const Vec2 place = box->sampleInside(rng);
        formula.rates(place, 0.0, rates);
        for (int cell = 0; cell < 40; ++cell)
            EXPECT_NEAR(rateAt(brain, cell, place), 7.0f * rates[static_cast<std::size_t>(cell)],
                        1e-5);
    }
    for (const VectorTuning& tuning : brain.tunings()) {
        EXPECT_GE(tuning.distance, 0.05);
        EXPECT_LE(tuning.distance, 0.3);
    }
}

TEST(BoundaryCells, AnInsertedWallGivesASecondFieldAtTheSameVector) {
    // Barry et al. 2006, Lever et al. 2009; RatInABox's tunings, without choosing.
    const ArenaPointer open = boxWith({});
    const ArenaPointer divided = boxWith({{1, {0.0, -0.5}, {0.0, 0.5}}});
    BoundaryCells before(BoundaryCellsParameters{}, settingIn(open));
    BoundaryCells after(BoundaryCellsParameters{}, settingIn(open));
    after.arenaChanged(divided);
    int checked = 0;
    for (int cell = 0; cell < 40; ++cell) {
        const VectorTuning& tuning = before.tunings()[static_cast<std::size_t>(cell)];
        // Cells that look west: the field lies at their distance from the western wall, and now
        // also from the inserted one.
        if (std::cos(tuning.angle) > -0.95)
            continue;
        ++checked;
        const double away = -tuning.distance * std::cos(tuning.angle);
        const double y = -0.5 * tuning.distance * std::sin(tuning.angle);
        const float first = rateAt(before, cell, {-0.5 + away, y});
        EXPECT_GT(first, 4.0f);
        EXPECT_LT(rateAt(before, cell, {away, y}), 0.3f * first);
        EXPECT_NEAR(rateAt(after, cell, {away, y}), first, 0.15f * first);
    }
    EXPECT_GE(checked, 2);
}

TEST(BoundaryCells, HartleyTuningsCoverDistancesAndWidenWithThem) {
    BoundaryCellsParameters parameters;
    parameters.tuning = BoundaryCellsParameters::Tuning::hartley;
    parameters.count = 56;
    const BoundaryCells brain(parameters, settingIn(boxWith({})));
    EXPECT_NEAR(brain.tunings()[0].distance, 0.081, 1e-12);
    EXPECT_NEAR(brain.tunings()[6].distance, 0.741, 1e-12);
    EXPECT_NEAR(brain.tunings()[6].distanceWidth, (0.741 / 1.83 + 1.0) * 0.122, 1e-12);
    EXPECT_NEAR(brain.tunings()[7].angle, 2.0 * std::numbers::pi / 8.0, 1e-12);
}

TEST(BoundaryCells, EgocentricOnesTurnWithTheHead) {
    BoundaryCellsParameters parameters;
    parameters.frame = BoundaryVectorCells::Frame::egocentric;
    const BoundaryCells brain(parameters, settingIn(boxWith({})));
    const auto allocentric =
        BoundaryVectorCells(brain.tunings(), BoundaryVectorCells::Frame::allocentric, boxWith({}));
    std::vector<float> rates(40);
    allocentric.rates({-0.4, 0.1}, 0.0, rates);
    // Turning the head and the place about the middle by a quarter leaves a square as it was.
    for (int cell = 0; cell < 40; ++cell)
        EXPECT_NEAR(rateAt(brain, cell, {-0.1, -0.4}, std::numbers::pi / 2),
                    10.0f * rates[static_cast<std::size_t>(cell)], 1e-3);
}

TEST(BoundaryCells, AnchoredOnesTurnWithTheCueCard) {
    const auto cylinder = [](std::optional<double> card) {
        Arena arena = Arena::circular(0.38, 128);
        if (card)
            arena.objects.push_back({1, 0.37 * unitVector(*card), "cue"});
        return std::make_shared<const ArenaGeometry>(arena);
    };
    BoundaryCellsParameters parameters;
    parameters.anchored = true;
    BoundaryCells brain(parameters, settingIn(cylinder(0.0)));
    std::vector<float> before;
    const std::vector<Vec2> places{{0.2, 0.1}, {-0.1, 0.25}, {0.0, -0.3}};
    for (const Vec2 place : places)
        for (int cell = 0; cell < 40; ++cell)
            before.push_back(rateAt(brain, cell, place));
    brain.arenaChanged(cylinder(std::numbers::pi / 2));
    std::size_t k = 0;
    for (const Vec2 place : places)
        for (int cell = 0; cell < 40; ++cell)
            EXPECT_NEAR(rateAt(brain, cell, rotated(place, std::numbers::pi / 2)), before[k++],
                        0.1f);
    // Without the card the distance from the wall is kept, the direction is lost.
    BoundaryCells lost(parameters, settingIn(cylinder(0.0)));
    lost.arenaChanged(cylinder(std::nullopt));
    double change = 0.0;
    k = 0;
    for (const Vec2 place : places)
        for (int cell = 0; cell < 40; ++cell)
            change = std::max<double>(change, std::abs(rateAt(lost, cell, place) - before[k++]));
    EXPECT_GT(change, 1.0);
    // Control: cells without an anchor do not turn.
    BoundaryCells free(BoundaryCellsParameters{}, settingIn(cylinder(0.0)));
    const float there = rateAt(free, 3, {0.2, 0.1});
    free.arenaChanged(cylinder(std::numbers::pi / 2));
    EXPECT_EQ(rateAt(free, 3, {0.2, 0.1}), there);
}

TEST(BoundaryCells, DistancesInTheWrongOrderAreRefused) {
    BoundaryCellsParameters parameters;
    parameters.minimumDistance = 0.4;
    EXPECT_THROW(BoundaryCells(parameters, settingIn(boxWith({}))), Error);
}

} // namespace
} // namespace hippodrome::test_boundary_cells
