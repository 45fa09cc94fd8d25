#include "core/base/checkpoint_format.h"

#include "core/base/error.h"
#include "core/base/rng.h"

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <fstream>
#include <string>

namespace hippodrome {

void requireWholeCheckpoint(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    std::uint64_t hash = hashText("");
    std::uint64_t left = std::filesystem::file_size(path);
    std::string part;
    // The next bytes; the last part of them is there afterwards.
    const auto pass = [&](std::uint64_t size, bool hashed = true) -> const std::string& {
        if (size > left)
            throw Error("the checkpoint is truncated: expected " + std::to_string(size) +
                        " more bytes, found " + std::to_string(left));
        left -= size;
        constexpr std::uint64_t partSize = std::uint64_t{1} << 20;
        for (std::uint64_t done = 0; done < size; done += part.size()) {
            part.resize(std::min(partSize, size - done));
            file.read(part.data(), static_cast<std::streamsize>(part.size()));
            if (!file)
                throw Error("the checkpoint cannot be read to its end");
            if (hashed)
                hash = hashText(part, hash);
        }
        return part;
    };
    const auto number = [&]<class T>(T value, bool hashed = true) {
        std::memcpy(&value, pass(sizeof value, hashed).data(), sizeof value);
        return value;
    };
    pass(checkpointMagic.size());
    number(std::uint32_t{}); // the version
    const std::uint32_t count = number(std::uint32_t{});
    for (std::uint32_t i = 0; i < count; ++i) {
        const std::uint32_t name = number(std::uint32_t{});
        if (name > longestBlockName)
            throw Error("the checkpoint is damaged: expected names of at most " +
                        std::to_string(longestBlockName) + " bytes, found one of " +
                        std::to_string(name));
        pass(name);
        pass(number(std::uint64_t{}));
    }
    const std::uint64_t found = hash;
    if (number(std::uint64_t{}, false) != found)
        throw Error("the checkpoint is damaged: its content does not match its hash");
    if (left > 0)
        throw Error("the checkpoint is damaged: expected nothing behind its hash, found " +
                    std::to_string(left) + " bytes");
}

} // namespace hippodrome
