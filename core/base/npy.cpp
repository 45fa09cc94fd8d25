#include "core/base/npy.h"

#include "core/base/error.h"
#include "core/base/excerpt.h"
#include "core/base/file_io.h"
#include "core/base/npy_header.h"
#include "core/base/npz.h"

#include <algorithm>
#include <bit>
#include <cassert>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <fstream>
#include <limits>
#include <memory>

namespace hippodrome {

namespace {

static_assert(std::endian::native == std::endian::little, "npy files are written as memory lies");

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

/// A file from its beginning: what is in it, and how long it is said to be.
struct Opened {
    ByteSource read;
    std::uint64_t size = 0; ///< [bytes]; 0: not known
};

Opened openFile(const std::filesystem::path& path) {
    std::error_code code;
    const auto size = std::filesystem::file_size(path, code);
    const auto file = std::make_shared<std::ifstream>(path, std::ios::binary);
    return {[file](char* to, std::size_t wanted) {
                file->read(to, static_cast<std::streamsize>(wanted));
                return static_cast<std::size_t>(file->gcount());
            },
            code ? 0 : size};
}

/// The header of an opened file and what has been read beyond it.
struct Begun {
    Opened file;
    NpyHeader header;
    std::string left;
};

Begun begin(Opened file) {
    std::string bytes(longestNpyHeader + 12, '\0');
    bytes.resize(file.read(bytes.data(), bytes.size()));
    Begun begun{std::move(file), readNpyHeader(bytes), {}};
    const NpyHeader& header = begun.header;
    if (begun.file.size > 0 && begun.file.size < header.dataEnd())
        throw Error("expected " + std::to_string(header.dataEnd() - header.dataBegin) +
                    " bytes of data, found " +
                    std::to_string(begun.file.size -
                                   std::min<std::uint64_t>(begun.file.size, header.dataBegin)));
    // Also the sign of a shape that is damaged; and only the end of an archive's member tells
    // whether its checksum is right.
    if (begun.file.size > header.dataEnd())
        throw Error("expected " + std::to_string(header.dataEnd() - header.dataBegin) +
                    " bytes of data, as its shape and type say, found " +
                    std::to_string(begun.file.size - header.dataBegin) +
                    " (one array in a file is read)");
    begun.left = bytes.substr(header.dataBegin);
    return begun;
}

/// Hands on every element in the order of the file, a part of it in memory at a time.
void eachElement(const Begun& begun, const std::function<void(double)>& take) {
    const NpyHeader& header = begun.header;
    const Reader reader = readerOf(header);
    const std::size_t all = header.count * header.elementSize;
    constexpr std::size_t partSize = std::size_t{1} << 20;
    std::string part = begun.left.substr(0, std::min(begun.left.size(), all));
    std::size_t used = 0; // bytes that were handed on
    while (true) {
        const std::size_t whole = part.size() - part.size() % header.elementSize;
        for (std::size_t at = 0; at < whole; at += header.elementSize)
            take(reader(part.data() + at, header.bigEndian));
        used += whole;
        if (used >= all)
            return;
        part.erase(0, whole);
        const std::size_t kept = part.size();
        const std::size_t wanted = std::min(partSize, all - used - kept);
        part.resize(kept + wanted);
        const std::size_t got = begun.file.read(part.data() + kept, wanted);
        part.resize(kept + got);
        if (got == 0)
            throw Error("expected " + std::to_string(all) + " bytes of data, found " +
                        std::to_string(used + kept));
    }
}

NpyArray arrayOf(const Begun& begun) {
    const NpyHeader& header = begun.header;
    NpyArray array;
    array.shape = header.shape;
    array.values.resize(header.count);
    if (!header.fortranOrder || header.shape.size() < 2) {
        auto to = array.values.begin();
        eachElement(begun, [&](double value) { *to++ = value; });
        return array;
    }
    // The first axis runs fastest in the file: counts through it so, and keeps the place in C
    // order.
    const std::size_t axes = header.shape.size();
    std::vector<std::size_t> strides(axes, 1), index(axes, 0);
    for (std::size_t axis = axes - 1; axis > 0; --axis)
        strides[axis - 1] = strides[axis] * header.shape[axis];
    std::size_t place = 0;
    eachElement(begun, [&](double value) {
        array.values[place] = value;
        for (std::size_t axis = 0; axis < axes; ++axis) {
            place += strides[axis];
            if (++index[axis] < header.shape[axis])
                break;
            place -= strides[axis] * header.shape[axis];
            index[axis] = 0;
        }
    });
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

NpyArray readNpy(const std::filesystem::path& path, const std::string& array,
                 const NpyRules& rules) {
    try {
        const std::string beginning = readBeginning(path, 4);
        const bool archive = beginning == "PK\x03\x04" || beginning == "PK\x05\x06";
        if (!archive && !array.empty())
            throw Error("expected an archive with the array " + quotedExcerpt(array) +
                        " (.npz), found something else");
        const auto open = [&] {
            if (!archive)
                return begin(openFile(path));
            NpzMember member = openNpzMember(path, array);
            return begin({std::move(member.read), member.size});
        };
        Begun begun = open();
        if (rules.shape)
            rules.shape(begun.header.shape);
        if (!rules.infinite) {
            eachElement(begun, [](double value) {
                if (std::isinf(value))
                    throw Error("expected finite values, and NaN in unvisited bins, found an "
                                "infinite one");
            });
            begun = open();
        }
        return arrayOf(begun);
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
