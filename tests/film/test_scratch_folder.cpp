#include "core/base/file_io.h"
#include "core/film/scratch_folder.h"

#include "tests/test_folder.h"

#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>

using namespace hippodrome;

namespace {

/// Where scratch folders are made, for as long as it lives.
class TemporaryDirectory {
public:
    explicit TemporaryDirectory(const std::filesystem::path& folder) {
        if (const char* before = std::getenv("TMPDIR"))
            before_ = before;
        ::setenv("TMPDIR", folder.c_str(), 1);
    }
    ~TemporaryDirectory() {
        if (before_.empty())
            ::unsetenv("TMPDIR");
        else
            ::setenv("TMPDIR", before_.c_str(), 1);
    }

private:
    std::string before_;
};

/// The number of a process that has ended.
long endedProcess() {
    const pid_t child = ::fork();
    if (child == 0)
        ::_exit(0);
    ::waitpid(child, nullptr, 0);
    return child;
}

TEST(ScratchFolder, IsMadeWhenItIsAskedForAndGoesWithTheObject) {
    const TestFolder folder;
    const TemporaryDirectory there(folder.path());
    std::filesystem::path path;
    {
        ScratchFolder scratch;
        EXPECT_TRUE(std::filesystem::is_empty(folder.path()));
        path = scratch.path();
        EXPECT_EQ(path.parent_path(), folder.path());
        EXPECT_EQ(scratch.path(), path) << "always the same one";
        writeFileAtomically(path / "weights", "1");
        const auto others = std::filesystem::perms::group_all | std::filesystem::perms::others_all;
        EXPECT_EQ(std::filesystem::status(path).permissions() & others,
                  std::filesystem::perms::none);
    }
    EXPECT_FALSE(std::filesystem::exists(path));
}

TEST(ScratchFolder, ThoseOfProgramsThatWereKilledGo) {
    const TestFolder folder;
    const TemporaryDirectory there(folder.path());
    const auto make = [&](const std::string& name) {
        std::filesystem::create_directory(folder.path() / name);
        writeFileAtomically(folder.path() / name / "weights", "1");
        return folder.path() / name;
    };
    const std::filesystem::path killed =
        make("hippodrome-scratch-" + std::to_string(endedProcess()) + "-abcdef");
    const std::filesystem::path running =
        make("hippodrome-scratch-" + std::to_string(::getppid()) + "-abcdef");
    const std::filesystem::path own =
        make("hippodrome-scratch-" + std::to_string(::getpid()) + "-abcdef");
    const std::filesystem::path nobodys = make("hippodrome-scratch-thing");
    const std::filesystem::path anothers = make("something-" + std::to_string(endedProcess()));
    ScratchFolder scratch;
    scratch.path();
    EXPECT_FALSE(std::filesystem::exists(killed));
    for (const auto& kept : {running, own, nobodys, anothers})
        EXPECT_TRUE(std::filesystem::exists(kept / "weights")) << kept;
}

TEST(ScratchFolder, IsMadeElsewhereWhereTheEnvironmentNamesNoFolder) {
    const TestFolder folder;
    writeFileAtomically(folder.path() / "file", "1");
    const TemporaryDirectory there(folder.path() / "file");
    ScratchFolder scratch;
    // A file is no folder: the system's own is taken.
    EXPECT_TRUE(std::filesystem::is_directory(scratch.path()));
}

} // namespace
