#include "core/analysis/grid_scorer.h"
#include "core/analysis/map_accumulator.h"
#include "core/base/rng.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

namespace hippodrome::test_scoring_bins {
namespace {

TEST(ScoringBins, AreSquareAndTwentyAlongTheLongerSide) {
    for (const auto& [width, height, rows, columns] :
         {std::tuple(1.0, 1.0, 20, 20), std::tuple(2.2, 2.2, 20, 20), std::tuple(5.4, 4.2, 16, 20),
          std::tuple(0.5, 2.0, 20, 5), std::tuple(2.0, 0.05, 1, 20)}) {
        const BinGrid grid = BinGrid::scoring({{-0.3, 0.2}, {-0.3 + width, 0.2 + height}});
        EXPECT_EQ(grid.rows, rows);
        EXPECT_EQ(grid.columns, columns);
        EXPECT_DOUBLE_EQ(grid.binWidth, grid.binHeight);
        EXPECT_EQ(grid.origin, (Vec2{-0.3, 0.2}));
    }
    // Those of a square are what they always were.
    const Bounds square{{-1.1, -1.1}, {1.1, 1.1}};
    EXPECT_EQ(BinGrid::scoring(square), BinGrid::withCounts(square, 20, 20));
}

TEST(ScoringBins, MapsOfKnownSizeFindTheirBins) {
    const Bounds bounds{{0.0, 0.0}, {5.4, 4.2}};
    EXPECT_EQ(BinGrid::over(bounds, 16, 20), BinGrid::scoring(bounds));
    EXPECT_EQ(BinGrid::over(bounds, 20, 20), BinGrid::withCounts(bounds, 20, 20));
}

TEST(ScoringBins, KeepALatticeALatticeInAnyArena) {
    // A perfect hexagonal lattice in an arena 5.4 m x 4.2 m; on 20x20 bins it was squeezed.
    const Bounds bounds{{0.0, 0.0}, {5.4, 4.2}};
    const auto rate = [](Vec2 p) {
        double sum = 0.0;
        for (int axis = 0; axis < 3; ++axis)
            sum += std::cos(4.0 * std::numbers::pi / (std::sqrt(3.0) * 1.5) *
                            dot(p, unitVector(axis * std::numbers::pi / 3.0)));
        return std::max(0.0, sum);
    };
    const auto scoreOn = [&](const BinGrid& grid) {
        RateMap map(grid.rows, grid.columns);
        for (int row = 0; row < grid.rows; ++row)
            for (int column = 0; column < grid.columns; ++column)
                map.at(row, column) = rate(grid.centre(row, column));
        return GridScorer(grid.rows, grid.columns).score(map).deepmind60;
    };
    EXPECT_GT(scoreOn(BinGrid::scoring(bounds)), 1.2);
    EXPECT_LT(scoreOn(BinGrid::withCounts(bounds, 20, 20)),
              scoreOn(BinGrid::scoring(bounds)) - 0.1);
}

} // namespace
} // namespace hippodrome::test_scoring_bins
