#include "core/base/error.h"

#include <algorithm>
#include <charconv>
#include <numeric>

namespace hippodrome {

namespace {

std::string compose(const std::string& message, const std::string& file, const std::string& field,
                    int line, int column) {
    std::string text;
    if (!file.empty()) {
        text += file;
        if (line > 0)
            text += ":" + std::to_string(line) + ":" + std::to_string(column);
        text += ": ";
    }
    if (!field.empty())
        text += field + ": ";
    return text + message;
}

std::string joinFields(const std::string& outer, const std::string& inner) {
    if (outer.empty() || inner.empty())
        return outer + inner;
    return inner.front() == '[' ? outer + inner : outer + "." + inner;
}

} // namespace

Error::Error(std::string message, ErrorKind kind) : Error(std::move(message), kind, {}, {}, 0, 0) {}

Error::Error(std::string message, ErrorKind kind, std::string file, std::string field, int line,
             int column)
    : std::runtime_error(compose(message, file, field, line, column)), message_(std::move(message)),
      file_(std::move(file)), field_(std::move(field)), line_(line), column_(column), kind_(kind) {}

Error Error::inFile(const std::string& file) const {
    return Error(message_, kind_, file_.empty() ? file : file_, field_, line_, column_);
}

Error Error::atField(const std::string& field) const {
    return Error(message_, kind_, file_, joinFields(field, field_), line_, column_);
}

Error Error::atPosition(int line, int column) const {
    return Error(message_, kind_, file_, field_, line, column);
}

std::string formatNumber(double value) {
    char buffer[64];
    const auto result = std::to_chars(buffer, buffer + sizeof buffer, value);
    return std::string(buffer, result.ptr);
}

std::string nearestWord(const std::string& word, const std::vector<std::string>& candidates) {
    std::string best;
    std::size_t bestDistance = std::max<std::size_t>(2, word.size() / 3) + 1;
    for (const std::string& candidate : candidates) {
        std::vector<std::size_t> row(candidate.size() + 1);
        std::iota(row.begin(), row.end(), std::size_t{0});
        for (std::size_t i = 1; i <= word.size(); ++i) {
            std::size_t diagonal = row[0];
            row[0] = i;
            for (std::size_t j = 1; j <= candidate.size(); ++j) {
                const std::size_t substitution = diagonal + (word[i - 1] != candidate[j - 1]);
                diagonal = row[j];
                row[j] = std::min({row[j] + 1, row[j - 1] + 1, substitution});
            }
        }
        if (row.back() < bestDistance) {
            bestDistance = row.back();
            best = candidate;
        }
    }
    return best;
}

} // namespace hippodrome
