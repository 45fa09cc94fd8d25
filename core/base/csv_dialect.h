#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hippodrome {

/// A cell of a line. Without quotes `text` is part of the file.
struct CsvCell {
    std::string_view text; ///< trimmed; of a quoted cell what stands between the quotes
    bool quoted = false;
    bool doubledQuotes = false; ///< `text` still has its quotes doubled
    std::size_t offset = 0;     ///< in the line

    std::string content() const;
};

/// How the values of a table are told apart.
class CsvDialect {
public:
    /// Blank: runs of blanks and tabs.
    explicit CsvDialect(char separator = ',') : separator_(separator) {}

    char separator() const { return separator_; }
    /// Cuts a line (see CsvLines) into cells.
    void split(std::string_view line, std::vector<CsvCell>& cells) const;

    /// The separator that makes the same number of cells, and the most reasonable one, of the
    /// names and of the first row.
    static CsvDialect of(std::string_view names, std::string_view firstRow);

private:
    char separator_;
};

/// The lines of a text, of which quoted ones may span several; ends are LF, CRLF or CR.
class CsvLines {
public:
    explicit CsvLines(std::string_view text) : rest_(text) {}

    struct Line {
        std::string_view text; ///< without its end
        int number = 0;        ///< from 1, of its beginning
        bool quoteOpen = false;
    };
    std::optional<Line> next();

private:
    std::string_view rest_;
    int number_ = 1;
};

/// What a cell without quotes means.
struct CsvValue {
    enum class Kind { number, missing, text };
    Kind kind = Kind::text;
    double number = 0.0;
    bool comma = false, point = false; ///< the decimal mark, if any
};

/// A finite number, a missing value, or text.
CsvValue csvValue(std::string_view text);

/// Without blanks around.
std::string_view trimmedCsv(std::string_view text);

} // namespace hippodrome
