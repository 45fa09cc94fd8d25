#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>

namespace hippodrome {

/// Gives the next bytes of a file, `size` of them or fewer at its end. Throws Error.
using ByteSource = std::function<std::size_t(char* to, std::size_t size)>;

/// One array of an archive, unpacked as it is read.
struct NpzMember {
    ByteSource read;
    std::uint64_t size = 0; ///< as the archive says, unpacked [bytes]
};

/// Opens one array of a `.npz` archive: that named `array`, or the only one when the name is empty.
/// Throws Error for archives that are damaged, hold no array, several while none is named, or none
/// of that name.
NpzMember openNpzMember(const std::filesystem::path& path, const std::string& array);

} // namespace hippodrome
