#include "core/analysis/morphology.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <cstddef>
#include <limits>

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

/// 1 for bins with no higher one among the eight around them, else 0. Without branches, which noise
/// would send astray: the highest of three in each row, and then of three of these.
std::vector<char> withoutHigherNeighbour(const RateMap& map) {
    const auto columns = static_cast<std::size_t>(map.columns);
    const auto rows = static_cast<std::size_t>(map.rows);
    constexpr double below = -std::numeric_limits<double>::infinity();
    const auto higher = [](double x, double than) { return x > than ? x : than; }; // no NaN
    std::vector<double> ofThree((rows + 2) * columns, below), framed(columns + 2, below);
    for (std::size_t row = 0; row < rows; ++row) {
        std::copy_n(&map.values[row * columns], columns, framed.data() + 1);
        const double* from = framed.data();
        double* to = &ofThree[(row + 1) * columns];
        for (std::size_t c = 0; c < columns; ++c)
            to[c] = higher(from[c], higher(from[c + 1], higher(from[c + 2], below)));
    }
    std::vector<char> result(map.values.size());
    for (std::size_t row = 0; row < rows; ++row) {
        const double* own = &map.values[row * columns];
        const double* around = &ofThree[row * columns];
        char* to = &result[row * columns];
        for (std::size_t c = 0; c < columns; ++c)
            to[c] =
                !(higher(around[c], higher(around[c + columns], around[c + 2 * columns])) > own[c]);
    }
    return result;
}

} // namespace

std::vector<Plateau> regionalMaxima(const RateMap& map, bool atBorder) {
    const int bins = static_cast<int>(map.values.size());
    const auto value = [&](int bin) { return map.values[static_cast<std::size_t>(bin)]; };
    // Most bins have a higher neighbour; whatever plateau they belong to is none of the maxima.
    const std::vector<char> candidates = withoutHigherNeighbour(map);
    std::vector<char> seen(map.values.size());
    std::vector<Plateau> maxima;
    for (auto next = candidates.begin();
         (next = std::find(next, candidates.end(), 1)) != candidates.end(); ++next) {
        const int start = static_cast<int>(next - candidates.begin());
        if (seen[static_cast<std::size_t>(start)])
            continue;
        Plateau plateau;
        plateau.bins = flood(start, map.rows, map.columns, Neighbourhood::eight, seen,
                             [&](int bin) { return value(bin) == value(start); });
        bool isMaximum = static_cast<int>(plateau.bins.size()) < bins;
        for (const int bin : plateau.bins) {
            isMaximum = isMaximum && (atBorder || !atEdge(bin, map.rows, map.columns)) &&
                        candidates[static_cast<std::size_t>(bin)];
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
    if (map.values.empty())
        return map;
    // With a frame of one bin, so that no neighbour needs a test. The frame is below everything.
    constexpr double below = -std::numeric_limits<double>::infinity();
    const std::ptrdiff_t stride = map.columns + 2;
    const auto first = [&](int row) { return (row + 1) * stride + 1; };
    std::vector<double> ceilings(static_cast<std::size_t>((map.rows + 2) * stride), below);
    std::vector<double> values = ceilings;
    const double* ceiling = ceilings.data();
    double* value = values.data();
    for (int r = 0; r < map.rows; ++r)
        std::copy_n(&map.values[map.index(r, 0)], map.columns, ceilings.data() + first(r));
    for (int r = 0; r < map.rows; ++r)
        for (int c = 0; c < map.columns; ++c) {
            const std::ptrdiff_t bin = first(r) + c;
            double lowest = ceiling[bin];
            if (r > 0)
                lowest = std::min(lowest, ceiling[bin - stride]);
            if (r < map.rows - 1)
                lowest = std::min(lowest, ceiling[bin + stride]);
            if (c > 0)
                lowest = std::min(lowest, ceiling[bin - 1]);
            if (c < map.columns - 1)
                lowest = std::min(lowest, ceiling[bin + 1]);
            value[bin] = lowest;
        }
    // Grow back under the original map: once forwards and once backwards, and then from the bins
    // that can still raise a neighbour (Vincent 1993, IEEE Trans. Image Process. 2:176).
    const std::array<std::ptrdiff_t, 4> before{-1, -stride - 1, -stride, -stride + 1};
    const auto raise = [&](std::ptrdiff_t bin, std::ptrdiff_t direction) {
        double highest = value[bin];
        for (const std::ptrdiff_t step : before)
            highest = std::max(highest, value[bin + direction * step]);
        value[bin] = std::min(highest, ceiling[bin]);
    };
    for (int r = 0; r < map.rows; ++r)
        for (std::ptrdiff_t bin = first(r); bin < first(r) + map.columns; ++bin)
            raise(bin, 1);
    std::vector<std::ptrdiff_t> queue;
    const auto raisable = [&](std::ptrdiff_t bin, double to) {
        return value[bin] < to && value[bin] < ceiling[bin];
    };
    for (int r = map.rows - 1; r >= 0; --r)
        for (std::ptrdiff_t bin = first(r) + map.columns - 1; bin >= first(r); --bin) {
            raise(bin, -1);
            if (std::any_of(before.begin(), before.end(),
                            [&](std::ptrdiff_t step) { return raisable(bin - step, value[bin]); }))
                queue.push_back(bin);
        }
    for (std::size_t next = 0; next < queue.size(); ++next) {
        const std::ptrdiff_t bin = queue[next];
        for (const std::ptrdiff_t step : before)
            for (const std::ptrdiff_t other : {bin + step, bin - step})
                if (raisable(other, value[bin])) {
                    value[other] = std::min(value[bin], ceiling[other]);
                    queue.push_back(other);
                }
    }
    RateMap opened(map.rows, map.columns);
    for (int r = 0; r < map.rows; ++r)
        std::copy_n(value + first(r), map.columns, &opened.values[opened.index(r, 0)]);
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
