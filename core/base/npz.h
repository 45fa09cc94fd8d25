#pragma once

#include <filesystem>
#include <string>

namespace hippodrome {

/// The bytes of one array of a `.npz` archive: of that named `array`, or of the only one when the
/// name is empty. Sizes are held to their limits before anything is unpacked. Throws Error for
/// archives that are damaged, hold no array, several while none is named, or none of that name.
std::string readNpzMember(const std::filesystem::path& path, const std::string& array);

} // namespace hippodrome
