#pragma once

#include <string>
#include <string_view>

namespace hippodrome {

/// What a file is whose beginning shows that it is no plain text, in words: "a gzip archive", "an
/// Excel workbook", "text in UTF-16", "a binary file"; empty when nothing speaks against text.
std::string kindOfBinary(std::string_view content);

} // namespace hippodrome
