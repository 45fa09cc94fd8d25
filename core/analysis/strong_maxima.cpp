#include "core/analysis/strong_maxima.h"

#include "core/analysis/smoothing.h"

#include <algorithm>
#include <vector>

namespace hippodrome {

namespace {

struct Maximum {
    Vec2 place; ///< [bins]
    double height = 0.0;
};

bool isMaximum(const RateMap& map, int row, int column) {
    for (int r = std::max(0, row - 1); r <= std::min(map.rows - 1, row + 1); ++r)
        for (int c = std::max(0, column - 1); c <= std::min(map.columns - 1, column + 1); ++c)
            if (map.at(r, c) > map.at(row, column)) // false where nobody has been
                return false;
    return true;
}

} // namespace

int strongMaxima(const RateMap& map, double spacing) {
    RateMap smooth = smoothed(map, 1.0, UnvisitedBins::leaveOut);
    std::vector<Maximum> maxima;
    for (int row = 0; row < map.rows; ++row)
        for (int column = 0; column < map.columns; ++column)
            if (!map.visited(row, column))
                smooth.at(row, column) = -1.0; // below every rate
    for (int row = 0; row < map.rows; ++row)
        for (int column = 0; column < map.columns; ++column)
            if (smooth.at(row, column) > 0.0 && isMaximum(smooth, row, column))
                maxima.push_back({{static_cast<double>(column), static_cast<double>(row)},
                                  smooth.at(row, column)});
    std::stable_sort(maxima.begin(), maxima.end(),
                     [](const Maximum& a, const Maximum& b) { return a.height > b.height; });
    std::vector<Maximum> kept;
    for (const Maximum& maximum : maxima) {
        if (maximum.height < 0.5 * maxima.front().height)
            break;
        if (std::none_of(kept.begin(), kept.end(), [&](const Maximum& other) {
                return length(other.place - maximum.place) < 0.5 * spacing;
            }))
            kept.push_back(maximum);
    }
    return static_cast<int>(kept.size());
}

} // namespace hippodrome
