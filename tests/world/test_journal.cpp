#include "core/world/journal.h"

#include "tests/world/small_scene.h"

#include <gtest/gtest.h>

namespace hippodrome::test_journal {
namespace {

using testing::smallScene;
using testing::temporaryFile;

TEST(Journal, HoldsALineOnlyWhereSomethingWasDecided) {
    const Scene scene = smallScene();
    Journal journal(scene);
    for (long tick = 0; tick < 1000; ++tick)
        journal.noteUpdates(tick, {tick / 100, 0});
    EXPECT_EQ(journal.entries().size(), 9u);
    EXPECT_EQ(journal.entries()[0].tick, 100);
    EXPECT_EQ(journal.entries()[0].updates, 1);
    journal.noteUpdates(1000, {9, 1}); // a part of a round counts too
    EXPECT_EQ(journal.entries().size(), 10u);
    EXPECT_EQ(journal.entries().back().part, 1);
    journal.noteEnd(1000, {12, 0});
    EXPECT_EQ(journal.entries().size(), 10u);
    EXPECT_EQ(journal.entries().back().updates, 12);
    journal.noteEnd(1005, {12, 0});
    EXPECT_EQ(journal.entries().back().tick, 1005);
}

TEST(Journal, ComesBackEqualFromItsText) {
    const Scene scene = smallScene();
    const Scene edited = withValue(testing::withExtraWall(scene), "brains.cells.count", "33");
    Journal journal(scene);
    journal.noteUpdates(3, {2, 1});
    journal.noteChange(5, {4, 0}, scene, edited);
    journal.noteEnd(9, {8, 0});
    const Journal read = Journal::parse(journal.text());
    EXPECT_EQ(read.start(), scene);
    ASSERT_EQ(read.entries().size(), 3u);
    EXPECT_EQ(read.entries()[0].part, 1);
    EXPECT_EQ(read.entries()[1].tick, 5);
    EXPECT_EQ(Journal::changed(scene, read.entries()[1]), edited);
    EXPECT_EQ(read.entries()[2].updates, 8);
    EXPECT_EQ(read.text(), journal.text());

    const auto file = temporaryFile("journal.jsonl");
    std::ofstream(file) << journal.text();
    EXPECT_EQ(Journal::read(file).text(), journal.text());
    std::filesystem::remove(file);
}

TEST(Journal, RefusesWhatIsNotOneWithTheLine) {
    const std::string good = Journal(smallScene()).text();
    const auto lineOf = [](const std::string& text) {
        try {
            Journal::parse(text, "j.jsonl");
        } catch (const Error& error) {
            EXPECT_EQ(error.file(), "j.jsonl");
            return error.line();
        }
        return -1;
    };
    EXPECT_EQ(lineOf(good), -1);
    EXPECT_EQ(lineOf("{}\n"), 1);
    EXPECT_EQ(lineOf("{\"format\": \"other\", \"version\": 1}\n"), 1);
    EXPECT_EQ(lineOf(good + "{\"tick\": 1}\n"), 2);
    EXPECT_EQ(lineOf(good + "{\"tick\": 5, \"updates\": 3}\n{\"tick\": 4, \"updates\": 3}\n"), 3);
    EXPECT_EQ(lineOf(good + "{\"tick\": 1, \"updates\": 1, \"what\": 1}\n"), 2);
    EXPECT_EQ(lineOf(good + "not json\n"), 2);
    EXPECT_THROW(Journal::parse(""), Error);
}

TEST(Journal, RefusesAChangeThatDoesNotFit) {
    Journal::Entry entry;
    entry.change = Json::array({{{"op", "remove"}, {"path", "/nothing/here"}}});
    EXPECT_THROW(Journal::changed(smallScene(), entry), Error);
}

} // namespace
} // namespace hippodrome::test_journal
