#include "core/scene/expectation.h"

#include <gtest/gtest.h>

namespace hippodrome::test_expectation {
namespace {

Json full() {
    return {{"metric", "peak"},
            {"population", "place_cells.cells"},
            {"unit", 3},
            {"relation", ">="},
            {"value", 2.5},
            {"tolerance", 0.1},
            {"seeds", 10},
            {"pass_share", 0.9},
            {"control", "no wall"},
            {"text", "The peak is high."}};
}

Json read(const Json& list) {
    const JsonDocument document = parseJson(list.dump());
    return readExpectations(JsonCursor(document));
}

TEST(Expectations, AreReadAsTheyStand) {
    const Json list = Json::array({full(), {{"metric", "m"}, {"relation", "="}, {"value", 0}}});
    EXPECT_EQ(read(list), list);
    EXPECT_EQ(read(Json::array()), Json::array());
}

TEST(Expectations, NeedMetricRelationAndValue) {
    for (const char* key : {"metric", "relation", "value"}) {
        Json one = full();
        one.erase(key);
        EXPECT_THROW(read(Json::array({one})), Error) << key;
    }
}

TEST(Expectations, RefuseWhatMakesNoSense) {
    const std::pair<const char*, Json> wrong[] = {
        {"metric", 1},  {"relation", "!="}, {"value", "high"}, {"tolerance", -1}, {"seeds", 0},
        {"seeds", 2.5}, {"pass_share", 2},  {"unit", -1},      {"population", 5}};
    for (const auto& [key, value] : wrong) {
        Json one = full();
        one[key] = value;
        EXPECT_THROW(read(Json::array({one})), Error) << key << " " << value;
    }
    EXPECT_THROW(read(Json::object()), Error);
}

} // namespace
} // namespace hippodrome::test_expectation
