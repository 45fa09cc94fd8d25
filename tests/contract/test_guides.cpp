// docs/guides: what they quote is what stands in the files that they name, and those are there.
#include "core/base/file_io.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <regex>
#include <sstream>
#include <string>
#include <vector>

namespace hippodrome::test_guides {
namespace {

const std::filesystem::path guides =
    std::filesystem::path(HIPPODROME_SOURCE_DIR) / "docs" / "guides";

std::vector<std::filesystem::path> pages() {
    std::vector<std::filesystem::path> found;
    for (const auto& entry : std::filesystem::directory_iterator(guides))
        if (entry.path().extension() == ".md")
            found.push_back(entry.path());
    return found;
}

/// Files that a page links to.
std::vector<std::filesystem::path> linksIn(const std::string& text) {
    static const std::regex link(R"(\]\(([^)# ]+)\))"); // a lambda has a space in it
    std::vector<std::filesystem::path> files;
    for (auto match = std::sregex_iterator(text.begin(), text.end(), link);
         match != std::sregex_iterator(); ++match)
        files.push_back(guides / (*match)[1].str());
    return files;
}

/// The contents of blocks that are marked as C++.
std::vector<std::string> excerptsIn(const std::string& text) {
    std::vector<std::string> excerpts;
    std::istringstream lines(text);
    bool inside = false;
    for (std::string line; std::getline(lines, line);) {
        if (line == "```cpp") {
            inside = true;
            excerpts.emplace_back();
        } else if (line == "```") {
            inside = false;
        } else if (inside) {
            excerpts.back() += line + "\n";
        }
    }
    return excerpts;
}

TEST(Guides, LinkToFilesThatAreThere) {
    EXPECT_GE(pages().size(), 8u);
    for (const auto& page : pages())
        for (const auto& file : linksIn(readTextFile(page)))
            EXPECT_TRUE(std::filesystem::exists(file)) << page.filename() << ": " << file;
}

TEST(Guides, QuoteTheirSkeletonsToTheLetter) {
    int quoted = 0;
    for (const auto& page : pages()) {
        const std::string text = readTextFile(page);
        for (const std::string& excerpt : excerptsIn(text)) {
            bool found = false;
            for (const auto& file : linksIn(text))
                if (std::filesystem::is_regular_file(file) && file.extension() != ".md")
                    found = found || readTextFile(file).find(excerpt) != std::string::npos;
            EXPECT_TRUE(found) << page.filename() << " quotes what no file has:\n" << excerpt;
            ++quoted;
        }
    }
    EXPECT_GE(quoted, 8);
}

} // namespace
} // namespace hippodrome::test_guides
