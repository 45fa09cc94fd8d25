#pragma once

#include "core/base/kinds.h"

#include <gtest/gtest.h>

#include <set>
#include <string>
#include <vector>

namespace hippodrome::testing {

/// What holds for every kind of anything: that it says what it is, and that its fields are read as
/// they are declared. A failure names kind and field.
void expectWords(const std::string& key, const std::string& label, const std::string& help);
void expectFieldsExplained(const Kind& kind);
/// Resolving an empty object spells out every declared field with its default, and nothing else.
void expectDefaults(const Kind& kind);
/// A misspelt key is refused, at every level, with its place and a key that may be meant.
void expectUnknownKeysRefused(const Kind& kind);
/// Numbers at both ends of a range are read; a number beyond, none at all, and a value of another
/// type are refused, with the name of the field.
void expectRangesKept(const Kind& kind);
/// All four.
void expectKind(const Kind& kind);

/// Some page of `docs` (a file, or a folder with its pages) names the key in `backticks`.
void expectPage(const std::string& key, const std::string& docs);
/// Every text that a scene of this program gives to one of `keys`, such as "type".
const std::set<std::string>& textsInScenes(const std::string& key);

/// A value under a dotted key; objects on the way are made.
Json nested(const std::string& dottedKey, const Json& value);
/// A key as a part of a test's name.
std::string nameOf(const std::string& key);

/// The kinds of a list, for a suite that walks it.
template <class List>
auto kindsOf(const List& list) {
    std::vector<decltype(&*list.begin())> all;
    for (const auto& kind : list)
        all.push_back(&kind);
    return ::testing::ValuesIn(all);
}
/// What a test of one of them is called.
inline constexpr auto nameOfKind = [](const auto& instance) { return nameOf(instance.param->key); };

/// `parameters` in a document, read by `what`; the document lives as long as the call.
template <class What>
auto withCursor(const Json& parameters, What what) {
    const JsonDocument document{parameters, {}, {}};
    return what(JsonCursor(document));
}

} // namespace hippodrome::testing
