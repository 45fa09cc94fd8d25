#include "core/base/error.h"
#include "core/base/file_io.h"
#include "core/base/npy.h"

#include "tests/test_folder.h"

#include <gtest/gtest.h>
#include <zip.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
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

/// A file with this header (padded as NumPy does) and these data.
std::string fileOf(const std::string& dictionary, const std::string& data, int version = 1) {
    std::string header = dictionary;
    const std::size_t begin = version >= 2 ? 12 : 10;
    header.append(63 - (begin + header.size()) % 64, ' ');
    header += '\n';
    std::string bytes = "\x93NUMPY";
    bytes += static_cast<char>(version);
    bytes += '\0';
    for (std::size_t i = 0; i < (version >= 2 ? 4u : 2u); ++i)
        bytes += static_cast<char>(header.size() >> (8 * i) & 0xff);
    return bytes + header + data;
}

/// The bytes of numbers, the first the lowest.
template <class T>
std::string bytesOf(const std::vector<T>& values, bool big) {
    std::string bytes;
    for (const T value : values) {
        std::string one(reinterpret_cast<const char*>(&value), sizeof(T));
        if (big)
            std::reverse(one.begin(), one.end());
        bytes += one;
    }
    return bytes;
}

TEST_F(NpyFile, ReadsEveryTypeOrderAndVersion) {
    const std::vector<double> expected{0, 1, 2, 3, 4, 5}; // of shape (1, 2, 3)
    const std::vector<int> fortran{0, 3, 1, 4, 2, 5};     // as they lie in the file
    const auto check = [&]<class T>(T, const std::string& type) {
        for (const bool big : {false, true})
            for (const bool f : {false, true})
                for (const int version : {1, 2, 3})
                    for (const std::string blank : {"", " ", "\t"}) {
                        std::vector<T> values;
                        for (std::size_t i = 0; i < 6; ++i)
                            values.push_back(static_cast<T>(f ? fortran[i] : static_cast<int>(i)));
                        const std::string order = sizeof(T) == 1 ? "|" : big ? ">" : "<";
                        writeFileAtomically(path, fileOf("{'descr':" + blank + "'" + order + type +
                                                             "', \"fortran_order\":" + blank +
                                                             (f ? "True" : "False") +
                                                             ", 'shape': (1, 2L,3), }",
                                                         bytesOf(values, big), version));
                        const NpyArray array = readNpy(path);
                        EXPECT_EQ(array.shape, (std::vector<std::size_t>{1, 2, 3}));
                        EXPECT_EQ(array.values, expected) << type << order << f << version;
                    }
    };
    check(double{}, "f8");
    check(float{}, "f4");
    check(std::int64_t{}, "i8");
    check(std::int32_t{}, "i4");
    check(std::int16_t{}, "i2");
    check(std::int8_t{}, "i1");
    check(std::uint64_t{}, "u8");
    check(std::uint32_t{}, "u4");
    check(std::uint16_t{}, "u2");
    check(std::uint8_t{}, "u1");
}

TEST_F(NpyFile, HalfNumbers) {
    // IEEE 754: 1, -2, the largest, the smallest normal and subnormal, zero, infinity, NaN.
    const std::vector<std::uint16_t> bits{0x3c00, 0xc000, 0x7bff, 0x0400, 0x0001,
                                          0x0000, 0x7c00, 0x7e00, 0x3555};
    for (const bool big : {false, true}) {
        writeFileAtomically(path, fileOf(std::string("{'descr': '") + (big ? ">" : "<") +
                                             "f2', 'fortran_order': False, 'shape': (9,)}",
                                         bytesOf(bits, big)));
        const std::vector<double> values = readNpy(path).values;
        EXPECT_EQ(values[0], 1.0);
        EXPECT_EQ(values[1], -2.0);
        EXPECT_EQ(values[2], 65504.0);
        EXPECT_EQ(values[3], std::ldexp(1.0, -14));
        EXPECT_EQ(values[4], std::ldexp(1.0, -24));
        EXPECT_EQ(values[5], 0.0);
        EXPECT_TRUE(std::isinf(values[6]));
        EXPECT_TRUE(std::isnan(values[7]));
        EXPECT_EQ(values[8], 0.333251953125);
    }
    writeFileAtomically(path, fileOf("{'descr': '|b1', 'fortran_order': False, 'shape': (3,)}",
                                     std::string("\0\1\1", 3)));
    EXPECT_EQ(readNpy(path).values, (std::vector<double>{0, 1, 1}));
}

