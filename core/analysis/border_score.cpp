#include "core/analysis/border_score.h"

#include "core/analysis/morphology.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace hippodrome {

namespace {

constexpr double fieldThreshold = 0.3; // share of the map's peak
constexpr double smallestField = 0.02; // [m^2]
constexpr double smallestShare = 0.02; // of the map, when the size of a bin is not known
constexpr int searchDepth = 3;         // bins from a wall to the first visited one

/// The bins along one side of a wall.
using Face = std::vector<int>;

double distanceTo(const Segment& wall, Vec2 point) {
    const Vec2 along = wall.b - wall.a;
    const double squared = squaredLength(along);
    const double t =
        squared > 0.0 ? std::clamp(dot(point - wall.a, along) / squared, 0.0, 1.0) : 0.0;
    return length(point - (wall.a + t * along));
}

/// Both faces of every wall, as far as at least half of their length borders on visited bins.
std::vector<Face> facesOf(const RateMap& map, const BinGrid& grid, std::span<const Segment> walls) {
    const double step = std::sqrt(grid.binWidth * grid.binHeight);
    std::vector<Face> faces;
    for (const Segment& wall : walls) {
        const Vec2 along = wall.b - wall.a;
        const double wallLength = length(along);
        const int samples = std::max(1, static_cast<int>(std::lround(wallLength / step)));
        for (const double side : {-1.0, 1.0}) {
            const Vec2 normal = side / std::max(wallLength, 1e-12) * Vec2{-along.y, along.x};
            Face face;
            for (int i = 0; i < samples; ++i) {
                const Vec2 foot = wall.a + (i + 0.5) / samples * along;
                for (int depth = 0; depth < searchDepth; ++depth) {
                    const int bin = grid.binOf(foot + (depth + 0.5) * step * normal);
                    if (bin < 0)
                        break;
                    if (!std::isnan(map.values[static_cast<std::size_t>(bin)])) {
                        face.push_back(bin);
                        break;
                    }
                }
            }
            if (2 * face.size() >= static_cast<std::size_t>(samples))
                faces.push_back(std::move(face));
        }
    }
    return faces;
}

/// Rows and columns between a bin and the nearest side of the map, 1 for those at the side.
int binsFromSide(int row, int column, const RateMap& map) {
    return std::min({row, column, map.rows - 1 - row, map.columns - 1 - column}) + 1;
}

BorderScore scoreOf(double coverage, double distance) {
    return {(coverage - distance) / (coverage + distance), coverage, distance};
}

std::optional<BorderScore> solstad(const RateMap& map, const BinGrid& grid,
                                   std::span<const Segment> walls, double halfWidth,
                                   double smallestBins) {
    const double peak = map.peak();
    if (walls.empty() || !(peak > 0.0))
        return std::nullopt;
    std::vector<char> above(map.values.size());
    for (std::size_t i = 0; i < above.size(); ++i)
        above[i] = map.values[i] > fieldThreshold * peak;

    const std::vector<Face> faces = facesOf(map, grid, walls);
    const double halfBin = 0.5 * std::sqrt(grid.binWidth * grid.binHeight);
    double coverage = 0.0, weighted = 0.0, rates = 0.0;
    for (const std::vector<int>& field : connectedRegions(above, map.rows, map.columns)) {
        if (!(static_cast<double>(field.size()) > smallestBins * (1.0 + 1e-9)))
            continue;
        for (const int bin : field) {
            const Vec2 centre = grid.centre(bin / map.columns, bin % map.columns);
            double nearest = std::numeric_limits<double>::infinity();
            for (const Segment& wall : walls)
                nearest = std::min(nearest, distanceTo(wall, centre));
            const double rate = map.values[static_cast<std::size_t>(bin)];
            weighted += rate * (nearest + halfBin);
            rates += rate;
        }
        for (const Face& face : faces) {
            const auto covered = std::count_if(face.begin(), face.end(), [&](int bin) {
                return std::binary_search(field.begin(), field.end(), bin);
            });
            coverage =
                std::max(coverage, static_cast<double>(covered) / static_cast<double>(face.size()));
        }
    }
    if (rates == 0.0)
        return BorderScore{-1.0, 0.0, 0.0};
    return scoreOf(coverage, weighted / rates / halfWidth);
}

} // namespace

std::optional<BorderScore> borderScore(const RateMap& map, double binSize) {
    const double width = map.columns, height = map.rows;
    const BinGrid grid = BinGrid::withCounts({{0, 0}, {width, height}}, map.rows, map.columns);
    const std::array<Segment, 4> sides{
        Segment{{0, 0}, {width, 0}}, Segment{{width, 0}, {width, height}},
        Segment{{width, height}, {0, height}}, Segment{{0, height}, {0, 0}}};
    const double smallest =
        binSize > 0.0 ? smallestField / (binSize * binSize) : smallestShare * width * height;
    return solstad(map, grid, sides, std::min(width, height) / 2.0, smallest);
}

std::optional<BorderScore> borderScore(const RateMap& map, const BinGrid& grid,
                                       std::span<const Segment> walls, double halfWidth) {
    return solstad(map, grid, walls, halfWidth, smallestField / (grid.binWidth * grid.binHeight));
}

BorderScore opexeboBorderScore(const RateMap& map, const std::vector<Field>& fields) {
    double coverage = 0.0, weighted = 0.0, rates = 0.0;
    for (const Field& field : fields) {
        std::array<int, 4> atSide{};
        for (const int bin : field.bins) {
            const int row = bin / map.columns, column = bin % map.columns;
            atSide[0] += column == 0;
            atSide[1] += column == map.columns - 1;
            atSide[2] += row == 0;
            atSide[3] += row == map.rows - 1;
            const double rate = map.values[static_cast<std::size_t>(bin)];
            if (std::isnan(rate))
                continue;
            weighted += rate * binsFromSide(row, column, map);
            rates += rate;
        }
        coverage =
            std::max({coverage, static_cast<double>(std::max(atSide[0], atSide[1])) / map.rows,
                      static_cast<double>(std::max(atSide[2], atSide[3])) / map.columns});
    }
    if (!(rates > 0.0))
        return {-1.0, 0.0, 0.0};
    return scoreOf(coverage, 2.0 * weighted / rates / std::min(map.rows, map.columns));
}

} // namespace hippodrome
