#include "core/base/csv.h"

#include "core/base/csv_dialect.h"
#include "core/base/error.h"
#include "core/base/excerpt.h"
#include "core/base/file_kind.h"
#include "core/base/json_io.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>
#include <numeric>
#include <string_view>

namespace hippodrome {

namespace {

/// `Head Direction`, `head-direction` and `head_direction` are one name.
std::string sameName(std::string_view name) {
    std::string result(name);
    for (char& c : result) {
        if (c >= 'A' && c <= 'Z')
            c = static_cast<char>(c - 'A' + 'a');
        else if (c == ' ' || c == '-')
            c = '_';
    }
    return result;
}

bool isComment(std::string_view line) {
    return line.front() == '#' || line.front() == '%';
}

std::string valueCount(std::size_t count) {
    return std::to_string(count) + (count == 1 ? " value" : " values");
}

constexpr std::size_t longestLine = 1 << 20; // characters
constexpr std::size_t mostColumns = 10000;
/// That the text and its numbers take [bytes].
constexpr std::size_t mostMemory = 470000000;

class CsvParser {
public:
    CsvParser(std::string_view text, const std::string& file) : text_(text), lines_(text) {
        table_.file = file;
    }

    CsvTable parse() {
        std::string_view comment;
        std::optional<char> declared;
        while (const auto line = nextLine()) {
            const std::string_view content = trimmedCsv(line->text);
            if (content.empty())
                continue;
            if (table_.columns.empty() && !declared && content.size() == 5 &&
                sameName(content.substr(0, 4)) == "sep=") {
                declared = content[4]; // Excel's word for the separator
            } else if (isComment(content)) {
                comment = trimmedCsv(
                    content.substr(content.find_first_not_of("#%") == std::string_view::npos
                                       ? content.size()
                                       : content.find_first_not_of("#%")));
            } else if (!table_.columns.empty()) {
                addRow(*line);
            } else if (!readNames(content, line->number, comment, declared)) {
                addRow(*line);
            }
        }
        if (table_.columns.empty())
            fail("expected a line of column names, found an empty file", 0, 0);
        return std::move(table_);
    }

private:
    [[noreturn]] void fail(const std::string& message, int line, int column) const {
        const Error error = Error(message).inFile(table_.file);
        throw line > 0 ? error.atPosition(line, column) : error;
    }

    std::optional<CsvLines::Line> nextLine() {
        auto line = lines_.next();
        if (line && line->quoteOpen)
            fail("a quotation mark in this line is never closed", line->number, 1);
        if (line)
            requireShort(*line);
        return line;
    }

    void requireShort(const CsvLines::Line& line) const {
        if (line.text.size() > longestLine)
            fail("expected at most " + std::to_string(longestLine) +
                     " characters in a line of a table, found " + std::to_string(line.text.size()),
                 line.number, 1);
    }

    /// The next line that is no comment, without passing over it.
    std::string_view nextRow() const {
        CsvLines ahead = lines_;
        while (const auto line = ahead.next()) {
            requireShort(*line);
            if (const std::string_view content = trimmedCsv(line->text);
                !content.empty() && !isComment(content))
                return content;
        }
        return {};
    }

    /// Takes the names from the first line that is no comment. False when that line is a row, and
    /// the names stand in the comment before it.
    bool readNames(std::string_view line, int number, std::string_view comment,
                   std::optional<char> declared) {
        const auto dialectOf = [&](std::string_view names, std::string_view row) {
            return declared ? CsvDialect(*declared) : CsvDialect::of(names, row);
        };
        std::vector<CsvCell> names, row;
        const auto numbersIn = [](const std::vector<CsvCell>& cells, CsvValue::Kind kind) {
            return std::count_if(cells.begin(), cells.end(), [kind](const CsvCell& cell) {
                return csvValue(trimmedCsv(cell.text)).kind == kind;
            });
        };
        if (!comment.empty()) {
            dialect_ = dialectOf(comment, line);
            dialect_.split(comment, names);
            dialect_.split(line, row);
            // One name for "0,5" leaves open what the comma is.
            const bool fits = names.size() == row.size() &&
                              (row.size() > 1 || line.find(',') == std::string_view::npos);
            if (fits && numbersIn(row, CsvValue::Kind::number) > 0 &&
                numbersIn(names, CsvValue::Kind::number) == 0) {
                takeNames(names, number);
                return false;
            }
        }
        const std::string_view second = nextRow();
        dialect_ = dialectOf(line, second);
        dialect_.split(line, names);
        if (numbersIn(names, CsvValue::Kind::number) > 0 &&
            numbersIn(names, CsvValue::Kind::text) == 0)
            fail("expected a line of column names, found numbers: " + quotedExcerpt(line), number,
                 1);
        dialect_.split(second, row);
        // R's write.table leaves out the name above the names of the rows.
        const bool unnamedFirst =
            row.size() == names.size() + 1 && !row.back().text.empty() &&
            (row.front().quoted || (dialect_.separator() != ',' && row.front().text == "1"));
        takeNames(names, number);
        if (unnamedFirst)
            table_.columns.insert(table_.columns.begin(), std::string());
        table_.contents.resize(table_.columns.size());
        return true;
    }

