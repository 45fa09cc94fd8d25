#include "core/analysis/distance_transform.h"
#include "core/base/rng.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace hippodrome::test_distance_transform {
namespace {

TEST(DistanceTransform, EqualsTheSearchOverAllBins) {
    Rng rng(3);
    for (int trial = 0; trial < 300; ++trial) {
        const int rows = 1 + static_cast<int>(rng.below(14));
        const int columns = 1 + static_cast<int>(rng.below(14));
        std::vector<char> target(static_cast<std::size_t>(rows * columns));
        const double density = rng.uniform(0.0, 0.5);
        for (char& value : target)
            value = rng.uniform() < density;
        const bool border = rng.uniform() < 0.5;
        const std::vector<double> found = distancesTo(target, rows, columns, border);
        for (int bin = 0; bin < rows * columns; ++bin) {
            const int row = bin / columns, column = bin % columns;
            double nearest = std::numeric_limits<double>::infinity();
            for (int other = 0; other < rows * columns; ++other)
                if (target[static_cast<std::size_t>(other)])
                    nearest = std::min(nearest,
                                       std::hypot(row - other / columns, column - other % columns));
            if (border)
                nearest = std::min(
                    nearest, 1.0 + std::min({row, column, rows - 1 - row, columns - 1 - column}));
            EXPECT_DOUBLE_EQ(found[static_cast<std::size_t>(bin)], nearest);
        }
    }
}

} // namespace
} // namespace hippodrome::test_distance_transform
