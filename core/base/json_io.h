#pragma once

#include "core/base/error.h"
#include "core/base/file_io.h"

#include <nlohmann/json.hpp>

#include <filesystem>
#include <limits>
#include <string>
#include <vector>

namespace hippodrome {

/// Keys keep the order in which they were written, so that a saved scene reads as it was arranged.
using Json = nlohmann::ordered_json;

/// Where a value stands in a text; lines and columns count from 1.
struct TextPosition {
    int line = 0;
    int column = 0;
};

/// A parsed text, kept so that a message can say where in it a value stands.
struct JsonDocument {
    Json root;
    std::string text; ///< empty for a value that was built in memory
    std::string file; ///< name for messages; empty for a text that came from no file

    /// Where the value at `path` (`brains[0].parameters.width`) begins; line 0 when unknown.
    TextPosition positionOf(const std::string& path) const;
};

/// The most values in a text of JSON; each takes some hundred bytes of memory.
inline constexpr std::size_t mostJsonValues = std::size_t{2} << 20;

/// Parses strict JSON: no comments, no trailing commas, no repeated keys, no NaN, at most
/// `maximumDepth` levels and mostJsonValues values. Throws Error with file, line and column.
JsonDocument parseJson(const std::string& text, const std::string& file = {},
                       int maximumDepth = 64);

/// Reads and parses a JSON file of at most 64 MiB.
JsonDocument readJsonFile(const std::filesystem::path& path);

/// The bounds of a number, both inclusive.
struct Range {
    double minimum = -std::numeric_limits<double>::infinity();
    double maximum = std::numeric_limits<double>::infinity();
};

/// A place inside a document: reads one value strictly, and reports faults with file, line, path,
/// what was expected and what was found. Cheap to copy; the document must outlive it.
class JsonCursor {
public:
    explicit JsonCursor(const JsonDocument& document);
    JsonCursor(const JsonDocument& document, const Json& value, std::string path);

    const Json& value() const { return *value_; }
    const std::string& path() const { return path_; }
    const JsonDocument& document() const { return *document_; }

    bool boolean() const;
    double number(const Range& range = {}) const;
    int integer(const Range& range = {}) const;
    std::uint64_t unsignedInteger() const;
    std::string text() const;
    /// A text that is one of `choices`; returns its index.
    std::size_t choice(const std::vector<std::string>& choices) const;
    /// The elements of an array whose size lies in the range.
    std::vector<JsonCursor> elements(const Range& size = {}) const;

    /// Throws an Error located at this value.
    [[noreturn]] void fail(const std::string& message) const;
    /// `fail("expected EXPECTED, found " + the value in short)`.
    [[noreturn]] void failExpected(const std::string& expected) const;

private:
    friend class ObjectReader;
    const JsonDocument* document_;
    const Json* value_;
    std::string path_;
};

/// Reads an object key by key; `finish()` reports a key that nobody asked for.
class ObjectReader {
public:
    explicit ObjectReader(const JsonCursor& cursor);

    bool has(const std::string& key) const;
    /// The value of a key that must be there.
    JsonCursor required(const std::string& key);
    /// The value of a key that may be missing; `has(key)` must be true.
    JsonCursor at(const std::string& key);
    /// Marks `key` as known and says whether it is present.
    bool optional(const std::string& key);
    /// Throws for the first key that was neither required nor optional, with the nearest known one.
    void finish() const;

private:
    JsonCursor cursor_;
    std::vector<std::string> known_;
};

/// `outer.key`, or `key` when there is no outer path.
std::string memberPath(const std::string& outer, const std::string& key);

/// A value in few characters, for messages.
std::string describeJson(const Json& value);

} // namespace hippodrome
