#include "core/analysis/map_files.h"

#include "core/base/csv.h"
#include "core/base/error.h"
#include "core/base/npy.h"

#include <algorithm>
#include <cassert>

namespace hippodrome {

namespace {

std::size_t extent(int value) {
    return static_cast<std::size_t>(value);
}

/// `row,column,value` for every bin, each line behind `prefix`.
void appendBins(std::string& text, const PopulationMaps& maps, int unit,
                const std::string& prefix) {
    const std::span<const float> map = maps.map(unit);
    for (int bin = 0; bin < maps.bins(); ++bin) {
        text += prefix + std::to_string(bin / maps.columns) + "," +
                std::to_string(bin % maps.columns) + ",";
        appendCsvNumber(text, map[extent(bin)]);
        text += '\n';
    }
}

} // namespace

std::string mapsCsv(const PopulationMaps& maps, int unit) {
    assert(unit < maps.units);
    const int first = std::max(unit, 0), last = unit < 0 ? maps.units - 1 : unit;
    std::string text = "unit,row,column,value\n";
    for (int u = first; u <= last; ++u)
        appendBins(text, maps, u, std::to_string(u) + ",");
    return text;
}

std::string mapsNpy(const PopulationMaps& maps, int unit) {
    assert(unit < maps.units);
    if (unit >= 0)
        return npyBytes(maps.map(unit), {extent(maps.rows), extent(maps.columns)});
    return npyBytes(std::span(maps.values),
                    {extent(maps.units), extent(maps.rows), extent(maps.columns)});
}

PopulationMaps readMaps(const std::filesystem::path& file) {
    NpyRules rules;
    rules.shape = [](const std::vector<std::size_t>& shape) {
        if (shape.size() != 2 && shape.size() != 3)
            throw Error("expected maps of shape (units, rows, columns)");
    };
    const NpyArray array = readNpy(file, {}, rules);
    const std::size_t axes = array.shape.size();
    PopulationMaps maps;
    maps.units = axes == 3 ? static_cast<int>(array.shape[0]) : 1;
    maps.rows = static_cast<int>(array.shape[axes - 2]);
    maps.columns = static_cast<int>(array.shape[axes - 1]);
    maps.values.assign(array.values.begin(), array.values.end());
    return maps;
}

std::string occupancyCsv(const PopulationMaps& seconds) {
    std::string text = "row,column,seconds\n";
    appendBins(text, seconds, 0, {});
    return text;
}

std::string occupancyNpy(const PopulationMaps& seconds) {
    return mapsNpy(seconds, 0);
}

} // namespace hippodrome
