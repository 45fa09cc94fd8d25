#include "app/export_tables.h"

#include "core/base/npy.h"

#include <charconv>
#include <cmath>
#include <utility>

namespace hippodrome {

namespace {

/// The shortest text that reads back as the same number.
template <class T>
void append(std::string& text, T value) {
    if constexpr (std::is_floating_point_v<T>)
        if (std::isnan(value))
            return;
    char buffer[64];
    const auto end = std::to_chars(buffer, buffer + sizeof buffer, value).ptr;
    text.append(buffer, end);
}

template <class... T>
void appendRow(std::string& text, T... values) {
    bool first = true;
    ((text += first ? "" : ",", first = false, append(text, values)), ...);
    text += '\n';
}

std::size_t extent(int value) {
    return static_cast<std::size_t>(value);
}

} // namespace

std::string mapsCsv(const PopulationMaps& maps) {
    std::string text = "unit,row,column,value\n";
    for (int unit = 0; unit < maps.units; ++unit)
        for (int bin = 0; bin < maps.bins(); ++bin)
            appendRow(text, unit, bin / maps.columns, bin % maps.columns,
                      maps.map(unit)[extent(bin)]);
    return text;
}

std::string mapsNpy(const PopulationMaps& maps) {
    return npyBytes(std::span(maps.values),
                    {extent(maps.units), extent(maps.rows), extent(maps.columns)});
}

std::string occupancyCsv(const PopulationMaps& maps) {
    std::string text = "row,column,seconds\n";
    for (int bin = 0; bin < maps.bins(); ++bin)
        appendRow(text, bin / maps.columns, bin % maps.columns, maps.values[extent(bin)]);
    return text;
}

std::string occupancyNpy(const PopulationMaps& maps) {
    return npyBytes(std::span(maps.values), {extent(maps.rows), extent(maps.columns)});
}

std::string tableCsv(const CsvTable& table) {
    std::string text;
    for (const std::string& column : table.columns)
        text += (text.empty() ? "" : ",") + column;
    text += '\n';
    for (std::size_t row = 0; row < table.rows.size(); ++row) {
        const char* separator = "";
        for (const double value : table.rows[row]) {
            text += std::exchange(separator, ",");
            append(text, value);
        }
        text += '\n';
    }
    return text;
}

std::string tableNpy(const CsvTable& table) {
    return npyBytes(table.rows.values(), {table.rows.size(), table.columns.size()});
}

std::string ratesCsv(const RateTable& table, const Positions& positions) {
    std::string text = "x,y,head_direction";
    for (int unit = 0; unit < table.units; ++unit)
        text += ",unit_" + std::to_string(unit);
    text += '\n';
    const std::size_t units = extent(table.units);
    for (std::size_t i = 0; i < positions.places.size(); ++i) {
        append(text, positions.places[i].x);
        text += ',';
        append(text, positions.places[i].y);
        text += ',';
        append(text, positions.headDirections[i]);
        for (std::size_t unit = 0; unit < units; ++unit) {
            text += ',';
            append(text, table.rates[i * units + unit]);
        }
        text += '\n';
    }
    return text;
}

std::string ratesNpy(const RateTable& table) {
    const std::size_t units = extent(table.units);
    return npyBytes(std::span(table.rates), {table.rates.size() / units, units});
}

} // namespace hippodrome
