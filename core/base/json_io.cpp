#include "core/base/json_io.h"

#include <algorithm>
#include <cmath>
#include <fstream>
#include <set>
#include <sstream>

namespace hippodrome {

namespace {

TextPosition positionAtOffset(const std::string& text, std::size_t offset) {
    TextPosition position{1, 1};
    for (std::size_t i = 0; i < std::min(offset, text.size()); ++i) {
        if (text[i] == '\n') {
            ++position.line;
            position.column = 1;
        } else {
            ++position.column;
        }
    }
    return position;
}

/// Walks a text that is known to be valid JSON. The parser of the library reports positions of
/// syntax faults only; this finds the position of any value, for faults of meaning, and repeated
/// keys, which the library would drop silently.
class TextScanner {
public:
    TextScanner(const std::string& text, const std::string& file) : text_(text), file_(file) {}

    void rejectRepeatedKeys() { value(""); }

    TextPosition find(const std::string& path) {
        target_ = &path;
        value("");
        return found_;
    }

private:
    char peek() const { return offset_ < text_.size() ? text_[offset_] : '\0'; }
    bool atOneOf(std::string_view characters) const {
        return offset_ < text_.size() && characters.find(text_[offset_]) != std::string_view::npos;
    }

    void advance() {
        if (text_[offset_] == '\n') {
            ++position_.line;
            position_.column = 1;
        } else {
            ++position_.column;
        }
        ++offset_;
    }

    void skipSpace() {
        while (atOneOf(" \t\r\n"))
            advance();
    }

    std::string quoted() {
        const std::size_t begin = offset_;
        advance();
        while (peek() != '"') {
            if (peek() == '\\')
                advance();
            advance();
        }
        advance();
        return Json::parse(text_.substr(begin, offset_ - begin)).get<std::string>();
    }

    void value(const std::string& path) {
        skipSpace();
        if (target_ && path == *target_)
            found_ = position_;
        if (peek() == '{')
            members(path);
        else if (peek() == '[')
            elements(path);
        else if (peek() == '"')
            quoted();
        else
            while (offset_ < text_.size() && !atOneOf(",]} \t\r\n"))
                advance();
        skipSpace();
    }

    void members(const std::string& path) {
        std::set<std::string> seen;
        advance();
        skipSpace();
        while (peek() != '}') {
            const TextPosition keyPosition = position_;
            const std::string key = quoted();
            const std::string inner = memberPath(path, key);
            if (!seen.insert(key).second)
                throw Error("the key \"" + key + "\" appears twice")
                    .inFile(file_)
                    .atField(inner)
                    .atPosition(keyPosition.line, keyPosition.column);
            skipSpace();
            advance(); // the colon
            value(inner);
            if (peek() == ',')
                advance();
            skipSpace();
        }
        advance();
    }

    void elements(const std::string& path) {
        advance();
        skipSpace();
        for (std::size_t index = 0; peek() != ']'; ++index) {
            value(path + "[" + std::to_string(index) + "]");
            if (peek() == ',')
                advance();
            skipSpace();
        }
        advance();
    }

    const std::string& text_;
    const std::string& file_;
    const std::string* target_ = nullptr;
    std::size_t offset_ = 0;
    TextPosition position_{1, 1};
    TextPosition found_;
};

/// Depth is checked before parsing, so that a hostile file cannot exhaust the stack.
void checkDepth(const std::string& text, const std::string& file, int maximumDepth) {
    int depth = 0;
    bool inString = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char character = text[i];
        if (inString) {
            if (character == '\\')
                ++i;
            else if (character == '"')
                inString = false;
        } else if (character == '"') {
            inString = true;
        } else if (character == '{' || character == '[') {
            if (++depth > maximumDepth) {
                const TextPosition position = positionAtOffset(text, i);
                throw Error("nested more than " + std::to_string(maximumDepth) + " levels deep")
                    .inFile(file)
                    .atPosition(position.line, position.column);
            }
        } else if (character == '}' || character == ']') {
            --depth;
        }
    }
}

std::string rangeText(const Range& range) {
    const bool hasMinimum = std::isfinite(range.minimum);
    const bool hasMaximum = std::isfinite(range.maximum);
    if (hasMinimum && hasMaximum)
        return " from " + formatNumber(range.minimum) + " to " + formatNumber(range.maximum);
    if (hasMinimum)
        return " of at least " + formatNumber(range.minimum);
    if (hasMaximum)
        return " of at most " + formatNumber(range.maximum);
    return "";
}

} // namespace

JsonDocument parseJson(const std::string& text, const std::string& file, int maximumDepth) {
    JsonDocument document;
    document.file = file;
    if (text.find_first_not_of(" \t\r\n") == std::string::npos)
        throw Error("expected JSON, found an empty file").inFile(file);
    checkDepth(text, file, maximumDepth);
    try {
        document.root = Json::parse(text);
    } catch (const Json::parse_error& fault) {
        const TextPosition position = positionAtOffset(text, fault.byte > 0 ? fault.byte - 1 : 0);
        std::string reason = fault.what();
        // The library prefixes its own code and position; ours is in front already.
        const std::size_t start = reason.find(": ", reason.find("parse error"));
        reason = start == std::string::npos ? reason : reason.substr(start + 2);
        throw Error("not valid JSON: " + reason)
            .inFile(file)
            .atPosition(position.line, position.column);
    } catch (const Json::exception& fault) {
        throw Error(std::string("not valid JSON: ") + fault.what()).inFile(file);
    }
    TextScanner(text, file).rejectRepeatedKeys();
    document.text = text;
    return document;
}

TextPosition JsonDocument::positionOf(const std::string& path) const {
    return text.empty() ? TextPosition{} : TextScanner(text, file).find(path);
}