TEST_F(NpyFile, FaultsAreNamed) {
    const auto fault = [&](const std::string& bytes) -> std::string {
        writeFileAtomically(path, bytes);
        try {
            readNpy(path);
        } catch (const Error& error) {
            EXPECT_EQ(error.kind(), ErrorKind::badInput);
            EXPECT_LT(error.message().size(), 200u);
            return error.message();
        }
        return "no fault";
    };
    const auto header = [&](const std::string& type, const std::string& shape) {
        return fault(
            fileOf("{'descr': " + type + ", 'fortran_order': False, 'shape': " + shape + ", }",
                   std::string(4096, '\0')));
    };
    const auto has = [](const std::string& text, const std::string& part) {
        return text.find(part) != std::string::npos ? "" : "no \"" + part + "\" in: " + text;
    };
    EXPECT_EQ(header("'<f4'", "(32, 32)"), "no fault");
    // More than its shape says: a second array behind it, or a shape that is damaged.
    EXPECT_EQ(has(header("'<f4'", "(32, 31)"), "expected 3968 bytes of data, as its shape"), "");
    EXPECT_EQ(has(header("'<f4'", "(4, 4)"), "found 4096 (one array"), "");
    EXPECT_EQ(has(header("'<f4'", "(-4, 4)"), "found \"-4, 4)"), "");
    EXPECT_EQ(has(header("'<f4'", "(4, 0)"), "(4, 0)"), "");
    EXPECT_EQ(has(header("'<f4'", "(" + std::string(400, '9') + ",)"), "400 digits"), "");
    EXPECT_EQ(has(header("'<f4'", "(4294967296, 4294967296, 4294967296)"), "at most 268435456"),
              "");
    EXPECT_EQ(has(header("'<f4'", "(18446744073709551617,)"), "at most 268435456"), "");
    EXPECT_EQ(has(header("'<f4'", "(1.5,)"), "expected \")\""), "");
    EXPECT_EQ(has(header("'<f4'", "7"), "expected \"(\""), "");
    EXPECT_EQ(has(header("'<f4'", "(100, 100)"), "expected 40000 bytes of data, found 4096"), "");
    EXPECT_EQ(has(header("'<f16'", "(4,)"), "16, 32 or 64 bits"), "");
    EXPECT_EQ(has(header("'<c8'", "(4,)"), "complex"), "");
    EXPECT_EQ(has(header("'|O'", "(4,)"), "Python objects"), "");
    EXPECT_EQ(has(header("'<U5'", "(4,)"), "texts"), "");
    EXPECT_EQ(has(header("'<M8[ns]'", "(4,)"), "dates or times"), "");
    EXPECT_EQ(has(header("[('x', '<f4'), ('y', '<f4')]", "(4,)"), "records"), "");
    EXPECT_EQ(has(header("'" + std::string(8000, '<') + "f4'", "(4,)"), "type"), "");
    EXPECT_EQ(has(header("'" + std::string(20000, 'a') + "'", "(4,)"), "at most 10000 bytes"), "");
    const auto dictionary = [&](const std::string& text) {
        return fault(fileOf(text, std::string(64, '\0')));
    };
    EXPECT_EQ(has(dictionary("{'descr': '<f4', 'shape': (4,)}"), "no order"), "");
    EXPECT_EQ(has(dictionary("{'descr': '<f4', 'fortran_order': 1, 'shape': (4,)}"), "True or"),
              "");
    EXPECT_EQ(
        has(dictionary("{'descr': '<f4', 'fortran_order': False, 'shape': (4,), 'a': 1}"), "\"a\""),
        "");
    EXPECT_EQ(has(dictionary("{'shape': (4,), 'shape': (4,)}"), "twice"), "");
    EXPECT_EQ(has(dictionary("{'descr': '<f4"), "never closed"), "");
    EXPECT_EQ(has(dictionary(""), "found its end"), "");
    EXPECT_EQ(has(dictionary("{} {}"), "nothing behind"), "");
    std::string version = fileOf("{}", "");
    version[6] = '\7';
    EXPECT_EQ(has(fault(version), "found 7.0"), "");
    EXPECT_EQ(has(fault("\x1f\x8b\x08 something"), "a gzip archive"), "");
    EXPECT_EQ(has(fault("\x89HDF\r\n\x1a\n"), "an HDF5 file"), "");
}

void writeZip(const std::filesystem::path& path,
              const std::vector<std::pair<std::string, std::string>>& members) {
    int code = 0;
    zip_t* archive = zip_open(path.c_str(), ZIP_CREATE | ZIP_TRUNCATE, &code);
    ASSERT_TRUE(archive);
    for (const auto& [name, bytes] : members) {
        zip_source_t* source = zip_source_buffer(archive, bytes.data(), bytes.size(), 0);
        ASSERT_GE(zip_file_add(archive, name.c_str(), source, ZIP_FL_OVERWRITE), 0);
    }
    ASSERT_EQ(zip_close(archive), 0);
}

TEST_F(NpyFile, OneArrayOfAnArchive) {
    const std::vector<double> values{1, 2, 3, 4};
    const std::string one = npyBytes(std::span<const double>(values), {2, 2});
    const std::string other = npyBytes(std::span<const double>(values), {4});
    const auto fault = [&](const std::string& name = {}) -> std::string {
        try {
            readNpy(path, name);
        } catch (const Error& error) {
            return error.message();
        }
        return "no fault";
    };
    writeZip(path, {{"maps.npy", one}, {"readme.txt", "hello"}});
    EXPECT_EQ(readNpy(path).shape, (std::vector<std::size_t>{2, 2}));
    EXPECT_EQ(readNpy(path, "maps").values, values);
    EXPECT_EQ(fault("nothing"), "holds no array \"nothing\", but \"maps\"");
    writeZip(path, {{"a.npy", one}, {"b.npy", other}});
    EXPECT_EQ(fault(), "expected one array, found 2: \"a\", \"b\"; name one of them (--array)");
    EXPECT_EQ(readNpy(path, "b").shape, (std::vector<std::size_t>{4}));
    writeZip(path, {{"readme.txt", "hello"}});
    EXPECT_NE(fault().find("without an array"), std::string::npos);
    writeZip(path, {{"cut.npy", one.substr(0, one.size() - 3)}});
    EXPECT_EQ(fault(), "expected 32 bytes of data, found 29");
    // What unpacks to far more than its array needs is not unpacked.
    writeZip(path, {{"bomb.npy", one + std::string(50'000'000, '\0')}});
    EXPECT_EQ(fault(), "expected 32 bytes of data, as its shape and type say, found 50000032 (one "
                       "array in a file is read)");
    writeFileAtomically(path, std::string("PK\x03\x04 nothing"));
    EXPECT_NE(fault().find("damaged"), std::string::npos);
}

} // namespace
} // namespace hippodrome::test_npy
