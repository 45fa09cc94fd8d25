#include "core/analysis/border_score.h"

#include "core/analysis/morphology.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>

namespace hippodrome {

namespace {

constexpr double fieldThreshold = 0.3; // share of the map's peak

/// The bins along a side of a wall in which it can be covered; none where less than half of it
/// borders on visited ones.
std::vector<int> visitedPlaces(const RateMap& map, const WalledBins::Side& side) {
    std::vector<int> bins;
    for (const WalledBins::Place& place : side.places)
        for (const int bin : place) {
            if (bin < 0)
                break;
            if (!std::isnan(map.values[static_cast<std::size_t>(bin)])) {
                bins.push_back(bin);
                break;
            }
        }
    if (2 * bins.size() < side.places.size())
        bins.clear();
    return bins;
}

/// Rows and columns between a bin and the nearest side of the map, 1 for those at the side.
int binsFromSide(int row, int column, const RateMap& map) {
    return std::min({row, column, map.rows - 1 - row, map.columns - 1 - column}) + 1;
}

BorderScore scoreOf(double coverage, double distance) {
    return {(coverage - distance) / (coverage + distance), coverage, distance};
}

} // namespace

std::optional<BorderScore> borderScore(const RateMap& map, const WalledBins& walls) {
    assert(map.rows == walls.rows() && map.columns == walls.columns());
    const double peak = map.peak();
    if (walls.empty() || !(peak > 0.0))
        return std::nullopt;
    std::vector<char> above(map.values.size());
    for (std::size_t i = 0; i < above.size(); ++i)
        above[i] = map.values[i] > fieldThreshold * peak;

    double weighted = 0.0, rates = 0.0;
    std::vector<int> fieldOf(map.values.size(), -1);
    int fields = 0;
    for (const std::vector<int>& field : connectedRegions(above, map.rows, map.columns)) {
        if (!(static_cast<double>(field.size()) > walls.smallestField() * (1.0 + 1e-9)))
            continue;
        for (const int bin : field) {
            const double rate = map.values[static_cast<std::size_t>(bin)];
            weighted += rate * walls.distance(bin);
            rates += rate;
            fieldOf[static_cast<std::size_t>(bin)] = fields;
        }
        ++fields;
    }
    if (rates == 0.0)
        return BorderScore{-1.0, 0.0, 0.0};
    double coverage = 0.0;
    std::vector<int> covered(static_cast<std::size_t>(fields));
    for (const WalledBins::Side& side : walls.sides()) {
        const std::vector<int> places = visitedPlaces(map, side);
        std::fill(covered.begin(), covered.end(), 0);
        for (const int bin : places)
            if (const int field = fieldOf[static_cast<std::size_t>(bin)]; field >= 0)
                ++covered[static_cast<std::size_t>(field)];
        if (!places.empty())
            coverage = std::max(coverage, *std::max_element(covered.begin(), covered.end()) /
                                              static_cast<double>(places.size()));
    }
    return scoreOf(coverage, weighted / rates / walls.halfWidth());
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