    void takeNames(const std::vector<CsvCell>& names, int line) {
        if (names.size() > mostColumns)
            fail("expected at most " + std::to_string(mostColumns) + " columns, found " +
                     std::to_string(names.size()),
                 line, 1);
        for (const CsvCell& name : names)
            table_.columns.push_back(std::string(trimmedCsv(name.content())));
        table_.contents.resize(table_.columns.size());
    }

    void addRow(const CsvLines::Line& line) {
        dialect_.split(line.text, cells_);
        while (cells_.size() > table_.columns.size() && cells_.back().text.empty())
            cells_.pop_back();
        if (std::all_of(cells_.begin(), cells_.end(),
                        [](const CsvCell& cell) { return cell.text.empty(); }))
            return; // as spreadsheets pad tables
        const std::size_t columns = table_.columns.size();
        if (cells_.size() > columns)
            fail("expected " + valueCount(columns) + ", found " + std::to_string(cells_.size()) +
                     (dialect_.separator() == ',' && cells_.size() == 2 * columns
                          ? "; commas cannot separate values and be decimal marks too"
                          : ""),
                 line.number, 1);
        if (table_.rows.empty())
            reserve();
        row_.assign(columns, std::numeric_limits<double>::quiet_NaN());
        for (std::size_t i = 0; i < cells_.size(); ++i)
            row_[i] = numberOf(cells_[i], line, table_.contents[i]);
        for (std::size_t i = cells_.size(); i < columns; ++i)
            note(table_.contents[i].shortRow, line.number, 1, [&] {
                return "expected " + valueCount(columns) + ", found " +
                       std::to_string(cells_.size());
            });
        if (table_.rows.size() == mostRows_)
            fail("expected at most " + std::to_string(mostRows_) + " rows of " +
                     valueCount(columns) + " in a file of this size, found more",
                 line.number, 1);
        table_.rows.add(row_);
        table_.lines.push_back(line.number);
    }

    /// For all rows at once, since a vector that grows holds its numbers twice.
    void reserve() {
        const std::size_t columns = table_.columns.size();
        const std::size_t each = columns * sizeof(double) + sizeof(int);
        mostRows_ = (mostMemory - std::min(mostMemory, text_.size())) / each;
        const auto ends = std::count_if(text_.begin(), text_.end(),
                                        [](char c) { return c == '\n' || c == '\r'; });
        const std::size_t rows = std::min(mostRows_, static_cast<std::size_t>(ends) + 1);
        table_.rows.reserve(rows, columns);
        table_.lines.reserve(rows);
    }

    template <class Text>
    static void note(CsvTable::Column::Place& place, int line, int column, Text text) {
        if (place.line == 0)
            place = {line, column, text()};
    }

    static double numberOf(const CsvCell& cell, const CsvLines::Line& line,
                           CsvTable::Column& column) {
        const CsvValue value = csvValue(cell.quoted ? trimmedCsv(cell.text) : cell.text);
        const auto place = static_cast<int>(cell.offset) + 1;
        const auto text = [&] { return std::string(cell.text.substr(0, 400)); };
        if (value.kind == CsvValue::Kind::text)
            note(column.text, line.number, place, text);
        if (value.kind != CsvValue::Kind::number)
            return std::numeric_limits<double>::quiet_NaN();
        if (value.comma)
            note(column.commas, line.number, place, text);
        else if (value.point)
            note(column.points, line.number, place, text);
        return value.number;
    }

