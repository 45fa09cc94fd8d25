#include "core/analysis/fields.h"

#include "core/analysis/autocorrelogram.h"
#include "core/analysis/field_growth.h"
#include "core/analysis/morphology.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace hippodrome {

namespace {

/// What the bins of a map say about a field; unvisited bins are 0 in the map.
Field describe(const RateMap& map, std::vector<int> bins) {
    Field field;
    double sum = 0.0;
    for (const int bin : bins) {
        const int row = bin / map.columns, column = bin % map.columns;
        const double rate = map.values[static_cast<std::size_t>(bin)];
        if (bin == bins.front() || rate > field.peakRate) {
            field.peakRate = rate;
            field.peakRow = row;
            field.peakColumn = column;
        }
        sum += rate;
        field.centroidRow += row;
        field.centroidColumn += column;
    }
    const auto count = static_cast<double>(std::max<std::size_t>(1, bins.size()));
    field.meanRate = sum / count;
    field.centroidRow /= count;
    field.centroidColumn /= count;
    field.bins = std::move(bins);
    return field;
}

/// A map made ready for fields.
struct OpenedMap {
    RateMap original; ///< unvisited bins are 0
    std::vector<char> visited;
    RateMap opened;

    explicit OpenedMap(const RateMap& map) : original(map), visited(map.values.size()) {
        for (std::size_t i = 0; i < visited.size(); ++i)
            visited[i] = !std::isnan(map.values[i]);
        original.values = withoutNaN<double>(map.values);
        opened = openedByReconstruction(original);
    }

    std::vector<Field> fieldsAt(const std::vector<int>& peaks, const FieldRules& rules) const {
        std::vector<Field> fields;
        FieldGrowth growth(opened, opened.peak(), visited, rules, peaks);
        for (std::vector<int>& bins : growth.fields()) {
            Field field = describe(original, std::move(bins));
            if (static_cast<int>(field.bins.size()) >= rules.minimumBins &&
                field.meanRate >= rules.minimumMean)
                fields.push_back(std::move(field));
        }
        return fields;
    }
};

/// A rectangle of bins.
struct Part {
    int firstRow, lastRow, firstColumn, lastColumn;
};

/// The part of a map that decides about the field around a bin, when none is too weak for a field:
/// the bins that connect to it above every threshold to which the field may grow, and one bin
/// around them.
Part aroundField(const RateMap& map, int row, int column) {
    const auto value = [&](int r, int c) { return std::isnan(map.at(r, c)) ? 0.0 : map.at(r, c); };
    // The opening leaves at least this of the bin.
    double least = value(row, column);
    for (const auto& [r, c] : {std::pair(row - 1, column), std::pair(row + 1, column),
                               std::pair(row, column - 1), std::pair(row, column + 1)})
        if (r >= 0 && r < map.rows && c >= 0 && c < map.columns)
            least = std::min(least, value(r, c));
    if (!(least > 0.0))
        return {0, map.rows - 1, 0, map.columns - 1};
    const double threshold = FieldGrowth::lastThreshold * least;
    std::vector<char> seen(map.values.size());
    std::vector<std::pair<int, int>> queue{{row, column}};
    seen[map.index(row, column)] = 1;
    Part part{row, row, column, column};
    for (std::size_t next = 0; next < queue.size(); ++next) {
        const auto [centreRow, centreColumn] = queue[next];
        part = {std::min(part.firstRow, centreRow), std::max(part.lastRow, centreRow),
                std::min(part.firstColumn, centreColumn), std::max(part.lastColumn, centreColumn)};
        for (int r = std::max(0, centreRow - 1); r <= std::min(map.rows - 1, centreRow + 1); ++r)
            for (int c = std::max(0, centreColumn - 1);
                 c <= std::min(map.columns - 1, centreColumn + 1); ++c)
                if (!seen[map.index(r, c)] && value(r, c) >= threshold) {
                    seen[map.index(r, c)] = 1;
                    queue.emplace_back(r, c);
                }
    }
    return {std::max(0, part.firstRow - 1), std::min(map.rows - 1, part.lastRow + 1),
            std::max(0, part.firstColumn - 1), std::min(map.columns - 1, part.lastColumn + 1)};
}

} // namespace

FieldRules FieldRules::relativeTo(double peak) {
    FieldRules rules;
    rules.minimumPeak = 0.1 * peak;
    rules.minimumMean = 0.01 * peak;
    return rules;
}

std::vector<Field> findFields(const RateMap& map, const FieldRules& rules) {
    if (!(map.peak() > 0.0))
        return {};
    const OpenedMap ready(map);
    std::vector<int> peaks;
    for (const Plateau& plateau : regionalMaxima(ready.opened, true)) {
        const int peak =
            static_cast<int>(plateau.row) * map.columns + static_cast<int>(plateau.column);
        if (ready.original.values[static_cast<std::size_t>(peak)] >= rules.minimumPeak)
            peaks.push_back(peak);
    }
    return ready.fieldsAt(peaks, rules);
}

std::vector<Field> findFieldAt(const RateMap& map, int row, int column, const FieldRules& rules) {
    if (!(map.peak() > 0.0))
        return {};
    if (rules.minimumPeak > 0.0)
        return OpenedMap(map).fieldsAt({row * map.columns + column}, rules);
    const Part part = aroundField(map, row, column);
    RateMap cut(part.lastRow - part.firstRow + 1, part.lastColumn - part.firstColumn + 1);
    for (int r = 0; r < cut.rows; ++r)
        std::copy_n(&map.values[map.index(part.firstRow + r, part.firstColumn)], cut.columns,
                    &cut.values[cut.index(r, 0)]);
    const int peak = (row - part.firstRow) * cut.columns + column - part.firstColumn;
    std::vector<Field> fields = OpenedMap(cut).fieldsAt({peak}, rules);
    for (Field& field : fields) {
        for (int& bin : field.bins)
            bin = (bin / cut.columns + part.firstRow) * map.columns + bin % cut.columns +
                  part.firstColumn;
        field.peakRow += part.firstRow;
        field.peakColumn += part.firstColumn;
        field.centroidRow += part.firstRow;
        field.centroidColumn += part.firstColumn;
    }
    return fields;
}

} // namespace hippodrome
