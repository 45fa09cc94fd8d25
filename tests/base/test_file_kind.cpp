#include "core/base/error.h"
#include "core/base/excerpt.h"
#include "core/base/file_kind.h"

#include "tests/test_folder.h"

#include <gtest/gtest.h>
namespace hippodrome::test_file_kind {
namespace {

TEST(FileKind, TextIsText) {
    for (const char* text : {"", "a", "time,x\n0,1\n", "\xef\xbb\xbftime", "caf\xe9,1\n",
                             "\xc3\xa9", "BZ", "a\tb\f\r\n"})
        EXPECT_EQ(kindOfBinary(text), "") << text;
}

TEST(FileKind, KnownKinds) {
    EXPECT_EQ(kindOfBinary("\x1f\x8b\x08"), "a gzip archive");
    EXPECT_EQ(kindOfBinary("PK\x03\x04 mimetypeapplication/vnd.oasis.opendocument.spreadsheet"),
              "an OpenDocument spreadsheet");
    EXPECT_EQ(kindOfBinary("PK\x03\x04 maps.npy"), "a NumPy archive (.npz)");
    EXPECT_EQ(kindOfBinary("PK\x03\x04 what"), "a zip archive");
    EXPECT_EQ(kindOfBinary("\x89PNG\r\n\x1a\n"), "a PNG picture");
    EXPECT_EQ(kindOfBinary("\xff\xfe"
                           "a"),
              "text in UTF-16");
    EXPECT_EQ(kindOfBinary(std::string("a\0b\0,\0c\0\n", 9)), "text in UTF-16");
    EXPECT_EQ(kindOfBinary(std::string("abcdef\0ghijkl", 13)), "a binary file");
}

TEST(Excerpt, CutsAtCharacters) {
    EXPECT_EQ(excerpt("abc", 3), "abc");
    EXPECT_EQ(excerpt("abcd", 3), "ab\u2026");
    EXPECT_EQ(excerpt("\u00e9\u00e9\u00e9\u00e9", 3), "\u00e9\u00e9\u2026");
    EXPECT_EQ(excerpt("a\n\tb\x7f\xc3"), "a??b??");
    EXPECT_EQ(excerpt("\u202e\ufeff\u0085x"), "???x");
    EXPECT_EQ(excerpt("\xed\xa0\x80\xc0\x80\xf5"), "??????") << "no surrogates, nothing overlong";
}

TEST(Excerpt, Lists) {
    EXPECT_EQ(quotedList({"a", "b"}), "\"a\", \"b\"");
    const std::string list = quotedList(std::vector<std::string>(5000, "column"));
    EXPECT_LT(list.size(), 140u);
    EXPECT_TRUE(list.ends_with(" more")) << list;
}

} // namespace
} // namespace hippodrome::test_file_kind
