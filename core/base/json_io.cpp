#include "core/base/json_io.h"

#include "core/base/file_kind.h"

#include <algorithm>
#include <cmath>
#include <set>

namespace hippodrome {

namespace {

constexpr std::size_t longestKey = 1000;
constexpr std::size_t mostJsonBytes = std::size_t{64} << 20;

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

    void rejectRepeatedKeys() { value(); }

    TextPosition find(const std::string& path) {
        target_ = &path;
        value();
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

    /// One step into an object or a list; what it adds to the path is put together only where it is
    /// looked for or told, since every value of a large file has a path.
    struct Step {
        std::string key;
        std::size_t index = 0;
        bool isKey = false;
    };
    static constexpr std::size_t nowhere = std::string::npos;

    /// How far the target goes with the steps, if all of them lie on its way.
    std::size_t matchedWith(std::size_t matched, const Step& step) const {
        if (!target_ || matched == nowhere)
            return nowhere;
        const std::string_view rest = std::string_view(*target_).substr(matched);
        if (!step.isKey) {
            const std::string index = "[" + std::to_string(step.index) + "]";
            return rest.starts_with(index) ? matched + index.size() : nowhere;
        }
        const std::size_t dot = matched > 0 ? 1 : 0;
        if ((dot == 1 && !rest.starts_with('.')) || !rest.substr(dot).starts_with(step.key))
            return nowhere;
        return matched + dot + step.key.size();
    }

    std::string path() const {
        std::string path;
        for (const Step& step : steps_)
            path = step.isKey ? memberPath(path, step.key)
                              : path + "[" + std::to_string(step.index) + "]";
        return path;
    }

    void value(std::size_t matched = 0) {
        skipSpace();
        if (target_ && matched == target_->size())
            found_ = position_;
        if (peek() == '{')
            members(matched);
        else if (peek() == '[')
            elements(matched);
        else if (peek() == '"')
            quoted();
        else
            while (offset_ < text_.size() && !atOneOf(",]} \t\r\n"))
                advance();
        skipSpace();
    }

    void members(std::size_t matched) {
        std::set<std::string> seen;
        advance();
        skipSpace();
        while (peek() != '}') {
            const TextPosition keyPosition = position_;
            const auto fail = [&](const std::string& message) {
                throw Error(message).inFile(file_).atField(path()).atPosition(keyPosition.line,
                                                                              keyPosition.column);
            };
            std::string key = quoted();
            if (key.size() > longestKey)
                fail("expected keys of at most " + std::to_string(longestKey) +
                     " bytes, found one of " + std::to_string(key.size()));
            const bool isNew = target_ || seen.insert(key).second;
            steps_.push_back({std::move(key), 0, true});
            if (!isNew)
                fail("the key \"" + steps_.back().key + "\" appears twice");
            skipSpace();
            advance(); // the colon
            value(matchedWith(matched, steps_.back()));
            steps_.pop_back();
            if (peek() == ',')
                advance();
            skipSpace();
        }
        advance();
    }

    void elements(std::size_t matched) {
        advance();
        skipSpace();
        steps_.push_back({});
        for (; peek() != ']'; ++steps_.back().index) {
            value(matchedWith(matched, steps_.back()));
            if (peek() == ',')
                advance();
            skipSpace();
        }
        steps_.pop_back();
        advance();
    }

    const std::string& text_;
    const std::string& file_;
    const std::string* target_ = nullptr;
    std::size_t offset_ = 0;
    TextPosition position_{1, 1};
    TextPosition found_;
    std::vector<Step> steps_;
};

/// Depth and number of values are checked before parsing, so that a hostile file exhausts neither
/// the stack nor the memory.
void checkExtent(const std::string& text, const std::string& file, int maximumDepth) {
    int depth = 0;
    std::size_t values = 1;
    bool inString = false;
    const auto refuse = [&](std::size_t offset, const std::string& fault) {
        const TextPosition position = positionAtOffset(text, offset);
        throw Error(fault).inFile(file).atPosition(position.line, position.column);
    };
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
            if (++depth > maximumDepth)
                refuse(i, "nested more than " + std::to_string(maximumDepth) + " levels deep");
        } else if (character == '}' || character == ']') {
            --depth;
        }
        if (!inString && (character == '{' || character == '[' || character == ',') &&
            ++values > mostJsonValues)
            refuse(i, "expected at most " + std::to_string(mostJsonValues) + " values, found more");
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
    checkExtent(text, file, maximumDepth);
    try {
        document.root = Json::parse(text);
    } catch (const Json::parse_error& fault) {
        if (const std::string kind = kindOfBinary(text); !kind.empty())
            throw Error("expected JSON, found " + kind).inFile(file);
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

JsonDocument readJsonFile(const std::filesystem::path& path) {
    return parseJson(readTextFile(path, mostJsonBytes), path.string());
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
