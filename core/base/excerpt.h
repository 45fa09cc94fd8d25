#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace hippodrome {

/// The most characters of a file that a message quotes.
inline constexpr std::size_t longestExcerpt = 60;

/// Text of a file as a message may show it: at most `longest` characters, the last of them an
/// ellipsis when there were more; what is no valid UTF-8, does not print or would turn the
/// direction of the text is replaced by a question mark.
std::string excerpt(std::string_view text, std::size_t longest = longestExcerpt);

/// The same in quotation marks.
std::string quotedExcerpt(std::string_view text);

/// Several names, each quoted: `"time", "x" and 12 more`, in about a hundred characters.
std::string quotedList(const std::vector<std::string>& names);

} // namespace hippodrome
