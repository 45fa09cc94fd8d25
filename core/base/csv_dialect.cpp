#include "core/base/csv_dialect.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdlib>

namespace hippodrome {

namespace {

bool isBlank(char c) {
    return c == ' ' || c == '\t';
}

char lowerCase(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool saysMissing(std::string_view text) {
    static constexpr std::array<std::string_view, 24> words{
        "",     "nan",  "na",       "n/a",       "null",      "none",     "inf",     "-inf",
        "+inf", "-nan", "infinity", "-infinity", "+infinity", "#n/a",     "#na",     "<na>",
        "nil",  "-",    ".",        "missing",   "1.#qnan",   "-1.#qnan", "-1.#ind", "1.#inf"};
    if (text.size() > 9)
        return false;
    char lower[9];
    std::transform(text.begin(), text.end(), lower, lowerCase);
    const std::string_view word(lower, text.size());
    return std::find(words.begin(), words.end(), word) != words.end();
}

/// The cell that begins at `begin` of a line with a quote; moves `begin` behind its end.
CsvCell quotedCell(std::string_view line, std::size_t& begin) {
    CsvCell cell;
    cell.quoted = true;
    cell.offset = begin;
    std::size_t i = begin + 1;
    for (; i < line.size(); ++i) {
        if (line[i] != '"')
            continue;
        if (i + 1 >= line.size() || line[i + 1] != '"')
            break;
        cell.doubledQuotes = true;
        ++i;
    }
    cell.text = line.substr(begin + 1, i - begin - 1);
    begin = std::min(i + 1, line.size());
    return cell;
}

/// How many cells hold a number, up to 999.
int numbersIn(const std::vector<CsvCell>& cells) {
    const auto isNumber = [](const CsvCell& cell) {
        return csvValue(trimmedCsv(cell.text)).kind == CsvValue::Kind::number;
    };
    return static_cast<int>(
        std::min(std::count_if(cells.begin(), cells.end(), isNumber), std::ptrdiff_t{999}));
}

} // namespace

std::string_view trimmedCsv(std::string_view text) {
    while (!text.empty() && isBlank(text.front()))
        text.remove_prefix(1);
    while (!text.empty() && isBlank(text.back()))
        text.remove_suffix(1);
    return text;
}

std::string CsvCell::content() const {
    std::string result(text);
    if (doubledQuotes)
        for (std::size_t i = 0; (i = result.find("\"\"", i)) != std::string::npos; ++i)
            result.erase(i, 1);
    return result;
}

void CsvDialect::split(std::string_view line, std::vector<CsvCell>& cells) const {
    cells.clear();
    const bool runs = separator_ == ' ';
    const auto separates = [&](char c) { return runs ? isBlank(c) : c == separator_; };
    std::size_t i = 0;
    while (true) {
        while (i < line.size() && isBlank(line[i]) && (runs || !separates(line[i])))
            ++i;
        if (runs && i == line.size())
            return;
        if (i < line.size() && line[i] == '"') {
            cells.push_back(quotedCell(line, i));
            // What stands between the quote and the separator belongs to no cell: blanks.
            const std::size_t end = i;
            while (i < line.size() && !separates(line[i]))
                ++i;
            if (!trimmedCsv(line.substr(end, i - end)).empty())
                cells.back() = {
                    trimmedCsv(line.substr(cells.back().offset, i - cells.back().offset)), false,
                    false, cells.back().offset};
        } else {
            const std::size_t begin = i;
            while (i < line.size() && !separates(line[i]))
                ++i;
            cells.push_back({trimmedCsv(line.substr(begin, i - begin)), false, false, begin});
        }
        if (i >= line.size())
            return;
        ++i;
    }
}

CsvDialect CsvDialect::of(std::string_view names, std::string_view firstRow) {
    std::vector<CsvCell> nameCells, rowCells;
    CsvDialect best(' ');
    int bestMerit = -1;
    for (const char separator : {'\t', ';', ',', '|', ' '}) {
        const CsvDialect dialect(separator);
        dialect.split(names, nameCells);
        dialect.split(firstRow, rowCells);
        if (nameCells.size() < 2)
            continue;
        // A separator at the end of a line, and R's row names, make a cell more.
        const std::size_t more = std::max(nameCells.size(), rowCells.size());
        const std::size_t fewer = std::min(nameCells.size(), rowCells.size());
        int merit = firstRow.empty() || more == fewer ? 2 : more == fewer + 1 && fewer > 1 ? 1 : 0;
        // Names that end with another separator have been cut at the wrong one.
        const bool leftOver =
            std::any_of(nameCells.begin(), nameCells.end(), [&](const CsvCell& cell) {
                return !cell.quoted && !cell.text.empty() &&
                       (cell.text.back() == ',' || cell.text.back() == ';') &&
                       cell.text.back() != separator;
            });
        merit = 2000 * merit + (leftOver ? 0 : 1000) + numbersIn(rowCells);
        if (merit > bestMerit) {
            best = dialect;
            bestMerit = merit;
        }
    }
    return best;
}

std::optional<CsvLines::Line> CsvLines::next() {
    if (rest_.empty())
        return std::nullopt;
    Line line;
    line.number = number_;
    bool inQuotes = false;
    bool atStart = true; // of a cell, where alone a quote begins quoting
    std::size_t i = 0;
    for (; i < rest_.size(); ++i) {
        const char c = rest_[i];
        if (c == '\n' || c == '\r') {
            if (!inQuotes)
                break;
            ++number_;
            if (c == '\r' && i + 1 < rest_.size() && rest_[i + 1] == '\n')
                ++i;
        } else if (c == '"') {
            if (inQuotes)
                inQuotes = false; // of a doubled quote the second opens it again
            else if (atStart || (i > 0 && rest_[i - 1] == '"'))
                inQuotes = true;
            atStart = false;
        } else if (!inQuotes) {
            const bool separates = c == ',' || c == ';' || c == '|' || isBlank(c);
            atStart = separates || (atStart && c == '#');
        }
    }
    line.text = rest_.substr(0, i);
    line.quoteOpen = inQuotes;
    if (i < rest_.size())
        i += rest_[i] == '\r' && i + 1 < rest_.size() && rest_[i + 1] == '\n' ? 2 : 1;
    rest_.remove_prefix(i);
    ++number_;
    return line;
}

CsvValue csvValue(std::string_view text) {
    CsvValue value;
    std::string_view digits = text;
    if (digits.size() > 1 && digits.front() == '+')
        digits.remove_prefix(1);
    const char first = digits.empty() ? '\0' : digits[digits.size() > 1 && digits[0] == '-'];
    if (!(first >= '0' && first <= '9') && first != '.' && first != ',') {
        value.kind = saysMissing(text) ? CsvValue::Kind::missing : CsvValue::Kind::text;
        return value;
    }
    char buffer[64];
    const std::size_t comma = digits.find(',');
    if (comma != std::string_view::npos) {
        if (digits.size() >= sizeof buffer || digits.find('.') != std::string_view::npos)
            return value;
        std::copy(digits.begin(), digits.end(), buffer);
        buffer[comma] = '.';
        digits = {buffer, digits.size()};
        value.comma = true;
    } else {
        value.point = digits.find('.') != std::string_view::npos;
    }
    const char* const end = digits.data() + digits.size();
    const auto result = std::from_chars(digits.data(), end, value.number);
    if (result.ptr != end)
        value.kind = saysMissing(text) ? CsvValue::Kind::missing : CsvValue::Kind::text;
    else if (result.ec == std::errc())
        value.kind = CsvValue::Kind::number;
    else if (result.ec == std::errc::result_out_of_range &&
             std::isfinite(value.number = std::strtod(std::string(digits).c_str(), nullptr)))
        value.kind = CsvValue::Kind::number; // smaller than the smallest number
    return value;
}

} // namespace hippodrome