    std::string_view text_;
    CsvLines lines_;
    CsvDialect dialect_;
    CsvTable table_;
    std::vector<CsvCell> cells_;
    std::vector<double> row_;
    std::size_t mostRows_ = 0;
};

template <class Number>
void appendShortest(std::string& text, Number value) {
    if (std::isnan(value))
        return;
    char buffer[64];
    text.append(buffer, std::to_chars(buffer, buffer + sizeof buffer, value).ptr);
}

} // namespace

int CsvTable::column(const std::string& name) const {
    const auto find = [&](auto same) {
        int found = -1;
        for (std::size_t i = 0; i < columns.size(); ++i) {
            if (!same(columns[i]))
                continue;
            if (found >= 0)
                throw Error("expected one column \"" + name + "\", found columns " +
                            std::to_string(found + 1) + " and " + std::to_string(i + 1) +
                            " of this name")
                    .inFile(file);
            found = static_cast<int>(i);
        }
        return found;
    };
    const int exact = find([&](const std::string& other) { return other == name; });
    return exact >= 0 ? exact : find([wanted = sameName(name)](const std::string& other) {
        return sameName(other) == wanted;
    });
}

void CsvTable::requireNumbers(std::span<const int> used) const {
    const Column::Place* first = nullptr;
    std::string message, field;
    const auto consider = [&](const Column::Place& place, std::size_t column,
                              const std::string& text) {
        if (place.line == 0 || (first && first->line <= place.line))
            return;
        first = &place;
        field = columns[column];
        message = text;
    };
    const Column::Place *commas = nullptr, *points = nullptr;
    for (const int index : used) {
        const auto i = static_cast<std::size_t>(index);
        const Column& content = contents[i];
        consider(content.text, i,
                 "expected a finite number, found " + quotedExcerpt(content.text.text));
        if (content.shortRow.line > 0 && (!first || content.shortRow.line < first->line)) {
            consider(content.shortRow, i, content.shortRow.text);
            field.clear();
        }
        commas = content.commas.line > 0 && !commas ? &content.commas : commas;
        points = content.points.line > 0 && !points ? &content.points : points;
    }
    if (!first && commas && points) {
        first = std::max(commas, points, [](const Column::Place* a, const Column::Place* b) {
            return a->line < b->line;
        });
        message = "expected one decimal mark, found " + quotedExcerpt(points->text) + " in line " +
                  std::to_string(points->line) + " and " + quotedExcerpt(commas->text) +
                  " in line " + std::to_string(commas->line);
        field.clear();
    }
    if (first)
        throw Error(message)
            .inFile(file)
            .atField(excerpt(field))
            .atPosition(first->line, first->column);
}

void CsvTable::requireAllNumbers() const {
    std::vector<int> all(columns.size());
    std::iota(all.begin(), all.end(), 0);
    requireNumbers(all);
    for (std::size_t row = 0; row < rows.size(); ++row)
        for (std::size_t i = 0; i < columns.size(); ++i)
            if (std::isnan(rows[row][i]))
                throw Error("expected a finite number, found a missing value")
                    .inFile(file)
                    .atField(excerpt(columns[i]))
                    .atPosition(lines[row], 1);
}

CsvTable parseCsv(const std::string& text, const std::string& file) {
    std::string_view content = text;
    if (content.starts_with("\xef\xbb\xbf"))
        content.remove_prefix(3);
    if (const std::string kind = kindOfBinary(content); !kind.empty())
        throw Error("expected a table as text (CSV), found " + kind +
                    (kind.find("UTF-") != std::string::npos ? "; save it as CSV in UTF-8"
                                                            : "; export its table as CSV"))
            .inFile(file);
    return CsvParser(content, file).parse();
}

CsvTable readCsv(const std::filesystem::path& path) {
    return parseCsv(readTextFile(path), path.string());
}

void appendCsvNumber(std::string& text, float value) {
    appendShortest(text, value);
}

void appendCsvNumber(std::string& text, double value) {
    appendShortest(text, value);
}

} // namespace hippodrome
