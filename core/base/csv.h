#pragma once

#include <cassert>
#include <filesystem>
#include <span>
#include <string>
#include <vector>

namespace hippodrome {

/// Rows of numbers, one after the other in one piece of memory.
class CsvRows {
public:
    std::size_t size() const { return width_ > 0 ? values_.size() / width_ : 0; }
    bool empty() const { return values_.empty(); }
    std::span<const double> back() const { return (*this)[size() - 1]; }
    std::span<const double> operator[](std::size_t row) const {
        assert(row < size());
        return {values_.data() + row * width_, width_};
    }
    std::span<const double> values() const { return values_; }
    /// Makes room for so many rows of such a width.
    void reserve(std::size_t rows, std::size_t width) { values_.reserve(rows * width); }
    /// Every row must be as long as the first.
    void add(std::span<const double> row) {
        assert(values_.empty() || row.size() == width_);
        width_ = row.size();
        values_.insert(values_.end(), row.begin(), row.end());
    }
    bool operator==(const CsvRows&) const = default;

private:
    std::size_t width_ = 0;
    std::vector<double> values_;
};

/// A table of numbers with named columns, as people's programs write it.
struct CsvTable {
    /// What a column holds beside numbers; each place is the first in the file.
    struct Column {
        struct Place {
            int line = 0;     ///< from 1; 0: there is none
            int column = 0;   ///< from 1
            std::string text; ///< what stands there
        };
        Place text;           ///< a cell that is no number
        Place shortRow;       ///< a row that ends before this column; `text` says how long it is
        Place commas, points; ///< numbers with a decimal comma, with a decimal point
        bool ambiguous() const { return commas.line > 0 && points.line > 0; }
    };

    std::string file; ///< for messages
    std::vector<std::string> columns;
    CsvRows rows;                 ///< each as long as `columns`; NaN: missing, or text
    std::vector<int> lines;       ///< line of each row in the file, from 1
    std::vector<Column> contents; ///< of each column

    /// Index of a column, or -1. Upper and lower case are the same, and so are blanks, hyphens and
    /// underscores, unless a column has this very name. Throws Error when several have.
    int column(const std::string& name) const;
    /// Throws Error, with line and column, unless these columns hold nothing but numbers and
    /// missing values.
    void requireNumbers(std::span<const int> used) const;
    /// The same for all columns; nor may a value be missing.
    void requireAllNumbers() const;
};

/// Parses a table under a line of column names. Separators are commas, semicolons, tabs or runs of
/// blanks, whichever makes as many names as values; with any but commas (or within quotes) a
/// decimal comma is read too. Lines end with LF, CRLF or CR; a byte order mark, `sep=;`, quotes
/// (doubled ones and line breaks in them), trailing separators and R's unnamed column of row names
/// are understood. Lines that are empty or begin with `#` or `%` are passed over, but the last of
/// them before the first row holds the names when no other line does (numpy.savetxt). Empty cells,
/// NaN, NA, N/A, null, none and infinities are missing values. A column with text is not refused
/// before somebody asks for its numbers. Throws Error for files that are no text, without names,
/// with open quotes, and rows with more values than names; and, so that memory has a limit, for
/// lines of more than 1 MiB, more than 10 000 columns, and text and numbers of more than 470 MB.
CsvTable parseCsv(const std::string& text, const std::string& file = {});
CsvTable readCsv(const std::filesystem::path& path);

/// Writes a number as the shortest text that reads back to the same one of its type: 0.1f is `0.1`.
/// NaN leaves the cell empty.
void appendCsvNumber(std::string& text, float value);
void appendCsvNumber(std::string& text, double value);

} // namespace hippodrome
