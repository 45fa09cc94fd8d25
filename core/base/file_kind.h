#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace hippodrome {

/// What a file is whose beginning shows that it is no plain text, in words: "a gzip archive", "an
/// Excel workbook", "text in UTF-16", "a binary file"; empty when nothing speaks against text.
std::string kindOfBinary(std::string_view content);

/// Throws Error when `path` is a pipe, a device or another thing that has no end.
void requireRegularFile(const std::filesystem::path& path);

} // namespace hippodrome
