#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace hippodrome {

/// Reads a whole regular file (links lead to theirs) of at most `maximumBytes`; what it says of its
/// own size is not believed. Throws Error at once when it is missing, a folder, a pipe, a device or
/// a socket, and when it is larger.
std::string readTextFile(const std::filesystem::path& path,
                         std::size_t maximumBytes = std::size_t{256} << 20);

/// The first `size` bytes of a regular file, or all of a shorter one. Throws Error as readTextFile.
std::string readBeginning(const std::filesystem::path& path, std::size_t size);

/// Writes a file so that its path holds either the old content or the whole new one, whatever
/// happens in between: a temporary file in the same folder is written, flushed to the disk and
/// renamed. Throws Error (resource) with the reason of the system when that fails.
void writeFileAtomically(const std::filesystem::path& path, std::string_view content);

/// Makes a folder for results. It must be new or empty unless `force`. Throws Error.
void prepareOutputFolder(const std::filesystem::path& folder, bool force);

} // namespace hippodrome
