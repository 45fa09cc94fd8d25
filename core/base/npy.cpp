#include "core/base/npy.h"

#include "core/base/error.h"
#include "core/base/excerpt.h"
#include "core/base/file_io.h"
#include "core/base/file_kind.h"
#include "core/base/json_io.h"
#include "core/base/npy_header.h"
#include "core/base/npz.h"

#include <algorithm>
#include <bit>
#include <cassert>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <limits>

namespace hippodrome {

namespace {

static_assert(std::endian::native == std::endian::little, "npy files are written as memory lies");

constexpr std::size_t mostFileBytes = std::size_t{3} << 30;

/// What a 16-bit number stands for (IEEE 754 binary16).
double halfValue(std::uint16_t bits) {
    const double sign = bits & 0x8000 ? -1.0 : 1.0;
    const int exponent = bits >> 10 & 0x1f;
    const int fraction = bits & 0x3ff;
    if (exponent == 0x1f)
        return fraction ? std::numeric_limits<double>::quiet_NaN()
                        : sign * std::numeric_limits<double>::infinity();
    return exponent == 0 ? sign * std::ldexp(fraction, -24)
                         : sign * std::ldexp(fraction + 0x400, exponent - 25);
}

template <class T>
double valueOf(const char* bytes, bool swapped) {
    char own[sizeof(T)];
    std::memcpy(own, bytes, sizeof(T));
    if (swapped)
        std::reverse(own, own + sizeof(T));
    T element;
    std::memcpy(&element, own, sizeof(T));
    return static_cast<double>(element);
}

using Reader = double (*)(const char*, bool);

double halfAt(const char* bytes, bool swapped) {
    const auto low = static_cast<unsigned char>(bytes[swapped ? 1 : 0]);
    const auto high = static_cast<unsigned char>(bytes[swapped ? 0 : 1]);
    return halfValue(static_cast<std::uint16_t>(low | high << 8));
}

double truthAt(const char* bytes, bool) {
    return *bytes != 0 ? 1.0 : 0.0;
}

Reader readerOf(const NpyHeader& header) {
    const bool isSigned = header.kind == 'i';
    if (header.kind == 'b')
        return truthAt;
    if (header.kind == 'f')
        return header.elementSize == 8   ? valueOf<double>
               : header.elementSize == 4 ? valueOf<float>
                                         : halfAt;
    switch (header.elementSize) {
    case 8:
        return isSigned ? valueOf<std::int64_t> : valueOf<std::uint64_t>;
    case 4:
        return isSigned ? valueOf<std::int32_t> : valueOf<std::uint32_t>;
    case 2:
        return isSigned ? valueOf<std::int16_t> : valueOf<std::uint16_t>;
    default:
        return isSigned ? valueOf<std::int8_t> : valueOf<std::uint8_t>;
    }
}

NpyArray parseNpy(const std::string& bytes) {
    const NpyHeader header = readNpyHeader(bytes);
    const std::size_t available = bytes.size() - header.dataBegin;
    if (available < header.count * header.elementSize)
        throw Error("expected " + std::to_string(header.count * header.elementSize) +
                    " bytes of data, found " + std::to_string(available));
    NpyArray array;
    array.shape = header.shape;
    array.values.resize(header.count);
    const Reader reader = readerOf(header);
    const char* from = bytes.data() + header.dataBegin;
    if (!header.fortranOrder || header.shape.size() < 2) {
        for (double& value : array.values) {
            value = reader(from, header.bigEndian);
            from += header.elementSize;
        }
        return array;
    }
    // The first axis runs fastest in the file: counts through it so, and keeps the place in C
    // order.
    const std::size_t axes = header.shape.size();
    std::vector<std::size_t> strides(axes, 1), index(axes, 0);
    for (std::size_t axis = axes - 1; axis > 0; --axis)
        strides[axis - 1] = strides[axis] * header.shape[axis];
    std::size_t place = 0;
    for (std::size_t i = 0; i < header.count; ++i) {
        array.values[place] = reader(from, header.bigEndian);
        from += header.elementSize;
        for (std::size_t axis = 0; axis < axes; ++axis) {
            place += strides[axis];
            if (++index[axis] < header.shape[axis])
                break;
            place -= strides[axis] * header.shape[axis];
            index[axis] = 0;
        }
    }
    return array;
}

constexpr std::string_view magic = "\x93NUMPY";

template <class T>
std::string encode(std::span<const T> values, const std::vector<std::size_t>& shape,
                   const char* typeName) {
    std::string shapeText;
    std::size_t count = 1;
    for (const std::size_t extent : shape) {
        shapeText += std::to_string(extent) + ", ";
        count *= extent;
    }
    assert(count == values.size());
    if (shape.size() > 1)
        shapeText.resize(shapeText.size() - 2);
    std::string header = std::string("{'descr': '") + typeName +
                         "', 'fortran_order': False, 'shape': (" + shapeText + "), }";
    // The data begin at a multiple of 64 bytes; the header ends with a newline.
    header.append(63 - (10 + header.size()) % 64, ' ');
    header += '\n';
    std::string bytes(magic);
    bytes += '\x01';
    bytes += '\x00';
    bytes += static_cast<char>(header.size() & 0xff);
    bytes += static_cast<char>(header.size() >> 8);
    bytes += header;
    bytes.append(reinterpret_cast<const char*>(values.data()), values.size_bytes());
    return bytes;
}

} // namespace

NpyArray readNpy(const std::filesystem::path& path, const std::string& array) {
    try {
        // What is something else, or is not as long as it says, is not read as a whole.
        const std::string beginning = readBeginning(path, longestNpyHeader + 12);
        if (beginning.starts_with("PK\x03\x04") || beginning.starts_with("PK\x05\x06"))
            return parseNpy(readNpzMember(path, array));
        if (!array.empty())
            throw Error("expected an archive with the array " + quotedExcerpt(array) +
                        " (.npz), found something else");
        const NpyHeader header = readNpyHeader(beginning);
        std::error_code code;
        const auto size = std::filesystem::file_size(path, code);
        if (!code && size > 0 && size < header.dataEnd())
            throw Error("expected " + std::to_string(header.dataEnd() - header.dataBegin) +
                        " bytes of data, found " +
                        std::to_string(size - std::min<std::uintmax_t>(size, header.dataBegin)));
        return parseNpy(readTextFile(path, mostFileBytes));
    } catch (const Error& error) {
        throw error.inFile(path.string());
    }
}

std::string npyBytes(std::span<const float> values, const std::vector<std::size_t>& shape) {
    return encode(values, shape, "<f4");
}

std::string npyBytes(std::span<const double> values, const std::vector<std::size_t>& shape) {
    return encode(values, shape, "<f8");
}

void writeNpy(const std::filesystem::path& path, std::span<const float> values,
              const std::vector<std::size_t>& shape) {
    writeFileAtomically(path, npyBytes(values, shape));
}

} // namespace hippodrome
