#include "core/analysis/rate_map.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>

namespace hippodrome {

RateMap::RateMap(int rowCount, int columnCount, double fill)
    : rows(rowCount), columns(columnCount),
      values(static_cast<std::size_t>(rowCount) * static_cast<std::size_t>(columnCount), fill) {}

RateMap RateMap::fromFloats(std::span<const float> floats, int rows, int columns) {
    RateMap map(rows, columns);
    assert(floats.size() == map.values.size());
    std::copy(floats.begin(), floats.end(), map.values.begin());
    return map;
}

bool RateMap::visited(int row, int column) const {
    return !std::isnan(at(row, column));
}

int RateMap::visitedBins() const {
    return static_cast<int>(
        std::count_if(values.begin(), values.end(), [](double v) { return !std::isnan(v); }));
}

bool RateMap::anyNegative() const {
    return std::any_of(values.begin(), values.end(), [](double v) { return v < 0.0; });
}

double RateMap::peak() const {
    double peak = std::numeric_limits<double>::quiet_NaN();
    for (const double value : values)
        if (!(value <= peak) && !std::isnan(value))
            peak = value;
    return peak;
}

BinGrid BinGrid::covering(const Bounds& bounds, double binSize) {
    // The tolerance keeps 1 m / 2.5 cm at 40 bins whatever the last bit of the quotient is.
    const auto count = [&](double length) {
        return std::max(1, static_cast<int>(std::ceil(length / binSize - 1e-9)));
    };
    return {bounds.minimum, binSize, binSize, count(bounds.height()), count(bounds.width())};
}

BinGrid BinGrid::withCounts(const Bounds& bounds, int rows, int columns) {
    return {bounds.minimum, bounds.width() / columns, bounds.height() / rows, rows, columns};
}

BinGrid BinGrid::scoring(const Bounds& bounds) {
    return covering(bounds, std::max(bounds.width(), bounds.height()) / scoringBins);
}

BinGrid BinGrid::over(const Bounds& bounds, int rows, int columns) {
    const double side = std::max(bounds.width(), bounds.height()) / std::max({rows, columns, 1});
    const BinGrid square = covering(bounds, side);
    return square.rows == rows && square.columns == columns ? square
                                                            : withCounts(bounds, rows, columns);
}

Bounds BinGrid::frame() const {
    return {origin, origin + Vec2{binWidth * columns, binHeight * rows}};
}

int BinGrid::binOf(Vec2 point) const {
    const double x = (point.x - origin.x) / binWidth;
    const double y = (point.y - origin.y) / binHeight;
    constexpr double slack = 1e-9; // of a bin: a rat on the wall is inside, whatever the rounding
    if (!(x >= -slack && y >= -slack && x <= columns + slack && y <= rows + slack))
        return -1;
    const int column = std::min(static_cast<int>(x), columns - 1);
    const int row = std::min(static_cast<int>(y), rows - 1);
    return row * columns + column;
}

Vec2 BinGrid::centre(int row, int column) const {
    return {origin.x + (column + 0.5) * binWidth, origin.y + (row + 0.5) * binHeight};
}

RateMap occupancyMap(const BinGrid& grid, std::span<const Vec2> positions, double sampleDuration) {
    RateMap map = countMap(grid, positions);
    for (double& value : map.values)
        value = value > 0.0 ? value * sampleDuration : std::numeric_limits<double>::quiet_NaN();
    return map;
}

RateMap countMap(const BinGrid& grid, std::span<const Vec2> points) {
    RateMap map(grid.rows, grid.columns);
    for (const Vec2 point : points)
        if (const int bin = grid.binOf(point); bin >= 0)
            map.values[static_cast<std::size_t>(bin)] += 1.0;
    return map;
}

RateMap ratesFromCounts(const RateMap& counts, const RateMap& occupancy) {
    assert(counts.sameSize(occupancy));
    RateMap rates = counts;
    for (std::size_t i = 0; i < rates.values.size(); ++i)
        rates.values[i] = occupancy.values[i] > 0.0 ? counts.values[i] / occupancy.values[i]
                                                    : std::numeric_limits<double>::quiet_NaN();
    return rates;
}

double coverage(const RateMap& map) {
    return map.values.empty()
               ? 0.0
               : static_cast<double>(map.visitedBins()) / static_cast<double>(map.values.size());
}

} // namespace hippodrome
