#include "core/base/json_io.h"

#include <gtest/gtest.h>

#include <functional>

namespace hippodrome::test_json_io {
namespace {

std::string messageOf(const std::function<void()>& action) {
    try {
        action();
    } catch (const Error& error) {
        return error.what();
    }
    return "no error";
}

TEST(ParseJson, SyntaxFaultsCarryLineAndColumn) {
    const std::string message = messageOf([] { parseJson("{\n  \"a\": 1,\n  b\n}", "x.json"); });
    EXPECT_TRUE(message.starts_with("x.json:3:3: not valid JSON")) << message;
}

TEST(ParseJson, RefusesWhatStrictJsonDoesNotHave) {
    for (const char* text : {"", "  \n", "{\"a\": NaN}", "{\"a\": 1,}", "[1] [2]", "{\"a\": 1e999}",
                             "// comment\n{}", "{\"a\": 1, \"a\": 2}", "{\"a\": \"\xff\"}"})
        EXPECT_THROW(parseJson(text), Error) << text;
}

TEST(ParseJson, RepeatedKeyIsLocated) {
    const std::string message =
        messageOf([] { parseJson("{\"a\": {\"b\": 1,\n \"b\": 2}}", "x.json"); });
    EXPECT_EQ(message, "x.json:2:2: a.b: the key \"b\" appears twice");
}

TEST(ParseJson, DeepNestingIsRefusedWithoutRecursion) {
    const std::string text = std::string(200000, '[') + std::string(200000, ']');
    EXPECT_EQ(messageOf([&] { parseJson(text, "x.json"); }),
              "x.json:1:65: nested more than 64 levels deep");
}

TEST(JsonCursor, FaultsOfMeaningCarryPathAndPosition) {
    const JsonDocument document =
        parseJson("{\"walls\": [\n  {\"x\": 1},\n  {\"x\": \"far\"}\n]}", "x.json");
    ObjectReader object{JsonCursor(document)};
    const auto walls = object.required("walls").elements();
    ObjectReader wall(walls[1]);
    EXPECT_EQ(messageOf([&] {
                  wall.required("x").number(Range{0, 2});
              }),
              "x.json:3:9: walls[1].x: expected a number from 0 to 2, found \"far\"");
}

TEST(JsonCursor, NumbersAreHeldToTheirRange) {
    const JsonDocument document = parseJson("[1.5, 7, -1, true]");
    const auto values = JsonCursor(document).elements();
    EXPECT_EQ(values[0].number(Range{1, 2}), 1.5);
    EXPECT_THROW(values[0].integer(), Error);
    EXPECT_EQ(values[1].integer(Range{0, 7}), 7);
    EXPECT_THROW(values[1].integer(Range{0, 6}), Error);
    EXPECT_THROW(values[2].unsignedInteger(), Error);
    EXPECT_TRUE(values[3].boolean());
    EXPECT_THROW(values[3].number(), Error);
}

TEST(ObjectReader, UnknownKeysAreReportedWithTheNearestKnownOne) {
    const JsonDocument document = parseJson("{\"widht\": 1}", "x.json");
    ObjectReader object{JsonCursor(document)};
    EXPECT_FALSE(object.optional("width"));
    EXPECT_EQ(messageOf([&] { object.finish(); }),
              "x.json:1:11: widht: unknown key; did you mean \"width\"?");
    EXPECT_EQ(messageOf([&] { object.required("height"); }),
              "x.json:1:1: expected the key \"height\", found none");
}

TEST(ReadTextFile, NamesMissingFilesAndFolders) {
    EXPECT_EQ(messageOf([] { readTextFile("/no/such.json"); }), "/no/such.json: no such file");
    EXPECT_EQ(messageOf([] { readTextFile("/"); }), "/: expected a file, found a folder");
}

} // namespace
} // namespace hippodrome::test_json_io
