#include "core/analysis/banino_border_score.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace hippodrome {

namespace {

constexpr int sideDepth = 3; // bins that belong to a side

struct Mean {
    double sum = 0.0;
    int count = 0;
    void add(double value) {
        sum += value;
        ++count;
    }
    double value() const { return sum / count; }
};

} // namespace

std::optional<double> baninoBorderScore(const RateMap& map) {
    std::array<Mean, 4> sides;
    Mean middle;
    for (int row = 0; row < map.rows; ++row)
        for (int column = 0; column < map.columns; ++column) {
            if (!map.visited(row, column))
                continue;
            const double value = std::max(0.0, map.at(row, column));
            const std::array<int, 4> away{row, map.rows - 1 - row, column,
                                          map.columns - 1 - column};
            for (std::size_t side = 0; side < sides.size(); ++side)
                if (away[side] < sideDepth)
                    sides[side].add(value);
            if (*std::min_element(away.begin(), away.end()) >= sideDepth)
                middle.add(value);
        }
    if (middle.count == 0)
        return std::nullopt;
    std::optional<double> best;
    for (const Mean& side : sides) {
        if (side.count == 0 || side.value() + middle.value() <= 0.0)
            continue;
        const double score = (side.value() - middle.value()) / (side.value() + middle.value());
        best = std::max(best.value_or(-1.0), score);
    }
    return best;
}

} // namespace hippodrome
