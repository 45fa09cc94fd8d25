#include "core/scene/catalogue.h"

#include "tests/test_folder.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace hippodrome::test_catalogue {
namespace {

std::string sceneText(const std::string& title, const std::string& rest = "") {
    return R"({"format": "hippodrome-scene", "version": 1, "title": ")" + title + "\"" + rest + "}";
}

std::vector<std::string> namesOf(const std::vector<CatalogueEntry>& entries) {
    std::vector<std::string> names;
    for (const CatalogueEntry& entry : entries)
        names.push_back(entry.name);
    return names;
}

TEST(Catalogue, HasTheScenesThatComeWithTheProgram) {
    const auto entries = catalogueOf(HIPPODROME_SOURCE_DIR "/scenes");
    const auto names = namesOf(entries);
    EXPECT_GT(entries.size(), 50u);
    EXPECT_EQ(names.front().find('/'), std::string::npos);
    EXPECT_EQ(entries.front().about.topic, sceneTopics().front().key);
    EXPECT_NE(std::find(names.begin(), names.end(), "agents/replay_track"), names.end());
    for (const std::string& name : names)
        EXPECT_FALSE(name.starts_with("sweeps/")) << "a sweep is no scene";
    const auto light = std::find(names.begin(), names.end(), "first_light");
    ASSERT_NE(light, names.end());
    const CatalogueEntry& entry = entries[static_cast<std::size_t>(light - names.begin())];
    EXPECT_EQ(entry.title, "First light");
    EXPECT_EQ(entry.brains.size(), 2u);
    EXPECT_NE(entry.brains[0], "grid_network") << "a label";
    EXPECT_EQ(entry.about.level, MarrLevel::algorithm);
}

TEST(Catalogue, LeavesOutWhatIsNoSceneAndSurvivesWhatIsBroken) {
    const TestFolder folder;
    folder.write("b.json", sceneText("Second", R"(, "about": {"topic": "rooms"})"));
    folder.write("a.json", sceneText("Without a topic"));
    folder.write("c.json", sceneText("First", R"(, "about": {"topic": "first_steps"})"));
    folder.write("sub/d.json", sceneText("", R"(, "brains": [{"type": "a kind of tomorrow"}, 7])"));
    folder.write("wrong_about.json",
                 sceneText("Wrong", R"(, "about": {"minutes": -1}, "brains": 3)"));
    folder.write("broken.json", "{");
    folder.write("list.json", "[1, 2]");
    folder.write("sweep.json", R"({"format": "hippodrome-sweep"})");
    folder.write("notes.txt", sceneText("Not this"));
    folder.write("a/b/c/too_deep.json", sceneText("Too deep"));
    std::filesystem::create_symlink(folder.path(), folder / "circle");
    const auto entries = catalogueOf(folder.path());
    EXPECT_EQ(namesOf(entries), (std::vector<std::string>{"c", "b", "a", "wrong_about", "sub/d"}));
    EXPECT_EQ(entries[4].title, "sub/d") << "a scene without a title has its file's name";
    EXPECT_EQ(entries[4].brains, std::vector<std::string>{"a kind of tomorrow"});
    EXPECT_EQ(entries[3].about, About{});
    EXPECT_TRUE(catalogueOf(folder / "nowhere").empty());
}

TEST(Catalogue, IsSearchedByAllWordsWhereverTheyStand) {
    CatalogueEntry entry;
    entry.name = "cue_card";
    entry.title = "The cue card: Muller and Kubie 1987";
    entry.notes = "A cylinder 76 cm wide";
    entry.about = {"place_cells", MarrLevel::algorithm, "What turns when the landmark is turned?",
                   "Muller and Kubie 1987, J. Neurosci. 7:1951", 4};
    entry.brains = {"Head-direction cells"};
    EXPECT_GT(relevance(entry, "muller"), 0);
    EXPECT_GT(relevance(entry, "CYLINDER landmark"), 0);
    EXPECT_GT(relevance(entry, "head-dir"), 0);
    EXPECT_GT(relevance(entry, "place cells and walls"), 0) << "the topic as it is shown";
    EXPECT_EQ(relevance(entry, "cylinder hexagon"), 0);
    EXPECT_GT(relevance(entry, "card"), relevance(entry, "cylinder"));
    EXPECT_EQ(relevance(entry, "  "), relevance(entry, ""));
    EXPECT_GT(relevance(entry, ""), 0);
}

} // namespace
} // namespace hippodrome::test_catalogue
