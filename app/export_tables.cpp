#include "app/export_tables.h"

#include "core/base/npy.h"

#include <utility>

namespace hippodrome {

namespace {

std::size_t extent(int value) {
    return static_cast<std::size_t>(value);
}

} // namespace

std::string tableCsv(const CsvTable& table) {
    std::string text;
    for (const std::string& column : table.columns)
        text += (text.empty() ? "" : ",") + column;
    text += '\n';
    for (std::size_t row = 0; row < table.rows.size(); ++row) {
        const char* separator = "";
        for (const double value : table.rows[row]) {
            text += std::exchange(separator, ",");
            appendCsvNumber(text, value);
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
        appendCsvNumber(text, positions.places[i].x);
        text += ',';
        appendCsvNumber(text, positions.places[i].y);
        text += ',';
        appendCsvNumber(text, positions.headDirections[i]);
        for (std::size_t unit = 0; unit < units; ++unit) {
            text += ',';
            appendCsvNumber(text, table.rates[i * units + unit]);
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
