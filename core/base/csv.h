#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace hippodrome {

/// A table of numbers with named columns.
struct CsvTable {
    std::vector<std::string> columns;
    std::vector<std::vector<double>> rows; ///< each as long as `columns`
    std::vector<int> lines;                ///< line of each row in the file, from 1

    /// Index of a column, or -1.
    int column(const std::string& name) const;
};

/// Parses comma-separated numbers under a line of column names; lines that are empty or begin with
/// `#` are passed over. Throws Error with line and column for text, NaN, infinities and rows of
/// another length.
CsvTable parseCsv(const std::string& text, const std::string& file = {});
CsvTable readCsv(const std::filesystem::path& path);

} // namespace hippodrome
