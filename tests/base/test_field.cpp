#include "core/base/field.h"

#include <gtest/gtest.h>

namespace hippodrome::test_field {
namespace {

enum class Shape { round, square };

struct Sample {
    double width = 0.2;
    int count = 3;
    bool visible = true;
    Shape shape = Shape::square;
    std::string note;

    static const Fields<Sample>& fields() {
        static const Fields<Sample> list =
            Fields<Sample>()
                .real("width", &Sample::width,
                      {.label = "Width",
                       .unit = "m",
                       .minimum = 0,
                       .maximum = 1,
                       .help = "How wide."})
                .integer("count", &Sample::count, {.label = "Count", .minimum = 1})
                .boolean("visible", &Sample::visible, {.label = "Visible", .effect = Effect::live})
                .choice("shape", &Sample::shape,
                        {{"round", Shape::round}, {"square", Shape::square}}, {.label = "Shape"})
                .text("note", &Sample::note, {.label = "Note"});
        return list;
    }
};

Sample read(const std::string& text) {
    const JsonDocument document = parseJson(text, "s.json");
    return Sample::fields().read(JsonCursor(document));
}

TEST(Fields, MissingKeysKeepTheirDefaults) {
    const Sample sample = read("{\"count\": 5, \"shape\": \"round\"}");
    EXPECT_EQ(sample.count, 5);
    EXPECT_EQ(sample.shape, Shape::round);
    EXPECT_EQ(sample.width, 0.2);
}

TEST(Fields, WritingAndReadingGivesTheSame) {
    Sample sample;
    sample.width = 0.1 + 0.2;
    sample.note = "a \"quoted\" note";
    const Json json = Sample::fields().write(sample);
    const Sample back = read(json.dump());
    EXPECT_EQ(Sample::fields().write(back), json);
    EXPECT_EQ(back.width, sample.width);
}

TEST(Fields, YoungOnesAtTheirDefaultsAreLeftOutWhereScenesAreCompared) {
    FieldInfo old{.key = "width", .defaultValue = 0.2}, young{.key = "count", .defaultValue = 3},
        inner{.key = "walk.speed", .defaultValue = 1.0},
        other{.key = "walk.turn", .defaultValue = 0};
    young.since = inner.since = other.since = "0.2.0";
    const std::vector<FieldInfo> fields{old, young, inner, other};
    const auto left = [&](Json object) {
        removeYoungDefaults(fields, object);
        return object;
    };
    EXPECT_EQ(left({{"width", 0.2}, {"count", 3}, {"walk", {{"speed", 1.0}, {"turn", 0}}}}),
              Json({{"width", 0.2}}));
    EXPECT_EQ(left({{"width", 0.2}, {"count", 4}, {"walk", {{"speed", 1.0}, {"turn", 1}}}}),
              Json({{"width", 0.2}, {"count", 4}, {"walk", {{"turn", 1}}}}));
    // A group that was empty, or holds something else, stays.
    EXPECT_EQ(left({{"walk", {{"speed", 1.0}, {"noise", 5}}}}), Json({{"walk", {{"noise", 5}}}}));
    EXPECT_EQ(left({{"walk", Json::object()}}), Json({{"walk", Json::object()}}));
}

TEST(Fields, RefuseValuesOutOfRangeAndUnknownKeys) {
    EXPECT_THROW(read("{\"width\": 1.01}"), Error);
    EXPECT_THROW(read("{\"count\": 0}"), Error);
    EXPECT_THROW(read("{\"shape\": \"oval\"}"), Error);
    EXPECT_THROW(read("{\"colour\": 1}"), Error);
    EXPECT_THROW(read("[]"), Error);
}

TEST(Fields, TheSchemaNamesEveryFieldWithItsDefault) {
    const Json schema = schemaOf(Sample::fields().infos());
    EXPECT_EQ(schema["additionalProperties"], false);
    EXPECT_EQ(schema["properties"]["width"]["maximum"], 1.0);
    EXPECT_EQ(schema["properties"]["shape"]["enum"], Json({"round", "square"}));
    EXPECT_EQ(schema["properties"]["count"]["default"], 3);
    EXPECT_EQ(schema["properties"].size(), Sample::fields().infos().size());
}

struct Outer {
    Sample inner{.width = 0.7};
    int top = 1;

    static const Fields<Outer>& fields() {
        static const Fields<Outer> list = Fields<Outer>()
                                              .group("inner", &Outer::inner, Sample::fields())
                                              .integer("top", &Outer::top, {.label = "Top"});
        return list;
    }
};

TEST(Fields, GroupsNestTheirFieldsAndKeepTheOuterDefaults) {
    const JsonDocument document = parseJson("{\"inner\": {\"count\": 9}}");
    const Outer outer = Outer::fields().read(JsonCursor(document));
    EXPECT_EQ(outer.inner.count, 9);
    EXPECT_EQ(outer.inner.width, 0.7);
    EXPECT_EQ(Outer::fields().infos().front().key, "inner.width");
    EXPECT_EQ(Outer::fields().infos().front().defaultValue, 0.7);
    const Json json = Outer::fields().write(outer);
    EXPECT_EQ(*findMember(json, "inner.count"), 9);
    EXPECT_EQ(findMember(json, "inner.none"), nullptr);
    const Json schema = schemaOf(Outer::fields().infos());
    EXPECT_EQ(schema["properties"]["inner"]["properties"]["width"]["default"], 0.7);
    EXPECT_EQ(schema["properties"]["top"]["type"], "integer");
}

TEST(Fields, AFaultInAGroupNamesItsWholePath) {
    const JsonDocument document = parseJson("{\"inner\": {\"width\": 2}}");
    try {
        Outer::fields().read(JsonCursor(document));
        FAIL();
    } catch (const Error& error) {
        EXPECT_EQ(error.field(), "inner.width");
    }
}

} // namespace
} // namespace hippodrome::test_field
