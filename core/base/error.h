#pragma once

#include <stdexcept>
#include <string>
#include <vector>

namespace hippodrome {

/// What kind of failure an Error reports. The command line maps it to its exit status.
enum class ErrorKind {
    badInput, ///< a file, value or drawing that cannot be used (exit status 3)
    usage,    ///< the program was called in a way it does not offer (exit status 2)
    resource  ///< disk, memory or numbers ran out, or training diverged (exit status 4)
};

/// The one error type of the program, for what a user or a machine did wrong. It carries where the
/// fault lies, so that a message always reads `file:line:column: field: what was expected, what was
/// found`. Faults that only a bug can cause are assertions instead.
class Error : public std::runtime_error {
public:
    explicit Error(std::string message, ErrorKind kind = ErrorKind::badInput);

    /// The same error, located in `file` (kept if a file is already named).
    [[nodiscard]] Error inFile(const std::string& file) const;
    /// The same error, located at `field`, a path such as `brains[0].parameters.width`. A field
    /// that is already named is taken to lie inside this one.
    [[nodiscard]] Error atField(const std::string& field) const;
    /// The same error, located at a line and column of the file, both counted from 1.
    [[nodiscard]] Error atPosition(int line, int column) const;

    const std::string& message() const { return message_; }
    const std::string& file() const { return file_; }
    const std::string& field() const { return field_; }
    int line() const { return line_; }
    int column() const { return column_; }
    ErrorKind kind() const { return kind_; }

private:
    Error(std::string message, ErrorKind kind, std::string file, std::string field, int line,
          int column);

    std::string message_;
    std::string file_;
    std::string field_;
    int line_ = 0;
    int column_ = 0;
    ErrorKind kind_;
};

/// A number as a person writes it: shortest form that reads back to the same value.
std::string formatNumber(double value);

/// The candidate closest to `word` in edit distance, or an empty string when none is near.
/// For messages of the form "did you mean ...?".
std::string nearestWord(const std::string& word, const std::vector<std::string>& candidates);

} // namespace hippodrome
