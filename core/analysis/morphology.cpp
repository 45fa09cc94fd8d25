#include "core/analysis/morphology.h"

#include <algorithm>
#include <cassert>

namespace hippodrome {

namespace {

/// Calls visit(neighbour) for the bins next to `bin` that lie inside the map.
template <class Visit>
void forEachNeighbour(int bin, int rows, int columns, Neighbourhood neighbourhood, Visit visit) {
    const int row = bin / columns, column = bin % columns;
    for (int dr = -1; dr <= 1; ++dr)
        for (int dc = -1; dc <= 1; ++dc) {
            if ((dr == 0 && dc == 0) ||
                (neighbourhood == Neighbourhood::four && dr != 0 && dc != 0))
                continue;
            const int r = row + dr, c = column + dc;
            if (r >= 0 && r < rows && c >= 0 && c < columns)
                visit(r * columns + c);
        }
}

/// The bins reached from `start` over neighbours for which `accept` holds, ascending.
template <class Accept>
std::vector<int> flood(int start, int rows, int columns, Neighbourhood neighbourhood,
                       std::vector<char>& seen, Accept accept) {
    std::vector<int> reached{start};
    seen[static_cast<std::size_t>(start)] = 1;
    for (std::size_t next = 0; next < reached.size(); ++next)
        forEachNeighbour(reached[next], rows, columns, neighbourhood, [&](int bin) {
            if (!seen[static_cast<std::size_t>(bin)] && accept(bin)) {
                seen[static_cast<std::size_t>(bin)] = 1;
                reached.push_back(bin);
            }
        });
    std::sort(reached.begin(), reached.end());
    return reached;
}

bool atEdge(int bin, int rows, int columns) {
    const int row = bin / columns, column = bin % columns;
    return row == 0 || column == 0 || row == rows - 1 || column == columns - 1;
}

} // namespace

std::vector<Plateau> regionalMaxima(const RateMap& map, bool atBorder) {
    const int bins = static_cast<int>(map.values.size());
    const auto value = [&](int bin) { return map.values[static_cast<std::size_t>(bin)]; };
    std::vector<char> seen(map.values.size());
    std::vector<Plateau> maxima;
    for (int start = 0; start < bins; ++start) {
        if (seen[static_cast<std::size_t>(start)])
            continue;
        Plateau plateau;
        plateau.bins = flood(start, map.rows, map.columns, Neighbourhood::eight, seen,
                             [&](int bin) { return value(bin) == value(start); });
        bool isMaximum = static_cast<int>(plateau.bins.size()) < bins;
        for (const int bin : plateau.bins) {
            if (!atBorder && atEdge(bin, map.rows, map.columns))
                isMaximum = false;
            forEachNeighbour(bin, map.rows, map.columns, Neighbourhood::eight,
                             [&](int other) { isMaximum &= value(other) <= value(start); });
            plateau.row += bin / map.columns;
            plateau.column += bin % map.columns;
        }
        plateau.row /= static_cast<double>(plateau.bins.size());
        plateau.column /= static_cast<double>(plateau.bins.size());
        if (isMaximum)
            maxima.push_back(std::move(plateau));
    }
    return maxima;
}

RateMap openedByReconstruction(const RateMap& map) {
    const int bins = static_cast<int>(map.values.size());
    RateMap opened = map;
    for (int bin = 0; bin < bins; ++bin) {
        double& lowest = opened.values[static_cast<std::size_t>(bin)];
        forEachNeighbour(bin, map.rows, map.columns, Neighbourhood::four, [&](int other) {
            lowest = std::min(lowest, map.values[static_cast<std::size_t>(other)]);
        });
    }
    // Grow back under the original map until nothing changes.
    for (bool changed = true; changed;) {
        changed = false;
        const auto grow = [&](int bin) {
            const double ceiling = map.values[static_cast<std::size_t>(bin)];
            double& value = opened.values[static_cast<std::size_t>(bin)];
            double highest = value;
            forEachNeighbour(bin, map.rows, map.columns, Neighbourhood::eight, [&](int other) {
                highest = std::max(highest, opened.values[static_cast<std::size_t>(other)]);
            });
            highest = std::min(highest, ceiling);
            changed |= highest > value;
            value = highest;
        };
        for (int bin = 0; bin < bins; ++bin)
            grow(bin);
        for (int bin = bins - 1; bin >= 0; --bin)
            grow(bin);
    }
    return opened;
}

std::vector<char> connectedRegion(const std::vector<char>& inside, int rows, int columns,
                                  int start) {
    assert(inside[static_cast<std::size_t>(start)]);
    std::vector<char> region(inside.size());
    flood(start, rows, columns, Neighbourhood::four, region,
          [&](int bin) { return inside[static_cast<std::size_t>(bin)] != 0; });
    return region;
}

std::vector<std::vector<int>> connectedRegions(const std::vector<char>& inside, int rows,
                                               int columns) {
    std::vector<char> seen(inside.size());
    std::vector<std::vector<int>> regions;
    for (int bin = 0; bin < static_cast<int>(inside.size()); ++bin)
        if (inside[static_cast<std::size_t>(bin)] && !seen[static_cast<std::size_t>(bin)])
            regions.push_back(flood(bin, rows, columns, Neighbourhood::four, seen, [&](int other) {
                return inside[static_cast<std::size_t>(other)] != 0;
            }));
    return regions;
}

std::vector<char> enclosedBins(const std::vector<char>& region, int rows, int columns) {
    std::vector<char> seen = region; // of the region itself nothing is to be reached
    const int bins = static_cast<int>(region.size());
    for (int bin = 0; bin < bins; ++bin)
        if (atEdge(bin, rows, columns) && !seen[static_cast<std::size_t>(bin)])
            flood(bin, rows, columns, Neighbourhood::four, seen, [](int) { return true; });
    for (char& value : seen)
        value = !value;
    return seen;
}

} // namespace hippodrome
