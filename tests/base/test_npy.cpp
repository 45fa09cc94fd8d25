#include "core/base/error.h"
#include "core/base/file_io.h"
#include "core/base/npy.h"

#include "tests/test_folder.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace hippodrome::test_npy {
namespace {

class NpyFile : public ::testing::Test {
protected:
    TestFolder folder;
    std::filesystem::path path = folder / "array.npy";
};

TEST_F(NpyFile, RoundTripKeepsShapeAndNaN) {
    const std::vector<float> values = {1.5f, -2.0f, std::numeric_limits<float>::quiet_NaN(),
                                       4,    5,     6};
    writeNpy(path, values, {1, 2, 3});
    const NpyArray array = readNpy(path);
    EXPECT_EQ(array.shape, (std::vector<std::size_t>{1, 2, 3}));
    EXPECT_EQ(array.values[1], -2.0);
    EXPECT_TRUE(std::isnan(array.values[2]));
}

TEST_F(NpyFile, OneDimensionKeepsItsComma) {
    const std::vector<double> values = {1, 2};
    const std::string bytes = npyBytes(std::span<const double>(values), {2});
    EXPECT_NE(bytes.find("'shape': (2, )"), std::string::npos);
    EXPECT_EQ((bytes.size() - 16) % 64, 0u);
    writeFileAtomically(path, bytes);
    EXPECT_EQ(readNpy(path).values, values);
}

TEST_F(NpyFile, RefusesTruncatedAndForeignFiles) {
    const std::vector<float> values(100, 1.0f);
    const std::string bytes = npyBytes(std::span<const float>(values), {10, 10});
    for (const std::size_t size :
         {std::size_t{0}, std::size_t{5}, std::size_t{9}, std::size_t{40}, bytes.size() - 1}) {
        writeFileAtomically(path, bytes.substr(0, size));
        EXPECT_THROW(readNpy(path), Error) << size;
    }
    writeFileAtomically(path, "hello, this is not an array");
    EXPECT_THROW(readNpy(path), Error);
}

} // namespace
} // namespace hippodrome::test_npy
