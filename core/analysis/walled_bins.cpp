#include "core/analysis/walled_bins.h"

#include "core/analysis/distance_transform.h"
#include "core/analysis/morphology.h"
#include "core/arena/wall_sides.h"

#include <algorithm>
#include <cmath>

namespace hippodrome {

namespace {

constexpr double smallestFieldArea = 0.02;  // [m^2], Solstad et al. 2008
constexpr double smallestFieldShare = 0.02; // of the map, when the size of a bin is not known
constexpr int nearBins = 3;                 // that belong to a wall, and in which it is searched
/// An outline that fills so much of the box around it is that box.
constexpr double boxShare = 0.9;
constexpr WalledBins::Place nowhere{-1, -1, -1};

double smallestFieldOf(double binArea, int bins) {
    return binArea > 0.0 ? smallestFieldArea / binArea : smallestFieldShare * bins;
}

std::vector<char> visitedBinsOf(const RateMap& map) {
    std::vector<char> visited(map.values.size());
    for (std::size_t i = 0; i < visited.size(); ++i)
        visited[i] = !std::isnan(map.values[i]);
    return visited;
}

/// The smallest box of bins around a region: first row and column, last row and column.
std::array<int, 4> boxAround(const std::vector<int>& region, int columns) {
    std::array<int, 4> box{region.front() / columns, region.front() % columns,
                           region.front() / columns, region.front() % columns};
    for (const int bin : region) {
        const int row = bin / columns, column = bin % columns;
        box = {std::min(box[0], row), std::min(box[1], column), std::max(box[2], row),
               std::max(box[3], column)};
    }
    return box;
}

/// The line between the bins inside and all others, half way between their centres; coordinates
/// are those of centres [bins].
std::vector<Segment> outlineOf(const std::vector<char>& inside, int rows, int columns) {
    const auto isInside = [&](int row, int column) {
        return row >= 0 && column >= 0 && row < rows && column < columns &&
               inside[static_cast<std::size_t>(row * columns + column)];
    };
    std::vector<Segment> line;
    for (int row = -1; row < rows; ++row)
        for (int column = -1; column < columns; ++column) {
            // Four centres; the line crosses those of their four connections that lead outside.
            const std::array<bool, 4> corner{isInside(row, column), isInside(row, column + 1),
                                             isInside(row + 1, column + 1),
                                             isInside(row + 1, column)};
            const double x = column, y = row;
            const std::array<Vec2, 4> middle{Vec2{x + 0.5, y}, Vec2{x + 1.0, y + 0.5},
                                             Vec2{x + 0.5, y + 1.0}, Vec2{x, y + 0.5}};
            std::vector<Vec2> crossed;
            for (std::size_t i = 0; i < 4; ++i)
                if (corner[i] != corner[(i + 1) % 4])
                    crossed.push_back(middle[i]);
            if (crossed.size() == 4 && corner[0]) // bins that touch at a corner are not connected
                std::swap(crossed[1], crossed[3]);
            for (std::size_t i = 0; i + 1 < crossed.size(); i += 2)
                line.push_back({crossed[i], crossed[i + 1]});
        }
    return line;
}

} // namespace

bool WalledBins::fits(const RateMap& map) const {
    if (map.rows != rows_ || map.columns != columns_)
        return false;
    for (std::size_t i = 0; i < visited_.size(); ++i)
        if ((visited_[i] != 0) == std::isnan(map.values[i]))
            return false;
    return true;
}

WalledBins WalledBins::of(const ArenaGeometry& arena, const BinGrid& grid,
                          std::optional<double> halfWidth) {
    WalledBins walled;
    walled.rows_ = grid.rows;
    walled.columns_ = grid.columns;
    walled.smallestField_ = smallestFieldOf(grid.binWidth * grid.binHeight, grid.bins());
    const double step = std::sqrt(grid.binWidth * grid.binHeight);
    for (const WallSide& wall : wallSides(arena)) {
        Side side;
        std::vector<char> isNear(static_cast<std::size_t>(grid.bins()));
        for (const Segment& piece : wall.pieces)
            walled.addPiece(grid, piece, side, isNear);
        for (int bin = 0; bin < grid.bins(); ++bin)
            if (isNear[static_cast<std::size_t>(bin)])
                side.near.push_back(bin);
        walled.sides_.push_back(std::move(side));
    }
    if (walled.empty())
        return walled;
    walled.halfWidth_ = halfWidth.value_or(largestClearance(arena)) / step;
    for (int row = 0; row < grid.rows; ++row)
        for (int column = 0; column < grid.columns; ++column) {
            const Vec2 centre = grid.centre(row, column);
            const double nearest = arena.nearestWall(centre)->distance / step;
            // A bin that a wall cuts may have its centre beyond it.
            walled.distances_.push_back(
                std::max(0.0, (arena.contains(centre) ? nearest : -nearest) + 0.5));
        }
    return walled;
}

void WalledBins::addPiece(const BinGrid& grid, const Segment& piece, Side& side,
                          std::vector<char>& isNear) const {
    const double step = std::sqrt(grid.binWidth * grid.binHeight);
    const Vec2 along = piece.b - piece.a;
    const double pieceLength = length(along);
    const Vec2 normal = Vec2{-along.y, along.x} / std::max(pieceLength, 1e-12);
    const int samples = std::max(1, static_cast<int>(std::lround(pieceLength / step)));
    for (int i = 0; i < samples; ++i) {
        const Vec2 foot = piece.a + (i + 0.5) / samples * along;
        Place place = nowhere;
        for (std::size_t depth = 0; depth < place.size(); ++depth) {
            place[depth] = grid.binOf(foot + (static_cast<double>(depth) + 0.5) * step * normal);
            if (place[depth] < 0)
                break;
        }
        side.places.push_back(place);
    }
    const auto bin = [](double position, double size, int count) {
        return std::clamp(static_cast<int>(std::floor(position / size)), 0, count - 1);
    };
    const double reach = nearBins * step;
    const Vec2 low{std::min(piece.a.x, piece.b.x), std::min(piece.a.y, piece.b.y)};
    const Vec2 high{std::max(piece.a.x, piece.b.x), std::max(piece.a.y, piece.b.y)};
    const int lastRow = bin(high.y + reach - grid.origin.y, grid.binHeight, grid.rows);
    const int lastColumn = bin(high.x + reach - grid.origin.x, grid.binWidth, grid.columns);
    for (int row = bin(low.y - reach - grid.origin.y, grid.binHeight, grid.rows); row <= lastRow;
         ++row)
        for (int column = bin(low.x - reach - grid.origin.x, grid.binWidth, grid.columns);
             column <= lastColumn; ++column) {
            const Vec2 centre = grid.centre(row, column);
            const Vec2 away = centre - nearestPoint(piece, centre);
            // Only what lies on this side of the wall.
            if (length(away) < reach && dot(away, normal) >= -0.5 * step)
                isNear[static_cast<std::size_t>(row * grid.columns + column)] = 1;
        }
}

WalledBins WalledBins::around(const RateMap& map, double binSize, std::optional<double> halfWidth) {
    WalledBins walled;
    walled.rows_ = map.rows;
    walled.columns_ = map.columns;
    const int bins = map.rows * map.columns;
    walled.smallestField_ = smallestFieldOf(binSize * binSize, bins);
    walled.visited_ = visitedBinsOf(map);
    if (map.visitedBins() == bins) {
        walled.addBoxSides(0, 0, map.rows - 1, map.columns - 1);
        for (int bin = 0; bin < bins; ++bin) {
            const int row = bin / map.columns, column = bin % map.columns;
            walled.distances_.push_back(
                1.0 + std::min({row, column, map.rows - 1 - row, map.columns - 1 - column}));
        }
        walled.halfWidth_ = std::min(map.rows, map.columns) / 2.0;
    } else {
        walled.addOutlines(walled.visited_, walled.smallestField_);
    }
    if (halfWidth)
        walled.halfWidth_ = binSize > 0.0 ? *halfWidth / binSize : *halfWidth;
    return walled;
}

void WalledBins::addBoxSides(int firstRow, int firstColumn, int lastRow, int lastColumn) {
    const auto add = [&](int count, int depthBins, auto binAt) {
        Side side;
        for (int i = 0; i < count; ++i) {
            Place place = nowhere;
            for (int depth = 0; depth < std::min(nearBins, depthBins); ++depth) {
                place[static_cast<std::size_t>(depth)] = binAt(i, depth);
                side.near.push_back(binAt(i, depth));
            }
            side.places.push_back(place);
        }
        std::sort(side.near.begin(), side.near.end());
        sides_.push_back(std::move(side));
    };
    const int rows = lastRow - firstRow + 1, columns = lastColumn - firstColumn + 1;
    const auto bin = [this](int row, int column) { return row * columns_ + column; };
    add(columns, rows, [&](int i, int d) { return bin(firstRow + d, firstColumn + i); });
    add(columns, rows, [&](int i, int d) { return bin(lastRow - d, firstColumn + i); });
    add(rows, columns, [&](int i, int d) { return bin(firstRow + i, firstColumn + d); });
    add(rows, columns, [&](int i, int d) { return bin(firstRow + i, lastColumn - d); });
}

void WalledBins::measureTo(const SegmentIndex& line, const std::vector<char>& inside) {
    distances_.assign(inside.size(), 0.0);
    halfWidth_ = 0.5;
    for (int bin = 0; bin < rows_ * columns_; ++bin) {
        if (!inside[static_cast<std::size_t>(bin)])
            continue;
        const Vec2 centre{static_cast<double>(bin % columns_), static_cast<double>(bin / columns_)};
        const double nearest = line.nearest(centre)->distance;
        distances_[static_cast<std::size_t>(bin)] = nearest + 0.5;
        // The place farthest from all walls may lie in a corner of its bin.
        halfWidth_ = std::max(halfWidth_, nearest);
        if (nearest > 1.0 && nearest + 0.71 > halfWidth_)
            for (const Vec2 corner :
                 {Vec2{-0.5, -0.5}, Vec2{0.5, -0.5}, Vec2{-0.5, 0.5}, Vec2{0.5, 0.5}})
                halfWidth_ = std::max(halfWidth_, line.nearest(centre + corner)->distance);
    }
}

void WalledBins::addOutlines(std::vector<char> inside, double smallestHole) {
    const auto at = [](int bin) { return static_cast<std::size_t>(bin); };
    const auto large = [&](const std::vector<int>& region) {
        return static_cast<double>(region.size()) >= smallestHole;
    };
    // What lies around each region, holes that are large enough included.
    const std::vector<char> enclosed = enclosedBins(inside, rows_, columns_);
    std::vector<std::vector<int>> holes;
    for (std::vector<int>& hole : connectedRegions(enclosed, rows_, columns_)) {
        if (large(hole))
            holes.push_back(std::move(hole));
        else
            for (const int bin : hole)
                inside[at(bin)] = 1;
    }
    std::vector<std::vector<int>> boxes;
    for (const std::vector<int>& region : connectedRegions(inside, rows_, columns_)) {
        if (!large(region))
            continue; // a few bins apart from all others are no room
        const auto [firstRow, firstColumn, lastRow, lastColumn] = boxAround(region, columns_);
        std::vector<int> box;
        double filled = static_cast<double>(region.size());
        for (int row = firstRow; row <= lastRow; ++row)
            for (int column = firstColumn; column <= lastColumn; ++column)
                box.push_back(row * columns_ + column);
        for (const std::vector<int>& hole : holes)
            if (std::binary_search(box.begin(), box.end(), hole.front()))
                filled += static_cast<double>(hole.size());
        if (filled < boxShare * static_cast<double>(box.size())) {
            Side outline;
            for (const int bin : region) {
                const int row = bin / columns_, column = bin % columns_;
                const auto outside = [&](int r, int c) {
                    if (r < 0 || c < 0 || r >= rows_ || c >= columns_)
                        return true;
                    const std::size_t other = at(r * columns_ + c);
                    return !inside[other] && !enclosed[other];
                };
                if (outside(row - 1, column) || outside(row + 1, column) ||
                    outside(row, column - 1) || outside(row, column + 1))
                    outline.places.push_back({bin, -1, -1});
            }
            sides_.push_back(std::move(outline));
        } else {
            addBoxSides(firstRow, firstColumn, lastRow, lastColumn);
            boxes.push_back(std::move(box));
        }
    }
    for (const std::vector<int>& box : boxes)
        for (const int bin : box)
            inside[at(bin)] = 1;
    for (const std::vector<int>& hole : holes) {
        Side rim;
        for (const int bin : hole)
            inside[at(bin)] = 0;
        std::vector<char> isRim(inside.size());
        for (const int bin : hole) {
            const int row = bin / columns_, column = bin % columns_;
            for (const auto& [r, c] : {std::pair(row - 1, column), std::pair(row + 1, column),
                                       std::pair(row, column - 1), std::pair(row, column + 1)})
                if (r >= 0 && c >= 0 && r < rows_ && c < columns_ && inside[at(r * columns_ + c)])
                    isRim[at(r * columns_ + c)] = 1;
        }
        for (int bin = 0; bin < rows_ * columns_; ++bin)
            if (isRim[at(bin)])
                rim.places.push_back({bin, -1, -1});
        sides_.push_back(std::move(rim));
    }
    measureTo(SegmentIndex(outlineOf(inside, rows_, columns_)), inside);
    for (Side& side : sides_) {
        if (!side.near.empty())
            continue;
        std::vector<char> wall(inside.size());
        for (const Place& place : side.places)
            wall[at(place[0])] = 1;
        const std::vector<double> away = distancesTo(wall, rows_, columns_, false);
        for (int bin = 0; bin < rows_ * columns_; ++bin)
            if (inside[at(bin)] && away[at(bin)] < nearBins - 0.5)
                side.near.push_back(bin);
    }
}

} // namespace hippodrome
