#include "core/base/csv.h"

#include "core/base/error.h"
#include "core/base/json_io.h"

#include <charconv>
#include <cmath>
#include <string_view>

namespace hippodrome {

namespace {

std::string_view trimmed(std::string_view text) {
    const std::size_t begin = text.find_first_not_of(" \t\r");
    if (begin == std::string_view::npos)
        return {};
    return text.substr(begin, text.find_last_not_of(" \t\r") - begin + 1);
}

std::vector<std::string_view> splitAtCommas(std::string_view line) {
    std::vector<std::string_view> cells;
    while (true) {
        const std::size_t comma = line.find(',');
        cells.push_back(trimmed(line.substr(0, comma)));
        if (comma == std::string_view::npos)
            return cells;
        line.remove_prefix(comma + 1);
    }
}

} // namespace

int CsvTable::column(const std::string& name) const {
    for (std::size_t i = 0; i < columns.size(); ++i)
        if (columns[i] == name)
            return static_cast<int>(i);
    return -1;
}

CsvTable parseCsv(const std::string& text, const std::string& file) {
    CsvTable table;
    std::string_view rest = text;
    for (int line = 1; !rest.empty(); ++line) {
        const std::size_t end = rest.find('\n');
        const std::string_view content = trimmed(rest.substr(0, end));
        rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
        if (content.empty() || content.front() == '#')
            continue;
        const std::vector<std::string_view> cells = splitAtCommas(content);
        if (table.columns.empty()) {
            table.columns.assign(cells.begin(), cells.end());
            continue;
        }
        if (cells.size() != table.columns.size())
            throw Error("expected " + std::to_string(table.columns.size()) + " values, found " +
                        std::to_string(cells.size()))
                .inFile(file)
                .atPosition(line, 1);
        std::vector<double> row;
        row.reserve(cells.size());
        for (std::size_t i = 0; i < cells.size(); ++i) {
            double value = 0.0;
            const auto result =
                std::from_chars(cells[i].data(), cells[i].data() + cells[i].size(), value);
            if (result.ec != std::errc() || result.ptr != cells[i].data() + cells[i].size() ||
                !std::isfinite(value))
                throw Error("expected a finite number, found \"" + std::string(cells[i]) + "\"")
                    .inFile(file)
                    .atField(table.columns[i])
                    .atPosition(line, static_cast<int>(cells[i].data() - content.data()) + 1);
            row.push_back(value);
        }
        table.rows.push_back(std::move(row));
        table.lines.push_back(line);
    }
    if (table.columns.empty())
        throw Error("expected a line of column names, found an empty file").inFile(file);
    return table;
}

CsvTable readCsv(const std::filesystem::path& path) {
    return parseCsv(readTextFile(path), path.string());
}

} // namespace hippodrome
