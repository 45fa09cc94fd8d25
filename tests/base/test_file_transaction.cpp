#include "core/base/error.h"
#include "core/base/file_io.h"
#include "core/base/file_transaction.h"

#include "tests/test_folder.h"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <set>

namespace hippodrome::test_file_transaction {
namespace {

std::string contentOf(const std::filesystem::path& file) {
    std::ifstream stream(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
}

std::set<std::string> namesIn(const std::filesystem::path& folder) {
    std::set<std::string> names;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder))
        if (entry.is_regular_file())
            names.insert(std::filesystem::relative(entry.path(), folder).string());
    return names;
}

TEST(FileTransaction, ChangesAllFilesOrNone) {
    const TestFolder folder;
    folder.write("a", "old a");
    folder.write("c", "old c");
    {
        FileTransaction files(folder.path());
        files.put("a", "new a");
        files.put("maps/b", "new b");
        files.remove("c");
        EXPECT_EQ(contentOf(folder / "a"), "old a"); // not before it is committed
    }
    EXPECT_EQ(namesIn(folder.path()), (std::set<std::string>{"a", "c"}));
    FileTransaction files(folder.path());
    files.put("a", "new a");
    files.put("maps/b", "new b");
    files.remove("c");
    files.remove("never there");
    files.commit();
    EXPECT_EQ(namesIn(folder.path()), (std::set<std::string>{"a", "maps/b"}));
    EXPECT_EQ(contentOf(folder / "a"), "new a");
}

TEST(FileTransaction, FinishesWhatWasCommitted) {
    const TestFolder folder;
    // As a kill between the first rename and the second leaves it.
    folder.write("a", "new a");
    folder.write("b", "old b");
    folder.write("b.next.part", "new b");
    folder.write("c", "old c");
    folder.write("changes.json", R"({"put": ["a", "b"], "remove": ["c"]})");
    FileTransaction::finishInterrupted(folder.path());
    EXPECT_EQ(namesIn(folder.path()), (std::set<std::string>{"a", "b"}));
    EXPECT_EQ(contentOf(folder / "b"), "new b");
    // What was not committed is removed by the next who writes, and nothing else.
    folder.write("b.next.part", "never");
    folder.write("a.part4711", "never");
    folder.write("my.party", "mine");
    FileTransaction::recover(folder.path());
    EXPECT_EQ(namesIn(folder.path()), (std::set<std::string>{"a", "b", "my.party"}));
}

TEST(FileTransaction, ListsOfStrangersLeadNowhere) {
    for (const char* list :
         {R"({"put": [], "remove": ["../mine"]})", R"({"put": [], "remove": ["/etc/passwd"]})",
          R"({"put": ["a/../../mine"], "remove": []})", R"({"put": [1], "remove": []})",
          R"({"put": []})", "not JSON", R"({"put": [], "remove": [""]})"}) {
        const TestFolder folder;
        folder.write("mine", "mine");
        folder.write("run/changes.json", list);
        EXPECT_THROW(FileTransaction::recover(folder / "run"), Error) << list;
        EXPECT_EQ(contentOf(folder / "mine"), "mine");
    }
}

TEST(FolderLock, HoldsForOneAtATime) {
    const TestFolder folder;
    {
        const FolderLock lock(folder.path());
        EXPECT_THROW(FolderLock(folder.path()), Error);
    }
    EXPECT_NO_THROW(FolderLock(folder.path()));
    EXPECT_TRUE(namesIn(folder.path()).empty());
}

} // namespace
} // namespace hippodrome::test_file_transaction
