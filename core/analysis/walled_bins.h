#pragma once

#include "core/analysis/rate_map.h"
#include "core/arena/arena_geometry.h"

#include <array>
#include <optional>
#include <string>
#include <vector>

namespace hippodrome {

/// Where the walls lie, as the bins of a map see them: what border scores need to know. Immutable;
/// one serves all maps of its bins.
class WalledBins {
public:
    /// The real walls of an arena (see wallSides()): the outline, of which a circle is one wall,
    /// holes, and both sides of inner walls. `halfWidth` [m] is what distances are divided by; by
    /// default the largest distance of a free place from a wall, half the shorter side of a box.
    static WalledBins of(const ArenaGeometry& arena, const BinGrid& grid,
                         std::optional<double> halfWidth = {});

    /// Where no arena is known, the outline of the visited bins is the wall: that of a rectangle
    /// (to a tenth of its bins) is four walls, any other closed outline one. What encloses at least
    /// the area of the smallest field is a hole with a wall around it, less was not visited.
    /// `binSize` [m]; 0 when it is not known: the area is then a fiftieth of the map.
    static WalledBins around(const RateMap& map, double binSize,
                             std::optional<double> halfWidth = {});

    int rows() const { return rows_; }
    int columns() const { return columns_; }
    bool empty() const { return sides_.empty(); }
    /// The same for any map that was visited in the same bins.
    bool fits(const RateMap& map) const;

    /// The bins next to one piece of wall, the nearest first; -1: no more. The first one that was
    /// visited is the one that the wall is covered in.
    using Place = std::array<int, 3>;
    struct Side {
        std::vector<Place> places; ///< at equal steps along it
        std::vector<int> near;     ///< bins within three bins of it
    };
    const std::vector<Side>& sides() const { return sides_; }
    /// From the centre of a bin to the nearest wall, and half a bin: 1 for a bin next to a wall
    /// [bins].
    double distance(int bin) const { return distances_[static_cast<std::size_t>(bin)]; }
    double halfWidth() const { return halfWidth_; } ///< [bins]
    /// Bins that a field must have more of: 200 square centimetres, or a fiftieth of the map.
    double smallestField() const { return smallestField_; }

private:
    void addPiece(const BinGrid& grid, const Segment& piece, Side& side,
                  std::vector<char>& isNear) const;
    void addBoxSides(int firstRow, int firstColumn, int lastRow, int lastColumn);
    void addOutlines(std::vector<char> inside, double smallestHole);
    void measureTo(const SegmentIndex& line, const std::vector<char>& inside);

    int rows_ = 0;
    int columns_ = 0;
    std::vector<Side> sides_;
    std::vector<double> distances_;
    double halfWidth_ = 1.0;
    double smallestField_ = 0.0;
    std::vector<char> visited_; ///< bins, where the outline was taken from them
};

} // namespace hippodrome
