#include "tests/fuzz/target.h"

#include "core/base/rng.h"

#include <sys/mman.h>
#include <unistd.h>

#include <array>
#include <cstring>
#include <limits>
#include <vector>

namespace hippodrome {

namespace {

/// Numbers at which readers have failed before.
constexpr std::array<std::int64_t, 12> integers = {-1,
                                                   0,
                                                   1,
                                                   2,
                                                   63,
                                                   64,
                                                   1000000,
                                                   std::numeric_limits<int>::max(),
                                                   std::numeric_limits<int>::min(),
                                                   std::int64_t{1} << 53,
                                                   std::numeric_limits<std::int64_t>::max(),
                                                   std::numeric_limits<std::int64_t>::min()};
constexpr std::array<double, 10> numbers = {std::numeric_limits<double>::quiet_NaN(),
                                            std::numeric_limits<double>::infinity(),
                                            -std::numeric_limits<double>::infinity(),
                                            1e308,
                                            -1e308,
                                            1e12,
                                            -1e12,
                                            1e-308,
                                            -1.0,
                                            0.5};

template <class T>
void write(std::string& block, std::size_t place, T value) {
    if (block.size() < sizeof value)
        return;
    place = place % (block.size() / sizeof value) * sizeof value;
    std::memcpy(block.data() + place, &value, sizeof value);
}

void change(std::string& block, std::uint8_t kind, std::uint32_t place, std::int32_t value) {
    const auto which = static_cast<std::uint32_t>(value);
    switch (kind % 9) {
    case 0:
        write(block, place, value);
        break;
    case 1:
        write(block, place, static_cast<std::int32_t>(integers[which % integers.size()]));
        break;
    case 2:
        write(block, place, integers[which % integers.size()]);
        break;
    case 3:
        write(block, place, numbers[which % numbers.size()]);
        break;
    case 4:
        write(block, place, static_cast<float>(numbers[which % numbers.size()]));
        break;
    case 5:
        write(block, place, static_cast<char>(value));
        break;
    case 6: // what a text may hold
        if (!block.empty())
            block[place % block.size()] = static_cast<char>(value);
        break;
    case 7:
        block.resize(block.empty() ? 0 : place % block.size());
        break;
    default:
        block += block.substr(0, place % 64);
    }
}

} // namespace

std::filesystem::path memoryFile(const std::string& content) {
    static const int file = ::memfd_create("input", 0);
    if (::ftruncate(file, 0) != 0 ||
        ::pwrite(file, content.data(), content.size(), 0) != static_cast<ssize_t>(content.size()))
        std::abort();
    return "/proc/self/fd/" + std::to_string(file);
}

std::string withRightHash(std::string bytes) {
    constexpr std::size_t hashSize = sizeof(std::uint64_t);
    bytes.resize(bytes.size() < hashSize ? 0 : bytes.size() - hashSize);
    const std::uint64_t hash = hashText(bytes);
    return bytes.append(reinterpret_cast<const char*>(&hash), hashSize);
}

Checkpoint damaged(const Checkpoint& whole, const std::uint8_t* script, std::size_t size) {
    Checkpoint result = whole;
    const std::vector<std::string> names = whole.names();
    constexpr std::size_t changeSize = 12;
    for (std::size_t at = 0; at + changeSize <= size && !names.empty(); at += changeSize) {
        std::uint16_t block = 0;
        std::uint32_t place = 0;
        std::int32_t value = 0;
        std::memcpy(&block, script + at, sizeof block);
        std::memcpy(&place, script + at + 4, sizeof place);
        std::memcpy(&value, script + at + 8, sizeof value);
        const std::string& name = names[block % names.size()];
        std::string text = result.text(name);
        change(text, script[at + 2], place, value);
        result.putText(name, text);
    }
    return result;
}

} // namespace hippodrome
