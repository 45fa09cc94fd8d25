#include "core/base/npy.h"

#include "core/base/error.h"
#include "core/base/file_io.h"
#include "core/base/json_io.h"

#include <bit>
#include <cassert>
#include <cstdint>
#include <cstring>
#include <regex>

namespace hippodrome {

namespace {

static_assert(std::endian::native == std::endian::little, "npy files are written as memory lies");

constexpr std::string_view magic = "\x93NUMPY";
constexpr std::size_t maximumElements = std::size_t{1} << 28;

template <class T>
void convert(const char* bytes, std::vector<double>& values) {
    for (std::size_t i = 0; i < values.size(); ++i) {
        T element;
        std::memcpy(&element, bytes + i * sizeof(T), sizeof(T));
        values[i] = static_cast<double>(element);
    }
}

struct ElementType {
    const char* name;
    std::size_t size;
    void (*convert)(const char*, std::vector<double>&);
};

constexpr ElementType elementTypes[] = {
    {"<f8", 8, convert<double>},        {"<f4", 4, convert<float>},
    {"<i8", 8, convert<std::int64_t>},  {"<i4", 4, convert<std::int32_t>},
    {"<i2", 2, convert<std::int16_t>},  {"|i1", 1, convert<std::int8_t>},
    {"<u8", 8, convert<std::uint64_t>}, {"<u4", 4, convert<std::uint32_t>},
    {"<u2", 2, convert<std::uint16_t>}, {"|u1", 1, convert<std::uint8_t>},
    {"|b1", 1, convert<std::uint8_t>}};

NpyArray parseNpy(const std::string& bytes) {
    if (bytes.size() < 10 || bytes.compare(0, magic.size(), magic) != 0)
        throw Error("expected a NumPy array file (.npy), found something else");
    const auto byteAt = [&](std::size_t i) {
        return std::size_t{static_cast<unsigned char>(bytes[i])};
    };
    const bool wideHeader = byteAt(6) >= 2;
    const std::size_t start = wideHeader ? 12 : 10;
    if (bytes.size() < start)
        throw Error("the file ends inside its header");
    std::size_t headerSize = byteAt(8) | byteAt(9) << 8;
    if (wideHeader)
        headerSize |= byteAt(10) << 16 | byteAt(11) << 24;
    if (headerSize > bytes.size() - start)
        throw Error("the file ends inside its header");
    const std::string header = bytes.substr(start, headerSize);

    std::smatch match;
    if (!std::regex_search(header, match, std::regex("'descr': *'([^']+)'")))
        throw Error("the header names no element type");
    const std::string typeName = match[1];
    if (std::regex_search(header, std::regex("'fortran_order': *True")))
        throw Error("expected C order, found Fortran order");
    if (!std::regex_search(header, match, std::regex("'shape': *\\(([^)]*)\\)")))
        throw Error("the header names no shape");

    NpyArray array;
    const std::string shapeText = match[1];
    const std::regex digits("[0-9]+");
    std::size_t count = 1;
    for (std::sregex_iterator i(shapeText.begin(), shapeText.end(), digits), end; i != end; ++i) {
        const double extent = std::stod(i->str());
        if (extent * static_cast<double>(count) > static_cast<double>(maximumElements))
            throw Error("expected at most " + std::to_string(maximumElements) + " elements");
        array.shape.push_back(static_cast<std::size_t>(extent));
        count *= array.shape.back();
    }
    for (const ElementType& type : elementTypes) {
        if (typeName != type.name)
            continue;
        const std::size_t available = bytes.size() - start - headerSize;
        if (available < count * type.size)
            throw Error("expected " + std::to_string(count * type.size) + " bytes of data, found " +
                        std::to_string(available));
        array.values.resize(count);
        type.convert(bytes.data() + start + headerSize, array.values);
        return array;
    }
    throw Error("expected numbers of a little-endian type, found elements of type \"" + typeName +
                "\"");
}

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

NpyArray readNpy(const std::filesystem::path& path) {
    const std::string bytes = readTextFile(path, std::size_t{3} << 30);
    try {
        return parseNpy(bytes);
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
