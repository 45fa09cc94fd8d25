#include "core/analysis/fields.h"

#include "core/analysis/autocorrelogram.h"
#include "core/analysis/field_growth.h"
#include "core/analysis/morphology.h"

#include <algorithm>
#include <cmath>

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
    return OpenedMap(map).fieldsAt({row * map.columns + column}, rules);
}

} // namespace hippodrome
