#pragma once

#include <filesystem>
#include <string_view>

namespace hippodrome {

/// Writes a file so that its path holds either the old content or the whole new one, whatever
/// happens in between: a temporary file in the same folder is written, flushed to the disk and
/// renamed. Throws Error (resource) with the reason of the system when that fails.
void writeFileAtomically(const std::filesystem::path& path, std::string_view content);

/// Makes a folder for results. It must be new or empty unless `force`. Throws Error.
void prepareOutputFolder(const std::filesystem::path& folder, bool force);

} // namespace hippodrome
