#include "core/base/error.h"

#include <gtest/gtest.h>

namespace hippodrome::test_error {
namespace {

TEST(Error, SaysFilePositionFieldAndMessageInThatOrder) {
    const Error error =
        Error("expected a number, found \"x\"").atField("width").inFile("a.json").atPosition(3, 7);
    EXPECT_STREQ(error.what(), "a.json:3:7: width: expected a number, found \"x\"");
}

TEST(Error, OuterFieldsAreJoinedInFront) {
    const Error error = Error("bad").atField("[2].x").atField("walls").atField("arena");
    EXPECT_EQ(error.field(), "arena.walls[2].x");
}

TEST(Error, KeepsTheFirstFile) {
    EXPECT_EQ(Error("bad").inFile("inner.csv").inFile("outer.json").file(), "inner.csv");
}

TEST(NearestWord, FindsTyposAndRefusesStrangers) {
    EXPECT_EQ(nearestWord("widht", {"height", "width"}), "width");
    EXPECT_EQ(nearestWord("zebra", {"height", "width"}), "");
}

} // namespace
} // namespace hippodrome::test_error
