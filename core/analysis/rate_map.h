#pragma once

#include "core/base/geometry.h"

#include <span>
#include <vector>

namespace hippodrome {

/// Values over the bins of an arena, row by row: row 0 has the lowest y, column 0 the lowest x. NaN
/// marks a bin that was never visited or lies outside.
struct RateMap {
    int rows = 0;
    int columns = 0;
    std::vector<double> values; ///< rows * columns

    RateMap() = default;
    RateMap(int rowCount, int columnCount, double fill = 0.0);
    /// The same values in double precision; `floats` must hold rows * columns of them.
    static RateMap fromFloats(std::span<const float> floats, int rows, int columns);

    std::size_t index(int row, int column) const {
        return static_cast<std::size_t>(row) * columns + column;
    }
    double& at(int row, int column) { return values[index(row, column)]; }
    double at(int row, int column) const { return values[index(row, column)]; }
    bool visited(int row, int column) const;
    bool sameSize(const RateMap& other) const {
        return rows == other.rows && columns == other.columns;
    }

    int visitedBins() const;
    bool anyNegative() const;
    /// The largest value of a visited bin; NaN when there is none.
    double peak() const;
};

/// Equal bins over a rectangle.
struct BinGrid {
    Vec2 origin;            ///< lower left corner [m]
    double binWidth = 0.0;  ///< [m]
    double binHeight = 0.0; ///< [m]
    int rows = 0;
    int columns = 0;

    /// Square bins anchored at the lower left corner; the last ones may reach over the upper edges.
    static BinGrid covering(const Bounds& bounds, double binSize);
    /// A given number of bins, exactly over the rectangle.
    static BinGrid withCounts(const Bounds& bounds, int rows, int columns);
    /// The scoring bins: square, `scoringBins` along the longer side, so that lattices keep their
    /// proportions in any arena. Maps of networks are made in them; those of others are put into
    /// them to be compared with chance.
    static BinGrid scoring(const Bounds& bounds);
    static constexpr int scoringBins = 20;
    /// The bins of maps of that size over these bounds: square ones where their number allows it.
    static BinGrid over(const Bounds& bounds, int rows, int columns);

    int bins() const { return rows * columns; }
    /// What the bins cover, which may reach over the upper edges of the arena by less than a bin.
    Bounds frame() const;
    friend bool operator==(const BinGrid&, const BinGrid&) = default;
    /// Index of the bin that holds the point, or -1 outside. A bin owns its lower edges; the last
    /// ones own the upper edges of the grid too, where a rat can touch the wall.
    int binOf(Vec2 point) const;
    Vec2 centre(int row, int column) const;
};

/// Seconds spent in each bin: samples of equal duration [s] are counted. NaN where none fell.
RateMap occupancyMap(const BinGrid& grid, std::span<const Vec2> positions, double sampleDuration);

/// How many of the points fell into each bin.
RateMap countMap(const BinGrid& grid, std::span<const Vec2> points);

/// Counts per second of occupancy [Hz]; NaN where occupancy is NaN or zero.
RateMap ratesFromCounts(const RateMap& counts, const RateMap& occupancy);

/// Share of the bins that were visited, 0 to 1.
double coverage(const RateMap& map);

} // namespace hippodrome
