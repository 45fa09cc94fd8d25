#include "core/base/error.h"
#include "core/base/file_io.h"
#include "core/base/json_io.h"

#include "tests/test_folder.h"

#include <gtest/gtest.h>

namespace hippodrome::test_file_io {
namespace {

namespace fs = std::filesystem;

TEST(WriteFileAtomically, ReplacesAndLeavesNothingBehind) {
    const TestFolder folder;
    writeFileAtomically(folder / "a.txt", "old");
    writeFileAtomically(folder / "a.txt", "new");
    EXPECT_EQ(readTextFile(folder / "a.txt"), "new");
    EXPECT_EQ(std::distance(fs::directory_iterator(folder.path()), fs::directory_iterator()), 1);
}

TEST(WriteFileAtomically, AFailureKeepsWhatWasThereAndSaysWhy) {
    const TestFolder test;
    const fs::path folder = test / "kept";
    fs::create_directories(folder / "inner");
    try {
        writeFileAtomically(folder, "content");
        FAIL() << "a folder was replaced";
    } catch (const Error& error) {
        EXPECT_EQ(error.kind(), ErrorKind::resource);
        EXPECT_NE(std::string(error.what()).find("cannot be written"), std::string::npos);
    }
    EXPECT_TRUE(fs::exists(folder / "inner"));
    EXPECT_THROW(writeFileAtomically("/no/such/folder/a.txt", "x"), Error);
}

TEST(PrepareOutputFolder, MustBeNewOrEmptyUnlessForced) {
    const TestFolder test;
    const fs::path folder = test / "results";
    prepareOutputFolder(folder, false);
    prepareOutputFolder(folder, false);
    writeFileAtomically(folder / "a", "1");
    EXPECT_THROW(prepareOutputFolder(folder, false), Error);
    EXPECT_NO_THROW(prepareOutputFolder(folder, true));
    EXPECT_THROW(prepareOutputFolder(folder / "a", true), Error);
}

} // namespace
} // namespace hippodrome::test_file_io