std::string readTextFile(const std::filesystem::path& path, std::size_t maximumBytes) {
    std::error_code code;
    const auto status = std::filesystem::status(path, code);
    if (status.type() == std::filesystem::file_type::not_found)
        throw Error("no such file").inFile(path.string());
    if (status.type() == std::filesystem::file_type::directory)
        throw Error("expected a file, found a folder").inFile(path.string());
    std::ifstream stream(path, std::ios::binary);
    if (!stream)
        throw Error("cannot be opened for reading").inFile(path.string());
    const auto size = std::filesystem::file_size(path, code);
    if (!code && size > maximumBytes)
        throw Error("expected at most " + std::to_string(maximumBytes) + " bytes, found " +
                    std::to_string(size))
            .inFile(path.string());
    std::ostringstream content;
    content << stream.rdbuf();
    if (stream.bad())
        throw Error("could not be read to its end").inFile(path.string());
    return content.str();
}

JsonDocument readJsonFile(const std::filesystem::path& path) {
    return parseJson(readTextFile(path), path.string());
}

JsonCursor::JsonCursor(const JsonDocument& document)
    : JsonCursor(document, document.root, std::string()) {}

JsonCursor::JsonCursor(const JsonDocument& document, const Json& value, std::string path)
    : document_(&document), value_(&value), path_(std::move(path)) {}

bool JsonCursor::boolean() const {
    if (!value_->is_boolean())
        failExpected("true or false");
    return value_->get<bool>();
}

double JsonCursor::number(const Range& range) const {
    if (!value_->is_number())
        failExpected("a number" + rangeText(range));
    const double number = value_->get<double>();
    if (!std::isfinite(number) || number < range.minimum || number > range.maximum)
        failExpected("a number" + rangeText(range));
    return number;
}

int JsonCursor::integer(const Range& range) const {
    const Range bounds{std::max(range.minimum, double{std::numeric_limits<int>::min()}),
                       std::min(range.maximum, double{std::numeric_limits<int>::max()})};
    if (!value_->is_number())
        failExpected("a whole number" + rangeText(bounds));
    const double number = value_->get<double>();
    if (number != std::floor(number) || !(number >= bounds.minimum && number <= bounds.maximum))
        failExpected("a whole number" + rangeText(bounds));
    return static_cast<int>(number);
}

std::uint64_t JsonCursor::unsignedInteger() const {
    if (!value_->is_number_unsigned())
        failExpected("a whole number of at least 0");
    return value_->get<std::uint64_t>();
}

std::string JsonCursor::text() const {
    if (!value_->is_string())
        failExpected("a text");
    return value_->get<std::string>();
}

std::size_t JsonCursor::choice(const std::vector<std::string>& choices) const {
    std::string list;
    for (const std::string& candidate : choices)
        list += (list.empty() ? "\"" : ", \"") + candidate + "\"";
    if (!value_->is_string())
        failExpected("one of " + list);
    const std::string chosen = value_->get<std::string>();
    for (std::size_t i = 0; i < choices.size(); ++i)
        if (choices[i] == chosen)
            return i;
    failExpected("one of " + list);
}

std::vector<JsonCursor> JsonCursor::elements(const Range& size) const {
    if (!value_->is_array())
        failExpected("a list");
    const double count = static_cast<double>(value_->size());
    if (count < size.minimum || count > size.maximum)
        fail("expected a list with a size" + rangeText(size) + ", found " +
             std::to_string(value_->size()));
    std::vector<JsonCursor> cursors;
    cursors.reserve(value_->size());
    for (std::size_t i = 0; i < value_->size(); ++i)
        cursors.emplace_back(*document_, (*value_)[i], path_ + "[" + std::to_string(i) + "]");
    return cursors;
}

void JsonCursor::fail(const std::string& message) const {
    const Error error = Error(message).inFile(document_->file).atField(path_);
    const TextPosition position = document_->positionOf(path_);
    throw position.line > 0 ? error.atPosition(position.line, position.column) : error;
}

void JsonCursor::failExpected(const std::string& expected) const {
    fail("expected " + expected + ", found " + describeJson(*value_));
}

ObjectReader::ObjectReader(const JsonCursor& cursor) : cursor_(cursor) {
    if (!cursor.value().is_object())
        cursor.failExpected("an object");
}

bool ObjectReader::has(const std::string& key) const {
    return cursor_.value().contains(key);
}

JsonCursor ObjectReader::required(const std::string& key) {
    if (!optional(key))
        cursor_.fail("expected the key \"" + key + "\", found none");
    return at(key);
}

JsonCursor ObjectReader::at(const std::string& key) {
    return JsonCursor(*cursor_.document_, cursor_.value().at(key), memberPath(cursor_.path(), key));
}

bool ObjectReader::optional(const std::string& key) {
    known_.push_back(key);
    return has(key);
}

void ObjectReader::finish() const {
    for (const auto& item : cursor_.value().items()) {
        if (std::find(known_.begin(), known_.end(), item.key()) != known_.end())
            continue;
        const std::string nearest = nearestWord(item.key(), known_);
        JsonCursor(*cursor_.document_, item.value(), memberPath(cursor_.path(), item.key()))
            .fail("unknown key" + (nearest.empty() ? "" : "; did you mean \"" + nearest + "\"?"));
    }
}

std::string memberPath(const std::string& outer, const std::string& key) {
    return outer.empty() ? key : outer + "." + key;
}

std::string describeJson(const Json& value) {
    if (value.is_object())
        return "an object";
    if (value.is_array())
        return "a list of " + std::to_string(value.size());
    std::string text = value.dump();
    if (text.size() > 60)
        text = text.substr(0, 57) + "...";
    return text;
}

} // namespace hippodrome
