#include "core/base/excerpt.h"

#include <cstdint>

namespace hippodrome {

namespace {

/// A character of UTF-8 text: how many bytes it takes, and its code point; size 0 when invalid.
struct Character {
    std::size_t size = 0;
    std::uint32_t code = 0;
};

Character characterAt(std::string_view text) {
    const auto byte = [&](std::size_t i) {
        return static_cast<std::uint32_t>(static_cast<unsigned char>(text[i]));
    };
    const std::uint32_t first = byte(0);
    if (first < 0x80)
        return {1, first};
    const std::size_t size = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
    if (first < 0xc2 || first > 0xf4 || text.size() < size)
        return {};
    std::uint32_t code = first & (0xffu >> (size + 1));
    for (std::size_t i = 1; i < size; ++i) {
        if ((byte(i) & 0xc0) != 0x80)
            return {};
        code = code << 6 | (byte(i) & 0x3f);
    }
    constexpr std::uint32_t smallest[] = {0, 0, 0x80, 0x800, 0x10000};
    if (code < smallest[size] || code > 0x10ffff || (code >= 0xd800 && code < 0xe000))
        return {};
    return {size, code};
}

bool prints(std::uint32_t code) {
    if (code < 0x20 || (code >= 0x7f && code < 0xa0))
        return false; // controls
    if ((code >= 0x200b && code <= 0x200f) || (code >= 0x2028 && code <= 0x202e) ||
        (code >= 0x2060 && code <= 0x206f) || (code >= 0xfff0 && code <= 0xfffb) || code == 0xfeff)
        return false; // without width, or turning the direction
    return (code & 0xfffe) != 0xfffe && code < 0xe0000;
}

} // namespace

std::string excerpt(std::string_view text, std::size_t longest) {
    std::string shown;
    std::size_t beforeLast = 0; // where the last character that may stay begins
    for (std::size_t count = 0; !text.empty(); ++count) {
        if (count == longest) {
            shown.resize(beforeLast);
            return shown + "\u2026";
        }
        beforeLast = shown.size();
        const Character character = characterAt(text);
        const std::size_t size = character.size > 0 ? character.size : 1;
        if (character.size > 0 && prints(character.code))
            shown += text.substr(0, size);
        else
            shown += '?';
        text.remove_prefix(size);
    }
    return shown;
}

std::string quotedExcerpt(std::string_view text) {
    return '"' + excerpt(text) + '"';
}

std::string quotedList(const std::vector<std::string>& names) {
    constexpr std::size_t enough = 100;
    std::string list;
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (list.size() > enough)
            return list + " and " + std::to_string(names.size() - i) + " more";
        list += (list.empty() ? "" : ", ") + ('"' + excerpt(names[i], 30) + '"');
    }
    return list;
}

} // namespace hippodrome
