#include "tests/contract/kind_contract.h"

#include "core/base/error.h"
#include "core/base/file_io.h"

#include <algorithm>
#include <cctype>
#include <cmath>
#include <filesystem>
#include <limits>
#include <map>
#include <optional>

namespace hippodrome::testing {

namespace {

const std::filesystem::path source = HIPPODROME_SOURCE_DIR;

/// Words in a key that stand for a length, a time or a speed, which have a unit.
const std::set<std::string> dimensioned = {
    "width", "height",     "radius", "length", "distance",  "spacing",  "reach",
    "size",  "side",       "speed",  "time",   "period",    "interval", "duration",
    "delay", "refractory", "memory", "band",   "wavelength"};

/// What is said about parameters that are refused; nothing when they are not.
std::optional<Error> refusal(const Kind& kind, const Json& parameters) {
    try {
        // From a text, so that the place in it can be told; NaN has none.
        const std::string text = parameters.dump(1);
        const bool written = text.find("null") == std::string::npos;
        const JsonDocument document =
            written ? parseJson(text, "scene.json") : JsonDocument{parameters, {}, {}};
        kind.resolve(JsonCursor(document));
    } catch (const Error& error) {
        return error;
    }
    return std::nullopt;
}

void expectRefused(const Kind& kind, const FieldInfo& field, const Json& value) {
    const auto error = refusal(kind, nested(field.key, value));
    const std::string what = kind.key + ": " + field.key + " = " + value.dump();
    if (!error) {
        ADD_FAILURE() << what << " was taken";
        return;
    }
    EXPECT_EQ(error->field(), field.key) << what << ": " << error->what();
    EXPECT_NE(error->message().find("expected"), std::string::npos) << what << error->what();
}

void expectTaken(const Kind& kind, const FieldInfo& field, const Json& value) {
    const JsonDocument document{nested(field.key, value), {}, {}};
    try {
        const Json resolved = kind.resolve(JsonCursor(document));
        const Json* read = findMember(resolved, field.key);
        ASSERT_NE(read, nullptr) << kind.key << ": " << field.key;
        EXPECT_EQ(*read, value) << kind.key << ": " << field.key;
    } catch (const Error& error) {
        ADD_FAILURE() << kind.key << ": " << field.key << " = " << value.dump()
                      << " was refused: " << error.what();
    }
}

void expectNumberKept(const Kind& kind, const FieldInfo& field) {
    const bool whole = field.kind == FieldKind::integer;
    const double infinity = std::numeric_limits<double>::infinity();
    const auto written = [whole](double value) {
        return whole ? Json(static_cast<long>(value)) : Json(value);
    };
    for (const auto& [end, away] :
         {std::pair{field.range.minimum, -infinity}, std::pair{field.range.maximum, infinity}}) {
        const bool open = !std::isfinite(end);
        if (!open) {
            expectTaken(kind, field, written(end));
            const double beyond =
                whole ? std::floor(end) + std::copysign(1.0, away) : std::nextafter(end, away);
            expectRefused(kind, field, written(beyond));
        }
        expectRefused(kind, field, Json(away));
    }
    expectRefused(kind, field, Json(std::nan("")));
    expectRefused(kind, field, "many");
    expectRefused(kind, field, true);
    expectRefused(kind, field, Json::array({1}));
    if (whole)
        expectRefused(kind, field, field.defaultValue.get<double>() + 0.5);
    if (field.automatic)
        expectTaken(kind, field, automaticValue);
}

std::size_t leavesOf(const Json& value) {
    if (!value.is_object())
        return 1;
    std::size_t leaves = 0;
    for (const auto& member : value.items())
        leaves += leavesOf(member.value());
    return leaves;
}

/// Ends of sentences that a person reads.
void expectSentence(const std::string& whose, const std::string& help) {
    ASSERT_FALSE(help.empty()) << whose << " has no help";
    EXPECT_EQ(help.back(), '.') << whose << ": \"" << help << "\"";
    EXPECT_GE(help.size(), 8u) << whose << ": \"" << help << "\"";
    EXPECT_FALSE(std::islower(static_cast<unsigned char>(help.front())))
        << whose << ": \"" << help << "\"";
    EXPECT_EQ(help.find("  "), std::string::npos) << whose << ": \"" << help << "\"";
}

void collectTexts(const Json& value, std::map<std::string, std::set<std::string>>& texts) {
    if (value.is_object())
        for (const auto& member : value.items()) {
            if (member.value().is_string())
                texts[member.key()].insert(member.value().get<std::string>());
            collectTexts(member.value(), texts);
        }
    else if (value.is_array())
        for (const Json& element : value)
            collectTexts(element, texts);
}

std::vector<std::filesystem::path> filesUnder(const std::filesystem::path& place,
                                              const std::string& extension) {
    std::vector<std::filesystem::path> files;
    if (!std::filesystem::is_directory(place))
        return {place};
    for (const auto& entry : std::filesystem::recursive_directory_iterator(place))
        if (entry.path().extension() == extension)
            files.push_back(entry.path());
    return files;
}

} // namespace

void expectWords(const std::string& key, const std::string& label, const std::string& help) {
    const bool wellFormed = std::all_of(key.begin(), key.end(), [](char c) {
        return std::islower(static_cast<unsigned char>(c)) ||
               std::isdigit(static_cast<unsigned char>(c)) || c == '_' || c == '.';
    });
    EXPECT_TRUE(wellFormed && !key.empty()) << "\"" << key << "\" is no key";
    EXPECT_FALSE(label.empty()) << key << " has no name on screen";
    expectSentence(key, help);
}

void expectFieldsExplained(const Kind& kind) {
    std::set<std::string> keys;
    for (const FieldInfo& field : kind.fields) {
        const std::string whose = kind.key + ": " + field.key;
        EXPECT_TRUE(keys.insert(field.key).second) << whose << " is declared twice";
        EXPECT_FALSE(field.label.empty()) << whose << " has no name on screen";
        expectSentence(whose, field.help);
        if (field.kind != FieldKind::real || !field.unit.empty())
            continue;
        const std::string last =
            field.key.substr(std::max(field.key.rfind('_') + 1, field.key.rfind('.') + 1));
        EXPECT_FALSE(dimensioned.count(last)) << whose << " has no unit";
    }
}

void expectDefaults(const Kind& kind) {
    const Json resolved =
        withCursor(Json::object(), [&](const JsonCursor& c) { return kind.resolve(c); });
    for (const FieldInfo& field : kind.fields) {
        const Json* value = findMember(resolved, field.key);
        ASSERT_NE(value, nullptr) << kind.key << ": " << field.key << " is not spelt out";
        EXPECT_EQ(*value, field.defaultValue) << kind.key << ": " << field.key;
    }
    EXPECT_EQ(leavesOf(resolved),
              kind.fields.empty() ? leavesOf(Json::object()) : kind.fields.size())
        << kind.key << " spells out what it does not declare: " << resolved.dump();
    EXPECT_EQ(withCursor(resolved, [&](const JsonCursor& c) { return kind.resolve(c); }), resolved)
        << kind.key;
}

void expectUnknownKeysRefused(const Kind& kind) {
    std::vector<std::string> keys;
    for (const FieldInfo& field : kind.fields)
        keys.push_back(field.key);
    for (const std::string& key : keys) {
        const std::string misspelt = key + key.back();
        if (std::find(keys.begin(), keys.end(), misspelt) != keys.end())
            continue;
        const auto error = refusal(kind, nested(misspelt, 1));
        ASSERT_TRUE(error) << kind.key << " takes " << misspelt;
        EXPECT_EQ(error->field(), misspelt) << kind.key << ": " << error->what();
        EXPECT_EQ(error->file(), "scene.json");
        EXPECT_GT(error->line(), 1) << kind.key << ": " << error->what();
        // Not always this one: "segmentt" is as near to "segments".
        EXPECT_NE(error->message().find("did you mean \""), std::string::npos)
            << kind.key << ": " << error->what();
    }
    EXPECT_TRUE(refusal(kind, {{"a_key_that_nobody_has", 1}})) << kind.key;
    EXPECT_TRUE(refusal(kind, Json::array())) << kind.key << " takes a list for its parameters";
}

void expectRangesKept(const Kind& kind) {
    for (const FieldInfo& field : kind.fields) {
        expectRefused(kind, field, Json());
        switch (field.kind) {
        case FieldKind::boolean:
            expectTaken(kind, field, true);
            expectTaken(kind, field, false);
            expectRefused(kind, field, 1);
            expectRefused(kind, field, "true");
            break;
        case FieldKind::choice:
            for (const std::string& choice : field.choices)
                expectTaken(kind, field, choice);
            expectRefused(kind, field, field.choices.front() + "x");
            expectRefused(kind, field, 0);
            break;
        case FieldKind::text:
            expectRefused(kind, field, 1);
            break;
        case FieldKind::integer:
        case FieldKind::real:
            expectNumberKept(kind, field);
        }
    }
}

void expectKind(const Kind& kind) {
    expectWords(kind.key, kind.label, kind.help);
    expectFieldsExplained(kind);
    expectDefaults(kind);
    expectUnknownKeysRefused(kind);
    expectRangesKept(kind);
}

void expectPage(const std::string& key, const std::string& docs) {
    for (const std::filesystem::path& file : filesUnder(source / docs, ".md"))
        if (readTextFile(file).find("`" + key + "`") != std::string::npos)
            return;
    ADD_FAILURE() << "no page in " << docs << " names `" << key << "`";
}

const std::set<std::string>& textsInScenes(const std::string& key) {
    static const auto texts = [] {
        std::map<std::string, std::set<std::string>> found;
        for (const std::filesystem::path& file : filesUnder(source / "scenes", ".json"))
            collectTexts(readJsonFile(file).root, found);
        return found;
    }();
    static const std::set<std::string> none;
    const auto found = texts.find(key);
    return found == texts.end() ? none : found->second;
}

Json nested(const std::string& dottedKey, const Json& value) {
    Json object = Json::object();
    Json* place = &object;
    std::size_t begin = 0;
    for (std::size_t dot; (dot = dottedKey.find('.', begin)) != std::string::npos; begin = dot + 1)
        place = &(*place)[dottedKey.substr(begin, dot - begin)];
    (*place)[dottedKey.substr(begin)] = value;
    return object;
}

std::string nameOf(const std::string& key) {
    std::string name = key;
    std::replace(name.begin(), name.end(), '.', '_');
    return name;
}

} // namespace hippodrome::testing
